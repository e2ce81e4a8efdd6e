"""The money of programmes, found by the programme that it is of, whatever its name leaves out.

In "a) Giảm nghèo bền vững: 12 tỷ đồng, giải ngân 40%" no name says whose money it is; the figures do
(``ObservationRow.programme``). So of each programme are told: what was allotted, what was paid out, and the
share. Words that a name adds ("vốn sự nghiệp") make another sum of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from graph.lookups import NamedFigure, find_figures
from graph.provenance import SECTION_SEPARATOR
from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.match.programmes import match_programmes
from ingest.text import fold
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.phrases import load_words
from ontology.values import Concept
from search.draft import Asked
from search.holdings import KnownReport
from search.matching import NEAR, coverage
from search.outlook import is_outlook
from search.question import Question
from search.surroundings import Surroundings
from search.topics import Term
from search.words import normal, take_apart

WHOLE = "NTP"
"""The national target programmes together."""
_ROUNDING = Decimal("0.6")  # percent; what a printed share may be off
_SHARES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_BASE, Measure.VALUE)


@dataclass(frozen=True, slots=True)
class Money:
    """What a report tells of the money of one programme; ``None`` is what it leaves out."""

    report: KnownReport
    programme: Concept
    allotted: ObservationRow | None = None
    spent: ObservationRow | None = None
    share: ObservationRow | None = None

    @property
    def rows(self) -> tuple[ObservationRow, ...]:
        """The figures that there are."""
        return tuple(row for row in (self.allotted, self.spent, self.share) if row is not None)

    @property
    def is_spent(self) -> bool:
        """Whether it tells what came of the money."""
        return self.spent is not None or self.share is not None


def asks_money(question: Question) -> bool:
    """Whether a question is about money of programmes, allotted or paid out."""
    slots = question.slots
    return (
        bool(slots.programmes) and not slots.parts and question.asks("capital", "disbursed", "measure-plan")
    )


def money_told(asked: Asked, report: KnownReport, programmes: Sequence[Concept]) -> tuple[Money, ...]:
    """The money of each programme of which the report tells any."""
    wanted = tuple(qualifiers(asked.question))
    told = (_money(report, one, wanted, rows) for one, rows in _rows(asked, report, programmes))
    return tuple(money for money in told if money.rows)


def whole_told(asked: Asked, report: KnownReport) -> Money | None:
    """The money of all the national target programmes together.

    Figures are theirs by their programme, by their sentence, or as the sum of what each one is told to have.
    """
    whole = concepts_by_id("programmes")[WHOLE]
    singles = money_told(asked, report, single_programmes((whole,)))
    sums = {_total(money.allotted for money in singles), _total(money.spent for money in singles)} - {None}
    rows = _read(asked, report, {WHOLE, None})
    known = {row.group for row in rows if row.programme == WHOLE or row.value in sums or _names_whole(row)}
    own = [row for row in rows if row.group in known]
    money = _money(report, whole, tuple(qualifiers(asked.question)), own)
    return money if money.rows else None


def _total(rows: Iterable[ObservationRow | None]) -> Decimal | None:
    """The sum of several figures in one unit; nothing where one is missing."""
    told = tuple(rows)
    values = [row.value for row in told if row is not None]
    units = {row.unit for row in told if row is not None}
    return sum(values, Decimal(0)) if len(values) == len(told) > 1 and len(units) == 1 else None


def is_of_another(row: ObservationRow, programmes: Iterable[Concept]) -> bool:
    """Whether a figure is of another programme, by its own or by the only ones that its sentence names."""
    wanted = {one.id for one in programmes}
    if row.programme:
        return row.programme not in wanted
    named = {mention.value.id for mention in match_programmes(row.source.sentence)}
    return bool(named) and not named & wanted


def _names_whole(row: ObservationRow) -> bool:
    named = {mention.value.id for mention in match_programmes(row.source.sentence)}
    return named == {WHOLE}


def of_one_programme(asked: Asked, report: KnownReport) -> Money | None:
    """The money of the programme named, or of all together if they are."""
    (programme, *_) = asked.question.slots.programmes
    if programme.id == WHOLE:
        return whole_told(asked, report)
    return next(iter(money_told(asked, report, (programme,))), None)


def compared_figure(question: Question, money: Money) -> ObservationRow | None:
    """The figure by which money is put in order: what was paid out by its share, else the sum asked for."""
    if not question.asks("disbursed"):
        return money.allotted
    return money.spent if _asks_sum(question) else money.share


def compared_name(question: Question) -> str:
    """Which of them it is, as a key of the phrases."""
    if not question.asks("disbursed"):
        return "capital.by_allotted"
    return "capital.by_spent" if _asks_sum(question) else "capital.by_share"


def _asks_sum(question: Question) -> bool:
    limit = question.slots.threshold
    text = f" {fold(question.text)} "
    return bool(limit and limit.unit.endswith("đồng")) or any(
        f" {fold(word)} " in text for word in _words()["sum"]
    )


def single_programmes(programmes: Iterable[Concept]) -> tuple[Concept, ...]:
    """The programmes themselves; for all of them together each that they are made of."""
    named = {one.id for one in programmes}
    narrower = (row for row in load_concepts("programmes") if row.broader in named)
    parts = tuple(row for row in narrower if WHOLE in named)
    return parts or tuple(concepts_by_id("programmes")[one] for one in sorted(named))


def qualifiers(question: Question) -> Iterator[Term]:
    """The terms that say which money: neither the programme nor that it is money."""
    for term in Surroundings(question).rest:
        if term.listed and term.forms and all(_own_words(form, "") for form in term.forms):
            yield term


def asks_money_alone(question: Question) -> bool:
    """Whether nothing else is asked: every term is the programme's name, or says that it is money."""
    rest = Surroundings(question).rest
    return all(term.forms and not all(_own_words(form, "") for form in term.forms) for term in rest)


