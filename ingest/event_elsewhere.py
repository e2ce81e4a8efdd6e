"""Whether what a clause tells happened somewhere else: next door, in another province, in the country."""

from __future__ import annotations

import re
from functools import cache

from ingest.assertion import Verdict
from ingest.fact import ReportIdentity
from ingest.match.mention import Mention
from ingest.match.places import PlaceContext, match_places
from ingest.scene import Scene
from ingest.text import even_tones
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.phrases import load_table
from ontology.values import Area, Concept

_PART = re.compile(r"[,:;](?!\d)")
_ASIDE = re.compile(r"\([^()]*\)?")  # "02 ca (người từ thành phố A về)"


def places_elsewhere(
    scene: Scene, event: Mention[Concept], verdict: Verdict, identity: ReportIdentity
) -> tuple[Area, ...] | None:
    """The places outside the report's district where alone it happened, ``None`` if it happened within.

    Empty where only words say so ("trên cả nước", "tỉnh bạn"). A clause that names the district or a commune
    of it, or no place at all, speaks of the district.
    """
    phrase = _ASIDE.sub(" ", _phrase(scene, event, verdict))
    words = f" {even_tones(phrase)} "
    context = PlaceContext(identity.district.code, identity.province.code, relaxed=False)
    named = [mention.value for mention in match_places(phrase, context)]
    if any(_is_own(area, identity) for area in named) or any(word in words for word in _words("own")):
        return None
    foreign = tuple(area for area in named if area.code not in ("", identity.province.code))
    return foreign if foreign or any(word in words for word in _words("elsewhere")) else None


def _phrase(scene: Scene, event: Mention[Concept], verdict: Verdict) -> str:
    """The words between the marks around event and verb."""
    low, high = min(event.start, verdict.start), max(event.end, verdict.end)
    start = max((m.end() for m in _PART.finditer(scene.text, scene.start, low)), default=scene.start)
    return scene.text[start : scene.phrase_end(high)]


def _is_own(area: Area, identity: ReportIdentity) -> bool:
    own = load_gazetteer().reach(identity.district.code)
    if area.code in own or area.parent in own:
        return True
    above = load_gazetteer().unit(area.parent)
    return above is not None and above.level == COMMUNE and above.parent in own


@cache
def _words(name: str) -> tuple[str, ...]:
    table = load_table("event_cues")["places"]
    return tuple(f" {even_tones(word)} " for word in table[name]) if isinstance(table, dict) else ()
