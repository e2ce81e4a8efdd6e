"""What pages list over all reports, made ahead: in the background, once for each new state of the reports.

Over a thousand reports such a list takes seconds; whoever opens the page then finds it made. A page that is
opened before makes what it needs itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterable
from threading import Thread
from typing import Any, TypeVar

from search.language import Language
from ui.session import kept, service

_Make = TypeVar("_Make", bound=Callable[..., Any])
_Keys = Callable[[], Iterable[tuple[Hashable, ...]]]

_MANY = 100  # reports; with fewer nobody waits long enough to notice
_MADE: list[tuple[Callable[..., Any], _Keys]] = []
_LATE: list[tuple[Callable[..., Any], _Keys]] = []


def for_all() -> list[tuple[Hashable, ...]]:
    """The keys of what is the same for everybody."""
    return [()]


def by_language() -> list[tuple[Hashable, ...]]:
    """The keys of what is made for each language."""
    return [(spoken,) for spoken in Language]


def ahead(keys: _Keys = for_all, *, late: bool = False) -> Callable[[_Make], _Make]:
    """Marks a function of which pages keep the results (``kept``) to be called ahead, for these keys.

    ``late``: after what all pages begin with.
    """

    def mark(make: _Make) -> _Make:
        (_LATE if late else _MADE).append((make, keys))
        return make

    return mark


def prepare() -> None:
    """Begins to make all of it, unless it was begun for these reports or they are few."""
    if len(service().status().reports) >= _MANY:
        kept(_begun)


def make_ahead() -> None:
    """Makes all that is marked, in the order of the pages."""
    for make, keys in (*_MADE, *_LATE):
        try:
            for key in keys():
                kept(make, *key)
        except Exception:
            # The page that needs it will say what is wrong; the other pages have theirs.
            logging.getLogger(__name__).exception("%s could not be made ahead", make.__qualname__)


def _begun() -> Thread:
    thread = Thread(target=make_ahead, name="made-ahead", daemon=True)
    thread.start()
    return thread
