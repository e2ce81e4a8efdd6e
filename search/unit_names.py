"""The units that the names of a question can mean, with the kind words and the larger units beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.document import Span
from ingest.text import fold
from ontology.gazetteer import COMMUNE, PROVINCE, Unit, even_name, load_gazetteer, name_key
from ontology.lexicon import load_concepts
from ontology.place_words import KindWord
from search.kind_words import NEAR, kind_after, kind_before
from search.language import lacks_diacritics

_WORD = re.compile(r"[\w'’]+")
_GAP = re.compile(r"[ .]+|\s*[-–]\s*")
_LONGEST = 6
_KIND_WORDS = 2  # words of the longest kind: "thị trấn"
_APPOSED = re.compile(r"\s*[,(]\s*")  # "xã A, huyện B": the larger unit says where the smaller one lies


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name with its kind word (``span``), and the units of every state that bear it."""

    span: Span
    kind: KindWord | None
    units: tuple[Unit, ...]

    @property
    def level(self) -> int:
        """The level of the largest unit of the name."""
        return min(unit.level for unit in self.units)


def find_unit_names(text: str, phrases: Sequence[Span], idle: Callable[[str], bool]) -> Iterator[UnitName]:
    """The names in the text, the longest at each place; a phrase as long as a name is no name.

    A single word without a kind word beside it names a district or province, if it is not ``idle``.
    """
    words = [Span(match.start(), match.end()) for match in _WORD.finditer(text)]
    taken = {span.start: span.end for span in phrases}
    end = 0
    for position, word in enumerate(words):
        if word.start < end:
            continue
        ahead = words[position : position + _KIND_WORDS + _LONGEST]
        found = _after_its_kind(text, ahead, idle) or _longest(text, ahead[:_LONGEST], idle)
        phrase_end = taken.get(word.start, 0)
        if found and found.span.end > phrase_end:
            yield found
        end = max(found.span.end if found else 0, phrase_end, end)


def _after_its_kind(text: str, words: Sequence[Span], idle: Callable[[str], bool]) -> UnitName | None:
    """The name after the kind word that begins here: "thành phố Huế" names no "Phố Huế".

    Behind its kind word a name may bear wrong diacritics.
    """
    for position, word in enumerate(words[1 : _KIND_WORDS + 1], 1):
        kind = _kind_before(text, word.start)
        if kind and kind[1] == words[0].start:
            after = words[position : position + _LONGEST]
            return _longest(text, after, idle) or _longest(text, after, idle, misspelt=True)
    return None


def place_names(names: Sequence[UnitName], *, before: bool) -> list[UnitName] | None:
    """The names that are asked about, each with the units that lie in the larger ones named beside it.

    Looking back, a province of today also stands for those that went into it. ``None`` if a name is said
    to lie in a unit that has none of that name.
    """
    placed = [_placed(name, [one for one in names if one is not name], before) for name in names]
    for (one, fits), other in zip(placed, names[1:], strict=False):
        if not fits and one.level > other.level and one.span.end == other.span.start:
            return None
    inner = [name for name, fits in placed if fits]
    return [name for name, _ in placed if not any(_holds(name, one, before) for one in inner)]


def apposed(text: str, names: Sequence[UnitName]) -> list[UnitName]:
    """The names, each spread to the larger one that only a comma or a bracket parts from it."""
    later = [*names[1:], None]
    return [
        replace(one, span=Span(one.span.start, two.span.start))
        if two and _APPOSED.fullmatch(text[one.span.end : two.span.start])
        else one
        for one, two in zip(names, later, strict=False)
    ]


def _longest(
    text: str, words: Sequence[Span], idle: Callable[[str], bool], *, misspelt: bool = False
) -> UnitName | None:
    for count in range(len(words), 0, -1):
        gaps = (text[one.end : two.start] for one, two in pairwise(words[:count]))
        if all(_GAP.fullmatch(gap) for gap in gaps):
            found = _named(text, Span(words[0].start, words[count - 1].end), misspelt=misspelt)
            if found and (found.kind or count > 1 or _is_name_alone(found, text, idle)):
                return found
    return None


