"""Names of rows and columns, made complete by what stands above them: "Năng suất" under "Lúa mùa"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.in_frame import is_sector
from ingest.linking import link_indicator
from ingest.match.phrases import WORD
from ingest.match.units import Unit, unit_at
from ingest.missing_units import known_unit
from ingest.noun_phrases import read_left
from ingest.subjects import Subject, fits
from ingest.text import even_tones, in_capitals
from ingest.tokens import Stream
from ingest.wording import expand_words
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_words

_BRACKETED = re.compile(r"\(([^()]*)\)")
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)[\s.:]*$")
_NUMBERED = re.compile(r"(?:[IVX]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])(?=[.):\s]|$)")
_PART_DEPTHS = {"*": 20, "-": 30, "–": 30, "+": 40, "•": 45}
_WORDED_PART = 50
_GOODS = ("area", "mass", "volume", "animal")  # of these the parts are things of their own: "- Ngô"
_LETTERED, _UNNUMBERED, _BARE = 8, 15, 16


def without_brackets(words: str) -> str:
    """The words without what stands in brackets."""
    return " ".join(_BRACKETED.sub(" ", words).split())


def bracketed_unit(words: str) -> Unit | None:
    """The unit that stands in brackets: "Diện tích (ha)", "Thu (ĐVT: triệu đồng)"."""
    for inside in _BRACKETED.findall(words):
        unit = unit_of(inside)
        if unit:
            return unit
    return None


def unit_of(words: str) -> Unit | None:
    """The unit that words name and nothing else, "ĐVT:" aside."""
    keys = [key for key in WORD.findall(even_tones(words)) if key not in (":", ".")]
    for opening in (("đơn", "vị", "tính"), ("đơn", "vị"), ("đvt",)):
        if tuple(keys[: len(opening)]) == opening:
            keys = keys[len(opening) :]
            break
    hit = unit_at(keys, 0) if keys else None
    return hit[1] if hit and hit[0] == len(keys) else None


def part_unit(name: str) -> tuple[str, Unit | None]:
    """A name and the unit in brackets at its end: "Trồng rừng mới (ha)"."""
    bracket = _LAST_BRACKET.search(name)
    unit = unit_of(bracket[1]) if bracket else None
    return (name[: bracket.start()], unit) if bracket and unit else (name, None)


def implied_unit(name: str) -> Unit | None:
    """The unit that a name says itself: "Số hộ nghèo" counts households, "Tỷ lệ …" is in percent."""
    stream = Stream(name)
    label = stream.labels[0] if len(stream) else None
    if label is None or label.kind != "property":
        return None
    if label.id in ("rate", "cover"):
        return known_unit("%")
    hit = unit_at(stream.keys, label.last) if label.id == "number" else None
    return hit[1] if hit else None


def is_bare(name: str, unit: Unit | None = None) -> bool:
    """Whether a name is a property without the thing that it is of: "Diện tích", "Sản lượng thu hoạch"."""
    subject = _read(name)
    row = concepts_by_id("properties").get(subject.concept)
    if row is None or subject.thing or subject.act or row.extra.get("complete") == "yes":
        return False
    return unit is None or fits(subject, unit)


def compose(above: str, own: str) -> str:
    """A bare property with the thing above it: "Năng suất" and "Lúa mùa"."""
    whole = _read(above)
    return replace(_read(own), thing=whole.thing if whole.head and whole.thing else lowered(above)).name


def lowered(name: str) -> str:
    """A name as it stands in mid-sentence: a capital that only opens it is lowered."""
    first, _, rest = name.partition(" ")
    if rest[:1].isupper() and not rest[1:2].isupper():
        return expand_words(name) if first[:1].islower() else first[:1] + expand_words(name)[1:]
    return expand_words(name)


def joined(topic: str, name: str) -> str:
    """The topic of a column with the name of a row."""
    return expand_words(f"{topic} {lowered(name)}") if topic and name else expand_words(topic or name)


def as_area(name: str) -> str:
    """A name in a unit of area that names no property is of an area."""
    return name if not name or _read(name).head else f"diện tích {lowered(name)}"


def _read(name: str) -> Subject:
    stream = Stream(name)
    return read_left(stream, range(len(stream)))


@dataclass(frozen=True, slots=True)
class RowName:
    """The name cell of a row taken apart: its number, its words, the depth of its mark (0 for none).

    ``numbered`` counts the characters of a number that stands in the name's own cell.
    """

    number: str
    words: str
    part: int = 0
    numbered: int = 0


def read_row_name(cell: str, number: str) -> RowName:
    """The parts of a name cell; ``number`` is what the numbering column says."""
    text = cell.strip()
    own = _NUMBERED.match(text)
    opening = re.match(r"[.)\s]+(?=\S)", text[own.end() :]) if own and not number else None
    cut = own.end() + opening.end() if own and opening and _opens(own[0], opening[0]) else 0
    words, part = _without_mark(text[cut:])
    return RowName(own[0] if cut and own else number, clean(words), part, cut)


def _opens(number: str, closing: str) -> bool:
    """Whether it numbers the row: a lone letter needs its point, "A lưới" is a name."""
    return bool(closing.strip()) or "." in number


def _without_mark(text: str) -> tuple[str, int]:
    part, opens = 0, load_words("table_words")["part_rows"]
    while True:
        key = even_tones(text).lstrip()
        word = next((w for w in opens if key.startswith(even_tones(w)) and _apart(key, even_tones(w))), None)
        if word is None:
            return text, part
        part = _PART_DEPTHS.get(word, _WORDED_PART)
        text = text.lstrip()[len(word) :].lstrip(" :.")


def _apart(key: str, word: str) -> bool:
    return not (word[-1].isalpha() and key[len(word) : len(word) + 1].isalpha())


def clean(name: str) -> str:
    """A name without marks at its ends."""
    return name.strip(" .:;-+–*,")


@dataclass(slots=True)
class Names:
    """The rows above, by depth, that names further down may be completed by."""

    above: list[tuple[int, str, bool]] = field(default_factory=list)

    def complete(self, row: RowName, unit: Unit | None, *, figures: bool) -> str:
        """The full name of a row; ``figures`` says whether figures stand in it."""
        bare = is_bare(row.words, unit)
        depth = row.part or _depth(row.number, bare=bare)
        while self.above and self.above[-1][0] >= depth:
            self.above.pop()
        full = self._full(row, unit, bare=bare)
        if row.words and not bare:
            self.above.append((depth, full if figures else row.words, figures))
        return full

    def _full(self, row: RowName, unit: Unit | None, *, bare: bool) -> str:
        parent = next(((name, told) for _, name, told in reversed(self.above) if not _is_heading(name)), None)
        if parent is None:
            return row.words
        name, told = parent
        if not row.words:
            return name if row.part else ""
        if bare:
            return compose(name, row.words)
        return _part(name, row.words, unit, told=told) if row.part else row.words


def _part(whole: str, own: str, unit: Unit | None, *, told: bool) -> str:
    """The name of a part: its own if that says all, else with the property or all of its whole."""
    kind = unit.kind if unit else ""
    above, part = _read(whole), _read(own)
    if part.head or not (told or above.head):
        return own
    if above.head and fits(above, unit):
        named = replace(above, thing=lowered(own), act="", about="").name
        if link_indicator(named, kind) or (kind in _GOODS and not part.act):
            return named
    return own if link_indicator(own, kind) else f"{whole} {lowered(own)}"


def _is_heading(name: str) -> bool:
    """Whether a row only heads a part of the table: "Trồng trọt", "CHỈ TIÊU KINH TẾ"."""
    key = even_tones(name)
    words: Sequence[str] = load_words("table_words")["headings"]
    if in_capitals(name) or is_sector(name):
        return True
    return any(key == even_tones(w) or key.startswith(f"{even_tones(w)} ") for w in words)


def _depth(number: str, *, bare: bool) -> int:
    number = number.strip(" .)")
    if not number:
        return _BARE if bare else _UNNUMBERED
    if number[0].isdecimal():
        return 1 + number.count(".")
    return 0 if number.isupper() else _LETTERED
