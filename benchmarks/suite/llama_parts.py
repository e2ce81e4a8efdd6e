"""The stub and the cheap vectors in the classes that LlamaIndex wants: imported where it is installed."""

from __future__ import annotations

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
from pydantic import PrivateAttr

from benchmarks.suite.stub import Stub
from search.encoder import HashingEncoder


class StubModel(CustomLLM):  # type: ignore[misc]
    """A model of today's size that answers at once."""

    _stub: Stub = PrivateAttr()

    def __init__(self, stub: Stub) -> None:
        super().__init__()
        self._stub = stub

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=128_000, model_name="stub")

    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        return CompletionResponse(text=self._stub.llama_index(prompt))

    def stream_complete(self, prompt: str, **_: Any) -> Any:
        yield self.complete(prompt)


class StubEmbedding(BaseEmbedding):  # type: ignore[misc]
    """Vectors of spelling, many texts at once."""

    _encoder: HashingEncoder = PrivateAttr(default_factory=HashingEncoder)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [row.tolist() for row in self._encoder.encode_passages(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
