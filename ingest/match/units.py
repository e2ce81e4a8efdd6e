"""Units after a number: measures, money, rates, and the counting nouns of Vietnamese (vụ, hộ, mô hình).

A unit is a scale word, a base unit and any "per" parts: ``nghìn lượt khách``, ``triệu đồng/người/năm``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.match.mention import Mention
from ingest.match.phrases import WORD, Phrases
from ingest.text import even_tones, fold
from ontology.lexicon import load_concepts
from ontology.values import Concept

_VOWELS = frozenset("aeiouy")
_COUNTED = ("event", "item", "works", "admin", "animal", "produce")
_JOINED = ("admin", "works")  # kinds whose nouns are counted together: "17 xã, thị trấn"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: its cleaned ``text``, the list's ``concept`` of the whole or of its head.

    ``written`` is the base noun in the longest words given ("phiên chợ" where ``text`` is "phiên").
    ``kind`` is the head's: ``area mass volume length money ratio power time person animal admin works
    event item``. ``scaled`` says that the text has a scale word (nghìn, triệu) before a counting noun.
    """

    text: str
    concept: Concept | None
    kind: str
    scaled: bool = False
    written: str = ""

    @property
    def measured(self) -> bool:
        """Whether it measures a quantity (of a target one can fall short) rather than counts things."""
        return self.kind in ("area", "mass", "volume", "length", "money", "power", "produce", "rate")


def match_units(text: str) -> Iterator[Mention[Unit]]:
    """Every unit in the text, left to right, whether or not a number stands before it."""
    places = [match.span() for match in WORD.finditer(even_tones(text))]
    words = [even_tones(text)[start:end] for start, end in places]
    position = 0
    while position < len(words):
        hit = unit_at(words, position)
        if hit is None:
            position += 1
            continue
        start, end = places[position][0], places[position + hit[0] - 1][1]
        yield Mention(start, end, text[start:end], hit[1])
        position += hit[0]


def unit_at(words: Sequence[str], start: int) -> tuple[int, Unit] | None:
    """The longest unit that begins at ``words[start]`` (lower case, tones evened), and its word count."""
    scale = _scales().at(words, start)
    position = start + (scale[0] if scale else 0)
    whole = _units().at(words, start)
    base = _units().at(words, position) if scale else whole
    if whole and (base is None or whole[0] >= (scale[0] if scale else 0) + base[0]):
        scale, base, position = None, whole, start
    if base is None or _opens_a_word(words, position + base[0], base[1]):
        return (scale[0], _money(scale[1])) if scale else None
    return _compose(words, start, position, scale[1] if scale else None, base)


def _opens_a_word(words: Sequence[str], end: int, unit: Concept) -> bool:
    """Whether it is only the first syllable of another word: "đến 30/11 giải ngân" counts no prizes."""
    return " ".join(words[end : end + 1]) in even_tones(unit.extra.get("not_before", "")).split()


def scale_of(unit: Unit) -> Decimal:
    """What to multiply a value by to get it in the unit's base (``triệu đồng`` -> 1000000)."""
    factor = unit.concept.extra.get("factor", "1") if unit.concept else "1"
    return Decimal(factor)


def same_unit(one: Unit | None, other: Unit | None) -> bool:
    """Whether two figures are counted in one unit; all money is."""
    return (
        one is not None
        and other is not None
        and (one.text == other.text or one.kind == other.kind == "money")
    )


def _compose(
    words: Sequence[str], start: int, position: int, scale: Concept | None, base: tuple[int, Concept]
) -> tuple[int, Unit]:
    length, concept = base
    end = position + length
    spelt = " ".join(words[position : position + length]).replace(" ,", ",")
    noun = spelt if _is_noun(concept, spelt) else concept.vi
    text = noun if scale is None else f"{scale.vi} {noun}"
    end, more = _joined(words, end, concept)
    end, per = _per(words, end)
    exact = _named(text + more + per)
    written = (spelt if noun == spelt or len(spelt) > len(concept.vi) else concept.vi) + more
    kind = concept.extra.get("kind", "")
    return end - start, Unit(text + more + per, exact or concept, kind, scale is not None, written)


def _is_noun(concept: Concept, spelt: str) -> bool:
    """Whether the report's own noun is the unit: "ca", where the list's head is "trường hợp".

    A longer name of the head ("giấy chứng nhận quyền …", "ngôi nhà") and an abbreviation ("htx") are not.
    """
    head, counted = even_tones(concept.vi), concept.extra.get("kind") in _COUNTED
    longer = f"{spelt} ".startswith(f"{head} ") or spelt.endswith(f" {head}")
    return counted and not longer and any(letter in _VOWELS for letter in fold(spelt))


def _joined(words: Sequence[str], end: int, concept: Concept) -> tuple[int, str]:
    """The ", thị trấn" after "xã": the other nouns of a list that is counted as one."""
    kind, more = concept.extra.get("kind"), ""
    if kind == "person":
        return _people(words, end)
    while kind in _JOINED and tuple(words[end : end + 1]) == (",",):
        other = _units().at(words, end + 1)
        if other is None or other[1].extra.get("kind") != kind:
            break
        end, more = end + 1 + other[0], f"{more}, {other[1].vi}"
    return end, more


def _people(words: Sequence[str], end: int) -> tuple[int, str]:
    """The ", giáo viên, nhân viên" after "cán bộ": kinds of people that one number counts."""
    more = ""
    while tuple(words[end : end + 1]) == (",",):
        other = _units().at(words, end + 1)
        if other is None or other[1].extra.get("kind") != "person":
            break
        spelt = " ".join(words[end + 1 : end + 1 + other[0]])
        end, more = end + 1 + other[0], f"{more}, {spelt}"
    return end, more


def _per(words: Sequence[str], end: int) -> tuple[int, str]:
    """The "/người/năm": whatever unit a slash divides by, if no number stands between."""
    more = ""
    while tuple(words[end : end + 1]) == ("/",):
        divisor = _divisors().at(words, end + 1)
        if divisor is None:
            break
        end, more = end + 1 + divisor[0], f"{more}/{divisor[1].vi}"
    return end, more


def _money(scale: Concept) -> Unit:
    """A bare "tỷ" or "triệu" is money; a bare "nghìn" stays a scale."""
    concept = _named(f"{scale.vi} đồng")
    if concept is None or scale.extra.get("bare") != "money":
        return Unit(scale.vi, None, "", scaled=True)
    return Unit(concept.vi, concept, "money")


@cache
def _units() -> Phrases[Concept]:
    return _phrases(lambda row: row.extra.get("kind") not in ("scale", "divisor"))


@cache
def _scales() -> Phrases[Concept]:
    return _phrases(lambda row: row.extra.get("kind") == "scale")


@cache
def _divisors() -> Phrases[Concept]:
    return _phrases(lambda row: row.extra.get("kind") != "scale" and row.extra.get("divides") != "no")


def _phrases(wanted: object) -> Phrases[Concept]:
    assert callable(wanted)
    rows = (row for row in load_concepts("units") if wanted(row))
    return Phrases(((label, row) for row in rows for label in row.labels), even_tones)


@cache
def _by_label() -> dict[str, Concept]:
    return {even_tones(label): row for row in reversed(load_concepts("units")) for label in row.labels}


def _named(text: str) -> Concept | None:
    return _by_label().get(even_tones(text))
