"""What a client accepts, and what it is given."""

from __future__ import annotations

import pytest

from ui.api.negotiation import preferred

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/html;q=0.9, application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.1, */*;q=0.5", "application/ld+json"),
        ("text/*;q=0.3, text/html;level=1;q=0.9", "text/html"),
        ("text/turtle;q=0, */*;q=0.1", "application/ld+json"),
        ("application/json, text/javascript, */*;q=0.01", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/pdf", None),
        ("text/turtle;q=0", None),
        ("*/*;q=nonsense", None),
        (",,;", None),
    ],
)
def test_the_best_of_what_is_offered_is_given(accept, given):
    assert preferred(accept, OFFERED) == given
