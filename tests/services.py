"""A service over a few reports, with words only instead of an embedding model."""

from __future__ import annotations

from pathlib import Path

from ui.ingesting import IngestOptions, State
from ui.service import Service
from ui.settings import Settings


def service_over(folder: Path, *sources: Path, **options: str) -> Service:
    """A service whose data lie in ``folder``, with everything read that the sources hold; ``options`` are
    those of an ingest.
    """
    service = Service(Settings(data=folder / "data", cache=folder / "cache", model="hashing"))
    outcomes = service.ingest(sources, IngestOptions(jobs=1, **options), lambda stage, done, total: None)
    failed = {one.path.name: one.message for one in outcomes if one.state is not State.ADDED}
    assert failed == {}
    return service


def service_of_text(folder: Path, text: str, **options: str) -> Service:
    """A service over one report."""
    (folder / "a.txt").write_text(text, "utf-8")
    return service_over(folder, folder / "a.txt", **options)
