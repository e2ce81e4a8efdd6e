"""The markup of a web page as a browser would show it: what is hidden left out, white space collapsed.

lxml tells the elements one by one and never builds a tree, so that the time grows with the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.read.elements import ElementReader, WordContent
from ingest.read.weblinks import Element, Link, tie_notes
from ontology.errors import UnreadableReport

_DEEPEST = 2000  # elements inside each other
_MOST = 2_000_000  # starts, ends and stretches of words
_PIECE = 64 * 1024
_AROUND = 6  # elements around a link that may be its footnote
_LABEL = 20  # characters of a link's words that are looked at
_UNSEEN = {
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "nav", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "video",
}  # fmt: skip
_CROSSED_OUT = {"del", "s", "strike"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr",
    "legend", "main", "pre", "search", "section", "summary",
}  # fmt: skip
_LINES = {"br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "td", "th", "tr", "ul"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.IGNORECASE
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_COMMENT_MARK = "MsoCommentReference"
_KEPT = ("colspan", "rowspan", "start", "type", "value")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CLOSED_AT_ONCE = re.compile(r"<(script|style|title|textarea|iframe)\b([^<>]*)/>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page shows; ``struck``: words were left out since they are crossed out."""

    content: WordContent
    struck: bool


@dataclass(frozen=True, slots=True)
class _Event:
    """An element's ``start`` or ``end``, or ``words``."""

    kind: str
    told: str
    values: Mapping[str, str] = field(default_factory=dict)


def read_page(markup: str, name: str) -> Page:
    """The content of a page. Raises ``UnreadableReport`` where it is nested or cut up beyond measure."""
    target = _Target(name)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    data = _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", markup).encode("utf-8", "replace")
    for at in range(0, len(data), _PIECE):  # what the target refuses ends the reading with its piece
        parser.feed(data[at : at + _PIECE])
    parser.close()
    return Page(_replayed(target.events, target.links), target.struck)


class _Target:
    """Collects what is seen, and the links by which footnotes are tied."""

    def __init__(self, name: str) -> None:
        self.events: list[_Event] = []
        self.links: list[Link] = []
        self.struck = False
        self._name = name
        self._open: list[tuple[Element, tuple[str, ...]]] = []  # with what each adds around its words
        self._links: list[Link] = []
        self._unseen = 0
        self._crossed = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) + self._unseen >= _DEEPEST or len(self.events) >= _MOST:
            raise UnreadableReport(
                f"{self._name} is nested or cut up beyond what a page of words can be.",
                "Open it in a browser, copy its text and save that as .docx or .txt.",
                "broken",
            )
        if self._unseen or self._hides(tag, attributes):
            self._unseen += 1
            return
        name = attributes.get("id") or attributes.get("name") or ""
        element = Element(tag, name, len(self.events))
        if tag == "a":
            around = [one for one, _ in self._open[-_AROUND:]]
            self._links.append(Link(element, _leads(attributes.get("href", "")), around))
        added = _added(tag, attributes)
        self._open.append((element, added))
        values = {key: attributes[key] for key in _KEPT if key in attributes}
        self.events += [_Event("start", one, values) for one in added]

    def end(self, _: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif self._open:
            element, added = self._open.pop()
            self.events += [_Event("end", one) for one in reversed(added)]
            element.end = len(self.events)
            if element.tag == "a" and self._links:
                self.links.append(self._links.pop())

    def data(self, words: str) -> None:
        if self._unseen:
            self.struck |= self._crossed and bool(words.strip())
            return
        self.events.append(_Event("words", words))
        for link in self._links[-1:]:
            link.text = (link.text + words)[:_LABEL]

    def comment(self, _: str) -> None:
        """Comments are not seen."""

    def pi(self, *_: str) -> None:
        """Neither are instructions."""

    def close(self) -> None:
        """The page is whole."""

    def _hides(self, tag: str, attributes: Mapping[str, str]) -> bool:
        style = attributes.get("style", "")
        self._crossed = tag in _CROSSED_OUT or _strikes(style)
        return (
            tag in _UNSEEN
            or self._crossed
            or "hidden" in attributes
            or _HIDDEN.search(style) is not None
            or _COMMENT_MARK in attributes.get("class", "")
        )


def _strikes(style: str) -> bool:
    told = (one.strip() for one in style.lower().split(";"))
    return any(one.startswith("text-decoration") and "line-through" in one for one in told)


def _leads(href: str) -> str:
    return href.partition("#")[2]


def _added(tag: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The element as the reader takes it, with those that its style amounts to."""
    style = attributes.get("style", "")
    if tag in {"b", "strong"}:
        return () if _NOT_BOLD.search(style) else (tag,)
    bold = ("b",) if _BOLD.search(style) else ()
    raised = ("sup",) if _RAISED.search(style) and tag != "sup" else ()
    return (tag, *bold, *raised)


def _replayed(events: list[_Event], links: list[Link]) -> WordContent:
    notes = tie_notes(links)
    shown = _Shown(ElementReader())
    skip_to = 0
    for number, event in enumerate(events):
        if number in notes.ends:
            shown.reader.end_note()
        if number in notes.bodies:
            shown.reader.start_note(notes.bodies[number])
        if number in notes.marks:
            key, skip_to = notes.marks[number]
            shown.mark(key)
        skip_to = notes.backs.get(number, skip_to)
        if number >= skip_to:
            shown.take(event)
    shown.reader.end_paragraph()
    return shown.reader.content


@dataclass(slots=True)
class _Shown:
    """Passes on what is seen, with the spaces that a browser would show."""

    reader: ElementReader
    after_space: bool = True
    as_typed: int = 0

    def mark(self, key: str) -> None:
        self.reader.mark(key)
        self.after_space = False

    def take(self, event: _Event) -> None:
        if event.kind == "words":
            self._words(event.told)
        elif event.told in _BLOCKS:
            self.reader.end_paragraph()
            self.after_space = True
            if event.told == "pre":
                self.as_typed += 1 if event.kind == "start" else -1
        else:
            if event.kind == "start":
                self.reader.start(event.told, event.values)
            else:
                self.reader.end(event.told)
            self.after_space |= event.told in _LINES

    def _words(self, words: str) -> None:
        if not self.as_typed:
            words = _SPACE.sub(" ", words)
            words = words.lstrip(" ") if self.after_space else words
        if words:
            self.reader.words(words)
            self.after_space = words.endswith(" ")
