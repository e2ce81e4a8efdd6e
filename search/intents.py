"""What kind of answer a question wants, decided from its cues and slots."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from ingest.fact import Measure
from ontology.values import Period
from search.cues import RANKED, Cue
from search.slots import Slots


class Intent(StrEnum):
    """What kind of answer a question wants."""

    EVENT_LIST = "event_list"
    EVENT_CHECK = "event_check"
    LOOKUP = "lookup"
    GOAL = "goal"
    RANKING = "ranking"
    COMPARISON = "comparison"
    TREND = "trend"
    TARGETS = "targets"
    COMMUNES = "communes"
    DISTRICTS_UNDER = "districts_under"
    DOCUMENTS = "documents"
    PROGRAMMES = "programmes"
    PRODUCTS = "products"
    REPORTS = "reports"
    REASON = "reason"
    UNITS = "units"
    PARTS = "parts"
    PASSAGE = "passage"


READ_ONLY = frozenset({Intent.UNITS, Intent.PARTS})
"""Intents that need words of the question which a choice cannot add."""


def decide_intent(cues: tuple[Cue, ...], slots: Slots) -> Intent:
    """The first rule that fits, the most telling rules first."""
    ids = frozenset(cue.id for cue in cues)
    return next((intent for intent, fits in _RULES if fits(ids, slots)), Intent.PASSAGE)


def read_measures(cues: tuple[Cue, ...]) -> frozenset[Measure]:
    """The roles of numbers that the question asks for; empty where it does not say.

    Of money that is allotted and disbursed both are asked for: the plan and what came of it.
    """
    ids = {cue.id for cue in cues}
    asked = frozenset(
        measure for cue_id, measures in _MEASURES.items() if cue_id in ids for measure in measures
    )
    both = asked == {Measure.PLAN} and {"capital", "disbursed"} <= ids
    return asked | {Measure.VALUE} if both else asked


_MEASURES = {
    "measure-plan": (Measure.PLAN,),
    "measure-actual": (Measure.VALUE,),
    "measure-share-of-plan": (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS),
    "measure-change": (Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE),
    "goal-reached": (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS),
}
_YEAR_AND_A_DAY = 367
_OF_OTHERS = frozenset(
    {"asks-commune", "asks-product", "asks-programme", "asks-when", "asks-disease", "asks-yes-no", "trend"}
)
_DISTRICT_CUES = frozenset({"asks-district", "asks-how-many-districts"})


_NOT_WHETHER = frozenset(
    {"compare", "trend", "event-response", "measure-plan", "measure-change", "asks-manner"}
)


def _asks_units(_ids: frozenset[str], slots: Slots) -> bool:
    return slots.units is not None


def _asks_parts(ids: frozenset[str], slots: Slots) -> bool:
    """Figures of a project are asked for, not how it goes, nor which district has most of them."""
    return bool(slots.parts) and "asks-manner" not in ids and not (_in_order(slots) and _ranks(ids, slots))


def _lists_events(ids: frozenset[str], slots: Slots) -> bool:
    """A place is asked for, or whether it happened at all, in no district that is named."""
    anywhere = not (slots.districts or slots.communes)
    somewhere = anywhere and ("asks-where" in ids or ("asks-yes-no" in ids and not ids & _NOT_WHETHER))
    return bool(slots.events and (somewhere or ids & _DISTRICT_CUES) and not _in_order(slots))


def _ranks(ids: frozenset[str], slots: Slots) -> bool:
    """Districts are asked for, or put in order: "ba huyện có … cao nhất", "top 5 districts by …"."""
    several = len(slots.districts) != 1
    asks = bool(ids & _DISTRICT_CUES) or (several and "ranking" in ids)
    ordered = _in_order(slots) and RANKED in ids and "asks-commune" not in ids
    if (
        _in_order(slots) and (slots.indicators or slots.count) and not ids & _OF_OTHERS
    ):  # "lowest three poverty rates"
        ordered |= not (slots.communes or slots.programmes or slots.provinces)
    return (asks and (_in_order(slots) or not slots.districts)) or (ordered and not slots.districts)


def _asks_targets(ids: frozenset[str], _slots: Slots) -> bool:
    return "asks-indicator" in ids


def _asks_districts_under(ids: frozenset[str], slots: Slots) -> bool:
    """Who follows a document, or takes part in a programme, not what its figures are."""
    if not ids & _DISTRICT_CUES or _in_order(slots) or slots.stars or slots.districts:
        return False
    of_programme = slots.programmes and "takes-part" in ids and not (slots.indicators or slots.events)
    return bool(slots.documents or of_programme)


def _asks_communes(ids: frozenset[str], slots: Slots) -> bool:
    """Names of communes are asked for, and no event that would tell them."""
    return "asks-commune" in ids and "asks-quantity" not in ids and not slots.events


def _asks_trend(ids: frozenset[str], slots: Slots) -> bool:
    """Several years are asked for in a row; a programme's own years ("giai đoạn 2021-2025") are none."""
    years = any(_is_long(period) for period in slots.periods) and not slots.programmes
    return bool(slots.districts) and ("trend" in ids or (years and bool(slots.indicators)))


