"""Long texts in an address: short ones stay readable, long ones come back unharmed, others give nothing."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode

import pytest

from ui.packed import pack, unpack

LONG = "SELECT * { ?s ?p ?o } # Tiếng Việt\n" * 200


def test_a_short_text_stays_as_it_is():
    assert pack("SELECT * { ?s ?p ?o }") == "SELECT * { ?s ?p ?o }" == unpack("SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize("text", [LONG, "z~x", "", "ậ" * 201])
def test_every_text_comes_back(text):
    assert unpack(pack(text)) == text


def test_a_long_text_becomes_short_and_needs_no_escapes():
    packed = pack(LONG)
    assert len(packed) < 200
    assert packed.replace("~", "").replace("-", "").replace("_", "").isalnum()


def test_what_was_never_packed_or_would_fill_the_memory_gives_nothing():
    bomb = "z~" + urlsafe_b64encode(zlib.compress(b"x" * 1_000_000)).decode().rstrip("=")
    assert [unpack(told) for told in ("z~", "z~!!", "z~AAAA", bomb)] == [None] * 4
