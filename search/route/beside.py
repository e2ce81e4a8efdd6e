"""What stands beside the figures of an answer: told twice, held against earlier reports, of old units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.arithmetic.year_before import JudgedChange
from graph.bridge.find import Bridged
from graph.cells.find import Cell
from graph.rows import ObservationRow
from search.draft import Asked, Row
from search.language import Language
from search.route.bridged import bridged_in_words, bridged_row, find_bridged
from search.route.changes import bases_of, change_row, changes_in_words, find_changes
from search.route.conflicts import agreement_in_words, find_told_twice
from search.told_twice import cell_row

BESIDE = ("cells", "changes", "bridged")
"""The fields of an answer that hold it."""


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


def find_beside(asked: Asked, rows: Sequence[ObservationRow]) -> Beside:
    """Looks through all reports of the rows' districts."""
    return Beside(find_told_twice(asked, rows), find_changes(asked, rows), find_bridged(asked, rows))
