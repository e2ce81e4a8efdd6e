"""Reads the code lists in ``codes/`` into frozen concepts, and refuses a list that breaks the rules."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ontology.errors import BadLexicon
from ontology.values import Concept

_KNOWN = {"id", "vi", "en", "alt", "alt_en", "written", "hidden", "broader", "note"}


@cache
def load_concepts(name: str) -> tuple[Concept, ...]:
    """The rows of ``codes/<name>.toml``, in file order; of a folder ``codes/<name>``, file by file.

    A file is a list of ``[[concept]]`` tables with ``id``, ``vi``, ``en`` and optionally ``alt``,
    ``alt_en``, ``written``, ``hidden`` (lists), ``broader``, ``note`` and columns of its own (kept in
    ``extra``).
    Raises ``BadLexicon`` for a doubled id, a missing label or text that is not NFC.
    """
    rows = load_table(name).get("concept", [])
    assert isinstance(rows, list)
    concepts = tuple(_concept(name, row) for row in rows)
    _refuse_doubled_ids(name, concepts)
    return concepts


@cache
def load_table(name: str) -> Mapping[str, object]:
    """All of ``codes/<name>.toml`` as read, or the files of the folder ``codes/<name>`` put together.

    Lists of one key follow each other in the order of the file names; tables of one key become one table.
    Raises ``BadLexicon`` for text that is not NFC.
    """
    codes = files("ontology").joinpath("codes")
    folder = codes.joinpath(name)
    if not folder.is_dir():
        return _read(codes.joinpath(f"{name}.toml"))
    whole: dict[str, object] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for key, value in _read(file).items():
            known = whole.get(key)
            if isinstance(known, list) and isinstance(value, list):
                whole[key] = [*known, *value]
            elif isinstance(known, dict) and isinstance(value, dict):
                whole[key] = known | value
            else:
                whole[key] = value
    return whole


@cache
def concepts_by_id(name: str) -> dict[str, Concept]:
    """The same rows by their id."""
    return {concept.id: concept for concept in load_concepts(name)}


def find_concept(name: str, concept_id: str) -> Concept | None:
    """The row of that id, or ``None`` for an id that the list lacks."""
    return concepts_by_id(name).get(concept_id)


def _read(file: Traversable) -> dict[str, object]:
    text = file.read_text("utf-8")
    if text != unicodedata.normalize("NFC", text):
        raise BadLexicon(f"codes/{file.name} is not in NFC.", "Save it in Unicode NFC.")
    return tomllib.loads(text)


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
        written=_strings(row.get("written")),
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
