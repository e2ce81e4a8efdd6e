import json

import numpy as np
import pytest
from safetensors.numpy import load_file

from search.convert_directory import tokenizer, write_directory
from search.convert_weights import Container


@pytest.fixture(scope="module")
def words(tiny_container):
    return tokenizer(Container(tiny_container).vocabulary)


def test_words_are_cut_into_the_likeliest_pieces_between_begin_and_end(words):
    assert words.encode("lúa rừng").tokens == ["<s>", "▁lúa", "▁rừng", "</s>"]


def test_spaces_in_a_row_and_compatibility_forms_count_as_one(words):
    assert words.encode("lúa \u00a0 rừng").ids == words.encode("lúa rừng").ids
    assert words.encode("\uff4cúa").ids == words.encode("lúa").ids


def test_an_unknown_letter_becomes_the_unknown_piece(words):
    assert words.encode("lúa ж").tokens == ["<s>", "▁lúa", "▁", "ж", "</s>"]
    assert words.encode("lúa ж").ids[3] == 3


def test_the_directory_holds_every_weight_of_bert_in_half_precision(tiny_container, tiny_weights, tmp_path):
    write_directory(Container(tiny_container), tmp_path)
    weights = load_file(tmp_path / "model.safetensors")
    assert len(weights) == 5 + 2 * 16 + 2
    assert {str(values.dtype) for values in weights.values()} == {"float16"}
    np.testing.assert_array_equal(weights["encoder.layer.1.output.dense.weight"], tiny_weights["l1.fo.w"])


def test_the_directory_says_how_to_pool_normalise_and_prompt(tiny_container, tmp_path):
    write_directory(Container(tiny_container), tmp_path)
    kinds = [row["type"].rsplit(".", 1)[1] for row in json.loads((tmp_path / "modules.json").read_text())]
    assert kinds == ["Transformer", "Pooling", "Normalize"]
    prompts = json.loads((tmp_path / "config_sentence_transformers.json").read_text())["prompts"]
    assert (prompts["query"], prompts["passage"]) == ("query: ", "passage: ")
    assert (
        json.loads((tmp_path / "1_Pooling" / "config.json").read_text())["pooling_mode_mean_tokens"] is True
    )
