"""Where a report speaks of OCOP products: its sentences, and the items of lists that one announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import BlockKind, Document
from ingest.match.programmes import match_programmes
from ingest.ocop_item import read_item, read_stars
from ingest.ocop_status import any_of, told_status
from ingest.programmes import noted_clause, programmes_noted_by
from ingest.sentence import split_sentences
from ingest.strand import Strand, strands
from ingest.text import even_tones
from ontology.phrases import load_words

_OCOP = "OCOP"
_WORDS = "ocop_words"
_LONGEST_TITLE = 80
_HEAD = 8  # blocks in which a report is titled
# Before the first product of an item: "- Trong đó có: ".
_LIST_LEAD = re.compile(r"[-+•*\s]*(?:\(?\d{1,2}[.)]\s*|[a-zđ]\)\s*)?(?:[^.;:()\d]{0,30}(?:có|gồm):\s*)?")
_OPENS = re.compile(
    r"(?<!\w)(?<!một )(?:sản phẩm|ý tưởng|mặt hàng)(?!\w)[^.;]*:?\s*$|(?:có|gồm|sau):\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that may name products; ``lead`` tells of all of them: the heading, the opening of the list.

    ``listed`` is an item of a list of products, ``bare`` one of a list in which a name is enough.
    """

    strand: Strand
    start: int
    end: int
    lead: str = ""
    listed: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    lead: str
    marker: str
    bare: bool


def passages(document: Document) -> Iterator[Passage]:
    """Everything that may name an OCOP product, in reading order; tables are read apart."""
    walk = _Walk(document)
    for strand in strands(document):
        yield from walk.read(strand)


class _Walk:
    """What the strands before tell of the next one: the list that they open, the title that they are."""

    def __init__(self, document: Document) -> None:
        self.titled = is_titled(document)
        self.opened: _List | None = None
        self.title = ""
        self.after_list = False

    def read(self, strand: Strand) -> Iterator[Passage]:
        if strand.cell is not None:
            self.after_list |= self.opened is not None
            self.opened = None
        elif strand.block.kind is BlockKind.FOOTNOTE:
            yield from _note(strand) if _is_ocop_note(strand) else ()
        elif self.opened is not None and _belongs(strand, self.opened):
            yield from _items(strand, self.opened)
            self.after_list = True
        else:
            yield from self._text(strand)

    def _text(self, strand: Strand) -> Iterator[Passage]:
        heading = _product_heading(strand, titled=self.titled) or self.title
        if heading and strand.block.kind is BlockKind.LIST_ITEM:
            yield from _items(strand, _List(heading, "", heads_products(heading)))
        elif heading or _speaks_of_ocop(strand) or self.after_list:
            yield from _sentences(strand, heading, always=bool(heading))
        self.title = strand.text if _is_title(strand) else ""
        self.opened, self.after_list = _opened(strand, heading), False


def _note(strand: Strand) -> Iterator[Passage]:
    """A footnote adds to the clause that bears its mark: a list of products, or sentences about them."""
    clause = noted_clause(strand.document, strand.block)
    yield from _items(strand, _List(clause, "", bare=_counts_products(clause)))
    yield from _sentences(strand, clause, always=True)


def is_titled(document: Document) -> bool:
    """Whether the report's own title names the programme."""
    return any(names_ocop(block.flow.text) for block in document.blocks[:_HEAD])


def names_ocop(text: str) -> bool:
    """Whether a text names the programme."""
    return any(mention.value.id == _OCOP for mention in match_programmes(text))


def heads_products(heading: str) -> bool:
    """``Sản phẩm được công nhận năm 2024``: a heading of products, by what is told of them."""
    words = even_tones(heading)
    return bool(re.search(r"(?<!một )sản phẩm(?!\w)", words)) and (
        told_status(heading) is not None or names_ocop(heading)
    )


def _product_heading(strand: Strand, *, titled: bool) -> str:
    """The heading of OCOP products over a strand, be it over one that only groups them ("a) Thực phẩm")."""
    section = strand.block.section
    if strand.block.kind is BlockKind.HEADING or not (titled or any(map(names_ocop, section))):
        return ""
    above = (heading for heading in reversed(section[-2:]) if not strand.text.startswith(heading))
    return next(filter(heads_products, above), "")


def _is_ocop_note(strand: Strand) -> bool:
    note = strand.block.kind is BlockKind.FOOTNOTE
    return note and _OCOP in programmes_noted_by(strand.document, strand.block)


def _is_title(strand: Strand) -> bool:
    """A short line without a number that names the programme alone and is no sentence heads what follows."""
    text = strand.text.rstrip()
    if strand.block.kind is not BlockKind.PARAGRAPH or strand.block.marker or len(text) > _LONGEST_TITLE:
        return False
    named = {mention.value.id for mention in match_programmes(text)}
    return named == {_OCOP} and not text.endswith((".", ";", ":", ","))


def _counts_products(clause: str) -> bool:
    """Whether a note on a clause lists products: ``chọn 03 sản phẩm dự thi``, but not ``của 02 chủ thể``."""
    words = even_tones(clause)
    return words.rfind("sản phẩm") > words.rfind("chủ thể")


def _speaks_of_ocop(strand: Strand) -> bool:
    return names_ocop(" ; ".join((strand.text, *strand.block.section[-1:])))


def _opened(strand: Strand, heading: str) -> _List | None:
    """The list that a strand announces with its last words: ``… công nhận 05 sản phẩm:``."""
    text = strand.text.rstrip()
    if not text.endswith(":") or not (names_ocop(text) or heading or _speaks_of_ocop(strand)):
        return None
    start, end = list(split_sentences(text))[-1]
    lead = text[start:end]
    return _List(
        lead, _style(strand.block.marker), bool(_OPENS.search(lead)) and "sản phẩm" in even_tones(text)
    )


def _belongs(strand: Strand, opened: _List) -> bool:
    """Whether a strand is an item of the list: one of another marker than its lead, or plainly a product."""
    block = strand.block
    if block.kind is BlockKind.HEADING:
        return False
    if block.marker:
        return _style(block.marker) != opened.marker
    item = read_item(strand.text, 0, len(strand.text))
    return item is not None and item.anchored and bool(item.stars or item.owner)


def _style(marker: str) -> str:
    """The kind of a marker: its sign, or whether it counts in figures or letters."""
    word = marker.strip("().")
    return "1" if word.isdigit() else "a" if word.isalpha() else word


def _items(strand: Strand, opened: _List) -> Iterator[Passage]:
    lead = _LIST_LEAD.match(strand.text)
    start = lead.end() if lead else 0
    yield Passage(strand, start, len(strand.text), opened.lead, listed=True, bare=opened.bare)


def _sentences(strand: Strand, lead: str, *, always: bool = False) -> Iterator[Passage]:
    """The sentences about products: others of the district may stand in the same paragraph."""
    before = False
    for start, end in split_sentences(strand.text):
        sentence = strand.text[start:end]
        before = always or _is_about_ocop(sentence, before=before)
        if before:
            yield Passage(strand, start, end, lead)


def _is_about_ocop(sentence: str, *, before: bool) -> bool:
    """``sản phẩm chủ lực như chè, quế`` is not; a sentence of a product's standing or stars is."""
    words = even_tones(sentence)
    if names_ocop(sentence) or read_stars(sentence) is not None:
        return True
    graded = any_of(load_words(_WORDS)["graded"]).search(words)
    judged = told_status(sentence) not in (None, "planned") and (before or "sản phẩm" in words)
    return bool(graded) or judged
