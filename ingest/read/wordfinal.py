"""A docx file as its pages show it in the end: what mammoth would lose, keep or double is put right before.

Tracked changes are taken as accepted: what was inserted stays, what was deleted or moved away goes, and a
paragraph whose mark was deleted goes on in the next. Hidden and crossed-out words go. Text boxes become
paragraphs after the one that they are anchored in. Fields, content controls and formulas become their words,
and paragraphs bear the numbers that Word gives them. A table row that begins some columns to the right gets
empty cells for these. Pictures and what other programs embedded cannot be read, and are counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ingest.read.wordnumbers import Numbering, W

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_KEPT_PARTS = (".xml", ".rels")
_DOCUMENT = re.compile(r"word/document\d*\.xml")
_STYLES = re.compile(r"word/styles\d*\.xml")
_NUMBERING = re.compile(r"word/numbering\d*\.xml")

_BOX = f"{W}txbxContent"
_ROW, _CELL = f"{W}tr", f"{W}tc"
_DELETED = {_ROW: f"{W}trPr/{W}del", _CELL: f"{W}tcPr/{W}cellDel"}
_PARAGRAPH, _RUN, _TEXT = f"{W}p", f"{W}r", f"{W}t"
_GONE = {f"{W}{name}" for name in ("del", "moveFrom")}
_DROPPED = {f"{W}{name}" for name in ("softHyphen", "commentReference")}
_ADDED = {f"{W}{name}" for name in ("ins", "moveTo")}
_OPENED = _ADDED | {f"{W}{name}" for name in ("smartTag", "customXml", "fldSimple", "dir", "bdo")}
_OPENED.add(f"{_M}oMathPara")
_RENAMED = {f"{W}cr": f"{W}br", f"{W}ptab": f"{W}tab"}
_WIDEST = 100  # columns that a row may leave out
_OFF = {"0", "false", "off"}
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_EMBEDDED = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
    f"{W}altChunk",
}
_JOINS = "joins"
TOLD = {
    "tracked": "It holds tracked changes; it was read as if all of them were accepted.",
    "struck": "Crossed-out words were left out.",
    "hidden": "Hidden words were left out.",
    "embedded": "Pictures, charts or embedded files were left out; what is written in them was not read.",
}
"""What a person should know of a file whose words were not all taken."""


@dataclass(frozen=True, slots=True)
class Final:
    """A docx file that says only what its pages show, without pictures, and what a person should know."""

    data: bytes
    warnings: tuple[str, ...]


def final_version(data: bytes) -> Final:
    """The final version of a docx file. Raises one of ``ingest.read.package.BROKEN`` for a damaged one."""
    target = io.BytesIO()
    seen: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        styles = _part(source, _STYLES)
        numbering = Numbering.of(_part(source, _NUMBERING), styles)
        finisher = _Finisher(_hiding_styles(styles), seen)
        for name in source.namelist():
            if not name.lower().endswith(_KEPT_PARTS) or _NUMBERING.fullmatch(name):
                continue
            part = source.read(name)
            if _TEXT_PARTS.fullmatch(name):
                root = _parsed(part)
                finisher.finish(root)
                if _DOCUMENT.fullmatch(name):
                    numbering.write(root)
                part = ElementTree.tostring(root, encoding="unicode").encode()
            made.writestr(name, part)
    return Final(target.getvalue(), tuple(words for name, words in TOLD.items() if seen[name]))


def _part(source: zipfile.ZipFile, name: re.Pattern[str]) -> Element | None:
    """The part of that name, if there is one."""
    found = next(filter(name.fullmatch, source.namelist()), None)
    return _parsed(source.read(found)) if found else None


def _hiding_styles(styles: Element | None) -> frozenset[str]:
    """The styles whose words are hidden."""
    found = styles.findall(f"{W}style") if styles is not None else []
    return frozenset(
        style.get(f"{W}styleId", "") for style in found if _is_on(style.find(f"{W}rPr/{W}vanish"))
    )


def _parsed(part: bytes) -> Element:
    """The part's elements, those of the strict dialect under the usual names."""
    root = ElementTree.fromstring(part)
    for element in root.iter():
        if element.tag.startswith(_STRICT):
            element.tag = W + element.tag.removeprefix(_STRICT)
            for key in [key for key in element.attrib if key.startswith(_STRICT)]:
                element.set(W + key.removeprefix(_STRICT), element.attrib.pop(key))
    return root


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in _OFF


