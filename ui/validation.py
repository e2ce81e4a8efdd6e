"""The checks over a store, one report after the other: shapes, integrity constraints, arithmetic.

Only so many findings are kept as somebody will read; all are counted, and each report's are told as they are
found, so that a store of any size fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from graph.arithmetic.checks import check_store
from graph.arithmetic.finding import ArithmeticFinding
from graph.finding import Finding, Severity
from graph.store import GraphStore
from ui.bounds import fitting_jobs
from ui.graph_checks import GRAPH_CHECKS, Findings, check_apart, check_report
from ui.graph_checks import Check as Check
from ui.publishing import Progress
from ui.quality import concerns

One = TypeVar("One", Finding, ArithmeticFinding)
Tell = Callable[[tuple[Finding, ...]], None]
"""Called with what a report's graph breaks, after each report."""


@dataclass(frozen=True, slots=True)
class ValidationOptions:
    """What to check, in which reports (none: in all), and how many findings of each check to keep.

    ``jobs`` processes check shapes and constraints; 1 is this one alone, 0 chooses by reports and cores.
    """

    checks: tuple[Check, ...] = tuple(Check)
    reports: tuple[str, ...] = ()
    limit: int = 1000
    jobs: int = 1


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
        with closing(_checked(store, tuple(kept), reports, options.jobs)) as checked:
            for number, findings in enumerate(checked, 1):
                for check, own in kept.items():
                    own.add(findings[check])
                    tell(findings[check])
                progress(stage, number, len(reports))
    graph = {check.value: own.found() for check, own in kept.items()}
    arithmetic = _arithmetic(store, options, progress) if Check.ARITHMETIC in options.checks else None
    return Validation(graph.get("shapes"), graph.get("constraints"), arithmetic)


def check_graph(store: GraphStore, report_id: str) -> tuple[Finding, ...]:
    """What one report's graph breaks of shapes and constraints."""
    found = check_report(store, tuple(GRAPH_CHECKS), report_id)
    return tuple(finding for check in GRAPH_CHECKS for finding in found[check])


def found(findings: Iterable[One], limit: int | None = None) -> Found[One]:
    """Findings that are all at hand."""
    findings = tuple(findings)
    return Found(findings[:limit], _counted(findings))


def _checked(
    store: GraphStore, checks: Sequence[Check], reports: Sequence[str], jobs: int
) -> Generator[Findings]:
    jobs = min(jobs or fitting_jobs(len(reports)), len(reports))
    if jobs > 1 and store.path is not None:
        yield from check_apart(store.path, checks, reports, jobs)
    else:
        yield from (check_report(store, checks, report_id) for report_id in reports)


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
