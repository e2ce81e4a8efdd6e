"""The graph against a plain second reckoning of the same encoder, on weights of the test's own."""

from math import erf

import numpy as np
import onnx
import onnxruntime
import pytest

from search.convert_directory import write_directory
from search.convert_onnx import build_onnx, quantise
from search.convert_weights import Container

IDS = np.array([[0, 5, 6, 8, 2], [0, 6, 2, 1, 1]])
MASK = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])


@pytest.fixture(scope="module")
def directory(tiny_container, tmp_path_factory):
    target = tmp_path_factory.mktemp("tiny")
    write_directory(Container(tiny_container), target)
    return target


def test_the_graph_yields_the_same_vectors_as_the_formulae(directory, tiny_weights):
    found = _run(build_onnx(directory).SerializeToString(), IDS, MASK)
    for row, ids in enumerate(([0, 5, 6, 8, 2], [0, 6, 2])):
        np.testing.assert_allclose(found[row], _bert(tiny_weights, ids), atol=2e-5)


def test_padding_changes_nothing(directory):
    model = build_onnx(directory).SerializeToString()
    alone = _run(model, IDS[1:, :3], MASK[1:, :3])
    np.testing.assert_allclose(_run(model, IDS, MASK)[1], alone[0], atol=1e-5)


@pytest.mark.parametrize("signed", [True, False])
def test_eight_bits_keep_the_direction(directory, tmp_path, signed):
    model = build_onnx(directory)
    exact = _run(model.SerializeToString(), IDS, MASK)
    quantise(model, tmp_path / "model.onnx", signed=signed)
    rough = _run((tmp_path / "model.onnx").read_bytes(), IDS, MASK)
    np.testing.assert_allclose(np.linalg.norm(rough, axis=1), 1, atol=1e-5)
    assert (exact * rough).sum(axis=1).min() > 0.99


def test_layers_with_outliers_can_be_kept_exact(directory, tmp_path):
    quantise(build_onnx(directory), tmp_path / "model.onnx", signed=True, exact_layers=(1,))
    kept = {item.name for item in onnx.load(tmp_path / "model.onnx").graph.initializer if item.data_type == 1}
    assert "encoder.layer.1.output.dense.weight" in kept
    assert "encoder.layer.0.output.dense.weight" not in kept


def test_two_conversions_give_the_same_bytes(directory):
    assert build_onnx(directory).SerializeToString() == build_onnx(directory).SerializeToString()


def _run(model: bytes, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(["embedding"], {"input_ids": ids, "attention_mask": mask})[0]


def _bert(w: dict[str, np.ndarray], ids: list[int]) -> np.ndarray:
    def norm(x, name):
        centred = x - x.mean(-1, keepdims=True)
        return (
            centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * w[f"{name}.w"] + w[f"{name}.b"]
        )

    def dense(x, name):
        return x @ w[f"{name}.w"].T + w[f"{name}.b"]

    x = norm(w["emb.word"][ids] + w["emb.pos"][: len(ids)] + w["emb.type"][0], "emb.ln")
    for layer in ("l0", "l1"):
        q, k, v = (dense(x, f"{layer}.{part}").reshape(len(ids), 4, 8).swapaxes(0, 1) for part in "qkv")
        scores = np.exp(q @ k.swapaxes(1, 2) / np.sqrt(8))
        mixed = (scores / scores.sum(-1, keepdims=True) @ v).swapaxes(0, 1).reshape(len(ids), 32)
        x = norm(x + dense(mixed, f"{layer}.ao"), f"{layer}.aln")
        inner = dense(x, f"{layer}.fi")
        inner = inner * 0.5 * (1 + np.vectorize(erf)(inner / np.sqrt(2)))
        x = norm(x + dense(inner, f"{layer}.fo"), f"{layer}.oln")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)
