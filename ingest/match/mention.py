"""Contract: a recognised span of a flow, not yet linked or interpreted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Mention(Generic[Value]):
    """``text[start:end] == surface`` in the text that was matched; ``value`` is what the matcher read."""

    start: int
    end: int
    surface: str
    value: Value
