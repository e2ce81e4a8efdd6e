"""How long an ingest still takes, told by what it took so far, counted in bytes of files."""

from __future__ import annotations

from typing import NamedTuple

LEFT = "left"
"""The stage under which it is told: seconds that are left, and 1 where they are known, 0 for "at least"."""


class Left(NamedTuple):
    """Seconds that are left: about, or ``at_least`` while nothing was published yet, which takes time too."""

    seconds: float
    at_least: bool


class Pace:
    """What was done of so many bytes, and when. Times are seconds since the beginning."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._read = 0
        self._published = 0
        self._published_at = 0.0

    def read(self, size: int) -> None:
        """A file of so many bytes was read, or refused."""
        self._read += size

    def publish(self, now: float) -> None:
        """Whatever was read is published."""
        self._published, self._published_at = self._read, now

    def left(self, now: float) -> Left | None:
        """What is left; nothing can be told before a file was read.

        The pace of all that was published holds for the rest, whatever it was spent on. Between publications
        it counts down, but never below what reading alone still takes at its pace.
        """
        if not self._read:
            return None
        reading = now / self._read * (self._total - self._read)
        if not self._published:
            return Left(reading, at_least=True)
        whole = self._published_at / self._published * self._total
        return Left(max(whole - now, reading), at_least=False)


def left_words(left: Left) -> str:
    """The same for the command line: ``about 4 min left``."""
    about = "at least" if left.at_least else "about"
    if left.seconds < 60:
        return f"{about} {left.seconds:.0f} s left"
    minutes = -(-int(left.seconds) // 60)
    hours = f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
    return f"{about} {hours} left"
