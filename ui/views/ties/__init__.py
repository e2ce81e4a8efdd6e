"""Mối liên hệ: the path from one thing to another; which documents and communes stand in the middle."""

from __future__ import annotations

from collections.abc import Callable

from ui.address import choice
from ui.session import say
from ui.views.ties import communes, documents, path

_VIEWS: dict[str, Callable[[], None]] = {
    "path": path.show,
    "documents": documents.show,
    "communes": communes.show,
}


def show() -> None:
    """The page. Which view of it is shown stands in the address (``?view=communes``)."""
    names = {name: say(f"ties.{name}") for name in _VIEWS}
    _VIEWS[choice("view", say("ties.view"), names, look="segments", hidden=True)]()
