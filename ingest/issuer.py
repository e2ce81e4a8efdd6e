"""Names the issuer of a cited document in full: what the text says, completed by the report's own place."""

from __future__ import annotations

import re

from ingest.fact import ReportIdentity
from ingest.match.citation_parts import Issuer, last_issuer
from ingest.match.citations import Citation
from ingest.text import lower
from ontology.phrases import load_words
from ontology.values import Concept

_CLAUSE_START = re.compile(r"[;:.]\s[^;:.]*$")
_REACH = 140


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


def issuer_before(text: str, start: int, citation: Citation, identity: ReportIdentity) -> Issuer | None:
    """Who issues the document in the same clause: ``UBND huyện đã ban hành Kế hoạch số …``.

    Only where the body fits the number's suffix. ``ban hành`` without a subject is the reporter's own
    deed: then the report's issuer counts, if its body fits.
    """
    if citation.body is None or "seat" not in citation.body.extra:
        return None
    window = text[max(0, start - _REACH) : start]
    cut = _CLAUSE_START.search(window)
    clause = window[cut.start() + 1 :] if cut else window
    at = max(
        (lower(clause).rfind(verb) for verb in load_words("citation_words")["issuing_verbs"]), default=-1
    )
    if at < 0:
        return None
    named = last_issuer(clause[:at]) or last_issuer(identity.issuer)
    fits = named is not None and same_seat(named.concept, citation.body)
    return named if fits and not (named and _is_bare(named)) else None


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
