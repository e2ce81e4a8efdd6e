"""What of a store is kept beside it, so that nobody has to look for it in the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.merging.merge import FoundMerges
from graph.rows import ReportRow


@dataclass(frozen=True, slots=True)
class Kept:
    """What tells each, as the graph would; ``None`` where it is not kept. Asked for when it is needed."""

    reports: Callable[[], tuple[ReportRow, ...]] | None = None
    merges: Callable[[], FoundMerges] | None = None


NOTHING_KEPT = Kept()
