"""A service over a few reports, with words only instead of an embedding model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from filelock import FileLock

from search.answer import Answer
from search.follow.turns import Turn
from ui.ingesting import IngestOptions, State
from ui.service import Service
from ui.settings import Settings


class AskedOnce(Service):
    """Remembers its answers: many tests look at the same answer, each at something else."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._answers: dict[tuple[int, str], Answer] = {}

    def ask(
        self, question: str, overrides: Mapping[str, str] | None = None, earlier: Sequence[Turn] = ()
    ) -> Answer:
        """As the service answers; a question alone only once for each generation."""
        if overrides or earlier:
            return super().ask(question, overrides, earlier)
        key = (self.workspace.current().generation, question)
        if key not in self._answers:
            self._answers[key] = super().ask(question)
        return self._answers[key]


def service_in(folder: Path) -> Service:
    """A service whose data lie in ``folder``, or will."""
    return AskedOnce(Settings(data=folder / "data", cache=folder / "cache", model="hashing"))


def read_once(shared: Path, *sources: Path) -> Path:
    """``shared``, with the data of a service over the sources; of several processes the first makes it."""
    with FileLock(shared.with_suffix(".lock")):
        if not shared.exists():
            service_over(shared.with_suffix(".partial"), *sources)
            shared.with_suffix(".partial").rename(shared)
    return shared


def service_over(folder: Path, *sources: Path, **options: str) -> Service:
    """A service whose data lie in ``folder``, with everything read that the sources hold; ``options`` are
    those of an ingest.
    """
    service = service_in(folder)
    outcomes = service.ingest(sources, IngestOptions(jobs=1, **options), lambda stage, done, total: None)
    failed = {one.path.name: one.message for one in outcomes if one.state is not State.ADDED}
    assert failed == {}
    return service


def service_of_text(folder: Path, text: str, **options: str) -> Service:
    """A service over one report."""
    (folder / "a.txt").write_text(text, "utf-8")
    return service_over(folder, folder / "a.txt", **options)


def service_of_texts(folder: Path, **texts: str) -> Service:
    """A service over several reports, by the names of their files."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return service_over(folder, *(folder / f"{name}.txt" for name in texts))
