"""What an answer says of documents and programmes that it shows once though several nodes stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph import iris
from graph.merging.merge import Judged
from graph.merging.shown import Shown, shown
from graph.overviews import links_of
from graph.queries import find_documents
from graph.rows import LinkRow
from search.draft import Asked, Row
from search.language import Language
from search.phrase import say


def merges_of(asked: Asked, nodes: Iterable[str]) -> tuple[Judged, ...]:
    """The merges by which these nodes are shown as one with others."""
    whole = shown(asked.store)
    tops = dict.fromkeys(map(whole.node, nodes))
    return tuple(one for top in tops for one in whole.merged(top))


def merges_in_words(merges: Iterable[Judged], language: Language) -> Iterator[str]:
    """By what rule they are one, and how that is undone."""
    for one in merges:
        count, reason = str(len(one.merge.nodes)), one.merge.why(language.value)
        key = "merged.by_person" if one.decision else f"merged.{one.merge.kind}"
        yield say(language, key, count=count, reason=reason, id=one.merge.id)


def merge_rows(merges: Iterable[Judged]) -> tuple[Row, ...]:
    """The same for machines."""
    return tuple(
        {
            "id": one.merge.id,
            "kind": one.merge.kind,
            "nodes": list(one.merge.nodes),
            "into": one.merge.into,
            "rule": one.merge.rule,
            "reason": one.merge.why("en"),
            "reason_vi": one.merge.why("vi"),
            "state": one.state.value,
        }
        for one in merges
    )


def programme_nodes(asked: Asked, programmes: Iterable[str]) -> list[str]:
    """These programmes (ids) and what is merged with them, by IRI."""
    whole = shown(asked.store)
    return [node for one in programmes for node in whole.all_of(iris.programme(one).value)]


def links_of_merged(asked: Asked, rows: tuple[LinkRow, ...], numbers: Iterable[str]) -> tuple[LinkRow, ...]:
    """These links of documents with such a number, and those of what is merged with these documents."""
    whole: Shown = shown(asked.store)
    if not whole:
        return rows
    known = {row.node for row in find_documents(asked.store, numbers=numbers).rows}
    others = {node for one in known for node in whole.all_of(one)} - known
    if not others:
        return rows
    reports = frozenset(asked.report_ids)
    more = (row for row in links_of(asked.store, sorted(others)).rows if row.source.report in reports)
    return tuple(sorted((*rows, *more), key=lambda row: (row.source.report, row.source.start, row.claim)))
