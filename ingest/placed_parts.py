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
_KIND = r"(?P<kind>xã|phường|thị trấn)\s+"
_CAPITALS = r"(?P<name>[A-ZĐÀ-Ỹ][\w'’]*(?:[\s-]+[A-ZĐÀ-Ỹ][\w'’]*){0,3}(?:\s\d{1,2}(?!\d))?)"
_OWN = re.compile(rf"(?i:[\W\d_]*{_LEAD}(?:{_KIND})?){_CAPITALS}(?P<rest>.*)", re.DOTALL)
_LINKED = re.compile(r"(?i:\s(?:mới|đã|có|là|được|đạt|hoàn thành|tăng|giảm|từ|còn))*\W*")
_DEED = re.compile(r"\s+[^\W\dA-ZĐÀ-Ỹ].*", re.DOTALL)
_BEFORE_BRACKET = re.compile(rf"(?i:{_KIND})?{_CAPITALS}\s*\(\s*\Z")
_KINDS = ("xã", "phường", "thị trấn")
_REACH = 4  # figures back that a place may go on about
_SENTENCE_REACH = 800  # characters back that a list by place may begin
_LONGEST = 80
_ENDS = re.compile(r"\s*[),;]")
_PARTED = re.compile(r"[.;,()]")
_FOLLOWED = re.compile(r"\s*[^\W\d]")  # by a word that names what is counted
_NEXT = re.compile(r";|[.!?](?=\s)|\n")
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_ITEM = re.compile(rf"(?:^|[(:;])[\W\d_]*{_LEAD}(?i:{_KIND})?{_CAPITALS}")
_LEADS = re.compile(rf"(?i)^{_LEAD}")
_LIST = 2  # items that open with a commune
_STATES = (Measure.VALUE, Measure.PLAN)


def place_parts(text: str, drafts: Iterable[Draft], district: str, of: Held | None) -> Iterator[Draft]:
    """The drafts; one whose own words are a commune's name says of it what a figure before says of others.

    ``of`` is what a footnote's mark stands at.
    """
    told: defaultdict[Measure | None, list[Subject]] = defaultdict(list)
    if of:
        told[Measure.VALUE].append(replace(of.subject, unit=of.unit))
    groups: dict[int | None, tuple[Subject | None, Area]] = {}
    last, clause, placed = 0, -1, None
    for draft in drafts:
        own = draft.subject
        if draft.role is None or draft.figure is None or own is None:
            yield draft
            continue
        if draft.group in groups and draft.role.qualifies:
            subject, area = groups[draft.group]
            yield replace(draft, subject=subject, place=area)
            continue
        unit, before = draft.figure.unit, told[_kind(draft)][-_REACH:]
        name, place, goes_on = _place_of(text, draft, district)
        whole = next((subject for subject in reversed(before) if same_unit(subject.unit, unit)), None)
        if place is not None:
            of_whole = whole if goes_on and not _FOLLOWED.match(text, draft.end) else None
            draft = replace(draft, subject=of_whole or _without(own, name), place=place)
        elif placed and (
            _goes_on(text[last : draft.start], bare=draft.bare or draft.clause_start == clause)
            or _within_item(text, last, draft.start, district)
        ):
            bare = draft.clause_start == clause or draft.bare or not _without(own, placed[0]).thing
            of_whole = whole if bare and not _FOLLOWED.match(text, draft.end) else None
            draft = replace(draft, subject=of_whole or _without(own, placed[0]), place=placed[1])
        else:
            told[_kind(draft)].append(replace(own, unit=unit))
        placed = (name or (placed[0] if placed else ""), draft.place) if draft.place else None
        if draft.place:
            groups[draft.group] = (draft.subject, draft.place)
        last, clause = draft.end, draft.clause_start
        yield draft


