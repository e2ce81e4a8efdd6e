"""Where the vectors of an index lie, in a file beside it or in Milvus, and who reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit, urlunsplit

from ontology.errors import BadInput, StoreError
from search.manifest import MILVUS, VECTORS

if TYPE_CHECKING:
    from search.vector_kinds import Ids, Vectors  # FAISS is imported where an index is opened

_SCHEME = "milvus:"


class ReadVectors(Protocol):
    """The vectors of one published index, for searching."""

    def __len__(self) -> int: ...

    def ids(self) -> Ids:
        """The ids of all vectors, in no order."""

    def search(
        self, vector: Vectors, limit: int, only: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest ids with their cosines, best first, ties by id; ``only`` filters before ranking."""


class WrittenVectors(Protocol):
    """The vectors of an index that is being made."""

    def __len__(self) -> int: ...

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Stores unit vectors under ids, each named once."""

    def remove(self, ids: Sequence[int]) -> None:
        """Forgets ids; those that are not there are no error."""

    def write(self, path: Path) -> None:
        """Writes what the index directory holds of them; from now on they can be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file beside the index, or, with an ``address``, Milvus: a server's, or a file of milvus-lite.

    The address may bear a user and a password and is never shown; ``owner`` tells the collections of one data
    directory from those of others.
    """

    address: str = field(default="", repr=False)
    owner: str = ""

    @property
    def shown(self) -> str:
        """The address without user and password; none for a file."""
        parts = urlsplit(self.address)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment=""))

    @property
    def file(self) -> str:
        """The name of what lies in the index directory."""
        return MILVUS if self.address else VECTORS

    def of(self, data: Path) -> Place:
        """The same for one data directory: by its path, so that a copy elsewhere shares nothing with it."""
        if not self.address:
            return self
        digest = blake2b(str(data.resolve()).encode(), digest_size=5).hexdigest()
        return Place(self.address, digest)


BESIDE = Place()


def read_place(text: str) -> Place:
    """The place that a setting names: none, ``milvus:http://host:19530`` or ``milvus:/path/file.db``.

    Raises ``BadInput`` for anything else.
    """
    if not text:
        return BESIDE
    address = text.removeprefix(_SCHEME)
    if address != text and _is_server(address):
        return Place(address)
    if address != text and "://" not in address and address.endswith(".db"):
        return Place(str(Path(address).expanduser().resolve()))
    raise BadInput(
        "HUYENKG_VECTORS names no place for vectors.",
        "Write it like milvus:http://host:19530 or milvus:/path/file.db, or leave it out.",
    )


def _is_server(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        return False


def open_vectors(directory: Path, place: Place) -> ReadVectors:
    """The vectors of a published index, where its directory says. Raises ``StoreError``."""
    if (directory / MILVUS).is_file():
        from search.milvus import MilvusReader  # late: only who uses Milvus has its client

        return MilvusReader(directory / MILVUS, place)
    from search.dense import VectorReader  # late: FAISS is needed where an index is opened

    return VectorReader(directory / VECTORS)


def tidy_vectors(place: Place, directories: Iterable[Path]) -> None:
    """Takes away what no index directory that may still be read names; of a file there is never any."""
    if place.address:
        from search.milvus import tidy

        tidy(place, directories)


def write_vectors(source: Path | None, dimensions: int, place: Place) -> WrittenVectors:
    """New vectors, or those of the index in ``source`` to go on from.

    Raises ``StoreError`` where these lie elsewhere, or have another length.
    """
    if source and not (source / place.file).is_file():
        raise StoreError(
            f"The vectors of the search index do not lie where they should"
            f" ({place.shown or 'in a file beside it'}, by HUYENKG_VECTORS).",
            "Run 'huyenkg rebuild': it brings them there from the vector cache.",
        )
    if place.address:
        from search.milvus import MilvusWriter

        return MilvusWriter(dimensions, source / MILVUS if source else None, place)
    from search.dense import VectorWriter

    return VectorWriter(dimensions, source / VECTORS if source else None)
