"""OCOP products that a report names, with stars, maker and place. Counts alone name no product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.document import Block, BlockKind, Document
from ingest.fact import OcopProduct, ReportIdentity
from ingest.match.places import PlaceContext, match_places
from ingest.match.programmes import match_programmes
from ingest.ocop_item import Item, read_item, read_stars
from ingest.ocop_table import introduction, read_rows
from ingest.programmes import programmes_noted_by
from ingest.sentence import split_sentences
from ingest.strand import Strand, strands
from ingest.text import fold, lower
from ontology.phrases import load_words
from ontology.values import Area

_OCOP = "OCOP"
_WORDS = "ocop_words"
_SEPARATOR = re.compile(r";")
_COMMA = re.compile(r",(?!\d)")
_NAMED = re.compile(r"(?:[Ss]ản phẩm|SP)\s+(?:OCOP\s+)?[“\"]?(?=[^\W\d_])")
_AND = re.compile(r"\s+và\s+(?=[^\W\d_])")
_PLAIN = re.compile(
    r"[Ss]ản phẩm\s+(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){0,4}?)(?:\s+OCOP)?\s+(?:đã\s+|vẫn\s+)?(?:được\s+)?"
    r"(?:công nhận|xếp hạng|chứng nhận|đánh giá|đạt|giữ|duy trì)[^.;,]{0,40}?[1-5]\s*sao"
)
_LIST_LEAD = re.compile(r"[-+•\s]*(?:[^.;:()\d]{0,30}:)?\s*")  # "- Trong đó có: "
_RECOGNISE = re.compile(r"(?:công nhận|xếp hạng)\s+(?:sản phẩm\s+)?[“\"]?(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a sentence that may name a product.

    ``stars`` is what the words around it say; ``plain`` admits a name in small letters.
    """

    start: int
    end: int
    stars: int | None
    plain: bool = False


def extract_ocop(document: Document, identity: ReportIdentity) -> Iterator[OcopProduct]:
    """Each named product once; where it is named again, what the first place lacks is filled in."""
    found: dict[str, OcopProduct] = {}
    announced = False
    for strand in strands(document):
        item = strand.block.kind is BlockKind.LIST_ITEM
        announced = announced if item else strand.text.rstrip().endswith(":") and _names_ocop(strand.text)
        for product in _listed(strand, identity) if announced and item else ():
            _add(found, product)
        for product in _products(strand, identity) if _speaks_of_ocop(strand) else ():
            _add(found, product)
    for block in document.blocks:
        for product in _tabled(document, block, identity) if block.table else ():
            _add(found, product)
    yield from found.values()


def _add(found: dict[str, OcopProduct], product: OcopProduct) -> None:
    key = fold(product.product)
    found[key] = _joined(found[key], product) if key in found else product


def _tabled(document: Document, block: Block, identity: ReportIdentity) -> Iterator[OcopProduct]:
    heading = introduction(document, block)
    if not _names_ocop(heading):
        return
    for row in read_rows(block):
        evidence = Strand(document, block, row.cell).cite(0, len(row.cell.flow.text))
        place = _place(row.words, identity)
        yield OcopProduct(row.name, evidence, row.stars, row.owner, place, _status(heading))


def _speaks_of_ocop(strand: Strand) -> bool:
    if strand.cell is not None:
        return False
    return _is_ocop_note(strand) or _names_ocop(" ; ".join((strand.text, *strand.block.section[-1:])))


def _is_ocop_note(strand: Strand) -> bool:
    note = strand.block.kind is BlockKind.FOOTNOTE
    return note and _OCOP in programmes_noted_by(strand.document, strand.block)


def _names_ocop(text: str) -> bool:
    return any(mention.value.id == _OCOP for mention in match_programmes(text))


def _products(strand: Strand, identity: ReportIdentity) -> Iterator[OcopProduct]:
    text, note = strand.text, _is_ocop_note(strand)
    if note:
        yield from _listed(strand, identity)
    for start, end in split_sentences(text):
        if not (note or _is_about_ocop(text[start:end])):
            continue
        last = start
        for part in _parts(text, start, end):
            item = read_item(text, part.start, part.end, plain=part.plain) if part.start >= last else None
            if item is not None:
                last = part.end
                yield _product(strand, item, part, text[start:end], identity)


def _listed(strand: Strand, identity: ReportIdentity) -> Iterator[OcopProduct]:
    """The products of a list item, or of a footnote that is nothing but a list: each with stars or maker."""
    text = strand.text
    lead = _LIST_LEAD.match(text)
    for low, high in _split(text, lead.end() if lead else 0, len(text), _SEPARATOR):
        item = read_item(text, low, high)
        if item is not None and (item.stars or item.owner):
            yield _product(strand, item, _Part(low, high, None), text, identity)


