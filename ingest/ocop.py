"""OCOP products that a report names, with stars, maker, place, year and standing. Counts name no product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.document import Block, Document
from ingest.fact import OcopProduct, ReportIdentity
from ingest.ocop_item import read_stars
from ingest.ocop_maker import owner_before
from ingest.ocop_parts import Part, read_parts, read_whole
from ingest.ocop_place import is_place, made_elsewhere, read_place
from ingest.ocop_scope import Passage, heads_products, is_titled, names_ocop, passages
from ingest.ocop_status import PLANNED, RECOGNISED, read_status, read_year, told_status
from ingest.ocop_table import introduction, read_rows
from ingest.sentence import split_sentences
from ingest.strand import Strand
from ingest.tasks import is_task
from ingest.text import fold
from ontology.periods import year_of

_AROUND = 500  # characters of a sentence that may tell the standing of a product at their end


def extract_ocop(document: Document, identity: ReportIdentity) -> Iterator[OcopProduct]:
    """Each named product once; where it is named again, what the first place lacks is filled in."""
    found: dict[str, OcopProduct] = {}
    for passage in passages(document):
        for part in _parts(passage):
            if not (is_place(part.item.name, identity) or _is_elsewhere(passage, part, identity)):
                _add(found, _product(passage, part, identity))
    for block in document.blocks:
        for product in _tabled(document, block, identity) if block.table else ():
            _add(found, product)
    yield from found.values()


def _add(found: dict[str, OcopProduct], product: OcopProduct) -> None:
    key = fold(product.product)
    found[key] = _joined(found[key], product) if key in found else product


def _parts(passage: Passage) -> Iterator[Part]:
    text = passage.strand.text
    whole = list(read_whole(text, passage.start, passage.end, bare=passage.bare)) if passage.listed else []
    return iter(whole) if whole else read_parts(text, passage.start, passage.end)


def _is_elsewhere(passage: Passage, part: Part, identity: ReportIdentity) -> bool:
    text = passage.strand.text
    return made_elsewhere(text[part.start : part.item.start], text[part.item.end : part.end], identity)


def _product(passage: Passage, part: Part, identity: ReportIdentity) -> OcopProduct:
    text, item = passage.strand.text, part.item
    owner = item.owner or owner_before(text[part.start : item.start])
    own = f"{text[part.start : item.start]} ; {text[item.end : part.end]}"
    sentence = "" if passage.listed else text[max(passage.start, part.end - _AROUND) : part.end]
    told = (own, part.lead, passage.lead)
    dated = told if told_status(own) else (*told, sentence)
    return OcopProduct(
        product=item.name,
        evidence=passage.strand.cite(item.start, item.end),
        stars=part.stars or _stars_of(passage.lead),
        owner=owner,
        place=read_place(text[item.end : part.end], owner, identity),
        status=_status(told, sentence, passage.strand.block, identity),
        year=read_year(*dated, current=year_of(identity.period)),
    )


def _tabled(document: Document, block: Block, identity: ReportIdentity) -> Iterator[OcopProduct]:
    heading = introduction(document, block)
    if not _is_of_products(document, heading):
        return
    above = tuple(_nearest_first(heading))
    for row in read_rows(block):
        yield OcopProduct(
            product=row.name,
            evidence=Strand(document, block, row.cell).cite(0, len(row.cell.flow.text)),
            stars=row.stars or _stars_of(heading),
            owner=row.owner,
            place=read_place(row.place, row.owner, identity),
            status=_status((row.remark, *above), "", block, identity),
            year=row.year or read_year(row.remark, *above, current=year_of(identity.period)),
        )


def _nearest_first(heading: str) -> Iterator[str]:
    """The sentences over a table, the last one first: others of its paragraph tell of other things."""
    for line in reversed(heading.splitlines()):
        yield from (line[start:end] for start, end in reversed(list(split_sentences(line))))


def _is_of_products(document: Document, heading: str) -> bool:
    """Whether a table lists OCOP products: its introduction says so, or its heading in a report on OCOP."""
    return names_ocop(heading) or (is_titled(document) and heads_products(heading))


def _stars_of(lead: str) -> int | None:
    """The stars that all products of a list have: ``Sản phẩm đạt 3 sao:``."""
    first = read_stars(lead)
    return first if first == read_stars(lead, last=True) else None


def _status(told: tuple[str, ...], around: str, block: Block, identity: ReportIdentity) -> str:
    """What is still to be done is planned, unless the product's own words say that it has been recognised."""
    status = read_status(*told, around=around)
    later = any(is_task(heading, identity.period) for heading in block.section)
    return PLANNED if later and told_status(told[0]) != RECOGNISED else status


def _joined(first: OcopProduct, again: OcopProduct) -> OcopProduct:
    """What is told later fills in what the first place lacks; a recognition outweighs a plan or a file."""
    recognised = RECOGNISED in (first.status, again.status)
    return replace(
        first,
        stars=first.stars or again.stars,
        owner=first.owner or again.owner,
        place=first.place or again.place,
        status=RECOGNISED if recognised else first.status,
        year=first.year or again.year,
    )
