"""Two drafts as one answer: what each tells stands in it, with the rows and citations of both."""

from __future__ import annotations

from graph.query_file import united
from search.cite import without_repeats
from search.draft import Draft, Status
from search.route.quoted import in_turn


def joined(first: Draft, second: Draft, status: Status = Status.ANSWERED) -> Draft:
    """The texts one after the other, the citations in turn."""
    return Draft(
        status,
        " ".join(dict.fromkeys((first.text, second.text))),
        rows=(*first.rows, *second.rows),
        citations=tuple(without_repeats(in_turn(first.citations, second.citations))),
        sparql=united(first.sparql, second.sparql),
        names=(*first.names, *second.names),
        values=(*first.values, *second.values),
        caveats=tuple(dict.fromkeys((*first.caveats, *second.caveats))),
        figures=tuple(dict.fromkeys((*first.figures, *second.figures))),
        beside={
            name: (*first.beside.get(name, ()), *second.beside.get(name, ()))
            for name in {**first.beside, **second.beside}
        },
    )
