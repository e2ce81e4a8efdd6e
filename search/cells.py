"""Figures of one thing over many districts and periods: what a table of districts and years is made of.

Every report in question is looked through, not only what search finds first, so that nothing is left out of
a ranking for want of a good rank.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from graph.arithmetic.ranges import unit_scale
from graph.lookups import NamedFigure, figures_of_report, find_figures
from graph.provenance import SECTION_SEPARATOR
from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.text import even_tones
from ontology.lexicon import load_concepts
from ontology.values import Concept, Period
from search.draft import Asked
from search.holdings import KnownReport
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


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of the clauses whose names fit, with the fit of each claim and the query that gave them."""

    rows: tuple[ObservationRow, ...]
    fits: Mapping[str, float]
    sparql: str

    def group(self, row: ObservationRow) -> list[ObservationRow]:
        """Everything that the row's clause says, the row first: its plan, percentages and changes."""
        own = (one for one in self.rows if (one.source.report, one.group) == (row.source.report, row.group))
        return [row, *(one for one in own if one.claim != row.claim and one.measure is not Measure.VALUE)]


def subjects(terms: Sequence[Term]) -> tuple[tuple[Term, ...], ...]:
    """What is asked for, apart: of several indicators named, each with the words that go with all of them."""
    named = [term for term in terms if term.concept]
    if len(named) < 2:
        return (tuple(terms),)
    return tuple(tuple(t for t in terms if t is one or not t.concept) for one in named)


def find_cells(asked: Asked, terms: Sequence[Term], reports: Sequence[KnownReport]) -> Found:
    """The figures of whole districts, of any measure, whose names say what the terms say."""
    return find_named(asked, terms, reports, _is_whole)


def find_named(
    asked: Asked,
    terms: Sequence[Term],
    reports: Sequence[KnownReport],
    keep: Callable[[ObservationRow, KnownReport], bool],
) -> Found:
    """The figures of the reports whose names say what the terms say, of the areas that are to be kept."""
    figures = [
        _named(asked, figure) for report in reports for figure in figures_of_report(asked.store, report.id)
    ]
    matches = _matches(terms, figures)
    named = [f for f in figures if _key(f) in matches and not _is_other_measure(asked, f)]
    fitting = _exact(asked, terms, named, matches)
    if not fitting:
        return Found((), {}, "")
    best = max(matches[_key(figure)].f1 for figure in fitting)
    fits = {f.claim: matches[_key(f)].f1 for f in fitting if matches[_key(f)].f1 >= best - _SPREAD}
    result = find_figures(asked.store, claims=sorted(fits))
    rows = tuple(row for row in result.rows if _is_told(asked, row, keep))
    return Found(rows, fits, result.sparql)


def _named(asked: Asked, figure: NamedFigure) -> NamedFigure:
    """The figure by the name and indicator under which it compares with those of other reports."""
    name, concept = full_name(figure, asked.question.slots.programmes), concept_of(figure)
    if (name, concept) == (figure.name, figure.concept or ""):
        return figure
    return replace(figure, name=name, concept=concept or None)


def _key(figure: NamedFigure) -> tuple[str, str]:
    return figure.name, figure.concept or ""


def _matches(terms: Sequence[Term], figures: Iterable[NamedFigure]) -> dict[tuple[str, str], Match]:
    """How well each name fits that fits at all."""
    keys = {_key(figure) for figure in figures}
    names = {name: take_apart(name) for name, _ in keys}
    texts = tuple(names.values())
    weights, words = term_weights(terms, texts), word_weights(texts)
    told = {key: match_name(terms, weights, names[key[0]], words, key[1]) for key in keys}
    return {key: one for key, one in told.items() if one.recall >= NAMED and one.precision >= _PRECISE}


def _exact(
    asked: Asked,
    terms: Sequence[Term],
    figures: Sequence[NamedFigure],
    matches: Mapping[tuple[str, str], Match],
) -> list[NamedFigure]:
    """Where figures of the very indicator are told, those; of a district that has none what is called so.

    Other indicators whose names hold the words are other things: "đàn bò sữa" beside "đàn bò".
    """
    wanted = {term.concept for term in terms if term.concept}
    exact = [figure for figure in figures if figure.concept in wanted]
    if not exact:
        return list(figures)
    told = {_district(asked, figure) for figure in exact}
    others = (figure for figure in figures if not figure.concept and _district(asked, figure) not in told)
    called = (figure for figure in others if not counts_more(figure.name, terms))
    return exact + [figure for figure in called if matches[_key(figure)].f1 >= _CALLED]


def _district(asked: Asked, figure: NamedFigure) -> str:
    report = asked.catalogue.report(figure.report)
    return report.district.code if report else ""


def _is_other_measure(asked: Asked, figure: NamedFigure) -> bool:
    """Whether it is in a unit of another kind than the indicator's: a count of households for their share."""
    wanted = {indicator.extra.get("unit", "") for indicator in asked.question.slots.indicators}
    if figure.measure not in (Measure.VALUE, Measure.PLAN) or len(wanted) != 1:
        return False
    return is_other_kind(figure.unit, *wanted)


def _is_told(asked: Asked, row: ObservationRow, keep: Callable[[ObservationRow, KnownReport], bool]) -> bool:
    """About such an area, and told as a result and not as a task to come."""
    report = asked.catalogue.report(row.source.report)
    ahead = is_outlook((row.source.section or "").split(SECTION_SEPARATOR))
    return report is not None and keep(row, report) and (row.measure is Measure.PLAN or not ahead)


def _is_whole(row: ObservationRow, report: KnownReport) -> bool:
    return row.area_code == report.district.code or row.area == report.district.label


def best_row(
    found: Found, rows: Iterable[ObservationRow], asked_for: Period | None = None
) -> ObservationRow | None:
    """Of rows that tell the same the one to show: of the very period, well named, the newest, the first."""
    fitting = [row for row in rows if asked_for is None or is_within(row, asked_for)]
    return max(
        fitting,
        key=lambda row: (
            asked_for is not None and row.period == asked_for.notation,
            round(found.fits[row.claim] * 4),
            row.ends,
            -(row.ends - row.begins).days,
            row.status == "A",
            -row.source.start,
        ),
        default=None,
    )


def is_within(row: ObservationRow, period: Period) -> bool:
    """Whether a figure is of a period or of a part of it; a season counts for the year in which it ends."""
    return period.start <= row.ends < period.end and (
        row.begins >= period.start or not _is_longer(row, period)
    )


def _is_longer(row: ObservationRow, period: Period) -> bool:
    return (row.ends - row.begins).days >= (period.end - period.start).days


def measured(rows: Iterable[ObservationRow], measures: Collection[Measure]) -> list[ObservationRow]:
    """The rows of the measures asked for; without a wish the values."""
    wanted = {Measure.PLAN} if measures == {Measure.PLAN} else {Measure.VALUE}
    return [row for row in rows if row.measure in wanted]


def comparable(rows: Sequence[ObservationRow], indicators: Sequence[Concept]) -> list[ObservationRow]:
    """Only rows in multiples of one unit: that of the indicator asked for, or the commonest."""
    if not rows:
        return []
    bases = [scale_of(row.unit)[0] for row in rows]
    wanted = {scale_of(one.extra["unit"])[0] for one in indicators if "unit" in one.extra} & set(bases)
    base = next(iter(wanted)) if len(wanted) == 1 else max(bases, key=bases.count)
    return [row for row in rows if scale_of(row.unit)[0] == base]


def size(row: ObservationRow) -> Decimal:
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
