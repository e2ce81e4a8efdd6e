"""A programme's capital, planned against disbursed: which figures belong side by side, and which never do.

Figures stand in one group only if they are of the same place, year, project and kind of capital: a total and
its parts, or investment and recurrent capital, are different groups. Nothing is added up. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from graph.overviews import CapitalKind, CapitalRow
from graph.rows import ObservationRow
from ingest.composition import compose
from ingest.fact import Measure
from ingest.text import even_tones
from ontology.lexicon import concepts_by_id, load_concepts
from search.language import Language
from search.phrase import format_quantity
from search.wording import notation_label
from ui.messages import tell, tell_if_known
from ui.names import area_name, concept_name
from ui.render import TableRow, format_cell

_ROOTS = {"capital-plan": "plan", "capital-disbursed": "disbursed", "capital-disbursed-rate": "share"}
_ENDINGS = ("-disbursed-rate", "-disbursed", "-rate")
_CAPITAL = ("capital", "investment")
_SHARES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)


class Role(StrEnum):
    """What a figure is in the comparison."""

    PLAN = "plan"
    GIVEN = "given"
    """Capital of which the report does not say that it was planned."""
    TARGET = "target"
    """What is to be disbursed."""
    DISBURSED = "disbursed"
    SHARE = "share"
    """Printed percentage of the plan."""


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What figures must share to stand side by side. ``year`` is a year, or a period over several."""

    year: str
    area: str
    area_code: str | None
    family: str
    part: str | None
    district: str


@dataclass(frozen=True, slots=True)
class Group:
    """Figures to compare, by their claims."""

    key: GroupKey
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One printed figure; ``size`` is in dong. ``share`` is the percentage printed beside it, in words.

    ``claims`` are all that say the same, in one report or several.
    """

    role: Role
    text: str
    size: float
    estimate: bool
    claims: tuple[str, ...]


def role_of(row: CapitalRow | CapitalKind) -> Role | None:
    """The role of a figure, or of a kind of them; ``None`` for what is no capital by its indicator."""
    kind = _kind(row)
    if kind == "share" or (kind == "disbursed" and row.measure in _SHARES):
        return Role.TARGET if row.measure is Measure.PLAN else Role.SHARE
    roles = {
        ("plan", Measure.PLAN): Role.PLAN,
        ("plan", Measure.VALUE): Role.GIVEN,
        ("disbursed", Measure.PLAN): Role.TARGET,
        ("disbursed", Measure.VALUE): Role.DISBURSED,
    }
    return roles.get((kind, row.measure))


def groups_of(rows: Iterable[CapitalRow]) -> tuple[Group, ...]:
    """The groups, newest year first, then by place; within it the code list's capital first."""
    found: dict[GroupKey, list[str]] = defaultdict(list)
    for row in rows:
        if role_of(row) is not None:
            found[_key(row)].append(row.claim)
    return tuple(Group(key, tuple(dict.fromkeys(found[key]))) for key in sorted(found, key=_order))


def left_out(rows: Iterable[CapitalRow]) -> int:
    """How many figures of money are not compared, since their indicator is no capital."""
    return len({row.claim for row in rows if role_of(row) is None and row.measures == "money"})


def group_title(group: Group, figures: Mapping[str, ObservationRow], language: Language) -> str:
    """``Văn Quan · 2024 · capital of the new rural programme``; what no list has in the report's words."""
    key = group.key
    part = concept_name("programme_parts", key.part, key.part or "", language)
    names = (area_name(key.area_code, key.area, language), _year_label(key.year, language), part)
    return " · ".join((*filter(None, names), _kind_of_capital(group, figures, language)))