def _is_long(period: Period) -> bool:
    return (period.end - period.start).days > _YEAR_AND_A_DAY


def _in_order(slots: Slots) -> bool:
    return slots.threshold is not None or slots.order is not None


def _asks_reason(ids: frozenset[str], _slots: Slots) -> bool:
    return "asks-reason" in ids


def _asks_products(ids: frozenset[str], slots: Slots) -> bool:
    """Names are asked for, or products of so many stars; or who makes a thing, be it OCOP or not."""
    ocop = any(programme.id == "OCOP" for programme in slots.programmes)
    if not ocop:
        return "asks-owner" in ids and not (slots.programmes or slots.events or slots.indicators)
    named = bool(ids & {"asks-product", "asks-owner", "products-absent"}) or slots.stars is not None
    if "asks-stars" in ids or ("speaks-of-products" in ids and not _asks_else(ids, slots)):
        return True
    counted = "asks-quantity" in ids and "asks-product" not in ids
    return named and (not counted or slots.stars is not None)


def _asks_else(ids: frozenset[str], slots: Slots) -> bool:
    """Whether a question that speaks of OCOP products asks for more than their list."""
    other = any(cue.startswith(("asks-", "measure-", "goal-", "target-")) for cue in ids)
    money = ids & {"trend", "compare", "capital", "disbursed"}
    return other or bool(money) or _in_order(slots) or len(slots.programmes) > 1 or bool(slots.events)


def _asks_documents(ids: frozenset[str], slots: Slots) -> bool:
    """A document, unless it is first asked whether an event goes on: its end then names the document."""
    return "asks-document" in ids and not (slots.events and "event-continues" in ids)


def _asks_programmes(ids: frozenset[str], _slots: Slots) -> bool:
    return "asks-programme" in ids


def _asks_reports(ids: frozenset[str], slots: Slots) -> bool:
    return "asks-report" in ids and not slots.events and not slots.programmes


def _checks_event(ids: frozenset[str], slots: Slots) -> bool:
    """What is done against an event, and how it compares, is told by figures."""
    return bool(slots.events) and not ids & _NOT_WHETHER


def _asks_goal(ids: frozenset[str], _slots: Slots) -> bool:
    """Whether a goal was reached, asked alone or behind a figure ("… and did it reach the plan?")."""
    return "goal-reached" in ids and (
        "asks-quantity" not in ids or bool(ids & {"asks-yes-no", "asks-whether-beside"})
    )


def _compares(ids: frozenset[str], slots: Slots) -> bool:
    """Several districts, or several times; a plan beside a result is told by one clause."""
    apart = [one for one in slots.periods if not (slots.programmes and _is_long(one))]
    times = len(apart) > 1 and not slots.measures & {Measure.PLAN}
    return len(slots.districts) > 1 or times or (len(slots.periods) > 1 and "compare" in ids)


def _looks_up(ids: frozenset[str], slots: Slots) -> bool:
    """A measure that is only named ("sản lượng cá của …") is asked for."""
    return bool(ids & _FIGURES) or (bool(slots.indicators) and not ids & {"asks-manner", "asks-commune"})


_FIGURES = frozenset(
    {
        "asks-quantity",
        "asks-measure",
        "measure-change",
        "measure-share-of-plan",
        "measure-plan",
        "measure-actual",
    }
)


_RULES: tuple[tuple[Intent, Callable[[frozenset[str], Slots], bool]], ...] = (
    (Intent.UNITS, _asks_units),
    (Intent.TARGETS, _asks_targets),
    (Intent.DISTRICTS_UNDER, _asks_districts_under),
    (Intent.EVENT_LIST, _lists_events),
    (Intent.PRODUCTS, _asks_products),
    (Intent.REASON, _asks_reason),
    (Intent.DOCUMENTS, _asks_documents),
    (Intent.PARTS, _asks_parts),
    (Intent.COMMUNES, _asks_communes),
    (Intent.RANKING, _ranks),
    (Intent.PROGRAMMES, _asks_programmes),
    (Intent.REPORTS, _asks_reports),
    (Intent.EVENT_CHECK, _checks_event),
    (Intent.GOAL, _asks_goal),
    (Intent.TREND, _asks_trend),
    (Intent.COMPARISON, _compares),
    (Intent.LOOKUP, _looks_up),
)
