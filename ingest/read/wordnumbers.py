"""The numbers that Word gives to paragraphs by itself, "I.", "1.2." or a bullet: counted out and written in.

They stand on every page but nowhere in the file's text. Lists are counted as Word does: all that share a
definition go on with each other, a deeper level starts again after a higher one, and some start afresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.read.ordinals import written_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_BULLET = "-"
_HIGHEST = 9999  # what is counted higher is damage


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; ``text`` has a place (%1) for the number of each level."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    plain_numbers: bool = False
    restarts: bool = True
    glued: bool = False
    for_style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list: ``counts_with`` is the definition whose count it shares, ``afresh`` its own first numbers."""

    counts_with: str
    levels: Mapping[int, _Level]
    afresh: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far they are counted."""

    lists: Mapping[str, _List]
    styles: Mapping[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> Numbering:
        """The lists that the parts of a file define; a part may be missing."""
        definitions = {_value(one, "abstractNumId"): one for one in _children(numbering, "abstractNum")}
        named = dict(_named_lists(styles))
        lists = {
            _value(one, "numId"): _read_list(one, definitions, named, numbering)
            for one in _children(numbering, "num")
        }
        return cls(lists, dict(_style_lists(styles, lists)))

    def write(self, root: Element) -> None:
        """Writes the numbers into the paragraphs and takes the lists away.

        Empty paragraphs show their numbers only in tables.
        """
        in_cells = {id(paragraph) for cell in root.iter(f"{W}tc") for paragraph in cell.iter(f"{W}p")}
        for paragraph in root.iter(f"{W}p"):
            label = self._label(paragraph)
            shows = id(paragraph) in in_cells or any(
                (one.text or "").strip() for one in paragraph.iter(f"{W}t")
            )
            if label and shows:
                _put(label, paragraph)

    def _label(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{W}pStyle")
        name, depth = self.styles.get(_value(style, "val"), ("", 0))
        own = properties.find(f"{W}numPr")
        if own is not None:
            properties.remove(own)
            name = _value(own.find(f"{W}numId"), "val") or name
            depth = _whole(_value(own.find(f"{W}ilvl"), "val"), depth)
        listed = self.lists.get(name)
        return self._next(name, listed, depth) if listed and depth in listed.levels else ""

    def _next(self, name: str, listed: _List, depth: int) -> str:
        counts = self._counts.setdefault(listed.counts_with, {})
        level = listed.levels[depth]
        if depth in listed.afresh and (name, depth) not in self._begun:
            counts[depth] = listed.afresh[depth]
        else:
            counts[depth] = min(counts.get(depth, level.start - 1) + 1, _HIGHEST)
        self._begun.add((name, depth))
        for deeper in [other for other in counts if other > depth]:
            if listed.levels.get(deeper, _Level()).restarts:
                del counts[deeper]
        if level.style == "bullet":
            return f"{_BULLET} "
        words = _PLACE.sub(lambda place: self._number(listed, counts, int(place[1]) - 1, level), level.text)
        return words + ("" if level.glued or not words else " ")

    def _number(self, listed: _List, counts: Mapping[int, int], depth: int, shown: _Level) -> str:
        level = listed.levels.get(depth, _Level())
        style = "decimal" if shown.plain_numbers else level.style
        return written_number(counts.get(depth, level.start), style)


def _read_list(
    element: Element, definitions: Mapping[str, Element], named: Mapping[str, str], numbering: Element | None
) -> _List:
    definition = _value(element.find(f"{W}abstractNumId"), "val")
    found = definitions.get(definition)
    linked = named.get(_value(found.find(f"{W}numStyleLink"), "val")) if found is not None else None
    if linked:  # the list is that of a style
        other = next((one for one in _children(numbering, "num") if _value(one, "numId") == linked), None)
        definition = _value(other.find(f"{W}abstractNumId"), "val") if other is not None else definition
        found = definitions.get(definition)
    levels = dict(map(_read_level, _children(found, "lvl")))
    afresh: dict[int, int] = {}
    for change in _children(element, "lvlOverride"):
        depth = _whole(_value(change, "ilvl"), 0)
        levels |= dict(map(_read_level, _children(change, "lvl")))
        start = change.find(f"{W}startOverride")
        if start is not None:
            afresh[depth] = _whole(_value(start, "val"), 1)
    return _List(definition, levels, afresh)


def _read_level(element: Element) -> tuple[int, _Level]:
    return _whole(_value(element, "ilvl"), 0), _Level(
        style=_value(element.find(f"{W}numFmt"), "val") or "decimal",
        text=_value(element.find(f"{W}lvlText"), "val"),
        start=_whole(_value(element.find(f"{W}start"), "val"), 0),
        plain_numbers=_is_on(element.find(f"{W}isLgl")),
        restarts=_value(element.find(f"{W}lvlRestart"), "val") != "0",
        glued=_value(element.find(f"{W}suff"), "val") == "nothing",
        for_style=_value(element.find(f"{W}pStyle"), "val"),
    )


def _named_lists(styles: Element | None) -> Iterator[tuple[str, str]]:
    """The styles that define lists, with the list of each."""
    for style in _children(styles, "style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if _value(style, "type") == "numbering" and number is not None:
            yield _value(style, "styleId"), _value(number, "val")


def _style_lists(styles: Element | None, lists: Mapping[str, _List]) -> Iterator[tuple[str, tuple[str, int]]]:
    """The styles that number their paragraphs, with list and level, which may be those of a style below."""
    known = {_value(style, "styleId"): style for style in _children(styles, "style")}
    for name in known:
        below, seen = name, set[str]()
        while below in known and below not in seen:
            seen.add(below)
            numbered = known[below].find(f"{W}pPr/{W}numPr")
            number = _value(numbered.find(f"{W}numId"), "val") if numbered is not None else ""
            if numbered is not None and number:
                levels = lists[number].levels if number in lists else {}
                own = next((depth for depth, level in levels.items() if level.for_style == name), None)
                told = _whole(_value(numbered.find(f"{W}ilvl"), "val"), 0)
                yield name, (number, told if own is None else own)
                break
            below = _value(known[below].find(f"{W}basedOn"), "val")


def _put(label: str, paragraph: Element) -> None:
    """Puts the label in front, in the letters of the first words."""
    run, text = Element(f"{W}r"), Element(f"{W}t")
    look = next(
        (one.find(f"{W}rPr") for one in paragraph.iter(f"{W}r") if one.find(f"{W}t") is not None), None
    )
    if look is not None:
        run.append(deepcopy(look))
        for raised in run[0].findall(f"{W}vertAlign"):
            run[0].remove(raised)
    text.text = label
    run.append(text)
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0, run)


def _children(element: Element | None, tag: str) -> list[Element]:
    return element.findall(f"{W}{tag}") if element is not None else []


def _value(element: Element | None, name: str) -> str:
    return element.get(f"{W}{name}", "") if element is not None else ""


def _whole(written: str, otherwise: int) -> int:
    return min(int(written), _HIGHEST) if written.isascii() and written.isdigit() else otherwise


def _is_on(switch: Element | None) -> bool:
    return switch is not None and _value(switch, "val") not in ("0", "false", "off")
