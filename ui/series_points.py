"""Figures of an indicator as the points of charts. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from graph.rows import DistrictRow
from ontology.lexicon import load_concepts
from search.language import Language
from search.phrase import unit_label
from search.wording import notation_label
from ui.charts.dot_map import MapDot
from ui.charts.scatter import Dot
from ui.charts.series_bars import Bar
from ui.charts.trend import Point
from ui.messages import tell, tell_if_known
from ui.series_figures import Figure, days_of, kind_of, size_in
from ui.series_tables import Pair, amount, plan_words, share_words

DIFFERS = "≠"
"""The sign behind a district whose figures of one period contradict each other."""


def unit_axis(unit: str, language: Language) -> str:
    """The title of an axis: its unit as the language writes it."""
    return unit_label(unit, language) or tell(language, "indicators.no_unit")


def bars_of(
    figures: Sequence[Figure], names: Mapping[str, str], unit: str, language: Language, *, dated: bool
) -> list[Bar]:
    """The bars of a ranking; ``dated`` ones bear their periods, where these are not all the same."""
    return [
        Bar(
            _marked(figure, names),
            figure.size,
            amount(figure.row, language, unit) + (_date(figure, language) if dated else ""),
            is_firm(figure),
        )
        for figure in figures
    ]


def plan_bars_of(
    figures: Sequence[Figure], names: Mapping[str, str], unit: str, language: Language, *, dated: bool
) -> list[Bar]:
    """Bars with the plans of their clauses as ticks; behind them the share that is printed, if one is."""
    bars = []
    for figure in figures:
        plan = next((size for one in figure.plans if (size := size_in(one, unit)) is not None), None)
        share = share_words(figure, language)
        value = amount(figure.row, language, unit)
        told = tell(language, "indicators.of_plan", value=value, share=share)
        bars.append(
            Bar(
                _marked(figure, names),
                figure.size,
                (told if share else value) + (_date(figure, language) if dated else ""),
                is_firm(figure),
                plan,
                plan_words(figure, language),
            )
        )
    return bars


def points_of(figures: Sequence[Figure], names: Mapping[str, str], language: Language) -> list[Point]:
    """The points of a trend. Lines end where figures contradict each other, and go on behind."""
    breaks: Counter[tuple[str, str]] = Counter()
    drawn = []
    for figure in figures:
        kind = kind_of(figure.row.period)
        own = (figure.row.district, kind)
        breaks[own] += figure.differs
        line = None if figure.differs else f"{'/'.join(own)}/{breaks[own]}"
        drawn.append(
            Point(
                names[figure.row.district],
                middle_of(figure.row.period),
                figure.size,
                kind_name(kind, language),
                line,
                notation_label(figure.row.period, language),
                amount(figure.row, language),
                is_firm(figure),
            )
        )
    return drawn


def middle_of(notation: str) -> date:
    """The day in the middle of a period, where a trend has its point."""
    end, start = days_of(notation)
    return start + (end - start) / 2


def short_period(notation: str, language: Language) -> str:
    """A period in the room behind a bar: ``2023``, ``6T/2024`` / ``H1 2024``; others in full words."""
    year, _, rest = notation.partition("-")
    name, number = rest[:1], rest[1:]
    if name in ("H", "Q", "M") and number.isdecimal():
        half = "short.half_1" if number == "1" else "short.half_2"
        key = {"H": half, "Q": "short.quarter", "M": "short.months"}[name]
        return tell(language, key, number=number, year=year)
    return notation if not rest and " " not in notation else notation_label(notation, language)


def kind_name(name: str, language: Language) -> str:
    """A kind of period in words, as ``kind_of`` tells it."""
    if name[0] == "M" and name[1:].isdecimal():
        return tell(language, "period_kind.months", count=name[1:])
    season = next((row for row in load_concepts("seasons") if name in (row.vi, row.id)), None)
    if season is not None:
        return season.en if language == Language.ENGLISH else season.vi
    return tell_if_known(language, f"period_kind.{name}") or name


def dots_of(pairs: Sequence[Pair], names: Mapping[str, str], language: Language) -> list[Dot]:
    """The points of two indicators."""
    return [
        Dot(
            names[pair.across.row.district]
            + (f" {DIFFERS}" if pair.across.differs or pair.up.differs else ""),
            notation_label(pair.across.row.period, language),
            pair.across.size,
            pair.up.size,
            amount(pair.across.row, language),
            amount(pair.up.row, language),
            is_firm(pair.across) and is_firm(pair.up),
        )
        for pair in pairs
    ]


def map_dots_of(
    figures: Sequence[Figure],
    names: Mapping[str, str],
    districts: Mapping[str, DistrictRow],
    language: Language,
) -> list[MapDot]:
    """A dot for each district whose figures agree; those that contradict each other have no one shade."""
    return [
        MapDot(
            figure.row.district,
            names[figure.row.district],
            districts[figure.row.district].province,
            f"{amount(figure.row, language)}, {notation_label(figure.row.period, language)}",
            figure.size,
        )
        for figure in figures
        if not figure.differs
    ]


def conflicts_of(figures: Sequence[Figure], names: Mapping[str, str], language: Language) -> list[str]:
    """The districts whose figures contradict each other, each with all that is said of it."""
    told: dict[str, list[str]] = defaultdict(list)
    for figure in figures:
        if figure.differs:
            told[names[figure.row.district]].append(amount(figure.row, language))
    return [f"{name}: {f' {DIFFERS} '.join(said)}" for name, said in told.items()]


def is_firm(figure: Figure) -> bool:
    """Whether it is a final figure, and no estimate, forecast or bound."""
    return figure.row.status == "A" and not figure.row.qualifier


def _date(figure: Figure, language: Language) -> str:
    return f" · {short_period(figure.row.period, language)}"


def _marked(figure: Figure, names: Mapping[str, str]) -> str:
    return f"{names[figure.row.district]}{f' {DIFFERS}' if figure.differs else ''}"
