"""What the tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def no_search_for_components() -> Iterator[None]:
    """Each run of a page in a test would look through all installed packages for components of Streamlit's.

    We have none. The server looks once; in tests it would take more than half of the time.
    """
    from streamlit.components.v2.component_manager import BidiComponentManager

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BidiComponentManager, "discover_and_register_components", lambda *_, **__: None)
        yield
