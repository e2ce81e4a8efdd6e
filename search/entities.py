"""Which facts a question asks for, and the passages that hold them: the graph's word in ranking."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from math import log

from ingest.fact import Measure
from search.catalogue import Condition
from search.passage_facts import FigureName
from search.question import Question

_HALF = 0.5  # what a plan or a risk is worth where a result or an event is asked for
_COMMON, _LEAST = 0.05, 20  # what more than this share of the passages tells of (and so many) tells nothing


def entities_asked(question: Question) -> Mapping[str, float]:
    """The keys that the slots of a question stand for, with what each is worth."""
    slots = question.slots
    planned = 1.0 if Measure.PLAN in slots.measures else _HALF
    asked = {f"indicator/{concept.id}": 1.0 for concept in slots.indicators}
    asked |= {f"plan/{concept.id}": planned for concept in slots.indicators}
    special = [event for event in slots.events if event.extra.get("generic") != "true"]
    asked |= {f"event/{event.id}": 1.0 for event in special}
    asked |= {f"risk/{event.id}": _HALF for event in special}
    asked |= {f"programme/{concept.id}": 1.0 for concept in (*slots.programmes, *slots.parts)}
    asked |= {f"document/{document.number.casefold()}": 1.0 for document in slots.documents}
    asked |= {f"place/{area.code}": 1.0 for area in slots.communes if area.code}
    return asked


def figure_names(connection: sqlite3.Connection, ids: Sequence[int]) -> Mapping[int, list[FigureName]]:
    """The names of the figures of each passage that has any."""
    marks = ", ".join("?" * len(ids))
    query = f"SELECT passage, name, concept, planned FROM figure WHERE passage IN ({marks})"
    found: dict[int, list[FigureName]] = defaultdict(list)
    for id_, name, concept, planned in connection.execute(query, tuple(ids)):
        found[id_].append(FigureName(name, concept, bool(planned)))
    return found


def rank_by_entities(
    connection: sqlite3.Connection,
    asked: Mapping[str, float],
    limit: int,
    only: Condition,
    order: Sequence[int],
    total: int,
) -> list[int]:
    """The passages whose facts bear the most and the rarest of the keys; of equals the first in ``order``.

    ``total`` is how many passages there are. Of a result and a plan of the same thing one counts.
    """
    best: dict[int, dict[str, float]] = defaultdict(dict)
    for key, worth in asked.items():
        count = _count(connection, key)
        if count > max(_LEAST, _COMMON * total):
            continue
        _, _, thing = key.partition("/")
        for id_ in _bearers(connection, key, only):
            best[id_][thing] = max(best[id_].get(thing, 0.0), worth * log(1 + total / count))
    places = {id_: place for place, id_ in enumerate(order)}
    return nsmallest(limit, best, lambda id_: (-sum(best[id_].values()), places.get(id_, len(places)), id_))


def _count(connection: sqlite3.Connection, key: str) -> int:
    return int(connection.execute("SELECT count(*) FROM entity WHERE key = ?", (key,)).fetchone()[0])


def _bearers(connection: sqlite3.Connection, key: str, only: Condition) -> list[int]:
    if only.clause == "1":
        found = connection.execute("SELECT passage FROM entity WHERE key = ?", (key,))
    else:
        query = f"SELECT id FROM passage JOIN entity ON entity.passage = id WHERE key = ? AND {only.clause}"
        found = connection.execute(query, (key, *only.values))
    return [row[0] for row in found]
