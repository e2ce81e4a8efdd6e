"""Places then and now: which units stand today where a district stood, what became of its communes. Pure."""

from __future__ import annotations

from ontology.gazetteer import DISTRICT, Unit, load_gazetteer
from search.language import Language
from search.phrase import join
from search.wording import area_label
from ui.messages import tell
from ui.render import TableRow, format_cell, format_date


def today_of(district: str) -> tuple[Unit, ...]:
    """The units that stand today where the district (its code) stood; none where no source says."""
    unit = load_gazetteer().unit(district)
    return load_gazetteer().today(unit) if unit else ()


def today_in_words(district: str, language: Language) -> str:
    """``Huyện này có đến hết ngày …; nay là 2 đơn vị: xã A và xã B.`` Empty where nothing is known."""
    unit, heirs = load_gazetteer().unit(district), today_of(district)
    if unit is None or not heirs or unit.stands:
        return ""
    provinces = dict.fromkeys(area_label(load_gazetteer().province_of(one).area, language) for one in heirs)
    return tell(
        language,
        "places.today",
        until=format_date(unit.valid_to, language),
        count=format_cell(len(heirs), language),
        units=join([area_label(one.area, language) for one in heirs], language),
        province=join(list(provinces), language),
    )


def communes_of(district: str) -> tuple[Unit, ...]:
    """The communes of a district, as they were."""
    return tuple(unit for unit in load_gazetteer().communes_of(district) if not unit.is_new)


def commune_table(district: str, language: Language) -> list[TableRow]:
    """The district's communes, each with the units that stand there today."""
    return [
        {
            "area": area_label(commune.area, language),
            "code": commune.official_code,
            "until": format_date(commune.valid_to, language),
            "today": area_label(heir.area, language) if heir else "",
            "today_code": heir.official_code if heir else "",
            "today_within": _around(heir, language) if heir else "",
        }
        for commune in communes_of(district)
        for heir in load_gazetteer().today(commune) or (None,)
    ]


def _around(unit: Unit, language: Language) -> str:
    above = (one for one in load_gazetteer().ancestors(unit) if one.level != DISTRICT)
    return ", ".join(area_label(one.area, language) for one in above)
