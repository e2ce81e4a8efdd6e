"""The checks over a store, one report after the other: shapes, integrity constraints, arithmetic.

Only so many findings are kept as somebody will read; all are counted, and each report's are told as they are
found, so that a store of any size fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

import pyoxigraph as ox

from graph.arithmetic.checks import check_store
from graph.arithmetic.finding import ArithmeticFinding
from graph.constraints import check_constraints
from graph.finding import Finding, Severity
from graph.store import GraphStore
from graph.validate import validate_report
from ui.publishing import Progress
from ui.quality import concerns

One = TypeVar("One", Finding, ArithmeticFinding)
Tell = Callable[[tuple[Finding, ...]], None]
"""Called with what a report's graph breaks, after each report."""


class Check(StrEnum):
    """What can be checked."""

    SHAPES = "shapes"
    CONSTRAINTS = "constraints"
    ARITHMETIC = "arithmetic"


@dataclass(frozen=True, slots=True)
class ValidationOptions:
    """What to check, in which reports (none: in all), and how many findings of each check to keep."""

    checks: tuple[Check, ...] = tuple(Check)
    reports: tuple[str, ...] = ()
    limit: int = 1000


@dataclass(frozen=True, slots=True)
class Found(Generic[One]):
    """The first findings of a check, and how many there are of each severity."""

    findings: tuple[One, ...]
    counts: Mapping[Severity, int]

    @property
    def total(self) -> int:
        """How many there are, those that were not kept too."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found; ``None`` for what was not checked."""

    shapes: Found[Finding] | None = None
    constraints: Found[Finding] | None = None
    arithmetic: Found[ArithmeticFinding] | None = None

    @property
    def violated(self) -> bool:
        """Whether the graph breaks a shape or constraint that must not be broken."""
        graph = (found for found in (self.shapes, self.constraints) if found is not None)
        return any(found.counts.get(Severity.VIOLATION) for found in graph)


def run_checks(store: GraphStore, options: ValidationOptions, progress: Progress, tell: Tell) -> Validation:
    """The chosen checks. Arithmetic compares reports, so it reads all of them even where few are named."""
    kept = {check: _Kept(options.limit) for check in options.checks if check is not Check.ARITHMETIC}
    if kept:
        stage = "shapes" if Check.SHAPES in kept else "constraints"
        reports = options.reports or store.report_ids()
        for number, report_id in enumerate(reports, 1):
            quads = tuple(store.report_quads(report_id))
            for check, own in kept.items():
                findings = _CHECKS[check](report_id, quads)
                own.add(findings)
                tell(findings)
            progress(stage, number, len(reports))
    graph = {check.value: own.found() for check, own in kept.items()}
    arithmetic = _arithmetic(store, options, progress) if Check.ARITHMETIC in options.checks else None
    return Validation(graph.get("shapes"), graph.get("constraints"), arithmetic)


def check_graph(store: GraphStore, report_id: str) -> tuple[Finding, ...]:
    """What one report's graph breaks of shapes and constraints."""
    quads = tuple(store.report_quads(report_id))
    return tuple(finding for check in _CHECKS.values() for finding in check(report_id, quads))


def found(findings: Iterable[One], limit: int | None = None) -> Found[One]:
    """Findings that are all at hand."""
    findings = tuple(findings)
    return Found(findings[:limit], _counted(findings))


_CHECKS: Mapping[Check, Callable[[str, Iterable[ox.Quad]], tuple[Finding, ...]]] = {
    Check.SHAPES: validate_report,
    Check.CONSTRAINTS: check_constraints,
}


def _arithmetic(
    store: GraphStore, options: ValidationOptions, progress: Progress
) -> Found[ArithmeticFinding]:
    wanted = frozenset(options.reports)
    every = check_store(store, partial(progress, "arithmetic"))
    return found((one for one in every if not wanted or concerns(one, wanted)), options.limit)


@dataclass(slots=True)
class _Kept:
    """The first findings, and the counts of all."""

    limit: int
    first: list[Finding] = field(default_factory=list)
    counts: Counter[Severity] = field(default_factory=Counter)

    def add(self, findings: tuple[Finding, ...]) -> None:
        self.first.extend(findings[: self.limit - len(self.first)])
        self.counts += _counted(findings)

    def found(self) -> Found[Finding]:
        return Found(tuple(self.first), dict(self.counts))


def _counted(findings: Iterable[Finding] | Iterable[ArithmeticFinding]) -> Counter[Severity]:
    return Counter(finding.severity for finding in findings)