def _rows(
    asked: Asked, report: KnownReport, programmes: Sequence[Concept]
) -> Iterator[tuple[Concept, tuple[ObservationRow, ...]]]:
    rows = _read(asked, report, {one.id for one in programmes})
    for one in programmes:
        yield one, tuple(row for row in rows if row.programme == one.id)


def _read(asked: Asked, report: KnownReport, programmes: Collection[str | None]) -> list[ObservationRow]:
    figures = asked.figures.of_report(report.id)
    claims = sorted(f.claim for f in figures if f.programme in programmes and _may_be_money(f))
    rows = find_figures(asked.store, claims=claims).rows if claims else ()
    return [row for row in rows if _is_whole(row, report)]


def _may_be_money(figure: NamedFigure) -> bool:
    return figure.unit in ("", "%") or figure.unit.endswith("đồng")


def _is_whole(row: ObservationRow, report: KnownReport) -> bool:
    """Of the district, of the programme as a whole, and no task to come."""
    headings = (row.source.section or "").split(SECTION_SEPARATOR)
    ahead = is_outlook(heading for heading in headings if not _says(heading, "allotted"))
    whole = row.area_code == report.district.code or row.area == report.district.label
    return whole and row.programme_part is None and not ahead


def _money(
    report: KnownReport, programme: Concept, wanted: Sequence[Term], rows: Sequence[ObservationRow]
) -> Money:
    groups: dict[str, list[ObservationRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    fitting = [row for row in rows if _fits(row, programme, wanted)]
    allotted = _first(row for row in fitting if _is_allotted(row))
    spent = _first(
        row for row in fitting if _is_spent(row) and row.unit != "%" and row.measure is Measure.VALUE
    )
    beside = groups[spent.group] if spent else fitting
    share = _first(row for row in beside if _is_share(row, groups[row.group]))
    if allotted is None and spent is not None:
        allotted = _first(row for row in beside if row.measure is Measure.PLAN)
    return Money(report, programme, allotted, _with_unit(spent, allotted, share), share)


def _first(rows: Iterable[ObservationRow]) -> ObservationRow | None:
    """The one told first, what is known before what is estimated."""
    return min(rows, key=lambda row: (row.status != "A", row.source.start), default=None)


def _fits(row: ObservationRow, programme: Concept, wanted: Sequence[Term]) -> bool:
    """Whether the name tells the very money asked for, and no part of it."""
    name = take_apart(row.indicator_text)
    if not all(coverage(term, name) >= NEAR for term in wanted):
        return False
    asked_for = {word for term in wanted for form in term.forms for word in form.split()}
    return not _own_words(row.indicator_text, programme.id) - asked_for


def _is_allotted(row: ObservationRow) -> bool:
    money = row.unit.endswith("đồng") and row.measure in (Measure.PLAN, Measure.VALUE)
    return money and not _is_spent(row) and _says(row.indicator_text, "allotted")


def says_spent(name: str) -> bool:
    """Whether the name of a figure says that money was paid out."""
    return _says(name, "spent")


def _is_spent(row: ObservationRow) -> bool:
    return says_spent(row.indicator_text)


def _says(text: str, what: str) -> bool:
    name = f" {normal(text)} "
    return any(f" {word} " in name for word in _words()[what])


def _is_share(row: ObservationRow, group: Sequence[ObservationRow]) -> bool:
    """Whether it is the share paid out: said so, or the very quotient of the sums beside it."""
    if row.unit != "%" or row.measure not in _SHARES:
        return False
    if _is_spent(row) and row.measure is not Measure.PCT_OF_BASE:
        return True
    spent = next((one for one in group if _is_spent(one) and one.unit != "%"), None)
    allotted = next((one for one in group if _is_allotted(one)), None)
    return spent is not None and allotted is not None and _is_quotient(spent, allotted, row)


def _is_quotient(spent: ObservationRow, allotted: ObservationRow, share: ObservationRow) -> bool:
    return bool(allotted.value) and abs(spent.value * 100 / allotted.value - share.value) <= _ROUNDING


def _with_unit(
    spent: ObservationRow | None, allotted: ObservationRow | None, share: ObservationRow | None
) -> ObservationRow | None:
    """A sum of a table whose unit stands in another column: that of the sum it is the printed share of."""
    if spent is None or spent.unit or allotted is None or share is None:
        return spent
    return replace(spent, unit=allotted.unit) if _is_quotient(spent, allotted, share) else spent


@lru_cache(maxsize=4096)
def _own_words(name: str, programme: str) -> frozenset[str]:
    """The words of a name that say more than whose money it is."""
    labels = concepts_by_id("programmes")[programme].labels if programme else ()
    idle = {word for label in labels for word in normal(label).split()}
    text = f" {normal(name)} "
    for word in _words()["idle"]:
        text = text.replace(f" {word} ", " ").replace(f" {word} ", " ")
    said = (word for word in text.split() if word.isalnum() and not (word.isdigit() and len(word) == 1))
    return frozenset(said) - idle


@lru_cache(maxsize=1)
def _words() -> Mapping[str, tuple[str, ...]]:
    """The lists of words, the longest first."""
    lists = load_words("capital_words")
    return {name: tuple(sorted(map(normal, words), key=len, reverse=True)) for name, words in lists.items()}
