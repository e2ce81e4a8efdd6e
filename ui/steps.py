"""The steps of a publication, in order: after each of them a reader finds one whole state."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """What was just done. Up to ``GENERATION_PLACED`` the old state is in force, then the new."""

    LOCKED = "locked"
    REPORT_WRITTEN = "report-written"
    REPORT_PLACED = "report-placed"
    STORE_COPIED = "store-copied"
    STORE_WRITTEN = "store-written"
    STORE_TIDIED = "store-tidied"
    INDEX_WRITTEN = "index-written"
    FILES_MARKED = "files-marked"
    MANIFEST_WRITTEN = "manifest-written"
    GENERATION_PLACED = "generation-placed"
    PUBLISHED = "published"
    SWEPT = "swept"
