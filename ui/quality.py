"""View models of the quality page: the ledger that adds up, findings as rows, figures marked in sentences.

Pure; knows nothing of Streamlit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.arithmetic.finding import ArithmeticFinding
from graph.finding import Finding
from graph.rows import ObservationRow, Source
from ingest.record import Kind
from ontology.lexicon import concepts_by_id
from search.language import Language
from ui.messages import tell
from ui.names import concept_name
from ui.plain_text import plain_html, visible
from ui.render import TableRow, format_cell, one_line
from ui.workspace import StoredReport


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of a report's numbers: figures, and by reason those left out. ``numbers`` is their sum."""

    numbers: int
    figures: int
    left_out: Mapping[str, int]

    @property
    def left(self) -> int:
        """How many were left out."""
        return sum(self.left_out.values())

    @property
    def adds_up(self) -> bool:
        """Whether every number of the text is accounted for, once."""
        return self.numbers == self.figures + self.left


def read_ledger(reports: Iterable[StoredReport]) -> Ledger:
    """The ledger over reports."""
    numbers, figures, left_out = 0, 0, Counter[str]()
    for report in reports:
        numbers += report.numbers
        figures += report.counts.get(Kind.OBSERVATIONS.value, 0)
        left_out.update({code: count for code, count in report.ledger.items() if _is_of_number(code)})
    return Ledger(numbers, figures, left_out)


def notes_of(reports: Iterable[StoredReport]) -> Counter[str]:
    """What was left open though it is no number (a reference, an ambiguous place), by its code."""
    notes = Counter[str]()
    for report in reports:
        notes.update({code: count for code, count in report.ledger.items() if not _is_of_number(code)})
    return notes


def ledger_words(ledger: Ledger, language: Language) -> str:
    """The sum as HTML: "1.106 con số = 801 số liệu + 305 …", with ≠ where it does not add up."""
    parts = {"numbers": ledger.numbers, "figures": ledger.figures, "left": ledger.left}
    shown = {name: f"<b>{format_cell(count, language)}</b>" for name, count in parts.items()}
    key = "quality.sum" if ledger.adds_up else "quality.no_sum"
    return f'<div class="hk-sum">{tell(language, key, **shown)}</div>'


def ledger_table(reports: Sequence[StoredReport], names: Mapping[str, str]) -> list[TableRow]:
    """One row a report; ``names`` are the reports' by id."""
    rows: list[TableRow] = []
    for report in reports:
        ledger = read_ledger([report])
        rows.append(
            {
                "report": names[report.id],
                "numbers_in_text": ledger.numbers,
                "figures": ledger.figures,
                "left_out": ledger.left,
                "sum": ledger.figures + ledger.left,
            }
        )
    return rows


def reasons_of(ledger: Ledger) -> list[str]:
    """The reasons for leaving numbers out, the most frequent first."""
    return sorted(ledger.left_out, key=lambda code: (-ledger.left_out[code], code))


def reason_table(ledger: Ledger, language: Language) -> list[TableRow]:
    """The reasons with their counts, in the order of ``reasons_of``."""
    return [
        {"reason": reason_name(code, language), "count": ledger.left_out[code]} for code in reasons_of(ledger)
    ]


def reason_name(code: str, language: Language) -> str:
    """A reason of the ledger in words."""
    return concept_name("ledger", code, code, language)


def issue_table(entries: Iterable[tuple[str, Source]], language: Language) -> list[TableRow]:
    """Entries of the ledger, by reason and place, with their sentences."""
    return [
        {
            "reason": reason_name(code, language),
            "as_written": one_line(source.quote),
            "sentence": one_line(source.sentence),
            "report": visible(source.file),
            "line": source.line,
        }
        for code, source in entries
    ]


def shape_table(findings: Iterable[Finding], names: Mapping[str, str], language: Language) -> list[TableRow]:
    """Breaks of the shapes; ``names`` are the reports' by id."""
    return [
        {
            "severity": tell(language, f"severity.{finding.severity.value}"),
            "finding": finding.message if language == Language.ENGLISH else finding.message_vi,
            "sentence": one_line(finding.sentence or ""),
            "report": names.get(finding.report, finding.report),
            "line": finding.line,
        }
        for finding in findings
    ]


def told(finding: ArithmeticFinding, language: Language) -> str:
    """What an arithmetic finding says."""
    return finding.message if language == Language.ENGLISH else finding.message_vi


def check_name(check: str, language: Language) -> str:
    """A check in words."""
    return concept_name("arithmetic", check, check, language)


def concerns(finding: ArithmeticFinding, reports: Iterable[str]) -> bool:
    """Whether a figure of one of these reports is among those that do not agree."""
    return not {row.source.report for row in finding.observations}.isdisjoint(reports)


def sentences_of(finding: ArithmeticFinding) -> list[list[ObservationRow]]:
    """The figures by the sentence that they stand in, that of the printed figure first."""
    places: dict[tuple[str, int], list[ObservationRow]] = {}
    for row in finding.observations:
        places.setdefault((row.source.report, row.source.sentence_start), []).append(row)
    return list(places.values())


def marked_sentence(sources: Sequence[Source]) -> str:
    """A sentence as HTML with all quotes in it marked; the report's own characters are never interpreted."""
    return f'<div class="hk-quote">{"".join(_pieces(sources))}</div>'


def _pieces(sources: Sequence[Source]) -> Iterator[str]:
    widest = max(sources, key=lambda one: len(one.sentence))
    sentence, offset, at = widest.sentence, widest.sentence_start, 0
    for start, end in sorted({(one.start - offset, one.end - offset) for one in sources}):
        if at <= start < end <= len(sentence):
            yield plain_html(sentence[at:start])
            yield f"<mark>{plain_html(sentence[start:end])}</mark>"
            at = end
    yield plain_html(sentence[at:])


def _is_of_number(code: str) -> bool:
    return concepts_by_id("ledger")[code].extra["number"] == "yes"
