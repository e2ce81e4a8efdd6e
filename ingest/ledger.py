"""Numbers that are no figures: dates, document numbers, numbering, ages, names. Each gets its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.match.citations import match_citations
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.match.programmes import match_programmes
from ingest.match.units import unit_at
from ingest.no_figures import reason_of
from ingest.text import even_tones
from ingest.tokens import Kind, Stream
from ontology.values import Period


@dataclass(frozen=True, slots=True)
class SetAside:
    """Which numerals are no figures, and the periods that were read on the way."""

    reasons: dict[int, str]
    periods: tuple[Mention[Period], ...]


def set_aside(stream: Stream, reference: Period) -> SetAside:
    """The ledger code of every numeral token that can be no figure, by token index."""
    periods = tuple(_periods(stream, reference))
    reasons: dict[int, str] = {}
    _add_spans(stream, reasons, _spans(stream, periods))
    for index, token in enumerate(stream):
        if token.kind is Kind.NUMBER and index not in reasons:
            code = reason_of(stream, index, reasons)
            if code:
                reasons[index] = code
    return SetAside(reasons, periods)


def _spans(stream: Stream, periods: tuple[Mention[Period], ...]) -> Iterator[tuple[int, int, str]]:
    for mention in periods:
        code = "date" if mention.value.notation.startswith("as-of") else "period"
        yield mention.start, mention.end, code
    for citation in match_citations(stream.text):
        end = max(citation.value.tail, citation.start + 1)
        stream.unlabel(citation.start, end)
        yield citation.start, end, "document_number"
    for programme in match_programmes(stream.text):
        yield programme.start, programme.end, "programme_name"


def _add_spans(stream: Stream, reasons: dict[int, str], spans: Iterator[tuple[int, int, str]]) -> None:
    numerals = [(token.start, index) for index, token in enumerate(stream) if token.kind is Kind.NUMBER]
    ordered = sorted(spans)
    at = 0
    for start, index in numerals:
        while at < len(ordered) and ordered[at][1] <= start:
            at += 1
        for span in ordered[at : at + 4]:
            if span[0] <= start < span[1]:
                reasons.setdefault(index, span[2])


def _periods(stream: Stream, reference: Period) -> Iterator[Mention[Period]]:
    """Periods, without bare numbers that a unit follows ("2023 con") and fractions ("đến 06/12 xã")."""
    ends = {token.end: index for index, token in enumerate(stream)}
    for mention in match_periods(stream.text, reference):
        index = ends.get(mention.end)
        unit = unit_at(stream.keys, index + 1) if index is not None else None
        counted = unit is not None and unit[1].kind not in ("time", "divisor")
        bare = mention.surface.isdecimal() or (
            mention.value.notation.startswith("as-of") and mention.surface.count("/") == 1
        )
        if not (bare and counted) or _dated(mention):
            yield mention


def _dated(mention: Mention[Period]) -> bool:
    """Whether the fraction is a day for sure: "ngày 10/9 cuốn trôi 02 nhà"."""
    return "/" in mention.surface and even_tones(mention.surface).startswith("ngày")
