"""Which document nodes of several reports are one, by number. Names are in ``graph.merging.named``.

A number alone says little: every body has its own, and begins anew each year or term. So a node that is a
report's own joins another one only within the reach of the body that issued it, where nothing that is told of
the two contradicts, and where exactly one fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from graph.merging.merge import Merge
from graph.merging.named import Group, name_groups, named_merges
from graph.merging.titles import agree, differ
from graph.merging.told import Cited, ToldDocument
from ingest.text import fold
from ontology.lexicon import load_table

_BARE = re.compile(r"\d+[a-z]?")
_YEAR = re.compile(r"\d+[a-z]?/(?:19|20)\d\d/")
_ZEROS = re.compile(r"^0+(?=\d)")
_SLACK = timedelta(days=60)
"""A report may cite what was issued after the time that it is about, before it was written."""
_SENTENCES = 3  # of a node, to judge a merge by
_Reach = tuple[str, str]
_NUMBER = "number"


def document_merges(documents: Iterable[ToldDocument]) -> tuple[Merge, ...]:
    """The merges of documents, by their nodes; the order of what is given makes no difference."""
    groups: dict[Group, list[ToldDocument]] = defaultdict(list)
    for one in documents:
        for group in groups_of(one):
            groups[group].append(one)
    return each_once((group, merge) for group, told in groups.items() for merge in merges_in(group, told))


def groups_of(document: ToldDocument) -> frozenset[Group]:
    """What a document may share with others that are the same: no rule looks beyond one of these groups."""
    numbers = [(_NUMBER, number_key(document.number))] if document.number else []
    return frozenset([*numbers, *name_groups(document)])


def merges_in(group: Group, documents: Iterable[ToldDocument]) -> tuple[Merge, ...]:
    """The merges of all documents of a group; the order of what is given makes no difference."""
    told = sorted(documents, key=lambda one: one.node)
    return tuple(_of_number(group[1], told) if group[0] == _NUMBER else named_merges(group, told))


def each_once(merges: Iterable[tuple[Group, Merge]]) -> tuple[Merge, ...]:
    """The merges of all groups, by their nodes: where a number and a name join the same, it is the number."""
    found: dict[tuple[str, ...], Merge] = {}
    for group, merge in merges:
        if group[0] == _NUMBER or merge.nodes not in found:
            found[merge.nodes] = merge
    return tuple(found[nodes] for nodes in sorted(found))


def number_key(number: str) -> str:
    """A number without what reports write now so, now so: case, blanks, dash or stroke, zeros in front."""
    return _ZEROS.sub("", fold("".join(number.split())).replace("-", "/"))


def contradict(one: ToldDocument, other: ToldDocument) -> bool:
    """Whether something is told of the two that cannot be of one document."""
    return (
        (bool(one.kind and other.kind) and one.kind != other.kind)
        or _seats_differ(one, other)
        or (one.year is not None and other.year is not None and one.year != other.year)
        or (bool(one.days and other.days) and one.days.isdisjoint(other.days))
        or differ(one.titles, other.titles)
        or _is_too_young(one, other)
        or _is_too_young(other, one)
    )


def evidence(*nodes: ToldDocument) -> tuple[str, ...]:
    """Some sentences of each: of a node that many reports name those of the districts of the others first."""
    near = {one.district for node in nodes if not node.whole for one in node.cited}

    def order(one: Cited) -> tuple[bool, str]:
        return one.district not in near, one.claim

    claims = []
    for node in nodes:
        once = {one.report: one for one in sorted(node.cited, key=order, reverse=True)}
        claims += [one.claim for one in sorted(once.values(), key=order)[:_SENTENCES]]
    return tuple(claims)


def _of_number(key: str, told: Sequence[ToldDocument]) -> Iterator[Merge]:
    own = [one for one in told if not one.whole]
    reached = _by_reach(told)
    joined = {}
    for one in own:
        merge = _into_whole(key, one, [other for reach in _reaches(one) for other in reached.get(reach, ())])
        if merge is not None:
            joined[one.node] = merge
    yield from joined.values()
    near: dict[tuple[str, str], list[ToldDocument]] = defaultdict(list)
    for one in own:
        near[one.first.district, one.kind].append(one)
    for group in near.values():
        yield from _on_a_day(group)
        yield from _without_a_day(key, [one for one in group if one.node not in joined])


def _into_whole(key: str, one: ToldDocument, others: Iterable[ToldDocument]) -> Merge | None:
    """The one whole document that others cite and that this node can be."""
    fitting = [other for other in others if other.reports - one.reports and not contradict(one, other)]
    rule = _rule(key, one, fitting[0]) if len(fitting) == 1 else ""
    if not rule:
        return None
    whole = fitting[0]
    return Merge("document", _nodes(one, whole), whole.node, rule, evidence(one, whole))


def _rule(key: str, one: ToldDocument, whole: ToldDocument) -> str:
    if one.days & whole.days:
        return "number-and-day"
    titled = agree(one.titles, whole.titles)
    if _YEAR.match(key):
        meant = one.seat == whole.seat or whole.seat in one.inferred
        others = {cited.district for cited in whole.cited if cited.report not in one.reports}
        near = whole.level == "national" or one.first.district in others
        if titled or (meant and near):
            return "number-of-year"
        return "number-of-year-elsewhere" if meant else ""
    recent = whole.year is not None and whole.year >= one.latest.year - 1
    return "number-alone" if titled or recent or not _is_yearly(key) else ""


def _on_a_day(group: Sequence[ToldDocument]) -> Iterator[Merge]:
    """Nodes of a district with one number, kind and day."""
    days: dict[date, list[ToldDocument]] = defaultdict(list)
    for one in group:
        if len(one.days) == 1:
            days[min(one.days)].append(one)
    for same in days.values():
        if _can_be_one(same):
            yield _merge(same, "number-and-day")


def _without_a_day(key: str, group: Sequence[ToldDocument]) -> Iterator[Merge]:
    """Nodes of a district with one number and kind, of which some tell no day: at most one day among them."""
    dated = {day for one in group for day in one.days}
    undated = [one for one in group if not one.days]
    first = [one for one in group if one.days][:1]
    same = [*first, *undated]
    if not undated or len(dated) > 1 or not _can_be_one(same):
        return
    pairs = list(combinations(same, 2))
    titled = all(agree(one.titles, other.titles) for one, other in pairs)
    if _YEAR.match(key) and titled:
        yield _merge(same, "number-of-year")
    elif titled or _YEAR.match(key) or not _is_yearly(key) or len({one.latest.year for one in same}) == 1:
        yield _merge(same, "number-alone")


def _merge(same: Sequence[ToldDocument], rule: str) -> Merge:
    nodes = _nodes(*same)
    return Merge("document", nodes, nodes[0], rule, evidence(*same))


def _can_be_one(same: Sequence[ToldDocument]) -> bool:
    """Whether each is of another report, of a known kind, and no two contradict."""
    reports = [report for one in same for report in one.reports]
    return (
        len(same) > 1
        and len(reports) == len(set(reports))
        and all(one.kind for one in same)
        and not any(contradict(one, other) for one, other in combinations(same, 2))
    )


def _nodes(*told: ToldDocument) -> tuple[str, ...]:
    return tuple(sorted(one.node for one in told))


def _by_reach(told: Iterable[ToldDocument]) -> dict[_Reach, list[ToldDocument]]:
    """The whole documents by the level and the unit of the body that issued them."""
    found: dict[_Reach, list[ToldDocument]] = defaultdict(list)
    for one in told:
        if one.whole and one.level:
            found[one.level, "" if one.level == "national" else one.unit].append(one)
    return found


def _reaches(one: ToldDocument) -> tuple[_Reach, ...]:
    """Whose documents a report of this district cites: the state's, its province's and its own."""
    return (("national", ""), ("province", one.first.province), ("district", one.first.district))


def _seats_differ(one: ToldDocument, other: ToldDocument) -> bool:
    """Whose they are is told, or at least inferred, and it is not the same body."""
    seats = [frozenset([told.seat]) if told.seat else told.inferred for told in (one, other)]
    return all(seats) and seats[0].isdisjoint(seats[1])


def _is_too_young(one: ToldDocument, other: ToldDocument) -> bool:
    """Whether the one was issued after a report was written that names the other, its own node."""
    if other.whole:
        return False
    by = other.latest + _SLACK
    return any(day > by for day in one.days) or (one.year is not None and one.year > by.year)


def _is_yearly(key: str) -> bool:
    """Whether the body begins its numbers anew each year; of a number without a body nobody knows."""
    return not _BARE.fullmatch(key) and key.rpartition("/")[2] in _yearly()


@cache
def _yearly() -> frozenset[str]:
    ends = load_table("merge_rules")["yearly"]
    assert isinstance(ends, list)
    return frozenset(map(fold, ends))
