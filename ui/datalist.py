"""Completion of a text field by the browser's own list: it needs no network and works from the keyboard.

Streamlit's text field has no suggestions. This hangs an HTML ``datalist`` on the field of a label; where
scripts are off, the field is as it was. The list's entries also bear their words without diacritics, by which
browsers match as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from streamlit.components.v2 import component

from ingest.text import fold


def complete(label: str, offers: Sequence[str]) -> None:
    """Offers the entries while the user types into the text field that bears ``label``."""
    entries = [{"value": offer, "label": fold(offer)} for offer in dict.fromkeys(offers)]
    mount = component("huyenkg_datalist", js=files("ui").joinpath("datalist.js").read_text("utf-8"))
    mount(data={"label": label, "entries": entries}, key="datalist", height=0)
