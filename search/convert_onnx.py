"""Turns a BERT of a sentence-transformers directory into one small ONNX file that yields unit vectors.

The graph is written node by node instead of traced: it needs no torch, takes seconds, and is the same
for every version of the exporters. Pooling and normalisation are inside, so that a caller feeds token
ids and gets vectors. Query, key and value share one product; the word table stays in float16 and only
the rows in use are widened.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

Weights = Mapping[str, npt.NDArray[np.generic]]
_OPSET = 20  # the first with Gelu, after LayerNormalization (17)
_IR = 9  # the file format of that opset's release: readable by every onnxruntime that we allow


class _Graph:
    """Nodes and constants under construction; every method returns the name of what it adds."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def op(self, kind: str, *inputs: str, output: str = "", **attributes: object) -> str:
        name = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def split(self, value: str, parts: int) -> list[str]:
        names = [f"Split_{len(self.nodes)}_{part}" for part in range(parts)]
        self.nodes.append(
            helper.make_node("Split", [value], names, name=names[0], axis=-1, num_outputs=parts)
        )
        return names

    def constant(self, values: npt.NDArray[np.generic], name: str = "") -> str:
        name = name or f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def number(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))


class _Bert:
    """The layers of one encoder, drawn into a graph."""

    def __init__(self, config: Mapping[str, object], weights: Weights) -> None:
        self.graph = _Graph()
        self._weights = weights
        self._heads = int(str(config["num_attention_heads"]))
        self._hidden = int(str(config["hidden_size"]))
        self._epsilon = float(str(config["layer_norm_eps"]))
        self.layers = int(str(config["num_hidden_layers"]))

    def embed(self) -> str:
        graph = self.graph
        table = graph.constant(self._weights["embeddings.word_embeddings.weight"], "words")
        words = graph.op("Cast", graph.op("Gather", table, "input_ids"), to=TensorProto.FLOAT)
        places = self._float("embeddings.position_embeddings.weight")
        places = places + self._float("embeddings.token_type_embeddings.weight")[0]
        length = graph.op("Shape", "input_ids", start=1, end=2)
        place = graph.op("Slice", graph.constant(places, "places"), graph.integers(0), length)
        return self._norm(graph.op("Add", words, place), "embeddings.LayerNorm")

    def mask(self) -> str:
        """0 for tokens, a large negative number for padding, over heads and asking tokens."""
        graph = self.graph
        mask = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
        wide = graph.op("Unsqueeze", mask, graph.integers(1, 2))
        return graph.op("Mul", graph.op("Sub", wide, graph.number(1.0)), graph.number(10000.0))

    def layer(self, index: int, value: str, mask: str) -> str:
        name, graph = f"encoder.layer.{index}", self.graph
        attended = self._dense(self._attend(name, value, mask), f"{name}.attention.output.dense")
        value = self._norm(graph.op("Add", attended, value), f"{name}.attention.output.LayerNorm")
        inner = graph.op("Gelu", self._dense(value, f"{name}.intermediate.dense"))
        outer = self._dense(inner, f"{name}.output.dense")
        return self._norm(graph.op("Add", outer, value), f"{name}.output.LayerNorm")

    def pool(self, value: str) -> None:
        """Mean over the tokens, then unit length. Padding counts for nothing."""
        graph = self.graph
        mask = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
        row = graph.op("Unsqueeze", mask, graph.integers(1))
        total = graph.op("Squeeze", graph.op("MatMul", row, value), graph.integers(1))
        graph.op("LpNormalization", total, output="embedding", axis=-1, p=2)

    def _attend(self, name: str, value: str, mask: str) -> str:
        graph, size = self.graph, self._hidden // self._heads
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        # The scale 1/sqrt(size) goes into the query's weights, so that no node multiplies at run time.
        scales = (1 / np.sqrt(size), 1.0, 1.0)
        weight = np.concatenate([self._float(f"{p}.weight") * s for p, s in zip(parts, scales, strict=True)])
        bias = np.concatenate([self._float(f"{p}.bias") * s for p, s in zip(parts, scales, strict=True)])
        product = self._product(value, weight.astype(np.float32), bias.astype(np.float32), parts[0])
        split = graph.integers(0, 0, self._heads, size)
        query, key, content = (graph.op("Reshape", part, split) for part in graph.split(product, 3))
        query = graph.op("Transpose", query, perm=[0, 2, 1, 3])
        key = graph.op("Transpose", key, perm=[0, 2, 3, 1])
        content = graph.op("Transpose", content, perm=[0, 2, 1, 3])
        scores = graph.op("Softmax", graph.op("Add", graph.op("MatMul", query, key), mask), axis=-1)
        mixed = graph.op("Transpose", graph.op("MatMul", scores, content), perm=[0, 2, 1, 3])
        return graph.op("Reshape", mixed, graph.integers(0, 0, self._hidden))

    def _dense(self, value: str, name: str) -> str:
        return self._product(value, self._float(f"{name}.weight"), self._float(f"{name}.bias"), name)

    def _product(
        self, value: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32], name: str
    ) -> str:
        product = self.graph.op("MatMul", value, self.graph.constant(weight.T, f"{name}.weight"))
        return self.graph.op("Add", product, self.graph.constant(bias, f"{name}.bias"))

    def _norm(self, value: str, name: str) -> str:
        scale = self.graph.constant(self._float(f"{name}.weight"), f"{name}.weight")
        bias = self.graph.constant(self._float(f"{name}.bias"), f"{name}.bias")
        return self.graph.op("LayerNormalization", value, scale, bias, axis=-1, epsilon=self._epsilon)

    def _float(self, name: str) -> npt.NDArray[np.float32]:
        return self._weights[name].astype(np.float32)


