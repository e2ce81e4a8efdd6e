"""The districts that questions of the tests are asked about: real units, as the gazetteer has them."""

from __future__ import annotations

from ontology.gazetteer import DISTRICT, load_gazetteer
from ontology.periods import parse_period
from search.holdings import Catalogue, KnownReport


def known(name: str, notation: str, within: str | None = None) -> KnownReport:
    """A report of that district and period."""
    gazetteer = load_gazetteer()
    unit = next(u for u in gazetteer.units_named(name, within=within) if u.level == DISTRICT)
    province = gazetteer.province_of(unit).area
    return KnownReport(
        f"{unit.code}-{notation}", f"{unit.code}.txt", unit.area, province, parse_period(notation)
    )


CATALOGUE = Catalogue(
    (
        known("Phong Thổ", "2024-H1"),
        known("Phong Thổ", "2023"),
        known("Mường Tè", "2023"),
        known("Văn Quan", "2024-H1"),
        known("Tủa Chùa", "2020-H1"),
    )
)
