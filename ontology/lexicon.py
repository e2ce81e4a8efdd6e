"""Reads the code lists in ``codes/`` into frozen concepts, and refuses a list that breaks the rules."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from ontology.errors import BadLexicon
from ontology.values import Concept

_KNOWN = {"id", "vi", "en", "alt", "alt_en", "hidden", "broader", "note"}


@cache
def load_concepts(name: str) -> tuple[Concept, ...]:
    """The rows of ``codes/<name>.toml``, in file order.

    The file is a list of ``[[concept]]`` tables with ``id``, ``vi``, ``en`` and optionally ``alt``,
    ``alt_en``, ``hidden`` (lists), ``broader``, ``note`` and columns of its own (kept in ``extra``).
    Raises ``BadLexicon`` for a doubled id, a missing label or text that is not NFC.
    """
    text = files("ontology").joinpath("codes", f"{name}.toml").read_text("utf-8")
    if text != unicodedata.normalize("NFC", text):
        raise BadLexicon(f"codes/{name}.toml is not in NFC.", "Save it in Unicode NFC.")
    concepts = tuple(_concept(name, row) for row in tomllib.loads(text).get("concept", []))
    _refuse_doubled_ids(name, concepts)
    return concepts


@cache
def concepts_by_id(name: str) -> dict[str, Concept]:
    """The same rows by their id."""
    return {concept.id: concept for concept in load_concepts(name)}


def _concept(name: str, row: dict[str, object]) -> Concept:
    missing = [key for key in ("id", "vi", "en") if not row.get(key)]
    if missing:
        raise BadLexicon(f"codes/{name}.toml: a row lacks {', '.join(missing)}: {row}.")
    return Concept(
        id=str(row["id"]),
        vi=str(row["vi"]),
        en=str(row["en"]),
        alternatives=_strings(row.get("alt")),
        alternatives_en=_strings(row.get("alt_en")),
        hidden=_strings(row.get("hidden")),
        broader=str(row["broader"]) if row.get("broader") else None,
        note=str(row.get("note", "")),
        extra={key: str(value) for key, value in row.items() if key not in _KNOWN},
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _refuse_doubled_ids(name: str, concepts: tuple[Concept, ...]) -> None:
    seen: set[str] = set()
    for concept in concepts:
        if concept.id in seen:
            raise BadLexicon(f"codes/{name}.toml: the id {concept.id!r} stands twice.")
        seen.add(concept.id)