def _is_about_ocop(sentence: str) -> bool:
    """Other products of the district may stand in the same paragraph: ``sản phẩm chủ lực như chè, quế``."""
    words = lower(sentence)
    graded = any(word in words for word in load_words(_WORDS)["recognised"])
    return graded or _names_ocop(sentence) or read_stars(sentence) is not None


def _product(strand: Strand, item: Item, part: _Part, sentence: str, identity: ReportIdentity) -> OcopProduct:
    return OcopProduct(
        product=item.name,
        evidence=strand.cite(item.start, item.end),
        stars=item.stars or part.stars,
        owner=item.owner,
        place=_place(strand.text[item.end : part.end], identity),
        status=_status(sentence),
    )


def _parts(text: str, start: int, end: int) -> Iterator[_Part]:
    at = start
    while (opener := _opener().search(text, at, end)) is not None:
        items = list(_list_items(text, opener, start, end)) if opener.end() < end else []
        yield from items
        # No list here: the words may hold another opener ("gồm 03 sản phẩm là: …").
        at = max(items[-1].end, opener.end()) if items else opener.start() + len("sản phẩm")
    for named in (*_NAMED.finditer(text, start, end), *_RECOGNISE.finditer(text, start, end)):
        cut = _SEPARATOR.search(text, named.end(), end)
        stop = cut.start() if cut else end
        stars = read_stars(text[named.end() : stop])
        if stars is not None or named.re is _NAMED:  # also communes are "công nhận", but not with stars
            yield _Part(named.end(), stop, stars)
    yield from _plainly_named(text, start, end)


def _plainly_named(text: str, start: int, end: int) -> Iterator[_Part]:
    """``sản phẩm chè đã được công nhận 3 sao``: a name in small letters, right before its recognition."""
    for match in _PLAIN.finditer(text, start, end):
        words = lower(match["name"]).split()
        if not set(words) & set(load_words(_WORDS)["general"]):
            yield _Part(match.start("name"), match.end(), read_stars(match[0]), plain=True)


def _list_items(text: str, opener: re.Match[str], start: int, end: int) -> Iterator[_Part]:
    """The items of a list: parted by semicolons, or by commas where each part begins with a name."""
    stars = read_stars(text[start : opener.end()], last=True)
    bounds = list(_split(text, opener.end(), end, _SEPARATOR))
    first = list(_split(text, *bounds[0], _COMMA))
    if sum(read_item(text, low, high) is not None for low, high in first) > 1:
        bounds = first
        stars = stars or read_stars(text[first[-1][0] : first[-1][1]])
    for low, high in bounds:
        if read_item(text, low, high) is None:
            return
        for piece_low, piece_high in _pair(text, low, high):
            yield _Part(piece_low, piece_high, stars)


def _pair(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``Măng tươi Hà và Măng khô Hà của HTX …``: two products, if a name follows the ``và``."""
    match = _AND.search(text, start, end)
    second = read_item(text, match.end(), end) if match else None
    first = read_item(text, start, match.start()) if match else None
    if match is None or second is None or first is None or first.end < match.start() - 1:
        yield start, end
        return
    yield start, match.start()
    yield match.end(), end


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces between separators; what stands in brackets is one piece with its product."""
    at = start
    for match in separator.finditer(text, start, end):
        if text.count("(", at, match.start()) == text.count(")", at, match.start()):
            yield at, match.start()
            at = match.end()
    yield at, end


def _place(text: str, identity: ReportIdentity) -> Area | None:
    context = PlaceContext(identity.district.code, identity.province.code)
    places = [mention.value for mention in match_places(text, context)]
    communes = [place for place in places if place.kind in ("xã", "thị trấn", "phường")]
    return next(reversed(communes or places), None)


def _status(sentence: str) -> str:
    words = lower(sentence)
    if any(word in words for word in load_words(_WORDS)["recognised"]):
        return "recognised"
    return "assessed" if any(word in words for word in load_words(_WORDS)["planned"]) else "recognised"


def _joined(first: OcopProduct, again: OcopProduct) -> OcopProduct:
    return replace(
        first,
        stars=first.stars or again.stars,
        owner=first.owner or again.owner,
        place=first.place or again.place,
        status="recognised" if "recognised" in (first.status, again.status) else first.status,
    )


@cache
def _opener() -> re.Pattern[str]:
    """Before a list: "sản phẩm … gồm", or a colon after the word that recognises ("năm nay xếp hạng: …")."""
    openers, graded = (
        "|".join(map(re.escape, load_words(_WORDS)[name])) for name in ("openers", "recognised")
    )
    return re.compile(
        rf"(?<!một )sản phẩm\b[^.;:]{{0,90}}?(?:\s(?:{openers})\s*:?\s+|:\s*)(?=\S)"
        rf"|\b(?:{graded})\b[^.;:]{{0,40}}:\s*(?=\S)",
        re.IGNORECASE,
    )