def bars_of(
    group: Group, roles: Mapping[str, Role], figures: Mapping[str, ObservationRow], language: Language
) -> tuple[Bar, ...]:
    """The group's amounts, plan first, then by date; figures that say the same are one bar."""
    rows = [figures[claim] for claim in group.claims if claim in figures]
    shares = [row for row in rows if roles[row.claim] is Role.SHARE]
    amounts: dict[tuple[Role, str, str], list[ObservationRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (list(Role).index(roles[row.claim]), row.ends, row.value)):
        if roles[row.claim] is not Role.SHARE:
            amounts[roles[row.claim], _when(row, language), _quantity(row, language)].append(row)
    bars = [_bar(role, same, shares, language) for (role, _, _), same in amounts.items()]
    if not any(bar.role is Role.DISBURSED for bar in bars):
        bars += [_bar(Role.SHARE, [row], (), language) for row in shares]
        if not shares:
            bars.append(Bar(Role.DISBURSED, tell(language, "capital.none"), 0.0, False, ()))
    return tuple(bars)


def capital_table(
    groups: Sequence[Group],
    roles: Mapping[str, Role],
    figures: Mapping[str, ObservationRow],
    language: Language,
) -> tuple[list[TableRow], list[ObservationRow]]:
    """The same figures as rows of a table, one a claim, and the rows that they were made of."""
    shown = [(group, figures[claim]) for group in groups for claim in group.claims if claim in figures]
    rows: list[TableRow] = [
        {
            "area": area_name(row.area_code, row.area, language),
            "capital": _kind_of_capital(group, figures, language),
            "part": concept_name("programme_parts", group.key.part, group.key.part or "", language),
            "measure": _role_name(roles[row.claim], language),
            "value": row.value,
            "unit": row.unit,
            "period": _when(row, language),
            "report": row.source.file,
            "line": row.source.line,
        }
        for group, row in shown
    ]
    return rows, [row for _, row in shown]


def _kind(row: CapitalRow | CapitalKind) -> str:
    if row.concept is not None:
        return _ROOTS.get(_root(row.concept), "")
    if row.measures == "disbursement":
        return "disbursed"
    return "plan" if row.measures in _CAPITAL else ""


def _key(row: CapitalRow) -> GroupKey:
    year = str(row.begins.year) if row.begins.year == row.ends.year else row.period
    if row.period.startswith("as-of:"):
        year = str(row.ends.year)
    return GroupKey(year, row.area, row.area_code, _family(row), row.part, row.district)


def _family(row: CapitalRow) -> str:
    """The id of the capital that a figure is of, or the words that it is called by."""
    if row.concept is not None:
        return _stem(row.concept)
    words = row.population or ""
    inner = compose(words, "")
    words = inner.population if inner.property in _CAPITAL else words
    return _by_words().get(even_tones(words), words)


@cache
def _by_words() -> Mapping[str, str]:
    """The capital of the code list by what its names say after "vốn", where only one says so."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in load_concepts("indicators"):
        if _root(concept.id) == "capital-plan":
            for label in concept.labels:
                made = compose(label, "money")
                if made.property in _CAPITAL:
                    found[even_tones(made.population)].add(concept.id)
    return {words: ids.pop() for words, ids in found.items() if words and len(ids) == 1}


@cache
def _root(concept: str) -> str:
    """The end of the tree that an indicator stands in."""
    known = concepts_by_id("indicators")
    while concept in known and known[concept].broader and concept not in _ROOTS:
        concept = known[concept].broader or ""
    return concept


def _stem(concept: str) -> str:
    """``capital-ntm`` of ``capital-ntm-disbursed`` and ``capital-ntm-rate``."""
    for ending in _ENDINGS:
        if concept.endswith(ending):
            stem = concept.removesuffix(ending)
            return stem if stem in concepts_by_id("indicators") else "capital-plan"
    return concept


def _kind_of_capital(group: Group, figures: Mapping[str, ObservationRow], language: Language) -> str:
    family = group.key.family
    if family == "capital-plan":
        return tell(language, "capital.whole")
    named = concept_name("indicators", family, "", language)
    told = (figures[claim].indicator_text for claim in group.claims if claim in figures)
    return named or f"“{next(told, family)}”"


def _role_name(name: Role, language: Language) -> str:
    return tell(language, f"capital.{name}")


def _order(key: GroupKey) -> tuple[object, ...]:
    newest = -int(key.year[:4]) if key.year[:4].isdigit() else 0
    unlisted = key.family not in concepts_by_id("indicators")
    return (newest, key.area, key.area_code or "", key.part or "", unlisted, key.family)


def _year_label(year: str, language: Language) -> str:
    return year if year.isdigit() else notation_label(year, language)


def _when(row: ObservationRow, language: Language) -> str:
    return notation_label(row.period, language)


def _quantity(row: ObservationRow, language: Language) -> str:
    limit = tell_if_known(language, f"qualifier.{row.qualifier}") if row.qualifier else ""
    return f"{limit or ''} {format_quantity(row.value, row.unit, language)}".strip()


def _bar(
    role: Role, rows: Sequence[ObservationRow], shares: Sequence[ObservationRow], language: Language
) -> Bar:
    first = rows[0]
    printed = [share for share in shares if role is Role.DISBURSED and share.period == first.period]
    # A percentage belongs to an amount of its own sentence; else to all amounts of its day.
    near = [s for s in printed if any(_together(s, row) for row in rows)] or printed
    claims = (*(row.claim for row in rows), *(share.claim for share in near))
    return Bar(role, _bar_text(role, first, near, language), _size(first), first.status != "A", claims)


def _bar_text(role: Role, row: ObservationRow, shares: Sequence[ObservationRow], language: Language) -> str:
    status = tell(language, f"obs_status.{row.status}")
    when = f"{_when(row, language)} ({status})" if status else _when(row, language)
    text = f"{_role_name(role, language)}, {when}: {_quantity(row, language)}"
    told = dict.fromkeys(format_cell(share.value, language) + "%" for share in shares)
    return f"{text} · {tell(language, 'capital.printed', share=' / '.join(told))}" if told else text


def _together(share: ObservationRow, row: ObservationRow) -> bool:
    one, other = share.source, row.source
    return (one.report, one.sentence_start) == (other.report, other.sentence_start)


def _size(row: ObservationRow) -> float:
    """The amount in dong; nothing for what is no money."""
    unit = _money().get(even_tones(row.unit))
    return float(row.value * unit) if unit else 0.0


@cache
def _money() -> Mapping[str, Decimal]:
    return {
        even_tones(label): Decimal(unit.extra["factor"])
        for unit in load_concepts("units")
        if unit.extra.get("base") == "VND"
        for label in unit.labels
    }
