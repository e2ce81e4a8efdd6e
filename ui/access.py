"""Who may look: a password that the server asks for, or the name that a reverse proxy vouches for. Pure.

Whoever guesses is slowed down by address: each failure doubles the time in which nothing is tried, up to
five minutes. A right password gives a token for twelve hours, so that a reload or a link asks for it only
once; the server keeps only the tokens' digests, and forgets them when it ends.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from threading import Lock
from typing import TypeVar

from ui.plain_text import visible

Key = TypeVar("Key")
Value = TypeVar("Value")
LONGEST_WAIT = 300.0
HOURS = 12
_MOST_KEPT = 10_000
_FREE = 3  # failures before one has to wait: anybody mistypes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an attempt: a ``token`` for who may come in, else the seconds to wait."""

    token: str = ""
    wait: int = 0


class Doorman:
    """Keeps who failed how often, and who was let in. One for a server; safe for many threads."""

    def __init__(self, password: str) -> None:
        self._password = _digest(password)
        self._failed: dict[str, tuple[int, float]] = {}
        self._tokens: dict[bytes, float] = {}
        self._lock = Lock()

    def admit(self, address: str, given: str, now: float) -> Verdict:
        """Tries a password at a time in seconds; who has to wait is not listened to, right or wrong."""
        with self._lock:
            count, until = self._failed.get(address, (0, 0.0))
            if now < until:
                return Verdict(wait=_whole(until - now))
            if hmac.compare_digest(_digest(given), self._password):
                self._failed.pop(address, None)
                return Verdict(token=self._new_token(now))
            wait = 0.0 if count + 1 < _FREE else min(2.0 ** (count + 1 - _FREE), LONGEST_WAIT)
            self._failed.pop(address, None)
            self._failed[address] = (count + 1, now + wait)
            _forget_oldest(self._failed)
            return Verdict(wait=_whole(wait))

    def knows(self, token: str, now: float) -> bool:
        """Whether a token was given out and still holds."""
        return self._tokens.get(_digest(token), 0.0) > now

    def forget(self, token: str) -> None:
        """Signs out."""
        self._tokens.pop(_digest(token), None)

    def _new_token(self, now: float) -> str:
        token = token_urlsafe(32)
        self._tokens[_digest(token)] = now + HOURS * 3600
        _forget_oldest(self._tokens)
        return token


def vouched_name(told: str | None) -> str:
    """Who is signed in by what the proxy's header says, fit to be shown; empty where it says nothing."""
    return " ".join(visible(told or "").split())[:80]


def _digest(secret: str) -> bytes:
    """Of one length for every secret, so that a comparison tells nothing about it."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _whole(seconds: float) -> int:
    return int(-(-seconds // 1))


def _forget_oldest(kept: dict[Key, Value]) -> None:
    for old in list(kept)[: max(0, len(kept) - _MOST_KEPT)]:
        del kept[old]
