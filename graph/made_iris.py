"""IRIs of what no report states: what this program makes of reports, and takes away from them."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.iris import mint


def catalogue(part: str = "all") -> NamedNode:
    """The catalogue of the whole graph, or a part of it."""
    return mint("catalogue", part)


def validation_result(report_id: str, number: int) -> NamedNode:
    """A result of a validation report: what breaks a rule in a report's graph."""
    return mint("validation", report_id, str(number))


def validation_report() -> NamedNode:
    """The report of a validation, which is written anew each time."""
    return mint("validation")


def exported(digest: str) -> NamedNode:
    """A part of the graph that was taken away, by the hash of what it holds."""
    return mint("export", digest)


def told_cell(*parts: str) -> NamedNode:
    """A cell that is told more than once, by what its observations share."""
    return mint("cell", *parts)


def derived(area_code: str, parts: str) -> NamedNode:
    """A figure that no report tells, by the unit that it is of and the observations that it is made from."""
    return mint("derived", area_code, parts)


def merge(merge_id: str) -> NamedNode:
    """Nodes that are held to be one, by the id that is made of their IRIs."""
    return mint("merge", merge_id)


def merge_rule(rule: str) -> NamedNode:
    """A rule by which nodes are held to be one."""
    return mint("merge-rule", rule)


def told_apart(event: str, report_id: str) -> NamedNode:
    """What one report tells of an event (the end of its IRI) that the reports do not share."""
    return mint("event-in", report_id, event)