def _is_name_alone(name: UnitName, text: str, idle: Callable[[str], bool]) -> bool:
    """Whether one word without a kind word names a unit: "Huế", not "Bưởi", which is a fruit as well."""
    word = text[name.span.start : name.span.end]
    return name.level < COMMUNE and not idle(word) and not word.isdigit()


def _named(text: str, span: Span, *, misspelt: bool) -> UnitName | None:
    surface = text[span.start : span.end]
    before, after = _kind_before(text, span.start), _kind_after(text, span.end)
    kind = before[0] if before else after[0] if after else None
    gazetteer = load_gazetteer()
    named = gazetteer.keyed(name_key(surface)) if misspelt else gazetteer.units_named(surface)
    units = _of_kind(named, kind)
    if not units:
        return None
    whole = Span(before[1] if before else span.start, span.end if before or not after else after[1])
    return UnitName(whole, kind, _spelled(units, surface, plain=lacks_diacritics(text)))


def _kind_before(text: str, start: int) -> tuple[KindWord, int] | None:
    """The kind word right before a name. One that a comma parts from it is of the name before."""
    found = kind_before(text, start)
    return found if found and "," not in text[found[1] : start] else None


def _kind_after(text: str, end: int) -> tuple[KindWord, int] | None:
    """The English kind word right after a name: also what answers call a kind, "town" for a thị xã."""
    found, match = kind_after(text, end), _labels().match(fold(text[end : end + NEAR]))
    if match is None or (found and found[1] > end + match.end()):
        return found
    kind = found[0] if found else KindWord(match[1], 0, frozenset())
    named = {concept.vi for concept in load_concepts("area_kinds") if concept.en == match[1]}
    return replace(kind, kinds=kind.kinds | named), end + match.end()


@cache
def _labels() -> re.Pattern[str]:
    labels = sorted({concept.en for concept in load_concepts("area_kinds")}, key=len, reverse=True)
    return re.compile(rf"\s+({'|'.join(map(re.escape, labels))})(?!\w)")


def _of_kind(units: Sequence[Unit], kind: KindWord | None) -> tuple[Unit, ...]:
    if kind is None:
        return tuple(units)
    exact = tuple(unit for unit in units if unit.kind in kind.kinds)
    return exact or tuple(unit for unit in units if unit.level == kind.level)


def _spelled(units: tuple[Unit, ...], surface: str, *, plain: bool) -> tuple[Unit, ...]:
    """Those spelled so, else those called so, else those of which it is another name."""
    key, even = name_key(surface), even_name(surface)
    exact = () if plain else tuple(unit for unit in units if even_name(unit.name) == even)
    return exact or tuple(unit for unit in units if name_key(unit.name) == key) or units


def _placed(name: UnitName, others: Sequence[UnitName], before: bool) -> tuple[UnitName, bool]:
    """The name with the units that most of the other names contain, and whether any does."""
    scores = [sum(_lies_in(unit, _codes(one, before)) for one in others) for unit in name.units]
    best = max(scores)
    fitting = tuple(unit for unit, score in zip(name.units, scores, strict=True) if score == best)
    return replace(name, units=fitting), best > 0


def _holds(name: UnitName, inner: UnitName, before: bool) -> bool:
    return any(_lies_in(unit, _codes(name, before)) for unit in inner.units)


def _lies_in(unit: Unit, codes: frozenset[str]) -> bool:
    return any(above.code in codes for above in load_gazetteer().ancestors(unit))


def _codes(name: UnitName, before: bool) -> frozenset[str]:
    units: Iterable[Unit] = name.units
    if before:
        units = (one for unit in units for one in (unit, *_reformed(unit)))
    return frozenset(unit.code for unit in units)


def _reformed(unit: Unit) -> Iterator[Unit]:
    """The provinces that went into one, and those that it went into."""
    if unit.level == PROVINCE:
        yield from load_gazetteer().predecessors(unit)
        yield from load_gazetteer().today(unit)
