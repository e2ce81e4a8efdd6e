"""The stub that stands for a language model, and what pipelines are told to have asked of it."""

from __future__ import annotations

import json

from benchmarks.suite import asking
from benchmarks.suite.apart import Ran
from benchmarks.suite.stub import Stub


def test_a_stubbed_model_replies_in_the_form_that_lightrag_reads_and_counts_what_it_is_asked():
    stub = Stub()
    passage = "---Input Text---\n```\nĐàn trâu đạt cao, huyện Mường Tè có thêm.\n```\n"
    rows = [row.split("<|#|>") for row in stub.lightrag(passage, "system", []).split("\n")]
    assert [row[:3] for row in rows[:-1]] == [
        ["entity", "Đàn trâu đạt", "Concept"], ["entity", "huyện Mường Tè", "Concept"],
        ["entity", "có thêm", "Concept"], ["relation", "Đàn trâu đạt", "huyện Mường Tè"],
        ["relation", "huyện Mường Tè", "có thêm"],
    ]  # fmt: skip
    assert rows[-1] == ["<|COMPLETE|>"]
    assert stub.lightrag("more?", None, [{"role": "user", "content": passage}]) == "<|COMPLETE|>"
    words = json.loads(stub.lightrag("high_level_keywords … User Query: diện tích chè", None, []))
    assert words == {"high_level_keywords": ["diện tích chè"], "low_level_keywords": ["diện tích chè"]}
    stub.lightrag("context", "answer from it", [])
    assert stub.calls == {"extraction": 1, "what was missed": 1, "keywords": 1, "answer": 1}
    assert sum(map(len, stub.prompts)) == sum(
        map(len, (passage, "system", "more?", passage, "high_level_keywords … User Query: diện tích chè",
                  "context", "answer from it"))
    )  # fmt: skip


def test_a_stubbed_model_replies_in_the_form_that_llamaindex_reads():
    stub = Stub()
    text = "up to 10 triplets\nText: Alice is here.\nTriplets:\n"
    asked = f"{text}(…)\nText: Đàn trâu đạt cao; huyện Mường Tè có thêm\nTriplets:\n"
    assert stub.llama_index(asked) == (
        "(Đàn trâu đạt, stands beside, huyện Mường Tè)\n(huyện Mường Tè, stands beside, có thêm)"
    )
    assert stub.llama_index("QUERY: diện tích chè, đàn trâu\n----\nKEYWORDS: ") == "diện tích chè^đàn trâu"
    stub.llama_index("Context … Query … Answer: ")
    assert stub.calls == {"extraction": 1, "keywords": 1, "answer": 1}


def test_what_a_pipeline_would_ask_of_a_model_is_told_and_one_that_is_missing_is_named():
    def ran(rate, ingest, question):
        value = {"passages_s": rate, "question_ms": 5.0, "ingest": ingest, "question": question}
        return [Ran(value, 100.0)]

    both = {
        asking.OURS: ran(40.0, [0, 0, 0], [0, 0, 0]),
        asking.LIGHTRAG: ran(10.0, [2, 900, 300], [2, 9, 3]),
    }
    speed, asked = asking.tables(both)
    assert speed.rows == (
        (asking.OURS, 4.0, 40.0, 5.0, 100.0),
        (asking.LIGHTRAG, 1.0, 10.0, 5.0, 100.0),
        (asking.LLAMA, None, "not run", None, None),
    )
    assert asked.rows == ((asking.OURS, 0, 0, 0, 0, 0, 0), (asking.LIGHTRAG, 2, 900, 300, 2, 9, 3))
