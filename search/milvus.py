"""Vectors in Milvus: the only module that knows its client, which is an optional extra.

One collection holds the vectors of a line of indexes, each made from the one before. A row is a passage, by
its id, which is never used twice in such a line; it tells in which state of the line it was added, and in
which it was removed. A reader asks for what its own state held, so that later states do not disturb it, nor
does one that was never finished. ``vectors.milvus.json`` in the index directory names collection and state.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

import numpy as np

from ontology.errors import StoreError
from search.manifest import MILVUS
from search.vector_place import Place

if TYPE_CHECKING:
    from search.vector_kinds import Ids, Vectors

_FOREVER = 2**62  # the state in which a row is removed that is not removed
_ROWS, _NAMED = 1000, 10_000  # rows in a message; ids in an expression
_SECONDS = 60.0
_PREFIX = "huyenkg"
_EXACT = "FLAT"
_SERVER_HINT = "Look whether it runs; vectors that it lost are filled again by 'huyenkg rebuild'."
_FILE_HINT = "Only one process at a time can use a file of milvus-lite; several need a server."


@dataclass(frozen=True, slots=True)
class State:
    """What the index directory says: which collection, in which of its states. No credentials."""

    address: str
    collection: str
    number: int

    @property
    def rows(self) -> str:
        """The expression that holds for this state's rows."""
        return f"added <= {self.number} and removed > {self.number}"


def read_state(path: Path) -> State:
    """What the file in an index directory says. Raises ``StoreError`` for a missing or damaged one."""
    try:
        return State(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path} does not tell where the vectors lie.", "Run 'huyenkg rebuild'.") from error


