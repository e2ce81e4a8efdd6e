"""Events that a report speaks of: what is said to have happened, ended, not happened, or to be feared."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.assertion import Verdict, in_plans, is_feared, is_planned, judge, told_as_well
from ingest.document import Block, BlockKind, Document
from ingest.event_claims import Claim, settle
from ingest.event_details import impacts_in, places_in
from ingest.event_elsewhere import places_elsewhere
from ingest.event_notes import Hosts, inherited, noted_places, widened
from ingest.event_times import event_period, planned_period
from ingest.fact import Assertion, EventMention, ReportIdentity
from ingest.match.events import match_events
from ingest.match.mention import Mention
from ingest.scene import Scene, opens_with_now, scenes
from ingest.strand import Strand, strands
from ontology.values import Concept, Period

_LABEL = 8  # words; longer cells are sentences


def extract_events(document: Document, identity: ReportIdentity) -> Iterator[EventMention]:
    """One mention an event, assertion and sentence or source line, in reading order.

    A source line is a paragraph, or one line of hard-wrapped text. Where a paragraph says the same of an
    event again, places and impacts are gathered at the first place that says it.
    """
    yield from (claim.mention for claim in settle(list(_claims(document, identity))))


def _claims(document: Document, identity: ReportIdentity) -> Iterator[Claim]:
    hosts = Hosts()
    for strand in strands(document):
        found = _firm(list(_claims_of(strand, identity)))
        noted = hosts.at_mark_of(strand)
        if all(claim.is_generic for _, claim in found):
            yield from inherited(strand, noted, identity)
        for scene, claim in found:
            hosts.add(strand, scene, claim)
            yield widened(strand, claim, noted, identity)


def _claims_of(strand: Strand, identity: ReportIdentity) -> Iterator[tuple[Scene, Claim]]:
    headings = _headings(strand.block)
    plan = planned_period(headings, identity) if is_planned(headings) else None
    for scene in scenes(strand.text, identity.period) if _is_statement(strand) else ():
        for event in scene.events:
            verdict = judge(scene, event)
            if scene.inherited and not _says_more(scene, event, verdict):
                continue
            yield scene, _claim(strand, scene, event, identity, plan, verdict)
            for other in () if plan else told_as_well(scene, event, verdict):
                more = _claim(strand, scene, event, identity, plan, other)
                if other.assertion is Assertion.ENDED or _is_earlier(more, identity):
                    yield scene, more


def _is_statement(strand: Strand) -> bool:
    """A short table cell without a figure names an indicator (``Số vụ cháy rừng``) and states nothing."""
    if strand.cell is None or len(strand.text.split()) > _LABEL:
        return True
    named = "".join(mention.surface for mention in match_events(strand.text))
    return sum(map(str.isdigit, strand.text)) > sum(map(str.isdigit, named))  # "Covid-19" counts nothing


def _is_earlier(claim: Claim, identity: ReportIdentity) -> bool:
    return claim.mention.period.end <= identity.period.start


def _says_more(scene: Scene, event: Mention[Concept], verdict: Verdict) -> bool:
    """Whether a clause without the event's name denies or fears it, or counts it anew."""
    if verdict.assertion in (Assertion.ABSENT, Assertion.RISK) or (
        scene.pointed and verdict.assertion is not Assertion.RESPONSE_ONLY
    ):
        return verdict.is_by_cue(event)
    one = len(scene.events) == 1
    return verdict.assertion is Assertion.OCCURRED and _is_counted(scene, verdict) and one


def _firm(found: list[tuple[Scene, Claim]]) -> list[tuple[Scene, Claim]]:
    """Without the mere measures against an event of which the same clause says that it did (not) happen."""
    firm = {
        (scene.start, claim.mention.event)
        for scene, claim in found
        if claim.mention.assertion not in (Assertion.RESPONSE_ONLY, Assertion.RISK)
    }
    return [
        (scene, claim)
        for scene, claim in found
        if claim.mention.assertion is not Assertion.RESPONSE_ONLY
        or (scene.start, claim.mention.event) not in firm
    ]


def _headings(block: Block) -> tuple[str, ...]:
    own = (block.flow.text,) if block.kind is BlockKind.HEADING else ()
    return (*block.section, *own)


def _claim(
    strand: Strand,
    scene: Scene,
    event: Mention[Concept],
    identity: ReportIdentity,
    plan: Period | None,
    verdict: Verdict,
) -> Claim:
    """What the clause says of the event; ``plan`` is the period of a section of tasks."""
    happens = verdict.assertion in (Assertion.OCCURRED, Assertion.ENDED) and not plan
    elsewhere = places_elsewhere(scene, event, verdict, identity) if happens else None
    assertion = in_plans(verdict.assertion) if plan else verdict.assertion
    if elsewhere is not None and is_feared(scene, event):
        assertion = Assertion.RISK
    start, end = min(verdict.start, event.start), scene.phrase_end(max(verdict.end, event.end))
    happened = assertion in (Assertion.OCCURRED, Assertion.ENDED)
    mention = EventMention(
        event=event.value.id,
        assertion=assertion,
        period=plan or event_period(scene, event, verdict, identity),
        evidence=strand.cite(start, max(end, event.end)),
        places=elsewhere
        or places_in(scene.words, identity)
        or (noted_places(strand, scene, event, identity) if happened else ()),
        impacts=impacts_in(strand, scene.start, scene.end, identity) if happened else (),
        elsewhere=elsewhere is not None,
    )
    sentence = (strand.block.index, scene.sentence)
    return Claim(
        mention,
        sentence,
        strand.line_of(event.start),
        _outspoken(scene, event, verdict),
        opens_with_now(scene.words),
    )


def _outspoken(scene: Scene, event: Mention[Concept], verdict: Verdict) -> int:
    return verdict.is_by_cue(event) + (verdict.is_by_cue(event) and _is_counted(scene, verdict))


def _is_counted(scene: Scene, verdict: Verdict) -> bool:
    return any(map(str.isdigit, scene.text[verdict.start : verdict.end]))
