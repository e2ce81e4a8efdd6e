"""Figures of old units under the unit of today, as ``huyenkg bridge`` and the district page show them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import typer

from graph.bridge.find import Bridged
from graph.rows import ObservationRow
from ingest.text import nfc
from ontology.errors import BadInput
from ontology.gazetteer import Unit, load_gazetteer
from search.language import Language
from search.phrase import format_quantity
from search.route.bridged import bridged_row
from search.wording import name_of, notation_label, quantity
from ui.messages import tell
from ui.names import area_name, concept_name
from ui.plain_text import visible
from ui.render import TableRow, one_line


def unit_of_today(words: str, province: str | None = None) -> Unit:
    """The unit of today of that code, or of that name with or without its kind ("xã Dào San").

    Raises ``BadInput`` with the choices where there is none or more than one.
    """
    gazetteer = load_gazetteer()
    words = nfc(words).strip()
    unit = gazetteer.unit(words)
    found = _named(words) if unit is None else [unit]
    if province:
        around = [one.code for one in _named(nfc(province).strip())]
        if not around:
            raise BadInput(f"No province is called {province!r}.", "Leave --province out to see the choices.")
        found = [one for one in found if _is_in(one, around)]
    standing = [one for one in found if one.stands]
    if len(standing) == 1:
        return standing[0]
    if not standing and len(found) == 1:
        return _standing(found[0])
    choices = "; ".join(_full(one) for one in (standing or found)[:_MOST])
    if not choices:
        raise BadInput(f"No unit is called {words!r}.", "Give a commune, district or province, or its code.")
    raise BadInput(f"More than one unit is called {words!r}: {choices}.", "Give its code, or --province.")


def bridged_rows(bridged: Sequence[Bridged]) -> list[dict[str, object]]:
    """The quantities for machines."""
    return [dict(bridged_row(one)) for one in bridged]


def print_bridged(unit: Unit, bridged: Sequence[Bridged]) -> None:
    """The quantities for people: the derived figure, marked as such, and the parts with their sentences."""
    old = ", ".join(_full(one) for one in load_gazetteer().predecessors(unit))
    typer.echo(f"{_full(unit)}; before: {old or 'as it is'}")
    for one in bridged:
        row = one.first
        typer.echo(f"\n{row.indicator_text} ({row.measure.value}), {row.period}")
        if one.total is not None:
            typer.echo(f"  DERIVED {_total(one, Language.ENGLISH)}")
        typer.echo(f"  {one.message('en')}")
        for part in one.parts:
            where, sentence = (
                f"{part.source.file}:{part.source.line}",
                one_line(visible(part.source.sentence)),
            )
            typer.echo(f"    {part.area}: {quantity(part, Language.ENGLISH)}  {where}  “{sentence}”")
    derived = sum(one.total is not None for one in bridged)
    typer.echo(f"\n{len(bridged)} quantities of the old units, {derived} of them with a derived figure.")


def bridged_table(bridged: Sequence[Bridged], language: Language) -> list[TableRow]:
    """A row for each derived figure and each reported part, in the order of ``bridged_sources``."""
    return [row for one in bridged for row in _table_rows(one, language)]


def bridged_parts(bridged: Sequence[Bridged]) -> list[list[ObservationRow]]:
    """The reported figures behind each row of ``bridged_table``."""
    return [
        rows
        for one in bridged
        for rows in ([list(one.taken)] if one.total is not None else []) + [[part] for part in one.parts]
    ]


def _table_rows(one: Bridged, language: Language) -> list[TableRow]:
    outcome = concept_name("additive", one.outcome, one.outcome, language)
    rows: list[TableRow] = []
    if one.total is not None:
        rows.append(_row(one, one.unit.area.label, one.unit.code, one.total, outcome, language))
    told = tell(language, "bridge.reported") if one.total is not None else outcome
    rows += [_row(one, part.area, part.area_code, part.value, told, language) for part in one.parts]
    return rows


def _row(
    one: Bridged, area: str, code: str | None, value: Decimal, told: str, language: Language
) -> TableRow:
    row = one.first
    return {
        "indicator": name_of(row, language),
        "area": area_name(code, area, language),
        "period": notation_label(row.period, language),
        "value": value,
        "unit": row.unit,
        "standing": told,
    }


def _total(one: Bridged, language: Language) -> str:
    return format_quantity(one.total or Decimal(0), one.first.unit, language)


def _named(words: str) -> list[Unit]:
    """The units of that name, with or without its kind."""
    kind, _, name = words.partition(" ")
    units = load_gazetteer().units_named
    return list({one.code: one for one in (*units(words), *units(name, kind.lower()))}.values())


def _is_in(unit: Unit, around: Sequence[str]) -> bool:
    """Whether the unit, or one that stands there today, lies in a province of one of these codes."""
    gazetteer = load_gazetteer()
    return any(gazetteer.is_within(one, code) for one in (unit, *gazetteer.today(unit)) for code in around)


def _standing(unit: Unit) -> Unit:
    if unit.stands:
        return unit
    heirs = load_gazetteer().today(unit)
    if len(heirs) == 1:
        return heirs[0]
    named = "; ".join(_full(one) for one in heirs[:_MOST])
    raise BadInput(
        f"{_full(unit)} has ended, and {len(heirs)} units stand there today.",
        f"Name one of them: {named}." if named else "",
    )


def _full(unit: Unit) -> str:
    around = [above.area.label for above in load_gazetteer().ancestors(unit)]
    return f"{', '.join((unit.area.label, *around))} ({unit.code})"


_MOST = 12
