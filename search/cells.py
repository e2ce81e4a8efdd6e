"""Figures of one thing over many districts and periods: what a table of districts and years is made of.

Every report in question is looked through, not only what search finds first, so that nothing is left out of
a ranking for want of a good rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from graph.arithmetic.ranges import unit_scale
from graph.figure_entries import FigureEntry
from graph.provenance import SECTION_SEPARATOR
from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.text import even_tones
from ontology.lexicon import load_concepts
from ontology.values import Concept, Period
from search.draft import Asked
from search.figure_index import Kind, Times, Use
from search.holdings import KnownReport
from search.known_figures import use_of, with_values
from search.matching import Match, match_name, term_weights, word_weights
from search.outlook import is_outlook
from search.same_name import concept_of, counts_more, full_name
from search.topics import Term
from search.unit_kinds import is_other_kind
from search.words import take_apart

NAMED = 0.75  # a name must cover this share of what is asked for, or different things would be compared
_PRECISE = 0.3  # the share of its own words that a name must share with what is asked for
_CALLED = 0.85  # how well a name must fit that no code list ties to the indicator
_SPREAD = 0.34  # how much worse another name may fit than the best one
_Key = tuple[str, str]
_Named = tuple[Use, _Key]
Figure = FigureEntry | ObservationRow


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of the clauses whose names fit, with the fit of each claim."""

    rows: tuple[FigureEntry, ...]
    fits: Mapping[str, float]

    def group(self, row: FigureEntry) -> list[FigureEntry]:
        """Everything that the row's clause says, the row first: its plan, percentages and changes."""
        own = (one for one in self.rows if (one.report, one.group) == (row.report, row.group))
        return [row, *(one for one in own if one.claim != row.claim and one.measure is not Measure.VALUE)]


def subjects(terms: Sequence[Term]) -> tuple[tuple[Term, ...], ...]:
    """What is asked for, apart: of several indicators named, each with the words that go with all of them."""
    named = [term for term in terms if term.concept]
    if len(named) < 2:
        return (tuple(terms),)
    return tuple(tuple(t for t in terms if t is one or not t.concept) for one in named)


def find_cells(
    asked: Asked, terms: Sequence[Term], reports: Sequence[KnownReport], period: Period | None = None
) -> Found:
    """The figures of whole districts, of any measure, whose names say what the terms say.

    With a ``period`` at least those that end in it, and those of the reports in question.
    """
    return find_named(asked, terms, reports, _is_whole, period)


def find_named(
    asked: Asked,
    terms: Sequence[Term],
    reports: Sequence[KnownReport],
    keep: Callable[[FigureEntry, KnownReport], bool],
    period: Period | None = None,
) -> Found:
    """The figures of the reports whose names say what the terms say, of the areas that are to be kept.

    A name is held against the terms once, however many figures bear it, and what is used by figures of all
    times decides which names fit; ``period`` as for ``find_cells``.
    """
    ids = [report.id for report in reports]
    kinds = {kind: _compared(asked, kind) for kind in asked.figures.kinds(ids)}
    matches = _matches(terms, set(kinds.values()))
    uses = asked.figures.uses([kind for kind, key in kinds.items() if key in matches], ids)
    named = [(use, kinds[use.kind]) for use in _in_its_unit(asked, uses)]
    fitting = _exact(asked, terms, named, matches)
    best = max((matches[key].f1 for _, key in fitting), default=0.0)
    fits = {_place(asked, use): matches[key].f1 for use, key in fitting if matches[key].f1 >= best - _SPREAD}
    times = Times(period, asked.report_ids) if period else None
    figures = asked.figures.of_kinds({kind for kind, _, _ in fits}, ids, times)
    fitting_figures = (figure for figure in figures if _place(asked, use_of(figure)) in fits)
    entries = with_values(asked.store, fitting_figures)
    told = tuple(entry for entry in entries if _is_told(asked, entry, keep))
    return Found(told, {entry.claim: fits[_place(asked, use_of(entry))] for entry in told})


def _place(asked: Asked, use: Use) -> tuple[Kind, Measure, str]:
    """What decides whether a figure fits: what it counts, in which role, and of which district."""
    return use.kind, use.measure, _district(asked, use)


def _compared(asked: Asked, kind: Kind) -> _Key:
    """The name and indicator under which a figure compares with those of other reports."""
    return full_name(kind, asked.question.slots.programmes), concept_of(kind)


def _matches(terms: Sequence[Term], keys: Collection[_Key]) -> dict[_Key, Match]:
    """How well each name fits that fits at all."""
    names = {name: take_apart(name) for name, _ in keys}
    texts = tuple(names.values())
    weights, words = term_weights(terms, texts), word_weights(texts)
    told = {key: match_name(terms, weights, names[key[0]], words, key[1]) for key in keys}
    return {key: one for key, one in told.items() if one.recall >= NAMED and one.precision >= _PRECISE}


