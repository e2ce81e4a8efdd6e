"""Which report this is: whose, of what time, numbered and dated how. Read from any evidence in it."""

from __future__ import annotations

from ingest.document import Document
from ingest.evidence import cite
from ingest.fact import Evidence, ReportIdentity
from ingest.own_spelling import own_spelling
from ingest.report_district import DistrictVotes, count_votes, decided
from ingest.report_header import report_date, report_issuer, report_number, report_title
from ingest.report_level import other_issuer
from ingest.report_parts import Part, ReportParts, parts_of, read_parts
from ingest.report_period import PeriodReading, period_kind, report_period
from ontology.errors import BadInput, UnreadableReport
from ontology.gazetteer import DISTRICT, Unit, load_gazetteer
from ontology.periods import parse_period
from ontology.values import Area, Period


def identify_report(
    document: Document, district: str | None = None, period: str | None = None
) -> ReportIdentity:
    """The identity of a report.

    ``district`` (``"Tủa Chùa"``, ``"huyện Tân Châu, tỉnh Tây Ninh"``) and ``period`` (``2024-H1``) override
    what the text says. Raises ``UnreadableReport`` where the text leaves no district or period, or
    several; ``BadInput`` for an override that names nothing.
    """
    parts = read_parts(document)
    body = tuple(parts_of(document))
    if not body:
        raise UnreadableReport(f"{document.name} holds no text.", "Give the report as text.", "no_text")
    votes = count_votes(parts, body)
    number, issued = report_number(parts, body), report_date(parts, body)
    read = (
        PeriodReading((_given_period(period),), "given")
        if period
        else report_period(parts, body, issued.iso if issued else None)
    )
    periods = read.candidates
    area = _given_district(district, votes) if district else _read_district(document, parts, votes, periods)
    when = _only_period(document, periods)
    read_from, reason = _evidence(document, votes, area, body[0])
    return ReportIdentity(
        district=area,
        province=_province(area),
        issuer=report_issuer(parts, number, body, area),
        period=when,
        kind=period_kind(when),
        title=report_title(parts),
        evidence=read_from,
        number=number,
        date=issued.iso if issued else None,
        district_evidence=reason,
        period_evidence=read.reason,
        district_spelling=own_spelling(body, area),
    )


def _read_district(
    document: Document, parts: ReportParts, votes: DistrictVotes, periods: tuple[Period, ...]
) -> Area:
    issuer = other_issuer(parts)
    if issuer:
        raise UnreadableReport(
            f"{document.name} is a report of {issuer}, not of a district.",
            'To read it as a district\'s, name one with --district "Name, Province".',
            "other_issuer",
            (issuer,),
        )
    found = decided(votes, periods)
    if len(found) == 1:
        return found[0]
    hint = 'Name it with --district "Name, Province".'
    if not found:
        raise UnreadableReport(f"{document.name} does not say which district it is of.", hint, "no_district")
    names = [f"{area.label} ({_province(area).name})" for area in found[:5]]
    raise UnreadableReport(
        f"{document.name} could be of several districts: {', '.join(names)}.",
        hint,
        "several_districts",
        names,
    )


def _given_district(name: str, votes: DistrictVotes) -> Area:
    units = _districts_called(name)
    if not units:
        raise BadInput(
            f"There is no district {name!r}.", "Write its name as in Phong Thổ or Tân Châu, Tây Ninh."
        )
    best = max(votes.score(unit.code) for unit in units)
    left = {unit.code: unit for unit in units if votes.score(unit.code) == best}
    if len(left) > 1:
        names = ", ".join(f"{unit.area.label} ({_province(unit.area).name})" for unit in left.values())
        raise BadInput(
            f"Several districts are called {name!r}: {names}.", "Add the kind or the province to the name."
        )
    return next(iter(left.values())).area


def _districts_called(text: str) -> tuple[Unit, ...]:
    """Districts by a name with or without kind and province."""
    gazetteer = load_gazetteer()
    name, _, rest = (piece.strip() for piece in text.partition(","))
    units = [unit for given in _without_kind(name) for unit in gazetteer.units_named(given)]
    kinds = {unit.kind for unit in units if name.lower().startswith(unit.kind + " ")}
    found = (unit for unit in units if unit.level == DISTRICT and (not kinds or unit.kind in kinds))
    if not rest:
        return tuple(found)
    provinces = {
        unit.code for given in _without_kind(rest) for unit in gazetteer.units_named(given) if not unit.parent
    }
    return tuple(unit for unit in found if unit.parent in provinces)


def _without_kind(name: str) -> tuple[str, ...]:
    kinds = ("tỉnh ", "thành phố ", "huyện ", "thị xã ", "quận ")
    return (name, *(name[len(kind) :].strip() for kind in kinds if name.lower().startswith(kind)))


def _only_period(document: Document, found: tuple[Period, ...]) -> Period:
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnreadableReport(
            f"{document.name} does not say which period it is about.",
            "Name it with --period, for example --period 2024-H1.",
            "no_period",
        )
    names = [period.notation for period in found]
    raise UnreadableReport(
        f"{document.name} could be about several periods: {', '.join(names)}.",
        f"Name the right one, for example --period {found[0].notation}.",
        "several_periods",
        names,
    )


def _given_period(notation: str) -> Period:
    try:
        return parse_period(notation)
    except ValueError as error:
        raise BadInput(
            f"{notation!r} is no period.", "Write it like 2024-H1, 2023, 2024-Q1, 2024-06 or 2024-M9."
        ) from error


def _province(area: Area) -> Area:
    above = load_gazetteer().unit(area.parent)
    return above.area if above else Area("", "tỉnh", "")


def _evidence(document: Document, votes: DistrictVotes, area: Area, first: Part) -> tuple[Evidence, str]:
    if area.code in votes.reasons:
        reason, part, start, end = votes.best_reason(area.code)
        return cite(document, part.block, start, end, part.cell), reason
    return cite(document, first.block, 0, len(first.text), first.cell), "given"