class MilvusReader:
    """The vectors of one state. Nothing is asked of Milvus before the first question is."""

    def __init__(self, path: Path, place: Place) -> None:
        self._state = read_state(path)
        # The address in the file bears no password: that of the setting does.
        self._place = place if place.shown == self._state.address else Place(self._state.address)

    @cached_property
    def _client(self) -> Any:
        with _told(self._place):
            client = _connected(self._place.address)
            client.load_collection(self._state.collection, timeout=_SECONDS)
        return client

    def __len__(self) -> int:
        client = self._client
        with _told(self._place):
            return _count(client, self._state)

    def ids(self) -> Ids:
        """The ids of all vectors, in no order."""
        client = self._client
        with _told(self._place):
            found = [row["passage"] for row in _rows(client, self._state.collection, self._state.rows)]
        return np.array(found, np.int64)

    def search(
        self, vector: Vectors, limit: int, only: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest ids with their cosines, best first, ties by id; ``only`` filters before ranking."""
        conditions = [""] if only is None else [f" and {_among(part)}" for part in _parts(only, _NAMED)]
        client, found = self._client, []
        with _told(self._place):
            for condition in conditions if limit > 0 else ():
                found += client.search(
                    self._state.collection,
                    [vector.reshape(-1).tolist()],
                    filter=self._state.rows + condition,
                    limit=limit,
                    timeout=_SECONDS,
                )[0]
        pairs = [(int(hit["passage"]), float(hit["distance"])) for hit in found]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]


class MilvusWriter:
    """The next state of a collection, or the first of a new one where there is no ``source``."""

    def __init__(self, dimensions: int, source: Path | None, place: Place) -> None:
        self._place = place
        with _told(place):
            self._client = _connected(place.address)
            if source is None:
                self._state = State(place.shown, f"{_names(place)}{token_hex(6)}", 1)
                _create(self._client, self._state.collection, dimensions, _index_type(place))
                return
            before = read_state(source)
            self._require(dimensions, before)
            self._state = State(place.shown, before.collection, before.number + 1)
            _forget_later(self._client, before)

    def _require(self, dimensions: int, before: State) -> None:
        if not before.collection.startswith(_names(self._place)):
            raise StoreError(
                "The vectors of the search index are another data directory's, of which this is a copy.",
                "Run 'huyenkg rebuild': it fills a collection of its own from the vector cache.",
            )
        if before.address != self._place.shown or not self._client.has_collection(before.collection):
            raise StoreError(
                f"Milvus at {self._place.shown} has no collection {before.collection}.",
                "Run 'huyenkg rebuild': it fills a new one from the vector cache.",
            )
        fields = self._client.describe_collection(before.collection)["fields"]
        length = next(field["params"]["dim"] for field in fields if field["name"] == "vector")
        if int(length) != dimensions:
            raise StoreError(
                f"The search index holds vectors of length {length}, the model makes {dimensions}.",
                "Make it anew with this model: huyenkg rebuild.",
            )
        self._client.load_collection(before.collection, timeout=_SECONDS)

    def __len__(self) -> int:
        with _told(self._place):
            return _count(self._client, self._state)

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Stores unit vectors under ids, each named once."""
        with _told(self._place):
            for part in _parts(range(len(ids)), _ROWS):
                rows = [_row(ids[at], vectors[at].tolist(), self._state.number, _FOREVER) for at in part]
                self._client.upsert(self._state.collection, rows, timeout=_SECONDS)

    def remove(self, ids: Sequence[int]) -> None:
        """Forgets ids from this state on; those that are not there are no error."""
        with _told(self._place):
            for part in _parts(ids, _ROWS):
                _put_out(self._client, self._state.collection, _among(part), self._state.number)

    def write(self, path: Path) -> None:
        """Brings all to Milvus' disk, then writes which collection and state that is."""
        with _told(self._place):
            self._client.flush(self._state.collection, timeout=_SECONDS)
        temporary = path.with_name(f".{path.name}")
        temporary.write_text(json.dumps(asdict(self._state), indent=2) + "\n", "utf-8")
        temporary.replace(path)


def tidy(place: Place, directories: Iterable[Path]) -> None:
    """Takes out of Milvus what none of these index directories names, of the same data directory.

    They are all that may still be read: rows that were removed before the oldest of them, and collections of
    rebuilds, finished or not, that nobody reads. Nothing is dropped where one cannot be read.
    """
    files = [path for folder in directories if (path := folder / MILVUS).is_file()]
    with suppress(StoreError):
        states = [state for state in map(read_state, files) if state.address == place.shown]
        with _told(place):
            client = _connected(place.address)
            named = {state.collection for state in states}
            for collection in client.list_collections():
                if collection.startswith(_names(place)) and collection not in named:
                    client.drop_collection(collection)
            for collection in named:
                oldest = min(state.number for state in states if state.collection == collection)
                if client.has_collection(collection):
                    client.load_collection(collection, timeout=_SECONDS)
                    client.delete(collection, filter=f"removed <= {oldest}", timeout=_SECONDS)


def _names(place: Place) -> str:
    """How the collections of one data directory begin."""
    return f"{_PREFIX}_{place.owner}_"


def _forget_later(client: Any, state: State) -> None:
    """Undoes what a writer that was killed did after a state."""
    client.delete(state.collection, filter=f"added > {state.number}", timeout=_SECONDS)
    later = f"removed > {state.number} and removed < {_FOREVER}"
    _put_out(client, state.collection, later, _FOREVER)


def _put_out(client: Any, collection: str, condition: str, removed: int) -> None:
    """Writes in which state rows are removed. They are read whole before the first is written."""
    rows = list(_rows(client, collection, condition, "added", "vector"))
    for part in _parts(rows, _ROWS):
        changed = [_row(row["passage"], row["vector"], row["added"], removed) for row in part]
        client.upsert(collection, changed, timeout=_SECONDS)


def _row(passage: int, vector: Sequence[float], added: int, removed: int) -> dict[str, Any]:
    return {"passage": int(passage), "vector": list(vector), "added": added, "removed": removed}


def _rows(client: Any, collection: str, condition: str, *fields: str) -> Iterator[dict[str, Any]]:
    pages = client.query_iterator(
        collection, batch_size=_ROWS, filter=condition, output_fields=["passage", *fields], timeout=_SECONDS
    )
    try:
        while page := pages.next():
            yield from page
    finally:
        pages.close()


def _count(client: Any, state: State) -> int:
    (row,) = client.query(state.collection, state.rows, output_fields=["count(*)"], timeout=_SECONDS)
    return int(row["count(*)"])


def _among(ids: Iterable[int]) -> str:
    return f"passage in [{', '.join(str(int(id_)) for id_ in ids)}]"


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _create(client: Any, collection: str, dimensions: int, index_type: str) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False)
    schema.add_field("passage", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
    schema.add_field("added", DataType.INT64)
    schema.add_field("removed", DataType.INT64)
    index = client.prepare_index_params()
    index.add_index("vector", index_type=index_type, metric_type="IP")
    # Strong: who opens a state right after it was published sees all of its rows.
    client.create_collection(collection, schema=schema, index_params=index, consistency_level="Strong")


def _index_type(place: Place) -> str:
    """``?index=AUTOINDEX`` behind a server's address; else every vector is looked at, as in a small file."""
    return parse_qs(urlsplit(place.address).query).get("index", [_EXACT])[0]


@lru_cache(maxsize=4)
def _connected(address: str) -> Any:
    try:
        from pymilvus import MilvusClient
    except ImportError as error:
        raise StoreError(
            "The vectors lie in Milvus, and its client is not installed.",
            "Install it: pip install 'huyenkg[milvus]'.",
        ) from error
    for name in ("pymilvus", "milvus_lite"):  # they tell on stderr what is raised as well
        logging.getLogger(name).setLevel(logging.CRITICAL)
    parts = urlsplit(address)
    if not parts.scheme:
        return MilvusClient(address, timeout=_SECONDS)
    bare = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", ""))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MilvusClient(bare, user, password, db_name=parts.path.strip("/"), timeout=_SECONDS)


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """Names the place where Milvus fails."""
    try:
        from pymilvus.exceptions import MilvusException
    except ImportError:
        yield  # what is missing is told when it is to be used
        return
    try:
        yield
    except MilvusException as error:
        raise StoreError(
            f"Milvus at {place.shown} failed: {error.message.rstrip('.')}.",
            _SERVER_HINT if "://" in place.address else _FILE_HINT,
        ) from error
