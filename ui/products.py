"""View models of OCOP products: by standing, so that what is planned never looks recognised. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.overviews import OcopName
from graph.rows import Source
from ingest.text import fold
from search.language import Language
from search.wording import notation_label
from ui.messages import tell
from ui.names import area_name
from ui.render import TableRow, one_line

STANDINGS = ("recognised", "assessed", "planned", "rejected", "expired", "withdrawn")
"""What a report can say of a product; only the first is a product that bears its stars now."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What products are looked for; what is empty does not narrow."""

    words: str = ""
    district: str = ""
    stars: str = ""
    standing: str = ""


def sought(rows: Iterable[OcopName], wanted: Sought) -> tuple[OcopName, ...]:
    """The products that hold all that is wanted; words of product or maker, without diacritics."""
    words = fold(wanted.words).split()
    return tuple(
        row
        for row in rows
        if wanted.district in ("", row.district)
        and wanted.stars in ("", str(row.stars))
        and wanted.standing in ("", row.status)
        and all(word in fold(f"{row.product} {row.owner or ''}") for word in words)
    )


def standings(rows: Iterable[OcopName], language: Language) -> dict[str, str]:
    """The standings with the number of times that reports tell of one, recognised first, even at none."""
    counts = Counter(row.status for row in rows)
    return {
        name: f"{tell(language, f'ocop.{name}')} ({counts[name]})"
        for name in STANDINGS
        if counts[name] or name == STANDINGS[0]
    }


def districts_of(rows: Iterable[OcopName], language: Language) -> dict[str, str]:
    """The districts whose reports tell of products, code to name, by name."""
    named = {row.district: area_name(row.district, row.district, language) for row in rows}
    return dict(sorted(named.items(), key=lambda item: fold(item[1])))


def stars_of(rows: Iterable[OcopName]) -> dict[str, str]:
    """The numbers of stars that there are, the most first."""
    return {str(stars): f"{stars} ★" for stars in sorted({r.stars for r in rows if r.stars}, reverse=True)}


def product_rows(
    rows: Iterable[OcopName], sources: Mapping[str, Source], language: Language
) -> list[TableRow]:
    """The list; with the sentences of those whose sources are given."""
    return [
        {
            "product": row.product,
            "stars": row.stars,
            "status": tell(language, f"ocop.{row.status}"),
            "owner": row.owner or "",
            "year": None if row.year is None else str(row.year),
            "district": area_name(row.district, row.district, language),
            "period": notation_label(row.period, language),
            **_told(sources.get(row.claim)),
        }
        for row in rows
    ]


def _told(source: Source | None) -> TableRow:
    if source is None:
        return {}
    return {"sentence": one_line(source.sentence), "report": source.file, "line": source.line}
