"""Events that a report speaks of: what is said to have happened, ended, not happened, or to be feared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.assertion import in_plans, is_planned, judge
from ingest.document import Block, BlockKind, Document
from ingest.event_claims import Claim, settle, unique
from ingest.event_times import event_period, planned_period
from ingest.fact import Assertion, EventMention, Impact, ReportIdentity
from ingest.impacts import read_impacts
from ingest.match.events import match_events
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.match.places import PlaceContext, match_places
from ingest.scene import Scene, scenes
from ingest.strand import Strand, strands
from ingest.text import even_tones
from ontology.phrases import load_table
from ontology.values import Area, Concept, Period

_LABEL = 8  # words; longer cells are sentences
_LARGE = ("huyện", "tỉnh", "thị xã", "thành phố", "quận")


def extract_events(document: Document, identity: ReportIdentity) -> Iterator[EventMention]:
    """One mention an event, assertion and sentence or source line, in reading order.

    A source line is a paragraph, or one line of hard-wrapped text. Where a paragraph says the same of an
    event again, places and impacts are gathered at the first place that says it.
    """
    yield from (claim.mention for claim in settle(list(_claims(document, identity))))


def _claims(document: Document, identity: ReportIdentity) -> Iterator[Claim]:
    said: dict[int, list[tuple[int, int, EventMention]]] = {}
    for strand in strands(document):
        found = _firm(list(_claims_of(strand, identity)))
        if strand.block.kind is BlockKind.FOOTNOTE and all(claim.is_generic for _, claim in found):
            yield from _inherited(strand, said, identity)
        for scene, claim in found:
            said.setdefault(strand.block.index, []).append((scene.start, scene.end, claim.mention))
            yield claim


def _claims_of(strand: Strand, identity: ReportIdentity) -> Iterator[tuple[Scene, Claim]]:
    headings = _headings(strand.block)
    plan = planned_period(headings, identity) if is_planned(headings) else None
    for scene in scenes(strand.text) if _is_statement(strand) else ():
        for event in scene.events:
            yield scene, _claim(strand, scene, event, identity, plan)


def _is_statement(strand: Strand) -> bool:
    """A short table cell without a figure names an indicator (``Số vụ cháy rừng``) and states nothing."""
    return strand.cell is None or len(strand.text.split()) > _LABEL or any(map(str.isdigit, strand.text))


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
    strand: Strand, scene: Scene, event: Mention[Concept], identity: ReportIdentity, plan: Period | None
) -> Claim:
    """What the clause says of the event; ``plan`` is the period of a section of tasks."""
    verdict = judge(scene, event)
    assertion = in_plans(verdict.assertion) if plan else verdict.assertion
    start, end = min(verdict.start, event.start), scene.phrase_end(max(verdict.end, event.end))
    happened = assertion in (Assertion.OCCURRED, Assertion.ENDED)
    mention = EventMention(
        event=event.value.id,
        assertion=assertion,
        period=plan or event_period(scene, event, identity),
        evidence=strand.cite(start, max(end, event.end)),
        places=_places(scene.words, identity),
        impacts=_impacts(strand, scene.start, scene.end, identity) if happened else (),
    )
    sentence = (strand.block.index, scene.sentence)
    return Claim(mention, sentence, strand.line_of(event.start), verdict.is_by_cue(event))


def _places(text: str, identity: ReportIdentity) -> tuple[Area, ...]:
    named = (mention.value for mention in match_places(text, _context(identity)))
    return unique(area for area in named if area.kind not in _LARGE)


def _context(identity: ReportIdentity) -> PlaceContext:
    return PlaceContext(identity.district.code, identity.province.code)


def _impacts(strand: Strand, start: int, end: int, identity: ReportIdentity) -> tuple[Impact, ...]:
    """The figures of a clause, without those that belong to dates and to names of places and events."""
    text = strand.text[start:end]
    named = (
        *match_periods(text, identity.period),
        *match_places(text, _context(identity)),
        *match_events(text),
    )
    return tuple(read_impacts(strand, start, end, [(mention.start, mention.end) for mention in named]))


def _inherited(
    strand: Strand, said: dict[int, list[tuple[int, int, EventMention]]], identity: ReportIdentity
) -> Iterator[Claim]:
    """A footnote that only counts damage goes on about the event whose clause bears its mark."""
    anchor = strand.block.anchor
    if anchor is None or not _speaks_of_damage(strand.text):
        return
    for start, end, mention in said.get(anchor.block, ()):
        if start < anchor.offset <= end and mention.assertion is Assertion.OCCURRED:
            own = replace(
                mention,
                evidence=strand.cite(0, len(strand.text)),
                places=_places(strand.text, identity) or mention.places,
                impacts=_impacts(strand, 0, len(strand.text), identity),
            )
            yield Claim(own, (strand.block.index, 0), strand.line_of(0))


def _speaks_of_damage(text: str) -> bool:
    table = load_table("event_cues")["impacts"]
    words = f" {even_tones(text)} "
    return isinstance(table, dict) and any(f" {word} " in words for word in table["damage"])
