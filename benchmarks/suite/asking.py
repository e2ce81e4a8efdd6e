"""From passages to a graph: ours, and pipelines that ask a language model about every passage.

The model is a stub that answers at once, so that only their own work is timed; how often they would ask, and
how much they would have it read, is counted. All have the same cheap vectors (``HashingEncoder``).
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.suite.apart import Ran, apart
from benchmarks.suite.scale import Scale, seconds
from benchmarks.suite.stub import Stub
from benchmarks.suite.table import Table

OURS, LIGHTRAG, LLAMA = "huyenkg: facts, graph, words, vectors", "LightRAG", "LlamaIndex, graph of properties"
_CALLS = {OURS: ("ours", ""), LIGHTRAG: ("lightrag", "lightrag"), LLAMA: ("llama", "llama_index")}
SPEED = ("pipeline", "× passages/s", "passages/s", "retrieval for a question, ms", "RSS, MB")
ASKED = (
    "pipeline", "calls a passage", "prompt characters a passage", "prompt tokens a passage",
    "calls a question", "prompt characters a question", "prompt tokens a question",
)  # fmt: skip
_COUNTED = 10  # questions that are put to the stub up to their answer
_TIMED = 40


def run(scale: Scale) -> list[Table]:
    from search.model import prepare_model

    tokenizer = str(prepare_model(scale.cache) / "tokenizer.json")
    there = {name: call for name, (call, module) in _CALLS.items() if not module or find_spec(module)}
    ran: dict[str, list[Ran]] = {name: [] for name in there}
    for _ in range(scale.rounds):  # in turns
        for name, call in there.items():
            ran[name].append(apart(f"asking:{call}", tokenizer))
    return tables(ran)


def tables(ran: dict[str, list[Ran]]) -> list[Table]:
    """Medians of the rounds, ratios to LightRAG within a round; what they ask is the same in every round."""
    speed: list[tuple[Any, ...]] = []
    asked: list[tuple[Any, ...]] = []
    for name in _CALLS:
        own = ran.get(name, [])
        if not own:
            speed.append((name, None, "not run", None, None))
            continue
        pairs = zip(own, ran.get(LIGHTRAG, []), strict=False)
        ratios = [one.value["passages_s"] / slow.value["passages_s"] for one, slow in pairs]
        told = (median(one.value[key] for one in own) for key in ("passages_s", "question_ms"))
        speed.append((name, median(ratios) if ratios else None, *told, median(one.rss_mb for one in own)))
        asked.append((name, *own[0].value["ingest"], *own[0].value["question"]))
    return [
        Table("From passages to a graph, a language model that answers at once", SPEED, tuple(speed)),
        Table("What a language model would be asked", ASKED, tuple(asked)),
    ]


def ours(_tokenizer: str) -> dict[str, Any]:
    """Facts, their graph in a store on disk, and the index of words and vectors; no model is asked."""
    from benchmarks.suite import material
    from graph.build import report_quads, to_nquads
    from graph.store import open_store
    from ingest.extract import extract_facts
    from search.catalogue import report_passages
    from search.encoder import HashingEncoder
    from search.index import open_index
    from search.indexing import build_index
    from search.vectors import VectorCache

    read, encoder = material.documents(), HashingEncoder()
    extract_facts(read[0])  # loads the code lists: the others' modules are loaded before they are timed too
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        folder = Path(name)

        def work() -> None:
            told = [(document, extract_facts(document)) for document in read]
            quads = [(own.id, to_nquads(report_quads(own, facts, own.name))) for own, facts in told]
            for _ in open_store(folder / "store").add_reports(quads):
                pass
            reports = [report_passages(document, own.identity, own.facts) for document, own in told]
            build_index(folder / "index", reports, encoder, VectorCache(folder / "vectors.sqlite"))

        took = seconds(work)
        index = open_index(folder / "index", lambda: encoder)
        return _measured(took, index.search, str, Stub(), None)  # nothing is asked for an answer


def lightrag(tokenizer: str) -> dict[str, Any]:
    """LightRAG with its defaults and its stores in files, each report's passages handed in as its chunks."""
    from lightrag import LightRAG, QueryParam
    from lightrag.utils import EmbeddingFunc, Tokenizer

    from search.encoder import HashingEncoder

    logging.disable(logging.WARNING)  # a line for every chunk, and one that no model ranks again
    stub, encoder = Stub(), HashingEncoder()

    async def reply(
        prompt: str, system_prompt: str | None = None, history_messages: Any = None, **_: Any
    ) -> str:
        return stub.lightrag(prompt, system_prompt, history_messages or [])

    async def embed(texts: list[str]) -> Any:
        return encoder.encode_passages(texts)

    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        rag = LightRAG(
            working_dir=name,
            llm_model_func=reply,
            embedding_func=EmbeddingFunc(encoder.dimensions, embed, max_token_size=8192),
            tokenizer=Tokenizer("multilingual-e5-small", _Counting(tokenizer)),
        )
        loop = asyncio.new_event_loop()
        loop.run_until_complete(rag.initialize_storages())

        def work() -> None:
            for text, chunks in _chunked():
                loop.run_until_complete(rag.ainsert_custom_chunks(text, chunks))

        def ask(text: str, only_context: bool) -> object:
            param = QueryParam(only_need_context=only_context)
            return loop.run_until_complete(rag.aquery(text, param))

        took = seconds(work)
        return _measured(took, lambda text: ask(text, True), lambda text: ask(text, False), stub, tokenizer)


