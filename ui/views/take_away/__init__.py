"""Xuất dữ liệu: pick a part of the graph, look at what it holds, download it; or ask the graph in SPARQL."""

from __future__ import annotations

from ui.address import choice
from ui.session import say
from ui.views.take_away import picking, sparql

_VIEWS = {"pick": picking.show, "sparql": sparql.show}


def show() -> None:
    """The page. Which view of it is shown stands in the address (``?view=sparql``)."""
    names = {name: say(f"export.{name}") for name in _VIEWS}
    _VIEWS[choice("view", say("export.view"), names, look="segments", hidden=True)]()
