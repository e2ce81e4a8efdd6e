"""Names the issuer of a cited document in full: what the text says, completed by the report's own place."""

from __future__ import annotations

import re
from functools import cache

from ingest.fact import ReportIdentity
from ingest.match.citation_parts import Issuer, last_issuer
from ingest.match.citations import Citation
from ingest.text import lower
from ontology.phrases import load_words
from ontology.values import Area, Concept

_CLAUSE_START = re.compile(r"[;:.]\s[^;:.]*$")
_REACH = 140
_PASSIVE = re.compile(r"\s+(?:kèm|tại)(?!\w)")
_BY_PROVINCE = re.compile(r"(?<!\w)(?:UBND|được|của|do)\s+tỉnh\s+(?:đã\s+)?$", re.IGNORECASE)
_OFFICE = re.compile(r"^.*[/-]")


def full_name(issuer: Issuer, identity: ReportIdentity) -> str:
    """``HĐND huyện`` in a report of Phong Thổ -> ``HĐND huyện Phong Thổ``."""
    name, level = issuer.concept.vi, issuer.concept.extra.get("level")
    if level == "province":
        return f"{name} {issuer.name or identity.province.name}".strip()
    if level == "district":
        return f"{name} {issuer.name or identity.district.name}".strip()
    if level == "own":
        return " ".join(filter(None, (name, issuer.unit, issuer.name or _own_name(issuer.unit, identity))))
    return f"{name} {issuer.name}".strip()


def issuer_of_number(body: Concept | None, identity: ReportIdentity) -> str | None:
    """The issuer that a number's suffix tells alone; ``None`` for councils and committees of any level."""
    if body is None or body.extra.get("level") in ("own", "commune"):
        return None
    return full_name(Issuer(body), identity)


def inferred_issuer(
    kind: str, number: str, year: int | None, body: Concept, identity: ReportIdentity
) -> str | None:
    """Who issues a document that names council or committee alone.

    A year in the number marks a legal normative act, which reports cite of their province. A decision may be
    of either level; all else is the reporter's own, but a letter whose code is an office of the province.
    """
    if body.extra.get("seat") not in ("HĐND", "UBND"):
        return None
    if year is not None or _OFFICE.sub("", number) in _provincial_offices():
        return _of_unit(body, identity.province)
    return None if kind == "decision" else _of_unit(body, identity.district)


def _of_unit(body: Concept, area: Area) -> str:
    return f"{body.vi} {area.kind} {area.name}"


@cache
def _provincial_offices() -> frozenset[str]:
    return frozenset(load_words("citation_words")["provincial_offices"])


def issuer_before(text: str, start: int, citation: Citation, identity: ReportIdentity) -> Issuer | None:
    """Who issues the document in the same clause: ``UBND huyện đã ban hành Kế hoạch số …``.

    Only where the body fits the number's suffix. ``ban hành`` without a subject is the reporter's own
    deed: then the report's issuer counts, if its body fits. What was approved or granted must have a subject.
    """
    if citation.body is None or "seat" not in citation.body.extra:
        return None
    window = text[max(0, start - _REACH) : start]
    cut = _CLAUSE_START.search(window)
    clause = window[cut.start() + 1 :] if cut else window
    words = load_words("citation_words")
    at, verb = max(
        (lower(clause).rfind(verb), verb) for verb in (*words["issuing_verbs"], *words["granting_verbs"])
    )
    if at < 0:
        return None
    own = verb in words["issuing_verbs"] and not _PASSIVE.match(clause, at + len(verb))
    if _BY_PROVINCE.search(clause, 0, at) and citation.body.extra.get("level") == "own":
        return Issuer(citation.body, _unit_of(identity))
    named = last_issuer(clause[:at]) or (last_issuer(identity.issuer) if own else None)
    fits = named is not None and same_seat(named.concept, citation.body)
    return named if fits and not (named and _is_bare(named)) else None


def _unit_of(identity: ReportIdentity) -> str:
    return identity.province.kind or "tỉnh"


def _is_bare(issuer: Issuer) -> bool:
    """``UBND`` alone, without its unit, names no one."""
    return issuer.concept.extra.get("level") == "own" and not issuer.unit


def same_seat(one: Concept, other: Concept) -> bool:
    """Whether two bodies sign under one suffix: the Politburo and the Secretariat both write ``/TW``."""
    return one.id == other.id or ("seat" in one.extra and one.extra["seat"] == other.extra.get("seat"))


def _own_name(unit: str, identity: ReportIdentity) -> str:
    if unit == "tỉnh" or (unit == "thành phố" and identity.district.kind != "thành phố"):
        return identity.province.name
    return identity.district.name if unit in ("huyện", "thị xã", "quận", "thành phố") else ""
