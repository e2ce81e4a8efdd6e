"""What is said of an OCOP product's standing, and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.text import even_tones
from ontology.phrases import load_table, load_words

RECOGNISED = "recognised"
ASSESSED = "assessed"
PLANNED = "planned"
REJECTED = "rejected"
EXPIRED = "expired"
WITHDRAWN = "withdrawn"
_ENDED = (REJECTED, EXPIRED, WITHDRAWN)

_LIST = "ocop_status"
_GAP = r"[^.;]{0,40}?"
_YEAR = re.compile(
    r"(?<!\w)năm\s+(20\d\d)(?!\s*[-–]|\d)|(?<=ngày )\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(20\d\d)"
)
_LONG_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(20\d\d)")
_PIECE = re.compile(r"[,;](?!\d)")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class _Rule:
    status: str
    words: re.Pattern[str]
    not_with: re.Pattern[str] | None
    weak: bool


def read_status(own: str, *leads: str, around: str) -> str:
    """A product's standing: what its own words say, then what opens its list, then its sentence.

    Its points and its file decide only where nothing over it does; what nothing is told of is recognised.
    """
    rules = [_told(clause) for clause in (own, *leads)]
    strong = (rule for rule in rules if rule and not rule.weak)
    decided = next(strong, None) or next(filter(None, rules), None) or _told(around)
    return decided.status if decided else RECOGNISED


def told_status(clause: str) -> str | None:
    """The standing that a clause tells: ``đề nghị xếp hạng 4 sao`` is an assessment, no recognition."""
    rule = _told(clause)
    return rule.status if rule else None


def read_year(*clauses: str, current: int) -> int | None:
    """The year that the nearest clause tells; ``current`` where it says "năm nay" or "công nhận mới"."""
    for clause in clauses:
        words = even_tones(_renewed(clause) or clause)
        found = _LONG_DATE.search(words) or _YEAR.search(words)
        if found:
            return int(next(filter(None, found.groups())))
        if _current().search(words):
            return current
    return None


def bare_year(text: str) -> int | None:
    """The year in a cell: ``2023`` or ``1310/QĐ-UBND ngày 02/10/2024``."""
    found = _YEAR.search(text) or _BARE_YEAR.fullmatch(text.strip())
    return int(next(filter(None, found.groups()))) if found else None


@lru_cache(maxsize=1024)
def _told(clause: str) -> _Rule | None:
    return _first_rule(_renewed(clause) or clause)


def _renewed(clause: str) -> str:
    """What tells of a recognition after a year in which the standing ended; ``""`` if nothing does.

    ``hết hạn năm 2022, đã được công nhận lại năm 2023``: the words from the comma on.
    """
    ended, pieces = 0, _PIECE.split(clause)
    for index, piece in enumerate(pieces):
        found, rule = _YEAR.search(even_tones(piece)), _first_rule(piece)
        year = int(next(filter(None, found.groups()))) if found else 0
        if ended and year >= ended and rule and not rule.weak and rule.status == RECOGNISED:
            return ",".join(pieces[index:])
        ended = year if year and rule and rule.status in _ENDED else ended
    return ""


def _first_rule(clause: str) -> _Rule | None:
    words = _masked().sub(" ", even_tones(clause))
    fits = (rule for rule in _rules() if rule.words.search(words))
    return next((rule for rule in fits if not (rule.not_with and rule.not_with.search(words))), None)


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = load_table(_LIST)["rule"]
    return tuple(_rule(row) for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()


def _rule(row: Mapping[str, object]) -> _Rule:
    words, barred = row["words"], row.get("not_with")
    return _Rule(
        str(row["status"]),
        any_of(words if isinstance(words, list) else ()),
        any_of(barred) if isinstance(barred, list) else None,
        row.get("weak") is True,
    )


def any_of(phrases: Iterable[object]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words; ``…`` in them is a gap."""
    choice = "|".join(
        re.escape(even_tones(str(phrase))).replace(r"\ …\ ", rf"\s{_GAP}(?<!\w)").replace("…", _GAP)
        for phrase in phrases
    )
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")


@cache
def _masked() -> re.Pattern[str]:
    return any_of(load_words(_LIST)["masked"])


@cache
def _current() -> re.Pattern[str]:
    return any_of(load_words(_LIST)["this_year"])
