"""A finding of the arithmetic checks: which figures do not agree, what was printed and what they make."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from graph.arithmetic.ranges import Printed, Range
from graph.arithmetic.wording import message
from graph.finding import Severity
from graph.rows import ObservationRow


class Check(StrEnum):
    """The relations that are checked; labels stand in ``codes/arithmetic.toml``."""

    PERCENT_OF_PLAN = "percent-of-plan"
    PERCENT_OF_BASE = "percent-of-base"
    SHARE = "share"
    PARTS = "parts"
    YEAR_BEFORE = "year-before"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class ArithmeticFinding:
    """Figures that do not agree beyond what rounding explains.

    ``observations`` holds the printed figure first, then those that it was compared with. ``expected`` is
    what these make, as far as their printed digits tell, in the unit of the printed figure; ``tolerance`` is
    half a unit of that figure's last digit. ``severity`` is ``Info`` where the figure is off by at most one
    unit of its last digit (cut instead of rounded), else ``Warning``.
    """

    check: Check
    severity: Severity
    observations: tuple[ObservationRow, ...]
    expected: Range
    tolerance: Decimal
    message: str
    message_vi: str

    @property
    def printed(self) -> Decimal:
        """The figure as the report prints it."""
        return self.observations[0].value

    @property
    def report(self) -> str:
        """The id of the report that prints it."""
        return self.observations[0].source.report

    @property
    def line(self) -> int:
        """Its line."""
        return self.observations[0].source.line


def compare(
    check: Check, wording: str, printed: Printed, expected: Range, others: tuple[Printed, ...]
) -> ArithmeticFinding | None:
    """The finding that ``printed`` lies outside ``expected`` (both in the base unit), if it does.

    ``wording`` is a row of ``codes/arithmetic.toml``.
    """
    apart = expected.away_from(printed.range)
    if not apart:
        return None
    in_unit = expected.times(1 / printed.scale.factor)
    rows = tuple(other.row for other in others)
    return ArithmeticFinding(
        check=check,
        severity=Severity.INFO if apart <= printed.step else Severity.WARNING,
        observations=(printed.row, *rows),
        expected=in_unit,
        tolerance=(printed.range.high - printed.range.low) / 2 / printed.scale.factor,
        message=message(wording, "en", printed, in_unit.middle, rows),
        message_vi=message(wording, "vi", printed, in_unit.middle, rows),
    )
