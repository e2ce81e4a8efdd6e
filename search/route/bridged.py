"""Old units under the commune of today that a question names: a derived sum, or the parts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.bridge.find import Bridged, bridge
from graph.rows import ObservationRow
from ingest.record import number
from ontology.gazetteer import Unit, load_gazetteer
from ontology.values import Area
from search.draft import Asked, Row
from search.language import Language
from search.phrase import format_quantity, join, say
from search.wording import area_label, name_of, notation_label, quantity


def find_bridged(asked: Asked, rows: Sequence[ObservationRow]) -> tuple[Bridged, ...]:
    """The quantities among the rows that are of old units of a commune of today that the question names.

    A commune that ended stands for the one of its name today. Only what several old units tell, or what makes
    a figure of today's unit, is worth a word beside the answer.
    """
    communes = {area.code: area for area in asked.question.slots.communes}
    units = {unit.code: unit for area in communes.values() for unit in _today(area)}
    claims = {row.claim for row in rows}
    return tuple(
        one
        for unit in units.values()
        for one in bridge(asked.store, unit)
        if claims & {row.claim for row in one.parts}
        and (one.total is not None or len({row.area_code for row in one.parts}) > 1)
    )


def _today(area: Area) -> Iterator[Unit]:
    unit = load_gazetteer().unit(area.code)
    heirs = load_gazetteer().today(unit) if unit else ()
    return (heir for heir in heirs if heir.name == area.name)


def bridged_in_words(bridged: Iterable[Bridged], language: Language) -> Iterator[str]:
    """Each quantity: the derived figure, said to be one, or that there is none and why; then the parts."""
    for one in bridged:
        row, unit = one.first, area_label(one.unit.area, language)
        told = [
            say(language, "bridge.part", area=part.area, value=quantity(part, language)) for part in one.parts
        ]
        yield say(
            language,
            "bridge.parts" if one.total is None else "bridge.derived",
            unit=unit,
            name=name_of(row, language),
            period=notation_label(row.period, language),
            total="" if one.total is None else format_quantity(one.total, row.unit, language),
            message=one.message(language.value),
            parts=join(told, language),
        )


def bridged_row(one: Bridged) -> Row:
    """A quantity for machines; ``derived`` is no reported figure."""
    row = one.first
    return {
        "unit": one.unit.area.label,
        "code": one.unit.code,
        "indicator": row.indicator_text,
        "concept": row.concept,
        "period": row.period,
        "measure": row.measure.value,
        "outcome": one.outcome.value,
        "derived": number(one.total) if one.total is not None else None,
        "unit_text": row.unit,
        "message": one.message("en"),
        "message_vi": one.message("vi"),
        "missing": [old.code for old in one.missing],
        "derived_from": [part.claim for part in one.taken],
        "parts": [_part_row(part) for part in one.parts],
    }


def _part_row(row: ObservationRow) -> Row:
    return {
        "iri": row.claim, "area": row.area, "area_code": row.area_code, "value": number(row.value),
        "unit": row.unit, "status": row.status, "report": row.source.file, "line": row.source.line,
        "quote": row.source.quote, "sentence": row.source.sentence,
    }  # fmt: skip
