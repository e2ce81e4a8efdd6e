"""How long a writer waits for another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from filelock import FileLock, Timeout


def _say_nothing(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Patience:
    """``seconds`` that a writer waits; before it does, it says so by ``tell``."""

    seconds: float = 0.0
    tell: Callable[[str], None] = _say_nothing

    def acquire(self, lock: FileLock, holder: Callable[[], str]) -> None:
        """Takes the lock, waiting if need be for who holds it. Raises ``filelock.Timeout``."""
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not self.seconds:
                raise
            self.tell(f"Waiting up to {self.seconds:g} seconds for another process: {holder()}.")
            lock.acquire(timeout=self.seconds)
