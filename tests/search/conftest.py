"""A tiny model in the container's layout, so that conversion is tested without the real weights."""

import os
import struct
from pathlib import Path

import numpy as np
import pytest

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 16
_WORDS = {
    "▁": -4.0,
    "▁lúa": -2.0,
    "▁rừng": -2.5,
    "lú": -3.0,
    "a": -3.5,
    ":": -1.5,
    "▁query": -3.0,
    "▁passage": -3.0,
}
_SPECIAL = dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>"], 0.0)
PIECES = [*(_SPECIAL | _WORDS | {"<mask>": 0.0}).items()]


@pytest.fixture(scope="session")
def tiny_weights() -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)
    shapes = {"emb.word": (len(PIECES), HIDDEN), "emb.pos": (POSITIONS, HIDDEN), "emb.type": (2, HIDDEN),
              "emb.ln.w": (HIDDEN,), "emb.ln.b": (HIDDEN,)}  # fmt: skip
    for layer in range(LAYERS):
        for part in ("q", "k", "v", "ao"):
            shapes |= {f"l{layer}.{part}.w": (HIDDEN, HIDDEN), f"l{layer}.{part}.b": (HIDDEN,)}
        for part in ("aln", "oln"):
            shapes |= {f"l{layer}.{part}.w": (HIDDEN,), f"l{layer}.{part}.b": (HIDDEN,)}
        shapes |= {f"l{layer}.fi.w": (INNER, HIDDEN), f"l{layer}.fi.b": (INNER,)}
        shapes |= {f"l{layer}.fo.w": (HIDDEN, INNER), f"l{layer}.fo.b": (HIDDEN,)}
    four_bit = {name for name in shapes if name.endswith(".w") and "ln" not in name} | {"emb.word"}
    return {name: _four_bit(random, shape) if name in four_bit
            else random.normal(0, 0.5, shape).astype(np.float16).astype(np.float32)
            for name, shape in shapes.items()}  # fmt: skip


@pytest.fixture(scope="session")
def tiny_container(tiny_weights: dict[str, np.ndarray]) -> bytes:
    """The bytes of a container with those weights."""
    names = [piece.encode() for piece, _ in PIECES]
    bounds = np.cumsum([0, *map(len, names)])
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2, 1e-5, 32
    )
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, bounds[-1])
    head += (
        bounds.astype("<u4").tobytes() + np.array([s for _, s in PIECES], "<f4").tobytes() + b"".join(names)
    )
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20)
    blobs = {name: _packed(name, values) for name, values in tiny_weights.items()}
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in blobs)
    directory, body = struct.pack("<i", len(blobs)), b""
    for name, (kind, blob) in blobs.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, tiny_weights[name].size, offset + len(body), len(blob))
        body += blob
    return head + directory + body


@pytest.fixture(scope="session")
def real_model() -> Path:
    """The bundled model, made if this machine has not made it yet. For slow tests."""
    from search.model import prepare_model

    return prepare_model(Path(os.environ.get("HUYENKG_CACHE", Path.home() / ".cache" / "huyenkg")))


def _four_bit(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Values that four bits hold exactly: small whole numbers times one power of two."""
    return (random.integers(-8, 8, shape) * 2.0**-5).astype(np.float32)


def _packed(name: str, values: np.ndarray) -> tuple[int, bytes]:
    if not (name == "emb.word" or (name.endswith(".w") and "ln" not in name)):
        return 0, values.astype("<f4").tobytes()
    blocks = (values.reshape(-1, 32) * 2**5 + 8).astype(np.uint8)
    scale = np.full((len(blocks), 1), 2.0**-5, "<f2").view(np.uint8)
    return 1, np.concatenate([scale, blocks[:, :16] | (blocks[:, 16:] << 4)], axis=1).tobytes()


@pytest.fixture
def connection(tmp_path):
    """A new, empty catalogue, open for writing."""
    from search.catalogue import create_catalogue, open_catalogue

    create_catalogue(tmp_path / "catalogue.sqlite")
    opened = open_catalogue(tmp_path / "catalogue.sqlite", write=True)
    yield opened
    opened.close()
