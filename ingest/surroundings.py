"""What the words around a figure say besides its subject: the place, the programme, the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from ingest.cause import Causes
from ingest.match.citations import Citation, match_citations
from ingest.match.mention import Mention
from ingest.match.places import PlaceContext, match_places
from ingest.match.programmes import match_programmes
from ingest.sentence import split_sentences
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.lexicon import concepts_by_id
from ontology.values import Area, Concept

# A named unit after its kind. Most blocks hold none, and looking names up is dear.
_NAMED_UNIT = re.compile(r"(?i:xã|phường|thị trấn|thôn|bản|tt\.?)\s+[A-ZĐÀ-Ỹ]")
_AT = re.compile(r"(?:tại|ở|thuộc|địa bàn)\s+(?:địa bàn\s+)?(?:các\s+)?$", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:hộ|dân|người|trẻ em|học sinh)\s+$", re.IGNORECASE)
_LEADS = re.compile(r"(?i)[\W\d_]*(?:(?:riêng|tại|ở)\s+)*")
_SET_OFF = re.compile(r"(?i)\b(?:trong khi|riêng|còn)\b")
_PAUSE = re.compile(r",(?!\d)|[;.](?!\d)|\bvà\b")
_SEMICOLON = re.compile(r";\s*")
_UNDER = re.compile(r"(?:thuộc|theo|thực hiện)\b[^;.]*$", re.IGNORECASE)
_OPENING = 12  # characters before a citation that opens its sentence: "- Vốn theo"
_LONGEST_LEAD = 160
_MOST = 0.4
_REACH = 80  # characters before a citation in which "theo" or "thuộc" ties it to figures


class Surroundings:
    """The places, programmes and documents of one flow, asked by offsets of figures.

    ``figures`` are the starts of all figures, in order; ``sections`` the headings above.
    """

    def __init__(
        self, text: str, context: PlaceContext, figures: Sequence[int], sections: Sequence[str]
    ) -> None:
        self._text, self._context = text, context
        self._figures, self._sections = figures, sections
        self._causes = Causes(text)
        self._sentences = tuple(split_sentences(text))
        self._parts = tuple(_parts(text, self._sentences))

    def area(self, start: int, clause: int, thing: str) -> Area | None:
        """The one commune that the figure's part of the sentence is about, ``None`` for the whole district.

        ``clause`` is where the figure's own words begin, ``thing`` what it counts: words of its own after
        a comma set it free from the place before.
        """
        first, last = _around(self._parts, start)
        here = [place for place in self._places if first <= place.start < last]
        if not here:
            return self._of_lead(start)
        if len({place.value.code for place in here}) != 1:
            return self._nearest(here, start)
        tied = [place for place in here if self._tied(place)]
        return next((place.value for place in tied if self._reaches(place, start, clause, thing)), None)

    def _nearest(self, here: Sequence[Mention[Area]], start: int) -> Area | None:
        """Of several places the one tied to this figure alone: "45.000 cua tại xã A, 30.000 … tại xã B"."""
        following = bisect_right(self._figures, start)
        end = self._figures[following] if following < len(self._figures) else len(self._text)
        after = [place for place in here if start < place.start < end]
        if len(after) != 1 or not self._at(after[0]) or _PAUSE.search(self._text, start, after[0].start):
            return None
        return after[0].value

    def _at(self, place: Mention[Area]) -> bool:
        return bool(_AT.search(self._text[: place.start][-24:]))

    def _of_lead(self, start: int) -> Area | None:
        """The commune that the sentence tells of from its lead on: "Riêng xã A: hộ nghèo …; cận nghèo …"."""
        first, _ = _around(self._sentences, start)
        led = (place for place in self._places if first <= place.start < start)
        place = next(led, None)
        if place is None or self._text[place.end : place.end + 1] != ":":
            return None
        return place.value if _LEADS.fullmatch(self._text, first, place.start) else None

    def programme(self, start: int) -> str | None:
        """The programme named last before the figure in its sentence, else in it, else what all is about."""
        first, _ = _around(self._sentences, start)
        _, last = _around(self._parts, start)
        here = [one for one in self._programmes if first <= one.start < last]
        before = [one for one in here if one.start < start]
        if here:
            return (before[-1] if before else here[0]).value.id
        lead, colon, _ = self._text[:_LONGEST_LEAD].partition(":")
        about = _topic(lead) if colon else None
        return about or (_topic(self._sections[-1]) if self._sections else None)

    def name(self, name: str, start: int) -> str:
        """The name of a figure, completed by the event that it is the damage of, or by its programme."""
        programme = concepts_by_id("programmes").get(self.programme(start) or "")
        short = programme.extra.get("names", "") if programme else ""
        if programme and name in _SEMICOLON.split(short):
            return f"{name} {programme.extra['name']}"
        return self._causes.complete(name, start)

    def document(self, start: int) -> str | None:
        """The document that figures are told under, in this part of the sentence or in a heading above."""
        first, last = _around(self._parts, start)
        for citation in self._citations:
            here = first <= citation.start < last and citation.value.full
            if here and (self._governs(citation) or citation.start - first <= _OPENING):
                return citation.value.number
        above = (number for heading in reversed(self._sections) for number in _cited(heading))
        return next(above, None)

    @cached_property
    def _places(self) -> tuple[Mention[Area], ...]:
        if not _NAMED_UNIT.search(self._text):
            return ()
        found = ((mention, _commune(mention.value)) for mention in match_places(self._text, self._context))
        return tuple(Mention(m.start, m.end, m.surface, area) for m, area in found if area is not None)

    @cached_property
    def _programmes(self) -> tuple[Mention[Concept], ...]:
        return tuple(match_programmes(self._text))

    @cached_property
    def _citations(self) -> tuple[Mention[Citation], ...]:
        return tuple(match_citations(self._text))

    def _tied(self, place: Mention[Area]) -> bool:
        """Whether the words tie figures to the place: "tại xã A", "Xã A: …"; "UBND xã A" does not."""
        before = self._text[: place.start][-24:]
        lives = bool(_PEOPLE.search(before)) or bool(_AT.search(before))
        return lives or self._text[place.end : place.end + 1] == ":"

    def _reaches(self, place: Mention[Area], start: int, clause: int, thing: str) -> bool:
        """A place speaks of the figures after it, and of the one right before it."""
        if place.start < start:
            own = not thing or thing.lower() in self._text[clause:start].lower()
            return not own or "," not in self._text[place.end : clause]
        if not _PAUSE.search(self._text, start, place.start):
            return True  # "01 vụ cháy khoảng 10 ha tại xã A"
        if _SET_OFF.search(self._text, start, place.start):
            return False  # "…, trong khi lễ hội tại xã B đón …"
        following = bisect_right(self._figures, start)
        return following == len(self._figures) or self._figures[following] > place.start

    def _governs(self, citation: Mention[Citation]) -> bool:
        return bool(_UNDER.search(self._text[max(0, citation.start - _REACH) : citation.start]))


@lru_cache(maxsize=256)
def _topic(heading: str) -> str | None:
    """The programme that a heading or lead is about: its name makes up most of it."""
    named = list(match_programmes(heading))
    words = sum(one.end - one.start for one in named)
    return named[0].value.id if named and words >= _MOST * len(heading) else None


@lru_cache(maxsize=256)
def _cited(heading: str) -> tuple[str, ...]:
    found = (one.value for one in match_citations(heading))
    return tuple(citation.number for citation in found if citation.full and citation.number)


def _commune(area: Area) -> Area | None:
    """The commune itself, or the one that a village lies in."""
    code = area.code or area.parent
    unit = load_gazetteer().unit(code) if code else None
    if unit is None or unit.level != COMMUNE:
        return None
    return area if area.code else Area(unit.code, unit.kind, unit.name, unit.parent)


def _parts(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        begin = start
        for found in re.finditer(";", text[start:end]):
            yield begin, start + found.start()
            begin = start + found.end()
        yield begin, end


def _around(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    index = bisect_right(spans, (offset, 1 << 60)) - 1
    return spans[index] if index >= 0 else (0, 0)
