"""How the HTTP interface is served, and who may reach it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

from ontology.errors import BadInput

SHORTEST_KEY = 16
"""Characters of a key: who guesses is not slowed down, so that a key must be long."""
_MAKE_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
OWN_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"


@dataclass(frozen=True, slots=True)
class Options:
    """``key`` is asked of whoever calls; without one only this machine is answered, unless ``open`` to all.

    ``origins`` are those whose pages may read answers, ``*`` for all. ``seconds`` and ``rows`` bound a
    query of the caller's, ``at_once`` the requests that are worked on at one time.
    """

    address: str = "127.0.0.1"
    port: int = 8080
    key: str = field(default="", repr=False)
    open: bool = False
    origins: tuple[str, ...] = ()
    seconds: float = 30.0
    rows: int = 10_000
    at_once: int = 4

    @property
    def private(self) -> bool:
        """Whether only this machine is answered: no key tells who calls, so that names and origins do."""
        return not self.key and not self.open

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """The origins that are named; without any all, where a key or consent guards what they read."""
        return self.origins or (() if self.private else ("*",))


def load_options(
    address: str, port: int, *, open_to_all: bool, origins: tuple[str, ...], environment: Mapping[str, str]
) -> Options:
    """The options with ``HUYENKG_API_KEY``. Raises ``BadInput`` for a short key, and for an address beyond
    this machine with neither key nor consent.
    """
    key = environment.get("HUYENKG_API_KEY", "").strip()
    if key and len(key) < SHORTEST_KEY:
        raise BadInput(
            f"HUYENKG_API_KEY has fewer than {SHORTEST_KEY} characters.", f"{_MAKE_KEY} makes one."
        )
    if not (key or open_to_all or is_loopback(address)):
        raise BadInput(
            f"{address} can be reached from other machines, and no key is set.",
            f"Set HUYENKG_API_KEY ({_MAKE_KEY} makes one), or say --open to let everybody read.",
        )
    return Options(address=address, port=port, key=key, open=open_to_all, origins=origins)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and no other can reach it."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
