"""Texts to unit vectors: one protocol, three engines.

``OnnxEncoder`` runs the bundled model without torch and is the default; ``SentenceTransformersEncoder``
runs any model that the user names; ``HashingEncoder`` needs no model at all and knows spelling only, no
meaning: for tests, and where no model can be had. An index remembers the fingerprint of the encoder that
filled it and refuses every other, so that the vectors of two engines never meet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ingest.text import fold, nfc
from ontology.errors import StoreError
from search.processor import cores

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
_BATCH_TOKENS = 256  # measured: larger batches leave a core's cache, smaller ones waste calls


class Encoder(Protocol):
    """What turns texts into unit vectors. ``fingerprint`` names engine, weights and settings."""

    @property
    def fingerprint(self) -> str:
        """What an index remembers: it differs when vectors would differ."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Float32 of shape ``(len(texts), dimensions)``, each row of length 1."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The same for what a user asks: some models treat questions otherwise than passages."""
        ...


class HashingEncoder:
    """Words and character trigrams without diacritics, hashed to signed places. Seeded, offline."""

    def __init__(self, dimensions: int = 256, seed: int = 1) -> None:
        self.dimensions = dimensions
        self._seed = seed
        self.fingerprint = f"hashing-{dimensions}-{seed}"

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; a text without a single word points to the first axis."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for feature in _features(text):
                code = crc32(feature.encode(), self._seed)
                row[(code >> 1) % self.dimensions] += 1 if code & 1 else -1
        return _unit(rows)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """As passages: spelling knows no difference."""
        return self.encode_passages(texts)


class OnnxEncoder:
    """The model in a directory that ``search.model.prepare_model`` made, run by onnxruntime.

    Raises ``StoreError`` if the directory lacks a file. ``threads`` is fixed for the life of the encoder: so
    many batches are encoded at once, each by one thread, which need not wait for the others at every node.
    """

    def __init__(self, directory: Path, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            settings = json.loads((directory / "encoder.json").read_text("utf-8"))
            self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
            model = str((directory / "model.onnx").resolve(strict=True))
        except OSError as error:
            raise StoreError(
                f"The embedding model in {directory} is not complete.",
                "Delete the directory and start again.",
            ) from error
        self.fingerprint = str(settings["fingerprint"])
        self.dimensions = int(settings["dimensions"])
        self._prompts = (str(settings["passage_prompt"]), str(settings["query_prompt"]))
        self._tokenizer.enable_truncation(int(settings["maximum_tokens"]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._threads = threads or len(cores())
        options.log_severity_level = 3  # errors only: its warnings are about its own optimiser
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of the texts; at most 512 tokens of a text count."""
        return self._encode(texts, self._prompts[0])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of the questions."""
        return self._encode(texts, self._prompts[1])

    def count_tokens(self, text: str) -> int:
        """How many tokens the model sees in a text, prompt and ends included."""
        return len(self._tokenizer.encode(self._prompts[0] + plain(text)).ids)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        ids = [code.ids for code in self._tokenizer.encode_batch([prompt + plain(t) for t in texts])]
        batches = list(token_batches([len(row) for row in ids], _BATCH_TOKENS))
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for batch, vectors in zip(
            batches, self._run([[ids[i] for i in batch] for batch in batches]), strict=True
        ):
            rows[batch] = vectors
        return rows

    def _run(self, batches: list[list[list[int]]]) -> Iterator[Vectors]:
        def vectors(batch: list[list[int]]) -> Vectors:
            found: Vectors = self._session.run(["embedding"], {"input_ids": np.array(batch, np.int64)})[0]
            return found

        if len(batches) < 2 or self._threads < 2:
            yield from map(vectors, batches)
            return
        with ThreadPoolExecutor(self._threads, thread_name_prefix="encoder") as pool:
            yield from pool.map(vectors, batches)


class SentenceTransformersEncoder:
    """Any sentence-transformers model, by path or hub name. Imports torch when it is made.

    Prompts come from the model; where it has none, from the known families in ``prompts.toml``.
    """

    def __init__(self, name_or_path: str) -> None:
        from sentence_transformers import SentenceTransformer

        from search.prompts import known_prompts

        try:
            self._model: SentenceTransformer = SentenceTransformer(name_or_path, device="cpu")
        except (OSError, ValueError) as error:
            raise StoreError(
                f"The embedding model {name_or_path!r} cannot be loaded.",
                "Name a sentence-transformers directory, or a model of a hub that this machine reaches.",
            ) from error
        own = {key: text for key, text in (self._model.prompts or {}).items() if text}
        known = known_prompts(name_or_path)
        self._passage = own.get("passage") or own.get("document") or known.passage
        self._query = own.get("query") or known.query
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self.fingerprint = _fingerprint(self._model, self._passage, self._query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of the texts."""
        return self._encode(texts, self._passage)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of the questions."""
        return self._encode(texts, self._query)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        # The library sorts by length; 8 a batch is half again as fast as its default of 32 on a CPU.
        rows = self._model.encode(
            [plain(text) for text in texts],
            prompt=prompt,
            batch_size=8,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(rows, np.float32)


def open_encoder(name: str, cache: Path, progress: Callable[[str], None] = lambda _: None) -> Encoder:
    """The encoder that a setting names.

    ``default`` is the bundled model, made in ``cache`` at first need (``progress`` is told the stages);
    ``hashing`` needs no model and knows spelling only; all else is the name or path of a
    sentence-transformers model. Raises ``StoreError`` if it cannot be had.
    """
    if name == "hashing":
        return HashingEncoder()
    if name != "default":
        return SentenceTransformersEncoder(name)
    from search.model import prepare_model  # late: it tries the model out with this module

    return OnnxEncoder(prepare_model(cache, progress))


def plain(text: str) -> str:
    """What models read best: NFC, and headings in capitals lowered.

    Subword vocabularies split a word in capitals into letters, and its meaning is lost. A line counts as
    a heading in capitals from three words on: abbreviations stay as they are.
    """
    return "\n".join(
        line.lower() if line.isupper() and len(line.split()) > 2 else line for line in nfc(text).split("\n")
    )


def token_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of texts in groups of one length and at most ``budget`` tokens: nothing is padded.

    A text longer than the budget stands alone. Longest first, so that no thread is left with a long one.
    """
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    for length, group in groupby(order, key=lengths.__getitem__):
        same, size = list(group), max(1, budget // length)
        yield from (same[start : start + size] for start in range(0, len(same), size))


def encode_in_slices(
    encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str], size: int = 512
) -> Iterator[Vectors]:
    """The vectors of many texts, a slice at a time, so that progress can be told and saved."""
    for start in range(0, len(texts), size):
        yield encode(texts[start : start + size])


def _features(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+", fold(nfc(text))):
        yield word
        framed = f"_{word}_"
        yield from (framed[i : i + 3] for i in range(len(framed) - 2))


def _unit(rows: Vectors) -> Vectors:
    rows[~rows.any(axis=1), 0] = 1
    unit: Vectors = rows / np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return unit


def _fingerprint(model: SentenceTransformer, *prompts: str) -> str:
    """A hash over prompts and a sample of every weight: cheap, and a retrained model differs everywhere."""
    digest = sha256("\0".join(prompts).encode())
    for name, tensor in sorted(model.state_dict().items()):
        sample = tensor.detach().flatten()[:1024].float().numpy()
        digest.update(f"{name}{tuple(tensor.shape)}".encode() + sample.tobytes())
    return f"sentence-transformers-{digest.hexdigest()[:16]}"
