"""Parts of a figure that are told by place: "118 ha (phường Thống Nhất 60 ha, Đoàn Kết 58 ha)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.drafts import Draft
from ingest.fact import Measure
from ingest.frames import Held
from ingest.match.units import same_unit
from ingest.subjects import Subject
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.values import Area

_LEAD = r"(?:(?:trong đó|gồm|bao gồm|cụ thể|tại|ở|riêng|và)[\s:]+)*"
_NAME = re.compile(
    rf"(?i:[\W\d_]*{_LEAD}(?:(?P<kind>xã|phường|thị trấn)\s+)?)"
    r"(?P<name>[A-ZĐÀ-Ỹ]\w*(?:\s[A-ZĐÀ-Ỹ]\w*){0,3})"
    r"(?:\s(?:có|là|được))?\W*"
)


def place_parts(text: str, drafts: Iterable[Draft], district: str, of: Held | None) -> Iterator[Draft]:
    """The drafts; one whose own words are a commune's name counts there what the figure before it counts.

    ``of`` is what a footnote's mark stands at.
    """
    whole = of.subject if of else None
    for draft in drafts:
        place = _named(text[draft.clause_start : draft.start], district) if _states(draft) else None
        if place is not None and whole is not None and same_unit(whole.unit, _unit_of(draft).unit):
            yield replace(draft, subject=whole, place=place)
            continue
        if _states(draft) and place is None:
            whole = draft.subject
        yield draft


def _states(draft: Draft) -> bool:
    return draft.role is not None and draft.role.measure in (Measure.VALUE, Measure.PLAN)


def _unit_of(draft: Draft) -> Subject:
    assert draft.subject is not None
    return replace(draft.subject, unit=draft.figure.unit if draft.figure else None)


def _named(words: str, district: str) -> Area | None:
    found = _NAME.fullmatch(words)
    if found is None or not district:
        return None
    kind = found["kind"].lower() if found["kind"] else None
    units = [
        unit for unit in load_gazetteer().units_named(found["name"], kind, district) if unit.level == COMMUNE
    ]
    codes = {unit.code for unit in units}
    return Area(units[0].code, units[0].kind, units[0].name, units[0].parent) if len(codes) == 1 else None
