"""One frozen bundle of settings, from flags first and the environment second."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ui.endpoint import Endpoint, read_endpoint

DEFAULT_MODEL = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which embedding model reads them.

    ``data`` is the data directory; ``cache`` holds the converted embedding model; ``model`` is
    ``default`` (the bundled one), ``hashing`` (no model: lexical quality only, for tests) or the name or
    path of any sentence-transformers model. ``endpoint`` rephrases answers where that is asked for.
    ``geojson`` is a file with the borders of districts; without one, maps are made of tiles.
    """

    data: Path
    cache: Path
    model: str = DEFAULT_MODEL
    endpoint: Endpoint | None = None
    geojson: Path | None = None


def load_settings(
    data: Path | None = None, model: str | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Settings from arguments, then ``HUYENKG_DATA``, ``_MODEL``, ``_CACHE``, ``_GEOJSON``, ``_LLM_…``."""
    env = os.environ if environment is None else environment
    cache = env.get("HUYENKG_CACHE") or str(Path(env.get("XDG_CACHE_HOME") or "~/.cache") / "huyenkg")
    return Settings(
        data=data or Path(env.get("HUYENKG_DATA") or "huyenkg-data"),
        cache=Path(cache).expanduser(),
        model=model or env.get("HUYENKG_MODEL") or DEFAULT_MODEL,
        endpoint=read_endpoint(env),
        geojson=Path(env["HUYENKG_GEOJSON"]).expanduser() if env.get("HUYENKG_GEOJSON") else None,
    )
