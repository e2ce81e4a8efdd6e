"""JSON that bears a seal of its own content, so that damage is seen when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

SEAL = "sha256"


def sealed(row: Mapping[str, Any], indent: int | None = 1) -> bytes:
    """The content as it is written, with its seal; without ``indent`` in one line, four times as fast."""
    return json.dumps({**row, SEAL: digest(row)}, ensure_ascii=False, indent=indent).encode()


def digest(row: Mapping[str, Any]) -> str:
    """The seal of a content."""
    return sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
