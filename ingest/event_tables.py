"""Events counted in tables: a disease or disaster a row, its cases under a header that counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Block, Cell, Document
from ingest.fact import Assertion, EventMention, ReportIdentity
from ingest.match.events import match_events
from ingest.match.numbers import match_numbers
from ingest.match.periods import match_periods
from ingest.strand import Strand
from ingest.text import even_tones
from ontology.phrases import load_table
from ontology.values import Period

_LABEL = 6  # words of a row's name; a longer cell is a sentence, which is read as one


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that counts cases; ``period`` is the one that its header states."""

    index: int
    header_row: int
    period: Period


def tabled_events(document: Document, identity: ReportIdentity) -> Iterator[EventMention]:
    """One mention a row and counting column: more than none occurred, none or "0" did not."""
    for block in document.blocks:
        for column in _columns(block, identity) if block.table else ():
            yield from _of_column(document, block, column)


def _columns(block: Block, identity: ReportIdentity) -> Iterator[_Column]:
    for cell in block.table.cells if block.table else ():
        words = f" {even_tones(' '.join(cell.flow.text.split()))} "
        if any(f" {head} " in words for head in _heads()) and not any(map(str.isdigit, _undated(words))):
            stated = [mention.value for mention in match_periods(cell.flow.text, identity.period)]
            yield _Column(cell.column, cell.row, stated[0] if stated else identity.period)


def _undated(words: str) -> str:
    """The words without the periods in them: a cell with any other number is no header."""
    for mention in match_periods(words):
        words = words.replace(mention.surface, "")
    return words


def _of_column(document: Document, block: Block, column: _Column) -> Iterator[EventMention]:
    for row in _rows(block, column.header_row).values():
        counted = row.get(column.index)
        number = _count(counted) if counted is not None else None
        named = next(_named(cell for cell in row.values() if cell is not counted), None)
        if number is not None and named is not None:
            cell, event = named
            assertion = Assertion.OCCURRED if number else Assertion.ABSENT
            evidence = Strand(document, block, cell).cite(0, len(cell.flow.text))
            yield EventMention(event, assertion, column.period, evidence)


def _named(cells: Iterable[Cell]) -> Iterator[tuple[Cell, str]]:
    """The cells that are names of events, with the event."""
    for cell in cells:
        events = list(match_events(cell.flow.text))
        if events and len(cell.flow.text.split()) <= _LABEL:
            yield cell, events[0].value.id


def _rows(block: Block, header: int) -> Mapping[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in block.table.cells if block.table else ():
        if cell.row > header:
            rows[cell.row][cell.column] = cell
    return rows


def _count(cell: Cell) -> Decimal | None:
    """The only number of the cell."""
    numbers = [number.value for number in match_numbers(cell.flow.text)]
    return numbers[0] if len(numbers) == 1 else None


def _heads() -> tuple[str, ...]:
    table = load_table("event_cues")["tables"]
    return tuple(map(even_tones, table["cases"])) if isinstance(table, dict) else ()
