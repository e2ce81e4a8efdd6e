"""Answers about administrative units, from the gazetteer: what stands there today, what was there before.

No report is needed and none is cited: the answer names the gazetteer as its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontology.gazetteer import DISTRICT, PROVINCE, Unit, load_gazetteer
from search.draft import Draft, Row, Status
from search.language import Language
from search.phrase import capitalised, join, say
from search.question import Question
from search.units_asked import Direction, UnitsAsked
from search.wording import area_label

_MOST = 40  # units named in one sentence; the rows hold them all


def list_units(question: Question) -> Draft:
    """What became of the units asked about, or what a unit of today was made of."""
    wanted, language = question.slots.units, question.language
    if wanted is None:  # the intent was chosen for a question that names no such units
        return Draft(Status.NOT_FOUND, say(language, "missing.not_understood"))
    choices = _namesakes(wanted.units, language)
    if choices:
        text = say(language, "ambiguous.which", name=wanted.units[0].name, choices="; ".join(choices))
        return Draft(Status.AMBIGUOUS, text, names=choices, suggestions=choices)
    sentences = [capitalised(_TELL[wanted.direction](unit, wanted.level, language)) for unit in wanted.units]
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((*sentences, say(language, "units.source"))),
        rows=tuple(row for unit in wanted.units for row in _rows(unit, wanted, language)),
        names=tuple(sentences),
    )


def _namesakes(units: Sequence[Unit], language: Language) -> tuple[str, ...]:
    """The units to choose among, where one name means several of one level, none of them around the rest."""
    outer = [unit for unit in units if not any(_lies_in(unit, other) for other in units)]
    named = {(unit.level, unit.name) for unit in outer}
    return tuple(_full(unit, language) for unit in outer) if len(outer) > len(named) else ()


def _lies_in(unit: Unit, other: Unit) -> bool:
    return unit.code != other.code and load_gazetteer().is_within(unit, other.code)


def _became(unit: Unit, level: int, language: Language) -> str:
    heirs = load_gazetteer().today(unit)
    if unit.stands:
        return say(language, "units.stands", unit=_full(unit, language))
    if not heirs:
        return say(language, "units.unknown", unit=_full(unit, language))
    if level == PROVINCE < unit.level:
        heirs = tuple({province.code: province for province in map(_province, heirs)}.values())
    until = _until(unit, language)
    if len(heirs) == 1:
        items = _full(heirs[0], language)
        return say(language, "units.became_one", unit=_full(unit, language), until=until, items=items)
    direct = _merged_into(unit)
    return say(
        language,
        "units.merged_first" if direct else "units.became",
        unit=_full(unit, language),
        until=until,
        first=join([area_label(one.area, language) for one in direct], language),
        count=str(len(heirs)),
        province=_in_province(heirs, language),
        items="; ".join(_with_parts(unit, heir, language) for heir in heirs[:_MOST]),
    )


def _made_of(unit: Unit, level: int, language: Language) -> str:
    earlier = _lifted(load_gazetteer().predecessors(unit), level)
    if not earlier:
        return say(language, "units.as_before", unit=_full(unit, language))
    items = join([_full(one, language) for one in earlier[:_MOST]], language)
    return say(language, "units.made_of", unit=_full(unit, language), items=items)


def _lifted(units: Sequence[Unit], level: int) -> tuple[Unit, ...]:
    """The units themselves, or what they lay in of a larger level that is asked for."""
    gazetteer = load_gazetteer()
    found = [
        one
        for unit in units
        for one in ((unit,) if level in (0, unit.level) else gazetteer.ancestors(unit))
        if level in (0, one.level)
    ]
    return tuple(dict.fromkeys(found or units))


def _lay_in(unit: Unit, level: int, language: Language) -> str:
    """What a unit of before was part of."""
    above = [one for one in load_gazetteer().ancestors(unit) if level in (0, one.level)]
    return say(
        language,
        "units.lay_in",
        unit=area_label(unit.area, language),
        until=_until(unit, language),
        items=", ".join(area_label(one.area, language) for one in above),
    )


def _in_province(heirs: Sequence[Unit], language: Language) -> str:
    """Of which provinces the units of today are, unless they are provinces themselves."""
    provinces = {province.code: province for province in map(_province, heirs)}
    if set(provinces) == {heir.code for heir in heirs}:
        return ""
    named = join([area_label(province.area, language) for province in provinces.values()], language)
    return say(language, "units.in_province", province=named)


def _with_parts(unit: Unit, heir: Unit, language: Language) -> str:
    label = area_label(heir.area, language)
    if unit.level != DISTRICT:
        return label
    parts = [one for one in load_gazetteer().predecessors(heir) if one.parent == unit.code]
    if not parts:
        return label
    named = join([area_label(one.area, language) for one in parts], language)
    return say(language, "units.with_parts", unit=label, parts=named)


def _merged_into(unit: Unit) -> tuple[Unit, ...]:
    """The units that took it in and have ended themselves."""
    later = load_gazetteer().successors(unit)
    return tuple(one for one in later if not one.stands and one.code != unit.code)


def _rows(unit: Unit, wanted: UnitsAsked, language: Language) -> Iterator[Row]:
    if wanted.direction is Direction.BEFORE:
        for earlier in load_gazetteer().predecessors(unit) or (unit,):
            yield _earlier(earlier, language) | _later(unit, language)
        return
    direct = _merged_into(unit)
    for heir in direct:  # what stands there today is known of the heir, not of the unit
        yield _earlier(unit, language) | {"merged_into": area_label(heir.area, language)}
    for one in direct or (unit,):
        for heir in load_gazetteer().today(one) or (one,):
            yield _earlier(one, language) | _later(heir, language)


def _earlier(unit: Unit, language: Language) -> dict[str, object]:
    return {
        **({"district": unit.name} if unit.level == DISTRICT else {}),
        "area": area_label(unit.area, language),
        "code": unit.official_code,
        "within": _around(unit, language),
        "until": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def _later(unit: Unit, language: Language) -> dict[str, object]:
    return {
        "today": area_label(unit.area, language),
        "today_code": unit.official_code,
        "today_within": _around(unit, language),
    }


def _full(unit: Unit, language: Language) -> str:
    """``xã Nậm Xe, huyện Phong Thổ, tỉnh Lai Châu``."""
    around = _around(unit, language)
    return ", ".join(part for part in (area_label(unit.area, language), around) if part)


def _around(unit: Unit, language: Language) -> str:
    return ", ".join(area_label(above.area, language) for above in load_gazetteer().ancestors(unit))


def _province(unit: Unit) -> Unit:
    return unit if unit.level == PROVINCE else load_gazetteer().province_of(unit)


def _until(unit: Unit, language: Language) -> str:
    last = unit.valid_to
    return say(language, "units.until", day=f"{last.day}/{last.month}/{last.year}") if last else ""


_TELL = {Direction.NOW: _became, Direction.BEFORE: _made_of, Direction.WITHIN: _lay_in}
