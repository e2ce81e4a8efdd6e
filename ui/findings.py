"""What ``huyenkg validate`` prints: what the graph breaks, and figures that do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import typer

from graph.arithmetic.finding import ArithmeticFinding
from graph.finding import Finding, Severity
from graph.rows import ObservationRow
from graph.validation_report import ValidationReport
from ingest.record import number
from ontology.errors import BadInput
from ontology.terms import ID_BASE
from ui.plain_text import visible
from ui.quality import sentences_of
from ui.render import one_line
from ui.validation import Found, Tell, Validation

_HEADINGS = {
    "shapes": ("Shapes (SHACL)", "The graph keeps its shapes: no findings."),
    "constraints": ("Integrity constraints of the data cube", "The cube is well-formed: no findings."),
    "arithmetic": (
        "Arithmetic of the reports (findings, no violations)",
        "The printed figures agree as far as they can be compared.",
    ),
}
_ORDER = list(Severity)


def validation_row(validation: Validation, names: Mapping[str, str]) -> dict[str, object]:
    """The findings of each check for machines, and how many there are; ``names`` are the files by report."""
    checked = _checked(validation)
    rows: dict[str, object] = {
        name: [_arithmetic_row(one) if isinstance(one, ArithmeticFinding) else _row(one, names)
               for one in found.findings]
        for name, found in checked.items()
    }  # fmt: skip
    totals = {
        name: {severity.value: found.counts.get(severity, 0) for severity in Severity}
        for name, found in checked.items()
    }
    return rows | {"totals": totals}


def print_validation(validation: Validation, names: Mapping[str, str]) -> None:
    """The same for people: by severity and name, each with its report, line and sentence."""
    for position, (name, found) in enumerate(_checked(validation).items()):
        heading, nothing = _HEADINGS[name]
        typer.echo(f"\n{heading}" if position else heading)
        for findings in _by_name([one for one in found.findings if isinstance(one, Finding)]):
            _print_named(findings, names)
        for one in found.findings:
            if isinstance(one, ArithmeticFinding):
                _print_arithmetic(one)
        typer.echo(_count(found) or nothing)


@contextmanager
def report_graph(file: Path | None) -> Iterator[Tell]:
    """Writes what it is told into a SHACL report; the file is there only once it is whole.

    Raises ``BadInput`` for a file that cannot be written.
    """
    if file is None:
        yield lambda _: None
        return
    report, part = ValidationReport(), file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as stream:
            yield lambda findings: _write(stream, report, findings)
            stream.write(report.end())
        part.replace(file)
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _write(stream: BinaryIO, report: ValidationReport, findings: tuple[Finding, ...]) -> None:
    if findings:
        stream.write(report.results(findings))


def _checked(validation: Validation) -> dict[str, Found[Finding] | Found[ArithmeticFinding]]:
    found = {name: getattr(validation, name) for name in _HEADINGS}
    return {name: one for name, one in found.items() if one is not None}


def _by_name(findings: list[Finding]) -> Iterator[list[Finding]]:
    """The findings of each rule, the gravest rules first."""
    for _, group in groupby(sorted(findings, key=_rule), key=_rule):
        yield list(group)


def _rule(finding: Finding) -> tuple[int, str, str]:
    return _ORDER.index(finding.severity), finding.name, finding.shape


def _print_named(findings: list[Finding], names: Mapping[str, str]) -> None:
    first = findings[0]
    typer.echo(f"{first.severity.value}  {first.name} ({first.shape}): {first.message}")
    for finding in findings:
        where = visible(names.get(finding.report, finding.report))
        where = where if finding.line is None else f"{where}:{finding.line}"
        told = f"“{one_line(finding.sentence)}”" if finding.sentence else finding.focus.removeprefix(ID_BASE)
        typer.echo(f"    {where}  {told}")


def _print_arithmetic(finding: ArithmeticFinding) -> None:
    first = finding.observations[0].source
    where = f"{first.file}:{first.line}"
    typer.echo(f"{finding.severity.value}  {where}  {finding.check.value}: {finding.message}")
    for source in (rows[0].source for rows in sentences_of(finding)):
        typer.echo(f"    {source.file}:{source.line}  “{one_line(source.sentence)}”")


def _count(found: Found[Finding] | Found[ArithmeticFinding]) -> str:
    """``3 finding(s): 2 Warning, 1 Info.``, and how many are not shown; nothing for none."""
    if not found.total:
        return ""
    told = ", ".join(f"{found.counts[one]} {one.value}" for one in Severity if found.counts.get(one))
    more = found.total - len(found.findings)
    return f"{found.total} finding(s): {told}." + (f" {more} of them are not shown." if more else "")


def _row(finding: Finding, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "severity": finding.severity.value, "shape": finding.shape, "name": finding.name,
        "name_vi": finding.name_vi, "message": finding.message, "message_vi": finding.message_vi,
        "focus": finding.focus, "path": finding.path or None, "value": finding.value or None,
        "component": finding.component, "report": finding.report, "file": names.get(finding.report),
        "line": finding.line, "sentence": finding.sentence,
    }  # fmt: skip


def _arithmetic_row(finding: ArithmeticFinding) -> dict[str, object]:
    return {
        "severity": finding.severity.value, "check": finding.check.value, "message": finding.message,
        "message_vi": finding.message_vi, "report": finding.report, "line": finding.line,
        "printed": number(finding.printed), "unit": finding.observations[0].unit,
        "expected_low": number(finding.expected.low), "expected_high": number(finding.expected.high),
        "tolerance": number(finding.tolerance),
        "observations": [_observation_row(row) for row in finding.observations],
    }  # fmt: skip


def _observation_row(row: ObservationRow) -> dict[str, object]:
    return {
        "iri": row.claim, "report": row.source.report, "file": row.source.file, "line": row.source.line,
        "measure": row.measure.value, "indicator": row.indicator_text, "period": row.period,
        "value": number(row.value), "unit": row.unit, "as_written": row.as_written,
        "start": row.source.start, "end": row.source.end, "sentence": row.source.sentence,
    }  # fmt: skip
