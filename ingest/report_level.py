"""Tells reports of communes and provinces apart: their figures are not a district's."""

from __future__ import annotations

import re

from ingest.report_parts import ReportParts
from ingest.text import fold

_REACH = 300  # a header is short; what stands further down speaks of others

_BODY = r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang uy|tinh uy)"
_COMMUNE = re.compile(rf"{_BODY}\s+(?:xa|phuong|thi tran|dac khu)\s+\w+(?:\s\w+)?")
_PROVINCE = re.compile(rf"{_BODY}\s+tinh\s+\w+(?:\s\w+)?")
_DISTRICT = re.compile(r"(?:huyen|thi xa|thanh pho|quan|thi uy|thanh uy)\s")
_LINE = 120


def other_issuer(parts: ReportParts) -> str | None:
    """The body of another level that the header names as the issuer, as written; ``None`` for districts.

    A commune's header may name its district above it, a district's its province; addressees do not count.
    """
    header = " ".join(part.text for part in parts.head if _is_header_line(part.text))[:_REACH]
    folded = fold(header)
    commune = _COMMUNE.search(folded)
    province = _PROVINCE.search(folded)
    found = commune or (province if province and not _DISTRICT.search(folded) else None)
    return header[found.start() : found.end()] if found else None


def _is_header_line(text: str) -> bool:
    return len(text) < _LINE and (text.isupper() or re.match(_BODY, fold(text)) is not None)
