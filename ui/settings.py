"""One frozen bundle of settings, from flags first and the environment second."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import BadInput
from search.vector_place import BESIDE, Place, read_place
from ui.bounds import Bounds
from ui.endpoint import Endpoint, read_endpoint

DEFAULT_MODEL = "default"
_YES = ("1", "true", "yes", "on")


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be uploaded at once: the size of a file and of all, in MB, and their number."""

    file_mb: int = 20
    files: int = 50
    all_mb: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which embedding model reads them.

    ``data`` is the data directory; ``cache`` holds the converted embedding model; ``model`` is
    ``default`` (the bundled one), ``hashing`` (no model: lexical quality only, for tests) or the name or
    path of any sentence-transformers model. ``endpoint`` rephrases answers where that is asked for.
    ``password`` is asked for before any page; ``user_header`` is the header of a reverse proxy that says who
    is signed in. ``read_only``: nothing is ingested, removed or rebuilt.
    ``reading`` bounds what a file may cost that is read; ``vectors`` is where those of passages lie.
    ``geojson`` is a file with the borders of districts; without one, maps are made of tiles.
    """

    data: Path
    cache: Path
    model: str = DEFAULT_MODEL
    endpoint: Endpoint | None = None
    password: str = field(default="", repr=False)
    user_header: str = ""
    read_only: bool = False
    limits: Limits = Limits()
    reading: Bounds = field(default_factory=Bounds)
    geojson: Path | None = None
    vectors: Place = BESIDE


def load_settings(
    data: Path | None = None, model: str | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Settings from arguments, ``HUYENKG_DATA``, ``_MODEL``, ``_CACHE``, ``_GEOJSON``, ``_LLM_…``,
    ``_PASSWORD``, ``_USER_HEADER``, ``_READONLY``, ``_UPLOAD_…``, ``_READ_…``, ``_VECTORS``, then defaults.

    Raises ``BadInput`` for a limit that is no number, and for vectors at no place.
    """
    env = os.environ if environment is None else environment
    cache = env.get("HUYENKG_CACHE") or str(Path(env.get("XDG_CACHE_HOME") or "~/.cache") / "huyenkg")
    usual = Limits()
    return Settings(
        data=data or Path(env.get("HUYENKG_DATA") or "huyenkg-data"),
        cache=Path(cache).expanduser(),
        model=model or env.get("HUYENKG_MODEL") or DEFAULT_MODEL,
        endpoint=read_endpoint(env),
        password=env.get("HUYENKG_PASSWORD", ""),
        user_header=env.get("HUYENKG_USER_HEADER", "").strip(),
        read_only=is_yes(env.get("HUYENKG_READONLY", "")),
        limits=Limits(
            file_mb=_whole(env, "HUYENKG_UPLOAD_MB", usual.file_mb),
            files=_whole(env, "HUYENKG_UPLOAD_FILES", usual.files),
            all_mb=_whole(env, "HUYENKG_UPLOAD_ALL_MB", usual.all_mb),
        ),
        reading=Bounds(
            seconds=_whole(env, "HUYENKG_READ_SECONDS", 15 * 60),
            memory_mb=_whole(env, "HUYENKG_READ_MEMORY_MB", 4096),
        ),
        geojson=Path(env["HUYENKG_GEOJSON"]).expanduser() if env.get("HUYENKG_GEOJSON") else None,
        vectors=read_place(env.get("HUYENKG_VECTORS", "").strip()),
    )


def is_yes(told: str) -> bool:
    """Whether a switch of the environment is on."""
    return told.strip().lower() in _YES


def _whole(env: Mapping[str, str], name: str, otherwise: int) -> int:
    told = env.get(name, "").strip()
    if told and not (told.isascii() and told.isdecimal() and int(told)):
        raise BadInput(f"{name} is {told!r}, not a whole number above 0.", f"Write it like {name}=20.")
    return int(told) if told else otherwise
