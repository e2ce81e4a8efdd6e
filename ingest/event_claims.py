"""Puts claims about events in order: what a loose name means, and which claims say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from ingest.fact import Assertion, EventMention
from ingest.text import even_tones
from ontology.lexicon import concepts_by_id
from ontology.values import Area

_NO_MORE = re.compile(r"\b(?:mới|thêm|nữa|tái phát|trở lại|không còn|hết)\b")
_ALL = re.compile(r"\b(?:các|tất cả|đều)\b")
_CLASSICAL, _AFRICAN = "other:classical_swine_fever", "african_swine_fever"


@dataclass(frozen=True, slots=True)
class Claim:
    """An event mention with what merging needs: its block and sentence, and its source line.

    ``outspoken`` grades how it is said: 0 by the event's name alone, 1 by other words, 2 by a count. Of
    claims that say the same the most outspoken stands for the others. ``now`` tells one that speaks of the
    present state.
    """

    mention: EventMention
    sentence: tuple[int, int]
    line: int
    outspoken: int = 1
    now: bool = False

    @property
    def is_generic(self) -> bool:
        """Whether the event's name stands for no particular event (``dịch bệnh``, ``thiên tai``)."""
        return "generic" in _extra(self)


def settle(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims with loose names made definite, and repetitions of a paragraph merged."""
    merged: list[Claim] = []
    near: dict[object, list[int]] = defaultdict(list)  # by sentence and by line, so that few are compared
    for claim in _named(claims):
        around = dict.fromkeys((*near[claim.sentence], *near[claim.line]))
        same = next((i for i in around if _is_same(claim, merged[i])), None)
        if same is None:
            near[claim.sentence].append(len(merged))
            near[claim.line].append(len(merged))
            merged.append(claim)
        else:
            merged[same] = _merge(merged[same], claim)
    yield from merged


def unique(areas: Iterable[Area]) -> tuple[Area, ...]:
    """The areas without repetitions, in their first order."""
    return tuple(dict.fromkeys(areas))


def _named(claims: Sequence[Claim]) -> Iterator[Claim]:
    """``dịch tả lợn`` that breaks out is the African one in a report that names it in full; what a paragraph
    says of "the disease" or of new outbreaks goes on about those that it told of.
    """
    african = any(claim.mention.event == _AFRICAN for claim in claims)
    told: list[Claim] = []
    for index, claim in enumerate(claims):
        if told and told[-1].sentence[0] != claim.sentence[0]:
            told = []
        if african and _is_loose(claim):
            claim = _renamed(claim, _AFRICAN)
        # "Covid-19 …, không có ổ dịch mới" goes on about what the sentence names, told of or not.
        beside = _named_beside(claims, index) if claim.is_generic else ""
        other = beside and beside not in {one.mention.event for one in told}
        for settled in (claim,) if other else _ended(claim, told):
            if _is_outbreak(settled):
                told.append(settled)
            yield settled


def _named_beside(claims: Sequence[Claim], index: int) -> str:
    """The particular disease that the sentence names last before a claim, else next after it."""
    sentence = claims[index].sentence
    before = takewhile(lambda one: one.sentence == sentence, (claims[i] for i in range(index - 1, -1, -1)))
    after = takewhile(
        lambda one: one.sentence == sentence, (claims[i] for i in range(index + 1, len(claims)))
    )
    named = (one for one in chain(before, after) if not one.is_generic)
    diseases = (one.mention.event for one in named if _extra(one).get("group", "").endswith("disease"))
    return next(diseases, "")


def _ended(claim: Claim, told: Sequence[Claim]) -> Iterator[Claim]:
    """The claim as what it means after the outbreaks that the paragraph told of: the end of one or all."""
    over = claim.mention.assertion is Assertion.ENDED or (
        _is_no_more(claim) and bool(told) and not _is_earlier(told[-1], claim)
    )
    loose = claim.is_generic and _extra(claim).get("group") != "weather"
    if not over or not told:
        yield claim
    elif loose:
        every = {one.mention.event: one for one in told}
        for one in every.values() if _is_plural(claim) else told[-1:]:
            yield _end_of(one, _renamed(claim, one.mention.event))
    else:
        same = next((one for one in reversed(told) if one.mention.event == claim.mention.event), None)
        yield _end_of(same, claim) if same else claim


def _end_of(outbreak: Claim, claim: Claim) -> Claim:
    """The claim as the end of an outbreak, of its time if that was before the report's."""
    mention = replace(claim.mention, assertion=Assertion.ENDED)
    if _is_earlier(outbreak, claim):
        mention = replace(mention, period=outbreak.mention.period)
    return replace(claim, mention=mention)


def _is_earlier(outbreak: Claim, claim: Claim) -> bool:
    return outbreak.mention.period.end <= claim.mention.period.start


def _is_no_more(claim: Claim) -> bool:
    """``không phát sinh ổ dịch mới``, ``hiện không có``: after an outbreak that is its end, and no denial."""
    if claim.mention.assertion is not Assertion.ABSENT:
        return False
    return claim.now or _NO_MORE.search(even_tones(claim.mention.evidence.quote)) is not None


def _is_plural(claim: Claim) -> bool:
    return _ALL.search(even_tones(claim.mention.evidence.quote)) is not None


def _is_outbreak(claim: Claim) -> bool:
    disease = _extra(claim).get("group", "").endswith("disease") and not claim.mention.elsewhere
    told = claim.mention.assertion in (Assertion.OCCURRED, Assertion.ENDED)
    return disease and not claim.is_generic and told


def _is_loose(claim: Claim) -> bool:
    """``dịch tả lợn`` by its bare name, and not as what a vaccine is against."""
    named = claim.mention.event == _CLASSICAL and "cổ điển" not in claim.mention.evidence.quote.lower()
    return named and claim.mention.assertion is not Assertion.RESPONSE_ONLY


def _renamed(claim: Claim, event: str) -> Claim:
    return replace(claim, mention=replace(claim.mention, event=event))


def _is_same(one: Claim, other: Claim) -> bool:
    a, b = one.mention, other.mention
    same_place = one.sentence == other.sentence or one.line == other.line
    same_time = a.period.start < b.period.end and b.period.start < a.period.end
    same = a.event == b.event and a.assertion is b.assertion and a.elsewhere is b.elsewhere
    return same and same_place and same_time


def _merge(first: Claim, again: Claim) -> Claim:
    places = unique((*first.mention.places, *again.mention.places))
    known = {impact.span for impact in first.mention.impacts}
    fresh = tuple(impact for impact in again.mention.impacts if impact.span not in known)
    best = again if again.outspoken > first.outspoken else first
    mention = replace(best.mention, places=places, impacts=(*first.mention.impacts, *fresh))
    return replace(best, mention=mention)


def _extra(claim: Claim) -> dict[str, str]:
    return dict(concepts_by_id("events")[claim.mention.event].extra)
