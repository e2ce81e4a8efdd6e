"""The programmes that a question names, also by the number of the decision that set one up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.match.mention import Mention
from ingest.match.programmes import match_programmes
from ingest.text import fold
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_table
from ontology.values import Concept

_GOES_ON = r"(?:\s*/\s*(?:qd|nq)\s*-\s*(?:ttg|cp))?(?![\w/]|[.,]\d)"


def programmes_asked(text: str) -> Iterator[Mention[Concept]]:
    """Those named as reports name them, then those meant by "theo quyết định 1719"."""
    named = match_programmes(text)
    yield from named
    for pattern, programme in _numbers():
        for match in pattern.finditer(fold(text)):
            if not any(one.start < match.end() and match.start() < one.end for one in named):
                yield Mention(match.start(), match.end(), text[match.start() : match.end()], programme)


@cache
def _numbers() -> tuple[tuple[re.Pattern[str], Concept], ...]:
    """For each known document of a programme its kind with the number alone, over folded text."""
    rows = load_table("known_documents").get("document", [])
    return tuple(
        (_pattern(row["kind"], row["number"]), concepts_by_id("programmes")[row["programme"]])
        for row in (rows if isinstance(rows, list) else ())
        if "programme" in row
    )


def _pattern(kind: str, number: str) -> re.Pattern[str]:
    concept = concepts_by_id("document_types")[kind]
    words = sorted({fold(label) for label in (*concept.labels, *concept.labels_en, concept.extra["abbr"])})
    kinds = "|".join(re.escape(word) for label in words for word in label.split(","))
    head = re.escape(fold(number.partition("/")[0]))
    return re.compile(rf"(?<!\w)(?:{kinds})\s+(?:so\s+|no\.?\s*)?{head}{_GOES_ON}")
