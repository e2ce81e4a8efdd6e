"""The districts that reports speak for, with their provinces, named in the reader's language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.catalogue import list_districts
from graph.store import GraphStore
from ingest.text import fold
from search.language import Language
from ui.names import area_name


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names by code. ``province_of`` leads from a district to its province."""

    districts: Mapping[str, str]
    provinces: Mapping[str, str]
    province_of: Mapping[str, str]

    def within(self, province: str) -> dict[str, str]:
        """The districts of a province, or all where it is empty."""
        return {
            code: name
            for code, name in self.districts.items()
            if not province or self.province_of[code] == province
        }

    def full(self, district: str) -> str:
        """A district with its province, since many share a name."""
        name = self.districts.get(district, district)
        province = self.provinces.get(self.province_of.get(district, ""), "")
        return f"{name} ({province})" if province else name


def place_names(store: GraphStore, language: Language) -> PlaceNames:
    """The names of all districts with reports, by name."""
    rows = list_districts(store).rows
    districts = {row.district: row.label_en if language == Language.ENGLISH else row.label for row in rows}
    provinces = {row.province: area_name(row.province, row.province_label, language) for row in rows}
    return PlaceNames(
        dict(sorted(districts.items(), key=lambda item: (fold(item[1]), item[0]))),
        dict(sorted(provinces.items(), key=lambda item: (fold(item[1]), item[0]))),
        {row.district: row.province for row in rows},
    )
