"""How crop seasons are written (``lúa đông xuân 2023-2024``, ``vụ mùa``), from ``codes/seasons.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from ingest.text import fold
from ontology import periods
from ontology.lexicon import load_concepts
from ontology.values import Concept, Period

Builder = Callable[[re.Match[str], Period | None], Period | None]

_YEARS = r"(?P<a>20\d\d)(?:\s*[-–/]\s*(?P<b>20\d\d|\d\d(?!\d)))?(?!\d)"
_AFTER = rf"(?:\s*,?\s*(?:nam\s+)?{_YEARS}|\s+(?P<before>nam\s+(?:truoc|ngoai)))?"
# One syllable is a season only after "vụ" or a crop of the fields: "xuân" is a name, "mùa" folds to "mưa".
_CROPS = "lua|ngo|lac|do tuong|dau tuong|khoai lang"
CROPS = re.compile(rf"(?<![^\W_])(?:{_CROPS}|rice|maize)(?![^\W_])")
"""The crops, in folded text, that a season may be named with ("lúa mùa", "spring rice")."""
_BEFORE_SHORT = dict.fromkeys(("mua", "chiem", "xuan"), rf"(?:vu|{_CROPS})\s+")


SeasonRule = tuple[re.Pattern[str], Builder, tuple[str, ...]]


def season_rules() -> Iterator[SeasonRule]:
    """For every season but the school year a pattern over folded text, a builder, and words of the pattern.

    A text in which none of the words occurs cannot match.
    """
    for row in load_concepts("seasons"):
        if row.id != "school-year":
            yield from _rules(row)


def _rules(row: Concept) -> Iterator[SeasonRule]:
    names = [re.escape(fold(label)).replace(r"\ ", r"\s*") for label in row.labels]
    long = [name for name, label in zip(names, row.labels, strict=True) if " " in label]
    short = [name for name in names if name not in long]
    build = _builder(row.id)
    if long:
        yield (
            re.compile(rf"(?<![^\W_])(?:vu\s+)?(?:{'|'.join(long)})(?!\w){_AFTER}"),
            build,
            _first_words(long),
        )
    for name in short:
        before = _BEFORE_SHORT.get(name, r"vu\s+")
        yield re.compile(rf"(?<![^\W_]){before}{name}(?!\w{_longer(name)}){_AFTER}"), build, (name,)
    yield from _english(row, build)


def _first_words(names: list[str]) -> tuple[str, ...]:
    """The letters that each pattern of a name begins with."""
    return tuple(re.split(r"\W", name)[0] for name in names)


@cache
def _longer(name: str) -> str:
    """What makes another season of a short name: "lúa chiêm xuân" is not "lúa chiêm"."""
    labels = (fold(label) for row in load_concepts("seasons") for label in row.labels)
    rests = {label.split()[-1] for label in labels if label.startswith((f"{name} ", f"{name}-"))}
    return "".join(rf"|\s*[-–]?\s*{rest}(?!\w)" for rest in sorted(rests))


def _english(row: Concept, build: Builder) -> Iterator[SeasonRule]:
    labels = [re.escape(fold(label)) for label in row.labels_en]
    names, cues = "|".join(labels), _first_words(labels)
    crop = r"\s+(?:crop|rice|season|maize|harvest)"
    yield re.compile(rf"(?<![^\W_])(?:{names})(?:{crop})?\s+(?:of\s+)?{_YEARS}"), build, cues
    yield re.compile(rf"(?<![^\W_]){_YEARS}\s+(?:{names})(?:{crop})?(?!\w)"), build, cues
    yield re.compile(rf"(?<![^\W_])(?:{names}){crop}(?!\w)"), build, cues


def _builder(name: str) -> Builder:
    def build(match: re.Match[str], reference: Period | None) -> Period | None:
        stated = match.groupdict()
        if stated.get("a"):
            first = int(stated["a"])
            return periods.season(name, first, _last(first, stated.get("b")))
        if reference is None:
            return None
        return periods.season(name, periods.year_of(reference) - bool(stated.get("before")))

    return build


def _last(first: int, text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else first - first % 100 + int(text)
