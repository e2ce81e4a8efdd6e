"""A damaged catalogue shows what was written, or nothing."""

from __future__ import annotations

import random

import pytest

from ontology.errors import StoreError
from search.catalogue import report_passages
from search.checking import check_index
from search.encoder import HashingEncoder
from search.index import open_index
from search.indexing import build_index
from search.sealed import seal_of, unsealed
from search.vectors import VectorCache
from tests.factories import document

ENCODER = HashingEncoder(16)
LINES = [f"Xã số {number} trồng {number * 37} ha lúa, thu {number * 91} tấn thóc." for number in range(60)]


def test_a_row_without_its_seal_is_refused():
    values = ("a", 1, "lúa")
    assert unsealed((*values, seal_of(values))) == values
    for row in (("a", 2, "lúa"), ("a", 1, "lua"), ("a", "1", "lúa"), (b"a", 1, "lúa"), ("a", None, "lúa")):
        with pytest.raises(StoreError, match="damaged"):
            unsealed((*row, seal_of(values)))


def test_no_damaged_passage_is_ever_shown(tmp_path):
    cache = VectorCache(tmp_path / "vectors.sqlite")
    reports = [report_passages(document("\n\n".join(LINES)))]
    build_index(tmp_path / "index", reports, ENCODER, cache)
    cache.close()
    path = tmp_path / "index" / "passages.sqlite"
    whole, chance, refused = path.read_bytes(), random.Random(5), 0
    index = open_index(tmp_path / "index", lambda: ENCODER)
    known = {hit.passage for hit in index.search("ha lúa", 100)}
    index.close()
    for _ in range(150):
        harmed = bytearray(whole)
        harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        path.write_bytes(harmed)
        try:
            index = open_index(tmp_path / "index", lambda: ENCODER)
            found = {hit.passage for hit in index.search("ha lúa", 100)}
            index.close()
        except StoreError:
            refused += 1
        else:
            assert found <= known
    assert refused > 10
    path.write_bytes(whole)
    assert check_index(tmp_path / "index", thorough=True).startswith(f"{len(known)} passages")
