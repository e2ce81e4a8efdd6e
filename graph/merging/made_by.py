"""Which rules found a merge: what other rules found is not to be believed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

_BESIDE = ("organizations.py", "event_index.py")
_CODES = ("merge_rules.toml", "document_types.toml", "issuers.toml", "places.csv")


@cache
def rules_digest() -> bytes:
    """Of all that finds merges in a graph: the rules, the lists that they go by, and what reads for them."""
    digest = blake2b(digest_size=16)
    for file in _files():
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode() + content)
    return digest.digest()


def _files() -> Iterator[Traversable]:
    graph, codes = files("graph"), files("ontology").joinpath("codes")
    folders = [(graph.joinpath("merging"), ".py"), (graph.joinpath("sparql"), ".rq")]
    for folder, ending in folders:
        own = (file for file in folder.iterdir() if file.name.endswith(ending))
        yield from sorted(own, key=lambda file: file.name)
    yield from (graph.joinpath(name) for name in _BESIDE)
    yield files("ingest").joinpath("text.py")
    yield from (codes.joinpath(name) for name in _CODES)
