"""Slots and cues of a follow-up: its own, and those that it takes over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontology.values import Area, Concept
from search.cues import RANKED, Cue, furniture
from search.follow.groups import ASKS_PLACES, OF_FUNDS, Kept, names_place
from search.follow.text import Following, Whole
from search.intents import read_measures
from search.parts import parts_asked
from search.question import Question
from search.slots import Slots
from search.units_asked import units_meant

_ORDER = frozenset({"highest", "lowest", "at-least", "at-most", "over", "under", "ranking"})
_WORDS = frozenset({"asks-reason", "asks-manner", "asks-document", "asks-person", "asks-when"})
_OF_TOPIC = frozenset({"event", "goal"})


def cues_left(before: Question, new: Question, kept: frozenset[Kept]) -> tuple[Cue, ...]:
    """The cues of the question before that still hold: of each kind the new one's take their place."""
    told = {_kind(cue) for cue in new.cues}
    left = [cue for cue in before.cues if _kind(cue) not in told]
    if names_place(new) and not new.asks(*ASKS_PLACES):  # named places, where districts were sought
        left = [cue for cue in left if cue.id not in {*ASKS_PLACES, *_ORDER, RANKED}]
    if "measure" in told:  # a figure is asked for
        left = [cue for cue in left if cue.id not in _WORDS]
    if Kept.TOPIC not in kept:  # what the topic before was is told by its words
        left = [cue for cue in left if cue.id in furniture() and _kind(cue) not in _OF_TOPIC]
    return tuple(left)


def followed_cues(left: Iterable[Cue], following: Following, whole: Whole) -> tuple[Cue, ...]:
    """The cues that are left and those of the new question, where they stand in the whole text."""
    moved = [replace(cue, span=whole.moved(following.before, cue.span)) for cue in left]
    moved += [replace(cue, span=whole.moved(following.new, cue.span)) for cue in following.new.cues]
    return tuple(sorted(moved, key=lambda cue: (cue.span.start, -cue.span.end, cue.id)))


def followed_slots(following: Following, cues: tuple[Cue, ...]) -> Slots:
    """The slots of the new question, with those that it leaves open."""
    before, new, catalogue = following.before, following.new, following.catalogue
    slots = before.slots if Kept.TOPIC in following.kept else new.slots
    slots = replace(slots, measures=read_measures(cues), stars=new.slots.stars or slots.stars)
    slots = _with_times(_with_places(_with_limits(slots, following, cues), following), following)
    if slots.units is not None and slots.units is before.slots.units:
        slots = replace(slots, units=units_meant(new.text, slots.units, catalogue.districts) or slots.units)
    return replace(slots, parts=parts_asked(new.text, slots, catalogue) or _parts(slots, following))


def _parts(slots: Slots, following: Following) -> tuple[Concept, ...]:
    """The projects spoken of, as long as it is their programme that is asked about."""
    same = Kept.TOPIC in following.kept or following.new.asks(*OF_FUNDS)
    if not same or slots.programmes != following.before.slots.programmes:
        return ()
    return parts_asked(following.before.text, slots, following.catalogue)


def _kind(cue: Cue) -> str:
    """Cues of one kind exclude each other: what is asked for, which role of a number, which order."""
    return "order" if cue.id in _ORDER else cue.id.partition("-")[0]


def _with_limits(slots: Slots, following: Following, cues: Iterable[Cue]) -> Slots:
    """Threshold, order and number of a ranking, as far as its cues are still there."""
    own, old = following.new.slots, following.before.slots
    if own.threshold or own.order:
        return replace(slots, threshold=own.threshold, order=own.order, count=own.count)
    if any(cue.id in _ORDER for cue in cues):
        return replace(slots, threshold=old.threshold, order=old.order, count=old.count)
    return replace(slots, threshold=None, order=None, count=own.count)


def _with_places(slots: Slots, following: Following) -> Slots:
    own, old = following.new.slots, following.before.slots
    if Kept.PLACE in following.kept:
        return replace(slots, districts=old.districts, provinces=old.provinces, communes=old.communes)
    if not names_place(following.new):  # districts are asked for: those of the province, if one was named
        return replace(slots, districts=(), provinces=old.provinces, communes=())
    if following.beside:
        return replace(
            slots,
            districts=_both(old.districts, own.districts),
            provinces=_both(old.provinces, own.provinces),
            communes=_both(old.communes, own.communes),
        )
    above = {commune.parent for commune in own.communes}
    districts = own.districts or tuple(area for area in old.districts if area.code in above)
    return replace(slots, districts=districts, provinces=own.provinces, communes=own.communes)


def _with_times(slots: Slots, following: Following) -> Slots:
    own, old = following.new.slots, following.before.slots
    if Kept.TIME in following.kept:
        return replace(slots, periods=old.periods, bases=own.bases or old.bases)
    if following.beside and old.periods:
        return replace(slots, periods=old.periods, bases=own.periods)
    return replace(slots, periods=own.periods, bases=own.bases)


def _both(one: tuple[Area, ...], other: tuple[Area, ...]) -> tuple[Area, ...]:
    return tuple(dict.fromkeys((*one, *other)))
