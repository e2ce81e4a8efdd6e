"""Footnotes of web pages: a link and another that leads back to it, whatever made the page calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LABEL = 8  # characters of "[12]", "(1)", "*" or an arrow back
_BODIES = {"div", "li", "aside", "section", "dd"}
_PARAGRAPHS = {"p", "li", "div", "dd", "td"}


@dataclass(slots=True, eq=False)
class Element:
    """An element that is seen: its name within the page, and the events ``[start, end)`` that it makes."""

    tag: str
    name: str
    start: int
    end: int = -1


@dataclass(slots=True, eq=False)
class Link:
    """A link to the element called ``to``; ``around`` are the elements around it, from the outside in."""

    element: Element
    to: str
    around: Sequence[Element]
    text: str = ""

    def names(self) -> Iterator[str]:
        """What the link itself and the elements around it are called, the nearest first."""
        yield from (one.name for one in (self.element, *reversed(self.around)) if one.name)

    @property
    def is_label(self) -> bool:
        """Whether its words can be those of a footnote mark."""
        return len(self.text.strip()) <= _LABEL and len(self.text.split()) <= 1


@dataclass(slots=True)
class Notes:
    """Where footnotes stand among the events.

    ``marks`` the start of each mark to its key and end, ``backs`` of each link back to its end, ``bodies`` of
    each footnote to its key; ``ends`` where footnotes end.
    """

    marks: dict[int, tuple[str, int]] = field(default_factory=dict)
    backs: dict[int, int] = field(default_factory=dict)
    bodies: dict[int, str] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)


def tie_notes(links: Sequence[Link]) -> Notes:
    """The footnotes that pairs of links tie; of two that lead to each other the first is the mark."""
    pairs = list(_pairs(links))
    shared = Counter(id(element) for _, back in pairs for element in back.around)
    notes = Notes()
    for mark, back in pairs:
        body = _body(mark, back, shared)
        if body is None or body.start in notes.bodies:
            continue
        key = f"web-{len(notes.bodies) + 1}"
        notes.marks[mark.element.start] = (key, mark.element.end)
        notes.backs[back.element.start] = back.element.end
        notes.bodies[body.start] = key
        notes.ends.add(body.end)
    return notes


def _pairs(links: Sequence[Link]) -> Iterator[tuple[Link, Link]]:
    leading: dict[tuple[str, str], Link] = {}  # where a link leads and how it is called
    labels = [link for link in links if link.to and link.is_label]
    for link in labels:
        for name in link.names():
            leading.setdefault((link.to, name), link)
    for link in labels:
        back = next(filter(None, (leading.get((name, link.to)) for name in link.names())), None)
        if back and link.element.start < back.element.start:
            yield link, back


def _body(mark: Link, back: Link, shared: Counter[int]) -> Element | None:
    """The element that is the footnote: one with a name and no other footnote in it, else the paragraph."""
    after = [one for one in reversed(back.around) if one.start > mark.element.start]
    for one in after:
        if one.tag in _BODIES and one.name and shared[id(one)] == 1:
            return one
    return next((one for one in after if one.tag in _PARAGRAPHS), None)
