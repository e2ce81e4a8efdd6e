"""Puts claims about events in order: what a loose name means, and which claims say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.fact import Assertion, EventMention
from ontology.lexicon import concepts_by_id
from ontology.values import Area

_CLASSICAL, _AFRICAN = "other:classical_swine_fever", "african_swine_fever"


@dataclass(frozen=True, slots=True)
class Claim:
    """An event mention with what merging needs: its block and sentence, and its source line.

    ``outspoken`` tells one that other words than the event's name decided: it stands for the others.
    """

    mention: EventMention
    sentence: tuple[int, int]
    line: int
    outspoken: bool = True

    @property
    def is_generic(self) -> bool:
        """Whether the event's name stands for no particular event (``dịch bệnh``, ``thiên tai``)."""
        return "generic" in _extra(self)


def settle(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims with loose names made definite, and repetitions of a paragraph merged."""
    merged: list[Claim] = []
    for claim in _named(claims):
        same = next((i for i, other in enumerate(merged) if _is_same(claim, other)), None)
        if same is None:
            merged.append(claim)
        else:
            merged[same] = _merge(merged[same], claim)
    yield from merged


def unique(areas: Iterable[Area]) -> tuple[Area, ...]:
    """The areas without repetitions, in their first order."""
    return tuple(dict.fromkeys(areas))


def _named(claims: Sequence[Claim]) -> Iterator[Claim]:
    """``dịch tả lợn`` that breaks out is the African one in a report that names it in full; ``hết dịch``
    is the end of the disease that the paragraph told of before.
    """
    african = any(claim.mention.event == _AFRICAN for claim in claims)
    told: Claim | None = None
    for claim in claims:
        if african and _is_loose(claim):
            claim = _renamed(claim, _AFRICAN)
        elif told is not None and _ends(claim, told):
            claim = _renamed(claim, told.mention.event)
        if told is not None and _ended_before(claim, told):
            claim = replace(claim, mention=replace(claim.mention, period=told.mention.period))
        if _is_outbreak(claim):
            told = claim
        yield claim


def _is_outbreak(claim: Claim) -> bool:
    disease = _extra(claim).get("group", "").endswith("disease") and not claim.mention.elsewhere
    told = claim.mention.assertion in (Assertion.OCCURRED, Assertion.ENDED)
    return disease and not claim.is_generic and told


def _is_loose(claim: Claim) -> bool:
    """``dịch tả lợn`` by its bare name, and not as what a vaccine is against."""
    named = claim.mention.event == _CLASSICAL and "cổ điển" not in claim.mention.evidence.quote.lower()
    return named and claim.mention.assertion is not Assertion.RESPONSE_ONLY


def _ended_before(claim: Claim, told: Claim) -> bool:
    """Whether this is the end of an outbreak that the paragraph dated to an earlier time."""
    over = claim.mention.assertion is Assertion.ENDED and claim.sentence[0] == told.sentence[0]
    earlier = told.mention.period.end <= claim.mention.period.start
    return over and earlier and claim.mention.event == told.mention.event


def _ends(claim: Claim, told: Claim) -> bool:
    over = claim.is_generic and claim.mention.assertion is Assertion.ENDED
    return over and claim.sentence[0] == told.sentence[0] and _extra(claim).get("group") != "weather"


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
    best = again if again.outspoken and not first.outspoken else first
    mention = replace(best.mention, places=places, impacts=(*first.mention.impacts, *fresh))
    return replace(best, mention=mention)


def _extra(claim: Claim) -> dict[str, str]:
    return dict(concepts_by_id("events")[claim.mention.event].extra)
