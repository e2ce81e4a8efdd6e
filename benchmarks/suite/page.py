"""Tables of the last recorded run in ``docs/performance.md``, between marks, everything else as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from benchmarks.suite.table import markdown, table_of

_MARKED = re.compile(r"(<!-- bench (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def rendered(page: str, records: Mapping[str, Mapping[str, Any]]) -> str:
    """The page with the tables of each comparison that was recorded between its marks."""

    def between(match: re.Match[str]) -> str:
        record = records.get(match[2])
        return match[0] if record is None else f"{match[1]}\n{section(record)}\n\n{match[3]}"

    return _MARKED.sub(between, page)


def section(record: Mapping[str, Any]) -> str:
    """The tables of a comparison, and when and with what they were made."""
    tables = [markdown(table_of(table)) for table in record["tables"]]
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    return "\n\n".join([*tables, f"Run of {record['date']}, load {record['load']}; {versions}."])
