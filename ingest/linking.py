"""Links the full name of an indicator to the code list; a name that no label resembles stays unlinked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.match.units import Unit, unit_at
from ingest.text import even_tones
from ingest.wording import expand_words
from ontology.errors import BadLexicon
from ontology.lexicon import concepts_by_id, load_concepts, load_table
from ontology.phrases import load_phrases, load_words

# Name and label must hold the same words, neutral ones aside: one other word is another indicator ("xuất
# khẩu", "nhập khẩu"). Only in long names may one word differ, and none that decides.
THRESHOLD = 0.75
_WORDS_FOR_A_SLIP = 7
_FEWEST_WORDS = 2  # fewer, and "người công dân" would be "người có công"
_LIST = "link_words"

_WORD = re.compile(r"[^\W_]+[²³]?|%")
_UNIT_WORD = re.compile(r"[^\W_]+[²³]?|[%‰/.]")
_MARK = re.compile(r"[/,;]")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_NAME = r"(?:\s+[A-ZĐÀ-Ỹ][\w']*)"
_DISTRICT = rf"(?:toàn\s+)?(?:huyện|thị xã|thành phố){_NAME}*"
_HERE = re.compile(
    rf"\s*,?\s*(?:của\s+|trên\s+địa\s+bàn\s*|tại\s+|ở\s+|trong\s+)?{_DISTRICT}\s*$"
    r"|\s*,?\s*trên\s+địa\s+bàn\s*$"
)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of the list as words; ``open`` are those that are not neutral, ``telling`` those of them that
    are no property's.
    """

    id: str
    words: frozenset[str]
    open: frozenset[str]
    telling: frozenset[str]


@lru_cache(maxsize=8192)
def link_indicator(name: str, unit_kind: str) -> str | None:
    """The id of the concept whose label shares most words with the name, or ``None``.

    ``unit_kind`` is the kind of the figure's unit: a concept in another kind of unit is never linked,
    so that "số hộ nghèo" and "tỷ lệ hộ nghèo" stay apart. The name is tried whole, then without what a
    bracket explains, then without "trên địa bàn huyện": every figure is of the district.
    """
    forms = tuple(_forms(name))
    if not forms or _is_other_kind(forms[0], unit_kind):
        return None
    return next((id_ for form in forms if (id_ := _link(form, unit_kind))), None)


def _is_other_kind(key: str, unit_kind: str) -> bool:
    """Whether the name's own first word says that the unit is not its own: "tỷ lệ hộ nghèo" in households."""
    opening = "counts" if unit_kind == "ratio" else "rates"
    return any(key.startswith(f"{word} ") for word in load_words(_LIST)[opening])


def _forms(name: str) -> Iterator[str]:
    seen = set()
    open_name = _BRACKET.sub(lambda found: found[0] if _limits(found[1]) else "", name).strip()
    for form in (name, open_name, _HERE.sub("", open_name)):
        key = _key(form)
        if key and key not in seen:
            seen.add(key)
            yield key


def _limits(words: str) -> bool:
    """Whether words in a bracket change what is counted: "ngoài chuối"."""
    return even_tones(words).startswith(load_words(_LIST)["limits"])


def _key(text: str) -> str:
    """One spelling: abbreviations written out, words of a region as the list has them."""
    spaced = " ".join(_MARK.sub(r" \g<0> ", text).split())
    key = f" {even_tones(expand_words(spaced))} "
    for said, listed in _one_spelling():
        key = key.replace(f" {said} ", f" {listed} ")
    return key.strip()


@lru_cache(maxsize=8192)
def _link(name: str, unit_kind: str) -> str | None:
    if exact := [id_ for id_ in _exact().get(name, ()) if unit_kind in unit_kinds(id_)]:
        return exact[0]
    words = _words(name)
    open_words = words - _list("neutral")
    found: dict[str, float] = {}
    for label in (_labels()[number] for number in _candidates(words)):
        if _same(words, open_words, label) and unit_kind in unit_kinds(label.id):
            shared = 2 * len(words & label.words) / (len(words) + len(label.words))
            found[label.id] = max(found.get(label.id, 0.0), shared)
    best = max(found.values(), default=0.0)
    nearest = [id_ for id_, shared in found.items() if shared == best]
    return nearest[0] if best >= THRESHOLD and len(nearest) == 1 else None


def _same(name: frozenset[str], open_words: frozenset[str], label: _Label) -> bool:
    if abs(len(open_words) - len(label.open)) > 1:  # most labels: at most one word may differ
        return False
    if name == label.words:
        return True
    if not label.telling or len(label.open) < _FEWEST_WORDS:
        return False
    differing = open_words ^ label.open
    if len(differing) > 1 or differing & _list("decisive"):
        return False
    long = min(len(name), len(label.words)) >= _WORDS_FOR_A_SLIP
    return len(differing) <= (1 if long else 0)


def _candidates(words: frozenset[str]) -> set[int]:
    """Labels that share the name's rarest words; a label alike in most words shares one of them."""
    index = _index()
    known = sorted((word for word in words if word in index), key=lambda word: (len(index[word]), word))
    rare = known[: max(2, len(words) // 3 + 1)]
    return {label for word in rare for label in index.get(word, ())}


def _words(key: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(key) if word not in _list("empty"))


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Each concept's id with every name that means it, in the one spelling."""
    phrases = ((phrase.id, phrase.text) for phrase in load_phrases("indicators"))
    written = ((row.id, text) for row in load_concepts("indicators") for text in row.written)
    return tuple((id_, _key(text)) for id_, text in (*phrases, *written))


@cache
def _labels() -> tuple[_Label, ...]:
    neutral, properties = _list("neutral"), _list("properties")
    texts = ((id_, _words(name)) for id_, name in _names())
    return tuple(
        _Label(id_, words, words - neutral, words - neutral - properties) for id_, words in texts if words
    )


@cache
def _exact() -> Mapping[str, tuple[str, ...]]:
    named: dict[str, list[str]] = defaultdict(list)
    for id_, name in _names():
        named[name].append(id_)
    return {text: tuple(ids) for text, ids in named.items()}


@cache
def _index() -> Mapping[str, tuple[int, ...]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, label in enumerate(_labels()):
        for word in label.words:
            index[word].append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


@cache
def canonical_unit(id_: str) -> Unit:
    """The unit of a concept of the list. Raises ``BadLexicon`` for one that the list of units lacks."""
    text = concepts_by_id("indicators")[id_].extra["unit"]
    hit = unit_at(tuple(_UNIT_WORD.findall(even_tones(text))), 0)
    if hit is None:
        raise BadLexicon(f"codes/indicators: {id_} is in {text!r}, which is no unit of codes/units.toml.")
    return hit[1]


@cache
def unit_kinds(id_: str) -> tuple[str, ...]:
    """The kinds of units in which reports give a concept of the list, that of its canonical unit first."""
    more = concepts_by_id("indicators")[id_].extra.get("kinds", "")
    return (canonical_unit(id_).kind, *more.split())


@cache
def _one_spelling() -> tuple[tuple[str, str], ...]:
    same, compounds = load_table(_LIST)["same"], load_words(_LIST)["compounds"]
    assert isinstance(same, dict)
    pairs = (*same.items(), *((words, words.replace(" ", "")) for words in compounds))
    return tuple((even_tones(said), even_tones(listed)) for said, listed in pairs)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words(_LIST)[name])
