"""Which of the offered media types a client prefers: https://www.rfc-editor.org/rfc/rfc9110#name-accept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type that the header ranks highest, the first of equals; ``None`` if it takes none.

    An empty header takes anything. What cannot be read in it is passed over.
    """
    ranges = list(_ranges(accept))
    if not ranges:
        return offered[0] if offered and not accept.strip() else None
    ranked = [(quality, -at, name) for at, name in enumerate(offered) if (quality := _quality(name, ranges))]
    return max(ranked)[2] if ranked else None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name == "*":
            name = "*/*"  # what Java's own client sends
        if "/" in name:
            yield name, _weight(parameters)


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """That of the most exact range that takes the type in."""
    for form in (name, f"{name.partition('/')[0]}/*", "*/*"):
        found = [quality for given, quality in ranges if given == form]
        if found:
            return max(found)
    return 0.0
