"""Parts of a figure that are told by place: "118 ha (phường Thống Nhất 60 ha, Đoàn Kết 58 ha)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.drafts import Draft
from ingest.fact import Measure
from ingest.frames import Held
from ingest.match.places import PlaceContext, match_places
from ingest.match.units import same_unit
from ingest.subjects import Subject
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.values import Area

_LEAD = (
    r"(?:(?:trong đó|gồm|bao gồm|cụ thể|tại|ở|riêng|và|là|như|nhất là|kế đến|tiếp đến|cao nhất|thấp nhất|"
    r"nhiều nhất|ít nhất|lần lượt|còn lại|các)[\s:]+)*"
)
_TAIL = r"(?:\s(?:mới|đã|có|là|được|đạt|hoàn thành|tăng|giảm|từ|còn))*\W*"
_NAME = re.compile(
    rf"(?i:[\W\d_]*{_LEAD}(?:(?:xã|phường|thị trấn)\s+)?)"
    rf"(?P<name>[A-ZĐÀ-Ỹ][\w'’]*(?:[\s-]+[A-ZĐÀ-Ỹ][\w'’]*){{0,3}})(?i:{_TAIL})"
)
_KINDS = ("xã", "phường", "thị trấn")
_REACH = 4  # figures back that a place may go on about
_LONGEST = 80
_PARTED = re.compile(r"[.;,()]")
_STATES = (Measure.VALUE, Measure.PLAN)


def place_parts(text: str, drafts: Iterable[Draft], district: str, of: Held | None) -> Iterator[Draft]:
    """The drafts; one whose own words are a commune's name says of it what a figure before says of others.

    ``of`` is what a footnote's mark stands at.
    """
    told: defaultdict[Measure | None, list[Subject]] = defaultdict(list)
    if of:
        told[Measure.VALUE].append(replace(of.subject, unit=of.unit))
    last, clause, placed = 0, -1, None
    for draft in drafts:
        if draft.role is None or draft.figure is None or draft.subject is None:
            yield draft
            continue
        unit, before = draft.figure.unit, told[_kind(draft)][-_REACH:]
        name, place = _named(text[draft.clause_start : draft.start], district)
        whole = next((subject for subject in reversed(before) if same_unit(subject.unit, unit)), None)
        if place is not None:
            draft = replace(draft, subject=whole or _without(draft.subject, name), place=place)
        elif (
            (draft.bare or draft.clause_start == clause)
            and placed
            and not _PARTED.search(text[last : draft.start])
        ):
            draft = replace(draft, subject=_without(draft.subject, placed[0]), place=placed[1])
        else:
            told[_kind(draft)].append(replace(draft.subject, unit=unit))
        placed = (name or (placed[0] if placed else ""), draft.place) if draft.place else None
        last, clause = draft.end, draft.clause_start
        yield draft


def _without(subject: Subject, name: str) -> Subject:
    """The subject but for the place that acts in it: "xã A hoàn thành 17 tiêu chí" counts criteria."""
    spoken = any(name.lower() in part.lower() for part in (subject.thing, subject.about))
    if not spoken:
        return subject
    thing, about = ("" if name.lower() in part.lower() else part for part in (subject.thing, subject.about))
    rest = replace(subject, thing=thing, about=about)
    return rest if rest.name else subject


def _kind(draft: Draft) -> Measure | None:
    """Values and plans alike state how much there is; a change goes on only after a change."""
    measure = draft.role.measure if draft.role else None
    return Measure.VALUE if measure in _STATES else measure


def _named(words: str, district: str) -> tuple[str, Area | None]:
    """The commune that is all that the words name, with its name as written."""
    found = _NAME.fullmatch(words) if district and len(words) <= _LONGEST else None
    return (found["name"], _commune(found["name"], district)) if found else ("", None)


@lru_cache(maxsize=4096)
def _commune(name: str, district: str) -> Area | None:
    """The commune of the district that the words name, also where a mark or letter is wrong."""
    for kind in _KINDS:
        read = f"{kind} {name}"
        for mention in match_places(read, PlaceContext(district)):
            unit = load_gazetteer().unit(mention.value.code) if mention.value.code else None
            own = unit is not None and unit.level == COMMUNE and load_gazetteer().is_within(unit, district)
            if own and (mention.start, mention.end) == (0, len(read)):
                return mention.value
    return None
