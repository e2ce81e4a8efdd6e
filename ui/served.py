"""The process in which Streamlit runs: what pages need is loaded while the browser is on its way."""

from __future__ import annotations

import logging
from importlib import import_module
from threading import Thread

from streamlit.web.cli import main

PAGES = "ui.app"


def load_ahead() -> Thread:
    """Begins to import all pages beside the server's start; who comes before waits no longer for it."""
    thread = Thread(target=_load, name="pages-loaded", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    try:
        import_module(PAGES)
    except Exception:
        # The first page will meet the same fault and show it; until then the server runs.
        logging.getLogger(__name__).exception("the pages could not be loaded ahead")


if __name__ == "__main__":
    load_ahead()
    main()