@dataclass(slots=True)
class _Finisher:
    """Puts one part right, from the outside in; ``seen`` counts what a person should know of."""

    hidden: frozenset[str]
    seen: Counter[str]
    boxes: list[Element] = field(default_factory=list)

    def finish(self, element: Element) -> None:
        """Puts the children of an element right, and theirs."""
        element[:] = _joined(child for old in element for child in self._final(old))

    def _final(self, element: Element) -> list[Element]:
        if self._is_gone(element):
            return []
        self.seen["embedded"] += element.tag in _EMBEDDED
        if element.tag == _PARAGRAPH:
            return self._paragraph(element)
        if element.tag == _ROW:
            self.seen["tracked"] += element.find(f"{W}trPr/{W}ins") is not None
            _fill_before(element)
        if element.tag == _BOX:
            self.boxes += self._inside(element)
            return []
        opened = self._opened(element)
        if opened is not None:
            return [child for old in opened for child in self._final(old)]
        element.tag = _RENAMED.get(element.tag, element.tag)
        if element.tag == f"{W}noBreakHyphen":
            element.tag, element.text = _TEXT, "-"
        if element.tag == f"{_M}oMath":
            return [_words(_formula(element))]
        if not element.tag.endswith("Pr"):
            self.finish(element)
        return [element]

    def _inside(self, element: Element) -> list[Element]:
        """The finished children of a text box, with the boxes inside it."""
        outer, self.boxes = self.boxes, []
        self.finish(element)
        found, self.boxes = [*element, *self.boxes], outer
        return found

    def _paragraph(self, paragraph: Element) -> list[Element]:
        outer, self.boxes = self.boxes, []
        self.finish(paragraph)
        boxes, self.boxes = self.boxes, outer
        if self._mark_gone(paragraph):
            paragraph.set(_JOINS, "1")
            return [*boxes, paragraph]
        return [paragraph, *boxes]

    def _mark_gone(self, paragraph: Element) -> bool:
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            return False
        gone = [child for child in mark if child.tag in _GONE]
        for child in gone:
            mark.remove(child)
        self.seen["tracked"] += bool(gone) or any(child.tag in _ADDED for child in mark)
        return bool(gone) or _is_on(mark.find(f"{W}vanish"))

    def _is_gone(self, element: Element) -> bool:
        if element.tag in _GONE:
            self.seen["tracked"] += 1
            return True
        if element.find(_DELETED.get(element.tag, "none")) is not None:
            self.seen["tracked"] += 1
            return True
        return element.tag in _DROPPED or (element.tag == _RUN and self._run_gone(element))

    def _run_gone(self, run: Element) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        style = properties.find(f"{W}rStyle")
        own = properties.find(f"{W}vanish")
        by_style = style is not None and style.get(f"{W}val", "") in self.hidden
        gone = ""
        if _is_on(own) or (own is None and by_style):
            gone = "hidden"
        elif any(_is_on(properties.find(f"{W}{name}")) for name in ("strike", "dstrike")):
            gone = "struck"
        if gone and "".join(text.text or "" for text in run.iter(_TEXT)).strip():
            self.seen[gone] += 1
        return bool(gone)

    def _opened(self, element: Element) -> list[Element] | None:
        """What stands in place of an element that only wraps others; nothing for any other element."""
        if element.tag in _OPENED:
            self.seen["tracked"] += element.tag in _ADDED
            return list(element)
        if element.tag == f"{W}sdt":
            if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                return []
            return _children(element.find(f"{W}sdtContent"))
        if element.tag == f"{_MC}AlternateContent":
            return _alternative(element)
        return None


def _fill_before(row: Element) -> None:
    """Puts a cell in the place of the columns that a row leaves out at its beginning."""
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    told = skipped.get(f"{W}val", "") if skipped is not None else ""
    columns = int(told) if told.isdecimal() and len(told) <= len(str(_WIDEST)) else 0
    if not 0 < columns <= _WIDEST:
        return
    cell = Element(_CELL)
    properties = SubElement(cell, f"{W}tcPr")
    SubElement(properties, f"{W}gridSpan", {f"{W}val": str(columns)})
    SubElement(cell, _PARAGRAPH)
    at = next((number for number, child in enumerate(row) if not child.tag.endswith("Pr")), len(row))
    row.insert(at, cell)


def _alternative(element: Element) -> list[Element]:
    """The one branch to be read: a text box stands in both, and only the newer one has all of them."""
    for choice in element.findall(f"{_MC}Choice"):
        if choice.find(f".//{_BOX}") is not None:
            return list(choice)
    return _children(element.find(f"{_MC}Fallback"))


def _children(element: Element | None) -> list[Element]:
    return [] if element is None else list(element)


def _joined(elements: Iterator[Element]) -> Iterator[Element]:
    """The elements, each paragraph without a mark of its own put in front of the next."""
    waiting: Element | None = None
    for element in elements:
        if waiting is not None and element.tag == _PARAGRAPH:
            _put_before(waiting, element)
        elif waiting is not None:
            yield waiting
        waiting = element if element.attrib.pop(_JOINS, None) else None
        if waiting is None:
            yield element
    if waiting is not None:
        yield waiting


def _put_before(first: Element, second: Element) -> None:
    at = 1 if len(second) and second[0].tag == f"{W}pPr" else 0
    second[at:at] = [child for child in first if child.tag != f"{W}pPr"]


def _words(text: str) -> Element:
    run = Element(_RUN)
    word = Element(_TEXT)
    word.text = text
    run.append(word)
    return run


def _formula(element: Element) -> str:
    """The characters of a formula in one line, what stands raised in it as raised figures."""
    if element.tag == f"{_M}t":
        return element.text or ""
    inner = "".join(map(_formula, element))
    if element.tag == f"{_M}sup":
        return inner.translate(_RAISED)
    return f"{inner}/" if element.tag == f"{_M}num" else inner
