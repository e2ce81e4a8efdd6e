"""Words around names of places, from ``codes/place_words.toml``: kinds of units, lists, guards."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, name_key

VILLAGE = 4
_LEVELS = {"province": PROVINCE, "district": DISTRICT, "commune": COMMUNE, "village": VILLAGE}


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word for a kind of unit: what it can mean and how it is used."""

    word: str
    level: int
    kinds: frozenset[str]
    suffix: bool = False
    plain: bool = True
    numbered: bool = False
    strict: bool = False
    not_after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The whole list. Multi-word entries are tuples of lower-case words; ``*_keys`` are folded.

    ``kinds`` maps the words of a kind to it; ``kinds_plain`` the same without diacritics; ``openers`` are the
    first words of both.
    """

    kinds: Mapping[tuple[str, ...], KindWord]
    kinds_plain: Mapping[tuple[str, ...], KindWord]
    openers: frozenset[str]
    joins: frozenset[str]
    generic: frozenset[str]
    not_after: frozenset[tuple[str, ...]]
    surnames: frozenset[str]
    need_kind: frozenset[str]
    no_towns: frozenset[str]
    lower_need_kind: frozenset[str]
    plain_need_kind: frozenset[str]
    locatives: frozenset[str]
    within: frozenset[str]
    place_leads: frozenset[str]
    abroad: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """The list of the package, read once."""
    text = files("ontology").joinpath("codes", "place_words.toml").read_text("utf-8")
    data = tomllib.loads(text)
    kinds = {tuple(kind.word.split()): kind for row in data["kind"] for kind in _kinds(row)}
    common = data["guards"]["lower_need_kind"]
    plain = {tuple(map(name_key, words)): kind for words, kind in kinds.items() if kind.plain}
    return PlaceWords(
        kinds=kinds,
        kinds_plain=plain,
        openers=frozenset(words[0] for words in (*kinds, *plain)),
        joins=frozenset(data["lists"]["joins"]),
        generic=frozenset(data["lists"]["generic"]),
        not_after=frozenset(tuple(words.split()) for words in data["guards"]["not_after"]),
        surnames=frozenset(data["guards"]["surnames"]),
        need_kind=frozenset(map(name_key, data["guards"]["need_kind"])),
        no_towns=frozenset(data["guards"]["no_towns"]),
        lower_need_kind=frozenset(map(name_key, common)),
        plain_need_kind=frozenset(map(name_key, [*common, *data["guards"]["plain_need_kind"]])),
        locatives=frozenset(data["guards"]["locatives"]),
        within=frozenset(data["lists"]["within"]),
        place_leads=frozenset(data["lists"]["place_leads"]),
        abroad=frozenset(map(name_key, data["abroad"]["names"])),
    )


def _kinds(row: Mapping[str, object]) -> list[KindWord]:
    words, kinds, after = row["words"], row.get("kinds", []), row.get("not_after", [])
    assert isinstance(words, list)
    assert isinstance(kinds, list)
    assert isinstance(after, list)
    return [
        KindWord(
            word=word,
            level=_LEVELS[str(row["level"])],
            kinds=frozenset(kinds),
            suffix=bool(row.get("suffix", False)),
            plain=bool(row.get("plain", True)),
            numbered=bool(row.get("numbered", False)),
            strict=bool(row.get("strict", False)),
            not_after=frozenset(after),
        )
        for word in words
    ]
