"""Answers about administrative units, from the gazetteer: what stands there today, what was there before.

No report is needed and none is cited: the answer names the gazetteer as its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontology.gazetteer import DISTRICT, PROVINCE, Unit, load_gazetteer
from search.draft import Asked, Draft, Row, Status
from search.language import Language
from search.phrase import capitalised, join, say
from search.units_asked import Direction, UnitsAsked
from search.wording import area_label

_MOST = 40  # units named in one sentence; the rows hold them all


def list_units(asked: Asked) -> Draft:
    """What became of the units asked about, or what a unit of today was made of."""
    wanted, language = asked.question.slots.units, asked.question.language
    assert wanted is not None
    choices = _namesakes(wanted.units, language)
    if choices:
        text = say(language, "ambiguous.which", name=wanted.units[0].name, choices="; ".join(choices))
        return Draft(Status.AMBIGUOUS, text, names=choices, suggestions=choices)
    tell = _made_of if wanted.direction is Direction.BEFORE else _became
    sentences = [capitalised(tell(unit, wanted.level, language)) for unit in wanted.units]
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((*sentences, say(language, "units.source"))),
        rows=tuple(row for unit in wanted.units for row in _rows(unit, wanted, language)),
        names=tuple(sentences),
    )


def _namesakes(units: Sequence[Unit], language: Language) -> tuple[str, ...]:
    """The units to choose among, where one name means several of one level."""
    named = {(unit.level, unit.name) for unit in units}
    several = len(units) > len(named)
    return tuple(_full(unit, language) for unit in units) if several else ()


def _became(unit: Unit, level: int, language: Language) -> str:
    heirs = load_gazetteer().today(unit)
    if unit.stands:
        return say(language, "units.stands", unit=_full(unit, language))
    if not heirs:
        return say(language, "units.unknown", unit=_full(unit, language))
    if level == PROVINCE < unit.level:
        heirs = tuple({province.code: province for province in map(_province, heirs)}.values())
    until = say(language, "units.until", day=_day(unit)) if unit.valid_to else ""
    if len(heirs) == 1:
        items = _full(heirs[0], language)
        return say(language, "units.became_one", unit=_full(unit, language), until=until, items=items)
    direct = [one for one in load_gazetteer().successors(unit) if not one.stands and one.code != unit.code]
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


def _made_of(unit: Unit, _level: int, language: Language) -> str:
    earlier = load_gazetteer().predecessors(unit)
    if not earlier:
        return say(language, "units.as_before", unit=_full(unit, language))
    items = join([_full(one, language) for one in earlier[:_MOST]], language)
    return say(language, "units.made_of", unit=_full(unit, language), items=items)


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


def _rows(unit: Unit, wanted: UnitsAsked, language: Language) -> Iterator[Row]:
    before = wanted.direction is Direction.BEFORE
    others = load_gazetteer().predecessors(unit) if before else load_gazetteer().today(unit)
    for other in others or (unit,):
        earlier, later = (other, unit) if before else (unit, other)
        yield {
            **({"district": earlier.name} if earlier.level == DISTRICT else {}),
            "area": area_label(earlier.area, language),
            "code": earlier.official_code,
            "within": _around(earlier, language),
            "until": earlier.valid_to.isoformat() if earlier.valid_to else None,
            "today": area_label(later.area, language),
            "today_code": later.official_code,
            "today_within": _around(later, language),
        }


def _full(unit: Unit, language: Language) -> str:
    """``xã Nậm Xe, huyện Phong Thổ, tỉnh Lai Châu``."""
    around = _around(unit, language)
    return ", ".join(part for part in (area_label(unit.area, language), around) if part)


def _around(unit: Unit, language: Language) -> str:
    return ", ".join(area_label(above.area, language) for above in load_gazetteer().ancestors(unit))


def _province(unit: Unit) -> Unit:
    return unit if unit.level == PROVINCE else load_gazetteer().province_of(unit)


def _day(unit: Unit) -> str:
    assert unit.valid_to is not None
    return f"{unit.valid_to.day}/{unit.valid_to.month}/{unit.valid_to.year}"
