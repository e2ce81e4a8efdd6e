"""Completes short forms of citations (``Nghị quyết 08``) and corrects evident misprints of numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from ingest.issuer import same_seat
from ingest.match.citation_parts import Issuer
from ingest.match.citations import Citation
from ingest.text import fold
from ontology.phrases import load_table

_HEAD = re.compile(r"0*(\d+[a-z]?)")


class Antecedents:
    """The full citations of one report, to which short ones may point."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        self._full: dict[tuple[str, str], dict[str, list[Citation]]] = defaultdict(dict)
        for citation in citations:
            number = citation.shared or (citation.number if citation.full else None)
            if number:
                self._full[_key(citation)].setdefault(fold(number), []).append(citation)

    def knows(self, short: Citation) -> bool:
        """Whether the report cites any document of this kind and number in full."""
        return _key(short) in self._full

    def resolve(self, short: Citation) -> str | None:
        """The one full number of the same kind and number that the report holds, if there is just one.

        Where several stand, the year and the issuer that the short form names decide.
        """
        fitting = [
            group[0].shared or group[0].number
            for group in self._full.get(_key(short), {}).values()
            if any(_fits(short, full) for full in group)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def issuer(self, citation: Citation, resolved: str | None = None) -> Issuer | None:
        """The issuer that the report names for the same full number elsewhere, if it names just one."""
        same = self._same(citation, resolved)
        named = {(i.concept.id, i.unit, i.name): i for full in same if (i := full.issuer)}
        return next(iter(named.values())) if len(named) == 1 else None

    def year(self, citation: Citation, resolved: str | None = None) -> int | None:
        """The year that the report gives for the same full number elsewhere, if it gives just one."""
        years = {full.year for full in self._same(citation, resolved) if full.year}
        return years.pop() if len(years) == 1 else None

    def _same(self, citation: Citation, resolved: str | None) -> list[Citation]:
        return self._full.get(_key(citation), {}).get(fold(resolved or citation.number or ""), [])


def corrected(number: str) -> str | None:
    """What a misprint must be: ``15/2021/NQ-UBND`` -> ``15/2021/NQ-HĐND``; ``None`` if all is well."""
    for pattern, replacement in _corrections():
        if pattern.match(number):
            return pattern.sub(replacement, number)
    return None


def _key(citation: Citation) -> tuple[str, str]:
    head = _HEAD.match(fold(citation.number or ""))
    return citation.kind.id, head[1] if head else ""


def _fits(short: Citation, full: Citation) -> bool:
    if short.year and full.year and short.year != full.year:
        return False
    if short.issuer is None:
        return True
    if full.issuer is not None:
        same_unit = not (short.issuer.unit and full.issuer.unit) or short.issuer.unit == full.issuer.unit
        return same_seat(short.issuer.concept, full.issuer.concept) and same_unit
    return full.body is None or same_seat(short.issuer.concept, full.body)


@cache
def _corrections() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_table("number_corrections").get("correction", [])
    return (
        tuple((re.compile(row["pattern"]), row["replacement"]) for row in rows)
        if isinstance(rows, list)
        else ()
    )
