"""Whether what a clause tells happened somewhere else: next door, in another province, in the country."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.assertion import Verdict
from ingest.fact import ReportIdentity
from ingest.match.mention import Mention
from ingest.match.places import PlaceContext, match_places
from ingest.scene import Scene
from ingest.text import even_tones
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.phrases import load_words
from ontology.values import Area, Concept

_PART = re.compile(r"[,:;](?!\d)")
_LIST_GOES_ON = re.compile(r"\s*(?:,|và)\s*")
_ASIDE = re.compile(r"\([^()]*\)?")  # "02 ca (người từ thành phố A về)"


def places_elsewhere(
    scene: Scene, event: Mention[Concept], verdict: Verdict, identity: ReportIdentity
) -> tuple[Area, ...] | None:
    """The places outside the report's district where alone it happened, ``None`` if it happened within.

    Empty where only words say so ("trên cả nước", "tỉnh bạn"). A clause that names the district or a commune
    of it, or no place at all, speaks of the district.
    """
    phrase = _ASIDE.sub(" ", _phrase(scene, event, verdict))
    context = PlaceContext(identity.district.code, identity.province.code, relaxed=False)
    named, words = _located(phrase, match_places(phrase, context))
    if any(_is_own(area, identity) for area in named) or any(word in words for word in _words("own")):
        return None
    foreign = tuple(area for area in named if area.code not in ("", identity.province.code))
    return foreign if foreign or any(word in words for word in _words("elsewhere")) else None


def _located(phrase: str, places: Iterable[Mention[Area]]) -> tuple[list[Area], str]:
    """The places where something is, and the words, without those of a place that it came from or that did
    it: ``lây từ huyện X``, ``do người dân xã Y``, ``được tỉnh Z hỗ trợ``.
    """
    kept: list[Area] = []
    words, end, aside = even_tones(phrase), -1, False
    for place in places:
        goes_on = end >= 0 and _LIST_GOES_ON.fullmatch(phrase, end, place.start) is not None
        aside = aside if goes_on else _before_place().search(words, 0, place.start) is not None
        if not aside:
            kept.append(place.value)
        end = place.end
    return kept, f" {_word_aside().sub(' ', words).rstrip(' .;:')} "


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
    return tuple(f" {even_tones(word)} " for word in load_words("event_cues", "places")[name])


@cache
def _before_place() -> re.Pattern[str]:
    """Words after which a place is not where it happened, up to the place."""
    return re.compile(rf"{_aside()}\s*$")


@cache
def _word_aside() -> re.Pattern[str]:
    return re.compile(rf"{_aside()}\s+(?:{_any_of('elsewhere')})(?!\w)")


def _aside() -> str:
    return rf"(?<!\w)(?:{_any_of('aside')})(?:\s+(?:{_any_of('aside_fillers')}))*"


def _any_of(name: str) -> str:
    words = load_words("event_cues", "places")[name]
    return "|".join(re.escape(even_tones(word)) for word in sorted(words, key=len, reverse=True))
