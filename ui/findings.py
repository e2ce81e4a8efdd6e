"""What ``huyenkg validate`` prints: breaks of the shapes, and figures that do not agree."""

from __future__ import annotations

import typer

from graph.arithmetic.finding import ArithmeticFinding
from graph.rows import ObservationRow
from graph.finding import Finding
from ingest.record import number
from ui.quality import sentences_of
from ui.render import one_line
from ui.service import Validation

_SHAPES = "Shapes (SHACL)"
_ARITHMETIC = "Arithmetic of the reports (findings, no violations)"


def validation_row(validation: Validation) -> dict[str, object]:
    """Both kinds of findings for machines."""
    return {
        "shapes": [_shape_row(finding) for finding in validation.shapes],
        "arithmetic": [_arithmetic_row(finding) for finding in validation.arithmetic],
    }


def print_validation(validation: Validation) -> None:
    """Both kinds of findings for people, each with its report, line and quote, and how many there are."""
    typer.echo(_SHAPES)
    for finding in validation.shapes:
        _print_shape(finding)
    broken = _count(validation.shapes)
    typer.echo(broken or "The graph keeps its shapes: no findings.")
    typer.echo(f"\n{_ARITHMETIC}")
    for found in validation.arithmetic:
        _print_arithmetic(found)
    typer.echo(_count(validation.arithmetic) or "The printed figures agree as far as they can be compared.")


def _print_shape(finding: Finding) -> None:
    where = finding.report if finding.line is None else f"{finding.report}:{finding.line}"
    typer.echo(f"{finding.severity.value}  {where}  {finding.shape}: {finding.message}")
    if finding.sentence:
        typer.echo(f"    “{one_line(finding.sentence)}”")


def _print_arithmetic(finding: ArithmeticFinding) -> None:
    first = finding.observations[0].source
    where = f"{first.file}:{first.line}"
    typer.echo(f"{finding.severity.value}  {where}  {finding.check.value}: {finding.message}")
    for source in (rows[0].source for rows in sentences_of(finding)):
        typer.echo(f"    {source.file}:{source.line}  “{one_line(source.sentence)}”")


def _count(findings: tuple[Finding, ...] | tuple[ArithmeticFinding, ...]) -> str:
    """``3 finding(s): 2 Warning, 1 Info.``; nothing for none."""
    severities = [finding.severity.value for finding in findings]
    told = ", ".join(f"{severities.count(one)} {one}" for one in sorted(set(severities), reverse=True))
    return f"{len(findings)} finding(s): {told}." if findings else ""


def _shape_row(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity.value, "shape": finding.shape, "message": finding.message,
        "message_vi": finding.message_vi, "focus": finding.focus, "report": finding.report,
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