def build_onnx(directory: Path) -> onnx.ModelProto:
    """The float32 graph of the encoder in a sentence-transformers directory (BertModel, mean pooling).

    Inputs ``input_ids`` and ``attention_mask`` (batch, length), output ``embedding`` (batch, hidden).
    """
    config = json.loads((directory / "config.json").read_text("utf-8"))
    bert = _Bert(config, load_file(directory / "model.safetensors"))
    mask, value = bert.mask(), bert.embed()
    for index in range(bert.layers):
        value = bert.layer(index, value, mask)
    bert.pool(value)
    tokens = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    vector = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", config["hidden_size"]])
    graph = helper.make_graph(bert.graph.nodes, "encoder", tokens, [vector], bert.graph.constants)
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR, producer_name="huyenkg"
    )


def quantise(
    model: onnx.ModelProto, target: Path, *, signed: bool, exact_layers: Collection[int] = ()
) -> None:
    """Writes the model with its weight products in int8, one scale a column.

    Activations get one scale a product, so a single outlier costs all others their digits. Name in
    ``exact_layers`` the layers whose outer feed-forward product has such outliers: it stays in float32.

    ``signed`` weights suit processors that sum 8-bit products in 32 bits (VNNI, ARM); elsewhere they
    would overflow 16-bit sums, and unsigned weights must be used.
    """
    # Imported late: it pulls in tools that nobody needs who only reads a finished model.
    from onnxruntime.quantization import QuantType, quantize_dynamic

    exact = {f"encoder.layer.{index}.output.dense.weight" for index in exact_layers}
    logging.getLogger().addFilter(_silence_advice)
    try:
        quantize_dynamic(
            model,
            target,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8 if signed else QuantType.QUInt8,
            nodes_to_exclude=[node.name for node in model.graph.node if exact & set(node.input)],
            extra_options={"MatMulConstBOnly": True},
        )
    finally:
        logging.getLogger().removeFilter(_silence_advice)


def _silence_advice(record: logging.LogRecord) -> bool:
    return "pre-processing" not in record.getMessage()
