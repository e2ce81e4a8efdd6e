"""The graph against a plain second reckoning of the same encoder, on weights of the test's own."""

import shutil
from math import erf

import numpy as np
import onnx
import onnxruntime
import pytest
from safetensors.numpy import load_file, save_file

from search.convert_directory import write_directory
from search.convert_onnx import INNER, build_onnx, quantise
from search.convert_weights import Container
from search.outliers import NO_OUTLIERS, Outliers

IDS = np.array([[0, 5, 6, 8, 2], [0, 6, 7, 5, 2]])
OUTLIERS = Outliers(
    {"embeddings.LayerNorm": {3: 2}, "encoder.layer.0.attention.output.LayerNorm": {0: 8, 31: 4}},
    {f"encoder.layer.1.{INNER}": (2, 60)},
)


@pytest.fixture(scope="module")
def directory(tiny_container, tmp_path_factory):
    target = tmp_path_factory.mktemp("tiny")
    write_directory(Container(tiny_container), target)
    return target


def test_the_graph_yields_the_same_vectors_as_the_formulae(directory, tiny_weights):
    found = _run(build_onnx(directory), IDS)
    for row, ids in zip(found, IDS, strict=True):
        np.testing.assert_allclose(row, _bert(tiny_weights, list(ids)), atol=2e-5)


def test_outliers_are_taken_apart_without_a_change_of_what_comes_out(directory):
    plain, apart = build_onnx(directory), build_onnx(directory, OUTLIERS)
    assert len(apart.graph.node) > len(plain.graph.node)
    np.testing.assert_allclose(_run(apart, IDS), _run(plain, IDS), atol=1e-6)


FAR = Outliers(
    {f"encoder.layer.{layer}.attention.output.LayerNorm": {4: 64} for layer in (0, 1)},
    {f"encoder.layer.{layer}.{INNER}": (7,) for layer in (0, 1)},
)


@pytest.fixture(scope="module")
def far_directory(directory, tmp_path_factory):
    """The same with a channel behind a normalisation, and one behind a Gelu, that is far above all others."""
    target = tmp_path_factory.mktemp("far")
    shutil.copytree(directory, target, dirs_exist_ok=True)
    weights = dict(load_file(directory / "model.safetensors"))
    for layer in (0, 1):
        name = f"encoder.layer.{layer}"
        weights[f"{name}.attention.output.LayerNorm.weight"][4] *= 64
        weights[f"{name}.intermediate.dense.weight"][:, 4] /= 64
        weights[f"{name}.intermediate.dense.bias"][7] += 50
        weights[f"{name}.output.dense.weight"][:, 7] /= 50
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
    return target


@pytest.mark.parametrize("signed", [True, False])
def test_eight_bits_keep_the_direction(directory, tmp_path, signed):
    model = build_onnx(directory)
    exact = _run(model, IDS)
    quantise(model, tmp_path / "model.onnx", signed=signed)
    rough = _run(onnx.load(tmp_path / "model.onnx"), IDS)
    np.testing.assert_allclose(np.linalg.norm(rough, axis=1), 1, atol=1e-5)
    assert (exact * rough).sum(axis=1).min() > 0.99


def test_eight_bits_keep_more_where_outliers_are_taken_apart(far_directory, tmp_path):
    exact, cosines = _run(build_onnx(far_directory), IDS), []
    for outliers in (NO_OUTLIERS, FAR):
        quantise(build_onnx(far_directory, outliers), tmp_path / "model.onnx", signed=True)
        rough = _run(onnx.load(tmp_path / "model.onnx"), IDS)
        cosines.append((exact * rough).sum(axis=1).min())
    assert 1 - cosines[1] < (1 - cosines[0]) / 4


def test_only_the_products_of_outliers_keep_their_weights(directory, tmp_path):
    quantise(build_onnx(directory, OUTLIERS), tmp_path / "model.onnx", signed=True)
    kept = {item.name for item in onnx.load(tmp_path / "model.onnx").graph.initializer if item.data_type == 1}
    assert {name for name in kept if name.endswith(".weight")} == {
        "encoder.layer.1.intermediate.dense.fine.weight", "encoder.layer.1.output.dense.fine.weight",
    }  # fmt: skip


def test_two_conversions_give_the_same_bytes(directory):
    assert build_onnx(directory).SerializeToString() == build_onnx(directory).SerializeToString()


def _run(model: onnx.ModelProto, ids: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(["embedding"], {"input_ids": ids})[0]


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