def llama(tokenizer: str) -> dict[str, Any]:
    """LlamaIndex's ``PropertyGraphIndex`` with its defaults, in memory, a node for each passage."""
    from llama_index.core import PropertyGraphIndex, set_global_tokenizer
    from llama_index.core.schema import TextNode

    from benchmarks.suite.llama_parts import StubEmbedding, StubModel

    set_global_tokenizer(_Counting(tokenizer).encode)
    stub = Stub()
    model, vectors = StubModel(stub), StubEmbedding()
    nodes = [TextNode(text=text) for _, chunks in _chunked() for text in chunks]
    made: list[Any] = []

    def work() -> None:
        made.append(PropertyGraphIndex(nodes=nodes, llm=model, embed_model=vectors))

    took = seconds(work)
    retriever = made[0].as_retriever()
    engine = made[0].as_query_engine(llm=model)
    return _measured(took, retriever.retrieve, engine.query, stub, tokenizer)


class _Counting:
    """Our model's tokenizer as others want one: theirs would be fetched from a hub."""

    def __init__(self, file: str) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(file)
        self._tokenizer.no_truncation()

    def encode(self, content: str) -> list[int]:
        return list(self._tokenizer.encode(content, add_special_tokens=False).ids)

    def decode(self, tokens: list[int]) -> str:
        return str(self._tokenizer.decode(tokens))

    def __deepcopy__(self, _memo: object) -> _Counting:
        return self


def _chunked() -> list[tuple[str, list[str]]]:
    """The text of each sample and its passages."""
    from benchmarks.suite import material

    read = material.documents()
    return [(own.text, [passage.text for passage in material.sample_passages([own])]) for own in read]


def _measured(
    took: float,
    retrieve: Callable[[str], object],
    answer: Callable[[str], object],
    stub: Stub,
    tokenizer: str | None,
) -> dict[str, Any]:
    from benchmarks.suite import material

    read = material.documents()
    count = len(material.sample_passages(read))
    asked = [one.text for one in material.questions(read)]
    ingest = _shares(stub, (0, 0), tokenizer, count)
    retrieve(asked[0])
    times = [seconds(lambda text=text: retrieve(text)) for text in asked[1:_TIMED]]
    before = stub.calls.total(), len(stub.prompts)
    others = asked[_TIMED : _TIMED + _COUNTED]  # replies to questions that were put already are kept
    for text in others:
        answer(text)
    question = _shares(stub, before, tokenizer, len(others))
    return {
        "passages_s": count / took,
        "question_ms": 1000 * median(times),
        "ingest": ingest,
        "question": question,
        "kinds": dict(stub.calls),
    }


def _shares(stub: Stub, before: tuple[int, int], tokenizer: str | None, parts: int) -> list[float]:
    """Calls, characters and tokens for each passage or question."""
    if tokenizer is None:
        return [0, 0, 0]
    told = stub.since(*before, Path(tokenizer))
    return [told[key] / parts for key in ("calls", "characters", "tokens")]
