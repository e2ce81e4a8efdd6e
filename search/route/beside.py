"""What stands beside the figures of an answer: told twice, held against earlier reports, of old units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.arithmetic.year_before import JudgedChange
from graph.bridge.find import Bridged
from graph.cells.find import Cell
from graph.rows import ObservationRow
from search.cite import without_repeats
from search.draft import Asked, Draft, Row
from search.language import Language
from search.phrase import say
from search.route.bridged import bridged_in_words, bridged_row, find_bridged
from search.route.changes import bases_of, change_row, changes_in_words, find_changes
from search.route.conflicts import (
    agreement_in_words,
    conflicts_in_words,
    find_told_twice,
    rivals_of,
    source_label,
)
from search.route.figures import names_of
from search.route.stated import stated_rows
from search.told_twice import cell_row
from search.wording import cite_sentence, observation_row

BESIDE = ("cells", "changes", "bridged", "merges")
"""The fields of an answer that hold it."""
_STATUSES = (("E", "estimate"), ("P", "provisional"), ("F", "forecast"))


@dataclass(frozen=True, slots=True)
class Beside:
    """What reports tell beside the figures that an answer states; none of it changes them."""

    cells: tuple[Cell, ...]
    changes: tuple[JudgedChange, ...]
    bridged: tuple[Bridged, ...]

    @property
    def conflicts(self) -> tuple[Cell, ...]:
        """The quantities that are told otherwise elsewhere."""
        return tuple(cell for cell in self.cells if not cell.agrees)

    @property
    def cited(self) -> tuple[ObservationRow, ...]:
        """The figures that remarks name, to be cited."""
        return (*bases_of(self.changes), *(row for one in self.bridged for row in one.parts))

    def remarks(self, asked: Asked, rows: Sequence[ObservationRow], language: Language) -> Iterator[str]:
        """What is said of it below the answer that states the rows."""
        if self.conflicts:
            yield say(language, "caveat.conflict")
        yield from bridged_in_words(self.bridged, language)
        yield from agreement_in_words(asked, self.cells, rows, language)
        yield from changes_in_words(asked, self.changes, language)

    def as_rows(self) -> dict[str, tuple[Row, ...]]:
        """The same for machines, by the fields of an answer."""
        return {
            "cells": tuple(map(cell_row, self.cells)),
            "changes": tuple(map(change_row, self.changes)),
            "bridged": tuple(map(bridged_row, self.bridged)),
        }


def with_beside(asked: Asked, draft: Draft) -> Draft:
    """The draft with what reports tell beside its figures: conflicts in the text, the rest as remarks.

    No figure of the draft is changed or left out; the figures that are added are cited.
    """
    stated = stated_rows(draft.figures)
    if not stated:
        return draft
    beside, language = find_beside(asked, stated), asked.question.language
    rivals = rivals_of(draft.figures, beside.conflicts)
    rows = (observation_row(row, asked.catalogue) for row in rivals)
    added = (cite_sentence(row.source, asked.catalogue) for row in (*rivals, *beside.cited))
    sources = (source_label(asked, row) for cell in beside.conflicts for row in cell.figures)
    remarks = (*_statuses(stated, language), *beside.remarks(asked, stated, language))
    return replace(
        draft,
        text=" ".join((draft.text, *conflicts_in_words(asked, beside.conflicts, language))),
        rows=(*draft.rows, *(row for row in rows if row not in draft.rows)),
        citations=tuple(without_repeats((*draft.citations, *added))),
        names=(*draft.names, *names_of(rivals, language), *sources),
        caveats=tuple(dict.fromkeys((*draft.caveats, *remarks))),
        beside={**draft.beside, **beside.as_rows()},
    )


def _statuses(rows: Iterable[ObservationRow], language: Language) -> Iterator[str]:
    """That figures are no final ones."""
    told = {row.status for row in rows}
    return (say(language, f"caveat.{key}") for status, key in _STATUSES if status in told)


def find_beside(asked: Asked, rows: Sequence[ObservationRow]) -> Beside:
    """Looks through all reports of the rows' districts."""
    return Beside(find_told_twice(asked, rows), find_changes(asked, rows), find_bridged(asked, rows))