def _exact(
    asked: Asked, terms: Sequence[Term], uses: Sequence[_Named], matches: Mapping[_Key, Match]
) -> Sequence[_Named]:
    """Where figures of the very indicator are told, those; of a district that has none what is called so.

    Other indicators whose names hold the words are other things: "đàn bò sữa" beside "đàn bò".
    """
    wanted = {term.concept for term in terms if term.concept}
    exact = [one for one in uses if one[1][1] in wanted]
    if not exact:
        return uses
    told = {_district(asked, use) for use, _ in exact}
    others = (one for one in uses if not one[1][1] and _district(asked, one[0]) not in told)
    called = (one for one in others if not counts_more(one[1][0], terms))
    return exact + [one for one in called if matches[one[1]].f1 >= _CALLED]


def _district(asked: Asked, use: Use) -> str:
    report = asked.catalogue.report(use.report)
    return report.district.code if report else ""


def _in_its_unit(asked: Asked, uses: Iterable[Use]) -> Iterable[Use]:
    """Without what is in a unit of another kind than the indicator's: households for their share."""
    wanted = {indicator.extra.get("unit", "") for indicator in asked.question.slots.indicators}
    if len(wanted) != 1:
        return uses
    own = (Measure.VALUE, Measure.PLAN)
    return (use for use in uses if use.measure not in own or not is_other_kind(use.kind.unit, *wanted))


def _is_told(asked: Asked, row: FigureEntry, keep: Callable[[FigureEntry, KnownReport], bool]) -> bool:
    """About such an area, and told as a result and not as a task to come."""
    report = asked.catalogue.report(row.report)
    ahead = is_outlook(row.section.split(SECTION_SEPARATOR))
    return report is not None and keep(row, report) and (row.measure is Measure.PLAN or not ahead)


def _is_whole(row: FigureEntry, report: KnownReport) -> bool:
    return row.area_code == report.district.code or row.area == report.district.label


def best_row(
    fits: Mapping[str, float], rows: Iterable[FigureEntry], asked_for: Period | None = None
) -> FigureEntry | None:
    """Of rows that tell the same the one to show: of the very period, well named, the newest, the first."""
    fitting = [row for row in rows if asked_for is None or is_within(row, asked_for)]
    return max(
        fitting,
        key=lambda row: (
            asked_for is not None and row.period == asked_for.notation,
            round(fits[row.claim] * 4),
            row.ends,
            -(row.ends - row.begins).days,
            row.status == "A",
            -row.start,
        ),
        default=None,
    )


def is_within(row: Figure, period: Period) -> bool:
    """Whether a figure is of a period or of a part of it; a season counts for the year in which it ends."""
    return period.start <= row.ends < period.end and (
        row.begins >= period.start or not _is_longer(row, period)
    )


def _is_longer(row: Figure, period: Period) -> bool:
    return (row.ends - row.begins).days >= (period.end - period.start).days


def measured(rows: Iterable[FigureEntry], measures: Collection[Measure]) -> list[FigureEntry]:
    """The rows of the measures asked for; without a wish the values."""
    wanted = {Measure.PLAN} if measures == {Measure.PLAN} else {Measure.VALUE}
    return [row for row in rows if row.measure in wanted]


def comparable(rows: Sequence[FigureEntry], indicators: Sequence[Concept]) -> list[FigureEntry]:
    """Only rows in multiples of one unit: that of the indicator asked for, or the commonest."""
    if not rows:
        return []
    bases = [scale_of(row.unit)[0] for row in rows]
    wanted = {scale_of(one.extra["unit"])[0] for one in indicators if "unit" in one.extra} & set(bases)
    base = next(iter(wanted)) if len(wanted) == 1 else commonest(bases)
    return [row for row, own in zip(rows, bases, strict=True) if own == base]


def commonest(words: Iterable[str]) -> str:
    """The word that is there most often; of equals the first."""
    return Counter(words).most_common(1)[0][0]


def size(row: Figure) -> Decimal:
    """The figure in the base of its unit, by which it is put in order."""
    return row.value * scale_of(row.unit)[1]


@lru_cache(maxsize=1024)
def scale_of(unit: str) -> tuple[str, Decimal]:
    """A unit as a multiple of its base: "nghìn con" is 1000 of "con", "tỷ đồng" 1000000000 of "VND"."""
    whole = unit_scale(unit)
    head, _, rest = even_tones(unit).partition(" ")
    factor = scale_words().get(head)
    if whole.factor != 1 or factor is None or not rest:
        return whole.base, whole.factor
    base, inner = scale_of(rest)
    return base, factor * inner


@lru_cache(maxsize=1)
def scale_words() -> Mapping[str, Decimal]:
    """The words that stand before a unit, each with its factor."""
    rows = (row for row in load_concepts("units") if row.extra.get("kind") == "scale")
    return {even_tones(label): Decimal(row.extra["factor"]) for row in rows for label in row.labels}
