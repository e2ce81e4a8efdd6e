"""Which documents that reports cite by a name alone are one: laws, and titles within a district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from graph.merging.merge import Merge
from graph.merging.titles import is_distinctive, title_key
from graph.merging.told import Cited, ToldDocument
from ontology.lexicon import load_table

Group = tuple[str, ...]
"""What documents have in common that may be one: a number, the name of a law, or a title in a district."""

_LAW, _TITLE = "law", "title"
_SENTENCES = 3  # of a node, to judge a merge by
_LAST_OF_MANY = 12  # nodes whose sentences are shown


def name_groups(document: ToldDocument) -> Iterator[Group]:
    """The names that a document shares with others; but for laws, in each district that names it."""
    for key in {title_key(title) for title in document.titles}:
        if document.kind in _laws():
            yield _LAW, document.kind, key
        elif is_distinctive(key):
            yield from ((_TITLE, district, document.kind, key) for district in document.districts)


def named_merges(group: Group, same: Sequence[ToldDocument]) -> Iterator[Merge]:
    """The merges of what bears the same name, where some report tells no number."""
    return _of_law(same) if group[0] == _LAW else _of_title(same)


def _of_law(same: Sequence[ToldDocument]) -> Iterator[Merge]:
    """A law is the country's: its name and year are its own. Without a year it may be an older one."""
    years: dict[int, list[ToldDocument]] = defaultdict(list)
    for one in same:
        if one.year is not None:
            years[one.year].append(one)
    for of_year in years.values():
        yield from _one(of_year, "law-and-year")
    undated = [one for one in same if one.year is None]
    dated = [of_year[0] for of_year in years.values()]
    if len(dated) > 1 or any(year > one.latest.year for year in years for one in undated):
        dated = []
    yield from _one([*dated, *undated] if undated else [], "law-by-name")


def _of_title(same: Sequence[ToldDocument]) -> Iterator[Merge]:
    years = {one.year for one in same if one.year is not None}
    numbers = {one.number for one in same if one.number}
    if len(years) < 2 and len(numbers) < 2 and any(not one.number for one in same):
        yield from _one(same, "title")


def _one(same: Sequence[ToldDocument], rule: str) -> Iterator[Merge]:
    whole = [one.node for one in same if one.whole]
    reports = [report for one in same for report in one.reports if not one.whole]
    if len(same) < 2 or len(whole) > 1 or len(reports) != len(set(reports)):
        return
    nodes = tuple(sorted(one.node for one in same))
    claims = [cited.claim for one in same[:_LAST_OF_MANY] for cited in _first(one)]
    yield Merge("document", nodes, whole[0] if whole else nodes[0], rule, tuple(claims))


def _first(one: ToldDocument) -> list[Cited]:
    once = {cited.report: cited for cited in sorted(one.cited, key=lambda cited: cited.claim, reverse=True)}
    return sorted(once.values(), key=lambda cited: cited.claim)[:_SENTENCES]


@cache
def _laws() -> frozenset[str]:
    kinds = load_table("merge_rules")["laws"]
    assert isinstance(kinds, list)
    return frozenset(map(str, kinds))
