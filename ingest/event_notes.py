"""Footnotes to events: they lend places to the clause that bears their mark, and go on about its event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.damage import tells_damage
from ingest.document import BlockKind
from ingest.event_claims import Claim
from ingest.event_details import impacts_in, places_in
from ingest.fact import Assertion, EventMention, ReportIdentity
from ingest.match.events import match_events
from ingest.match.mention import Mention
from ingest.scene import Scene
from ingest.strand import Strand
from ontology.values import Area, Concept


class Hosts:
    """The clauses of a document that spoke of events so far, to which footnotes may belong."""

    def __init__(self) -> None:
        self._said: dict[int, list[tuple[Scene, EventMention]]] = {}

    def add(self, strand: Strand, scene: Scene, claim: Claim) -> None:
        """Remembers what a clause said."""
        self._said.setdefault(strand.block.index, []).append((scene, claim.mention))

    def at_mark_of(self, strand: Strand) -> list[EventMention]:
        """What the clause at a footnote's mark says to have happened."""
        anchor = strand.block.anchor
        if strand.block.kind is not BlockKind.FOOTNOTE or anchor is None:
            return []
        return [
            mention
            for scene, mention in self._said.get(anchor.block, ())
            if scene.start < anchor.offset <= scene.end and mention.assertion is Assertion.OCCURRED
        ]


def inherited(strand: Strand, hosts: list[EventMention], identity: ReportIdentity) -> Iterator[Claim]:
    """A footnote that names no event and counts damage goes on about the events at its mark."""
    if not tells_damage(strand.text):
        return
    for host in hosts:
        own = replace(
            host,
            evidence=strand.cite(0, len(strand.text)),
            places=places_in(strand.text, identity) or host.places,
            impacts=impacts_in(strand, 0, len(strand.text), identity),
        )
        yield Claim(own, (strand.block.index, 0), strand.line_of(0))


def widened(strand: Strand, claim: Claim, hosts: list[EventMention], identity: ReportIdentity) -> Claim:
    """A claim of a footnote about the event at its mark: the whole footnote tells where and what."""
    mention = claim.mention
    if mention.assertion is not Assertion.OCCURRED or mention.event not in {host.event for host in hosts}:
        return claim
    places = mention.places or places_in(strand.text, identity)
    impacts = impacts_in(strand, 0, len(strand.text), identity)
    return replace(claim, mention=replace(mention, places=places, impacts=impacts))


def noted_places(
    strand: Strand, scene: Scene, event: Mention[Concept], identity: ReportIdentity
) -> tuple[Area, ...]:
    """The places of footnotes to an event's clause: ``03 vụ cháy rừng¹`` with ``¹ Tại các xã …``.

    A footnote that tells of other events alone lends nothing.
    """
    notes = (note for note in strand.block.notes if event.start < note.offset <= scene.end)
    for note in notes:
        text = strand.document.blocks[note.block].flow.text if note.block is not None else ""
        told = {mention.value.id for mention in match_events(text)}
        if not told or event.value.id in told:
            places = places_in(text, identity)
            if places:
                return places
    return ()
