"""Two reports of one district side by side: the same figures with their periods, and the events in each.

Nothing is computed: each value is one that a report prints, with what it says of its period and role. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.record import Kind, Record
from ingest.text import fold
from search.language import Language
from search.wording import indicator_name, notation_label
from ui.messages import tell
from ui.names import area_name
from ui.render import TableRow
from ui.report_facts import assertion_of, event_words, limit_words, value_words

SIDES = ("both", "first", "second")
_MOST_VALUES = 4
Records = Sequence[tuple[Kind, Record]]


@dataclass(frozen=True, slots=True)
class Pair:
    """What two reports say of the same thing; an empty side says nothing of it."""

    first: tuple[Record, ...]
    second: tuple[Record, ...]

    @property
    def side(self) -> str:
        """``both``, or the only one that tells it."""
        if self.first and self.second:
            return "both"
        return "first" if self.first else "second"

    @property
    def either(self) -> Record:
        """A record of it."""
        return (self.first or self.second)[0]


def pair_figures(first: Records, second: Records) -> list[Pair]:
    """The figures by what they measure, in the order of the first report, then what only the second has."""
    return _pairs(first, second, Kind.OBSERVATIONS, _figure_key)


def pair_events(first: Records, second: Records) -> list[Pair]:
    """The events by kind."""
    return _pairs(first, second, Kind.EVENTS, lambda row: (str(row["event"]),))


def figure_rows(pairs: Iterable[Pair], names: tuple[str, str], language: Language) -> list[TableRow]:
    """The figures as rows; ``names`` are what the columns of the two reports are called."""
    return [
        {
            "indicator": indicator_name(
                str(pair.either["indicator"]), _text(pair.either["concept"]), language
            ),
            "measure": tell(language, f"measure.{pair.either['measure']}"),
            names[0]: _values(pair.first, language),
            names[1]: _values(pair.second, language),
            "area": area_name(_text(pair.either["area_code"]), str(pair.either["area"]), language),
        }
        for pair in pairs
    ]


def event_rows(pairs: Iterable[Pair], names: tuple[str, str], language: Language) -> list[TableRow]:
    """The events as rows: what each report asserts of them, and how often."""
    return [
        {
            "event": event_words(str(pair.either["event"]), language),
            names[0]: _assertions(pair.first, language),
            names[1]: _assertions(pair.second, language),
        }
        for pair in pairs
    ]


def about(pairs: Iterable[Pair], words: str, language: Language) -> list[Pair]:
    """The pairs whose indicator and place hold all the words, diacritics and case ignored."""
    wanted = fold(words).split()

    def searched(pair: Pair) -> str:
        row = pair.either
        name = indicator_name(str(row["indicator"]), _text(row["concept"]), language)
        return fold(f"{name} {row['indicator']} {row['area']}")

    return [pair for pair in pairs if all(word in searched(pair) for word in wanted)]


def _pairs(first: Records, second: Records, kind: Kind, key: object) -> list[Pair]:
    assert callable(key)
    sides: list[dict[tuple[str, ...], list[Record]]] = []
    for records in (first, second):
        side: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for found, row in records:
            if found is kind:
                side[key(row)].append(row)
        sides.append(side)
    keys = dict.fromkeys((*sides[0], *sides[1]))
    return [Pair(tuple(sides[0].get(one, ())), tuple(sides[1].get(one, ()))) for one in keys]


def _figure_key(row: Mapping[str, object]) -> tuple[str, ...]:
    named = row["concept"] or fold(str(row["indicator"]))
    place = row["area_code"] or fold(str(row["area"]))
    rest = (row["unit"], row["measure"], row["programme"], row["programme_part"])
    return (str(named), str(place), *(str(one or "") for one in rest))


def _values(rows: Sequence[Record], language: Language) -> str:
    told = dict.fromkeys(_value(row, language) for row in rows)
    shown = "; ".join(list(told)[:_MOST_VALUES])
    return f"{shown}; … (+{len(told) - _MOST_VALUES})" if len(told) > _MOST_VALUES else shown


def _value(row: Record, language: Language) -> str:
    told = ", ".join((notation_label(str(row["period"]), language), *limit_words(row, language)))
    return f"{value_words(row, language)} ({told})"


def _assertions(rows: Sequence[Record], language: Language) -> str:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[tell(language, f"assertion.{assertion_of(row)}")] += 1
    return "; ".join(f"{words} ({count})" if count > 1 else words for words, count in counts.items())


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)