def _place_of(text: str, draft: Draft, district: str) -> tuple[str, Area | None, bool]:
    """The commune that a figure's words name, as written, and whether it goes on about what others count."""
    words = text[draft.clause_start : draft.start]
    name, place = _named(words, district)
    if place is not None:
        return name, place, True
    if draft.bare:
        name, place = _before_bracket(text[max(0, draft.start - _LONGEST) : draft.start], district)
        if place is not None:
            return name, place, _ENDS.match(text, draft.end) is not None
    return *_acting(words, district), False


def _goes_on(between: str, *, bare: bool) -> bool:
    """Whether a figure says more of the one before: "xã A 214 hộ (chiếm 29%)" or, with no mark between."""
    return between.strip() == "(" or (bare and not _PARTED.search(between))


def _within_item(text: str, last: int, start: int, district: str) -> bool:
    """Whether both figures stand in one item of a list by place: "xã A 12 hộ nghèo, 9 hộ khác; xã B …"."""
    if _NEXT.search(text, last, start):
        return False
    low = max(0, last - _SENTENCE_REACH)
    opens = max((found.end() for found in _SENTENCE.finditer(text, low, last)), default=low)
    ends = _SENTENCE.search(text, start)
    return _is_list(text[opens : ends.start() if ends else len(text)], district)


@lru_cache(maxsize=256)
def _is_list(sentence: str, district: str) -> bool:
    items = _ITEM.finditer(sentence)
    names = ((item["kind"] or "", item["name"], item["name"].rstrip("0123456789 ")) for item in items)
    return sum(any(_commune(kind, name, district) for name in read) for kind, *read in names) >= _LIST


def _without(subject: Subject, name: str) -> Subject:
    """The subject but for the place that acts in it: "xã A hoàn thành 17 tiêu chí" counts criteria."""
    place = re.compile(rf"(?i)\s*(?:các\s+)?(?:{_KIND})?{re.escape(name)}(?!\w)")
    thing, about = (
        _LEADS.sub("", f"{place.sub('', part)} ").strip() for part in (subject.thing, subject.about)
    )
    rest = replace(subject, thing=thing, about=about)
    return rest if rest.name else subject


def _kind(draft: Draft) -> Measure | None:
    """Values and plans alike state how much there is; a change goes on only after a change."""
    measure = draft.role.measure if draft.role else None
    return Measure.VALUE if measure in _STATES else measure


def _named(words: str, district: str) -> tuple[str, Area | None]:
    """The commune that is all that the words name, with its name as written."""
    found = _OWN.fullmatch(words) if district and len(words) <= _LONGEST else None
    if found is None or not _LINKED.fullmatch(found["rest"]):
        return "", None
    return found["name"], _commune(found["kind"] or "", found["name"], district)


def _before_bracket(words: str, district: str) -> tuple[str, Area | None]:
    """The commune right before the bracket that holds the figure: "xã A (21 ca), B (14 ca)"."""
    found = _BEFORE_BRACKET.search(words) if district else None
    return (found["name"], _commune(found["kind"] or "", found["name"], district)) if found else ("", None)


def _acting(words: str, district: str) -> tuple[str, Area | None]:
    """The commune that does what the words tell: "Xã Xuân Quang 3 trồng 56 ha mía"."""
    found = _OWN.fullmatch(words) if district and len(words) <= _LONGEST else None
    if found is None or not found["kind"] or not _DEED.fullmatch(found["rest"]):
        return "", None
    return found["name"], _commune(found["kind"], found["name"], district)


@lru_cache(maxsize=4096)
def _commune(kind: str, name: str, district: str) -> Area | None:
    """The commune of the district that the words name, also where a mark or letter is wrong."""
    for word in (kind.lower(),) if kind else _KINDS:
        read = f"{word} {name}"
        for mention in match_places(read, PlaceContext(district)):
            unit = load_gazetteer().unit(mention.value.code) if mention.value.code else None
            own = unit is not None and unit.level == COMMUNE and load_gazetteer().is_within(unit, district)
            if own and (mention.start, mention.end) == (0, len(read)):
                return mention.value
    return None
