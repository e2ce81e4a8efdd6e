import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import StoreError
from search.convert_directory import write_directory
from search.convert_onnx import build_onnx, quantise
from search.convert_weights import Container
from search.encoder import (
    HashingEncoder,
    OnnxEncoder,
    SentenceTransformersEncoder,
    open_encoder,
    plain,
    token_batches,
)


@pytest.fixture(scope="module")
def tiny_model(tiny_container, tmp_path_factory):
    directory = tmp_path_factory.mktemp("tiny-model")
    write_directory(Container(tiny_container), directory)
    quantise(build_onnx(directory), directory / "model.onnx", signed=False)
    settings = {"fingerprint": "tiny-1", "dimensions": 32, "maximum_tokens": 16,
                "query_prompt": "query: ", "passage_prompt": "passage: "}  # fmt: skip
    (directory / "encoder.json").write_text(json.dumps(settings))
    return directory


@given(st.lists(st.text(max_size=40), max_size=5))
def test_hashing_gives_one_unit_row_for_any_text(texts):
    rows = HashingEncoder(64).encode_passages(texts)
    assert rows.shape == (len(texts), 64)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_hashing_is_the_same_every_time_and_differs_by_seed():
    first, again = HashingEncoder(64), HashingEncoder(64)
    np.testing.assert_array_equal(first.encode_questions(["lúa mùa"]), again.encode_passages(["lúa mùa"]))
    other = HashingEncoder(64, seed=2)
    assert other.fingerprint != first.fingerprint
    assert not np.array_equal(other.encode_passages(["lúa mùa"]), first.encode_passages(["lúa mùa"]))


def test_hashing_sees_through_missing_diacritics_and_prefers_the_shared_words():
    encoder = HashingEncoder()
    rows = encoder.encode_passages(["Diện tích lúa nương giảm", "Thu ngân sách tăng"])
    near, far = rows @ encoder.encode_questions(["dien tich lua nuong"])[0]
    assert near > 0.8 > 0.3 > far


def test_the_onnx_encoder_keeps_the_order_of_texts_of_any_length(tiny_model):
    encoder = OnnxEncoder(tiny_model, threads=1)
    texts = ["lúa", "rừng lúa " * 40, "", "lúa rừng"]
    together = encoder.encode_passages(texts)
    assert together.shape == (4, 32)
    for row, text in zip(together, texts, strict=True):
        assert row @ encoder.encode_passages([text])[0] > 0.99
    assert encoder.fingerprint == "tiny-1"


def test_several_threads_give_the_very_vectors_of_one(tiny_model):
    texts = [word * times for times in range(1, 14) for word in ("lúa ", "rừng ")]
    one, three = (OnnxEncoder(tiny_model, threads=threads).encode_passages(texts) for threads in (1, 3))
    np.testing.assert_array_equal(one, three)


def test_questions_and_passages_are_prompted_apart(tiny_model):
    encoder = OnnxEncoder(tiny_model, threads=1)
    assert not np.allclose(encoder.encode_questions(["lúa"]), encoder.encode_passages(["lúa"]), atol=1e-3)


def test_no_text_gives_no_row(tiny_model):
    assert OnnxEncoder(tiny_model, threads=1).encode_passages([]).shape == (0, 32)


def test_a_model_directory_without_its_files_is_refused(tmp_path):
    with pytest.raises(StoreError, match="not complete"):
        OnnxEncoder(tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "kết quả thực hiện nhiệm vụ"),
        ("UBND HUYỆN", "UBND HUYỆN"),  # two words: as likely an abbreviation
        ("HĐND, UBND và MTTQ", "HĐND, UBND và MTTQ"),
        ("I. KINH TẾ XÃ HỘI\nDiện tích 5 ha", "i. kinh tế xã hội\nDiện tích 5 ha"),
        ("Tu\u0309a Chu\u0300a", "Tủa Chùa"),
    ],
)
def test_headings_in_capitals_are_lowered_and_letters_composed(text, expected):
    assert plain(text) == expected


@given(st.lists(st.integers(1, 600), max_size=40))
def test_batches_hold_every_text_once_of_one_length_within_the_budget_longest_first(lengths):
    batches = list(token_batches(lengths, 512))
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    sizes = [[lengths[i] for i in batch] for batch in batches]
    assert all(len(set(size)) == 1 for size in sizes)
    assert all(len(size) == 1 or sum(size) <= 512 for size in sizes)
    assert sizes == sorted(sizes, key=lambda size: -size[0])


def test_a_batch_is_as_full_as_it_can_be():
    assert list(token_batches([7, 5, 7, 7, 5, 7, 7], 21)) == [[0, 2, 3], [5, 6], [1, 4]]


def test_settings_name_the_encoder(tmp_path, monkeypatch, tiny_model):
    monkeypatch.setattr("search.model.prepare_model", lambda cache, progress: tiny_model)
    assert open_encoder("hashing", tmp_path).fingerprint == HashingEncoder().fingerprint
    assert open_encoder("default", tmp_path).fingerprint == "tiny-1"


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_is_named(monkeypatch):
    # The variable is read when the library is first imported, which an earlier test may have done.
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(StoreError, match="no-such/model"):
        SentenceTransformersEncoder("no-such/model")
