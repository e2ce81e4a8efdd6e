"""A language model that answers at once: what a pipeline asks of it is counted, and only its own work waits.

Its replies are well formed and made of words of the prompt: some names of a passage, each tied to the next.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

NAMES = 6  # things that a passage is said to name, each tied to the next
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,2}")
_PASSAGE = re.compile(r"---Input Text---\n```\n(.*?)\n```", re.DOTALL)
_TEXT = re.compile(r".*\nText: (.*)\nTriplets:\n$", re.DOTALL)
_FIELD, _END = "<|#|>", "<|COMPLETE|>"


@dataclass(slots=True)
class Stub:
    """Counts calls by what they are for, and keeps their prompts to be measured afterwards."""

    calls: Counter[str] = field(default_factory=Counter)
    prompts: list[str] = field(default_factory=list)

    def lightrag(self, prompt: str, system: str | None, history: list[dict[str, str]]) -> str:
        """A reply to what LightRAG 1.5 asks: rows of things and ties, keywords as JSON, or sentences."""
        self.prompts += [prompt, system or "", *(message["content"] for message in history)]
        if passage := _PASSAGE.search(prompt):
            self.calls["extraction"] += 1
            return _rows(passage[1])
        if history:
            self.calls["what was missed"] += 1
            return _END
        if "high_level_keywords" in prompt:
            self.calls["keywords"] += 1
            words = names(prompt.rpartition("User Query:")[2])
            return json.dumps({"high_level_keywords": words[:2], "low_level_keywords": words})
        self.calls["answer" if system else "summary"] += 1
        return "Không rõ."

    def llama_index(self, prompt: str) -> str:
        """A reply to what LlamaIndex 0.14 asks: bracketed triples, keywords between carets, or a sentence."""
        self.prompts.append(prompt)
        if text := _TEXT.fullmatch(prompt):
            self.calls["extraction"] += 1
            own = names(text[1])
            return "\n".join(f"({one}, stands beside, {other})" for one, other in pairwise(own))
        if "KEYWORDS:" in prompt:
            self.calls["keywords"] += 1
            return "^".join(names(prompt.rpartition("QUERY:")[2].partition("\n")[0]))
        self.calls["answer"] += 1
        return "Không rõ."

    def since(self, calls: int, prompts: int, tokenizer: Path) -> dict[str, float]:
        """Calls, characters and tokens of prompts, without the first so many of each."""
        from tokenizers import Tokenizer

        counter, texts = Tokenizer.from_file(str(tokenizer)), self.prompts[prompts:]
        counter.no_truncation()
        tokens: dict[str, int] = {}
        for text in texts:
            tokens.setdefault(text, len(counter.encode(text, add_special_tokens=False).ids))
        return {
            "calls": self.calls.total() - calls,
            "characters": sum(map(len, texts)),
            "tokens": sum(tokens[text] for text in texts),
        }


def names(text: str) -> list[str]:
    """Runs of two or three words of a text, each once."""
    return list(dict.fromkeys(_NAME.findall(text)))[:NAMES]


def _rows(passage: str) -> str:
    own = names(passage)
    rows = [_FIELD.join(("entity", name, "Concept", f"{name} is told of.")) for name in own]
    rows += [
        _FIELD.join(("relation", one, other, "told together", f"{one} stands beside {other}."))
        for one, other in pairwise(own)
    ]
    return "\n".join([*rows, _END])
