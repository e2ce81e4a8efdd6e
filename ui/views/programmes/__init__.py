"""Chương trình & văn bản: who is tied to whom, what money went where, which documents, which products."""

from __future__ import annotations

from collections.abc import Callable

from ui.address import choice
from ui.session import say
from ui.views.programmes import capital, documents, figures, network, products

_VIEWS: dict[str, Callable[[], None]] = {
    "network": network.show,
    "capital": capital.show,
    "documents": documents.show,
    "products": products.show,
    "figures": figures.show,
}


def show() -> None:
    """The page. Which view of it is shown stands in the address (``?view=capital``)."""
    names = {name: say(f"programmes.{name}") for name in _VIEWS}
    _VIEWS[choice("view", say("programmes.view"), names, look="segments", hidden=True)]()
