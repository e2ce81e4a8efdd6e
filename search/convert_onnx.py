"""Turns a BERT of a sentence-transformers directory into one small ONNX file that yields unit vectors.

The graph is written node by node instead of traced: it needs no torch, takes seconds, and is the same
for every version of the exporters. Pooling and normalisation are inside, so that a caller feeds token
ids and gets vectors. Query, key and value share one product, attention is one node; the word table stays
in float16 and only the rows in use are widened. There is no mask: texts of one length make a batch.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from search.outliers import NO_OUTLIERS, Outliers

Weights = Mapping[str, npt.NDArray[np.generic]]
Floats = npt.NDArray[np.float32]
INNER = "intermediate.outcome"
"""How the tensor between the two products of a layer's feed-forward part is called, behind its layer."""
_FINE = ".fine"  # ends the names of weights that stay in float32
_OPSET = 20  # the first with Gelu
_CONTRIBUTED = "com.microsoft"  # onnxruntime's own operators: attention in one node
_IR = 9  # the file format of that opset's release: readable by every onnxruntime that we allow
_FLOAT = {"DefaultTensorType": TensorProto.FLOAT}  # the quantiser does not know what contributed nodes yield


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

    def floats(self, values: npt.ArrayLike) -> str:
        return self.constant(np.asarray(values, np.float32))

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))


@dataclass(frozen=True, slots=True)
class _Normed:
    """What a normalisation yields, still without its ``bias``, which goes into the products that follow.

    ``fed`` goes into products, whose weights have to be multiplied by ``factors``; ``value`` past them.
    """

    value: str
    fed: str
    factors: Floats
    bias: Floats


class _Bert:
    """The layers of one encoder, drawn into a graph."""

    def __init__(self, config: Mapping[str, object], weights: Weights, outliers: Outliers) -> None:
        self.graph = _Graph()
        self._weights, self._outliers = weights, outliers
        self._heads = int(str(config["num_attention_heads"]))
        self._hidden = int(str(config["hidden_size"]))
        self._epsilon = float(str(config["layer_norm_eps"]))
        self.layers = int(str(config["num_hidden_layers"]))

    def embed(self) -> _Normed:
        graph = self.graph
        table = graph.constant(self._weights["embeddings.word_embeddings.weight"], "words")
        words = graph.op("Cast", graph.op("Gather", table, "input_ids"), to=TensorProto.FLOAT)
        places = self._float("embeddings.position_embeddings.weight")
        places = places + self._float("embeddings.token_type_embeddings.weight")[0]
        length = graph.op("Shape", "input_ids", start=1, end=2)
        place = graph.op("Slice", graph.constant(places, "places"), graph.integers(0), length)
        return self._norm(graph.op("Add", words, place), "embeddings.LayerNorm")

    def layer(self, index: int, taken: _Normed) -> _Normed:
        name, graph = f"encoder.layer.{index}", self.graph
        attended = self._add(f"{name}.attention.output.dense", self._attend(name, taken), taken.bias)
        taken = self._norm(graph.op("Add", attended, taken.value), f"{name}.attention.output.LayerNorm")
        outer = graph.op("Add", *self._feed_forward(name, taken))
        return self._norm(outer, f"{name}.output.LayerNorm")

    def pool(self, taken: _Normed) -> None:
        """Mean over the tokens, then unit length."""
        graph = self.graph
        mean = graph.op("ReduceMean", taken.value, graph.integers(1), keepdims=0)
        graph.op(
            "LpNormalization",
            graph.op("Add", mean, graph.floats(taken.bias)),
            output="embedding",
            axis=-1,
            p=2,
        )

    def _attend(self, name: str, taken: _Normed) -> str:
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._float(f"{part}.weight") for part in parts])
        bias = np.concatenate([self._float(f"{part}.bias") for part in parts])
        product = self._product(taken.fed, weight * taken.factors, bias + weight @ taken.bias, parts[0])
        return self.graph.op(
            "MultiHeadAttention", *self.graph.split(product, 3), domain=_CONTRIBUTED, num_heads=self._heads
        )

    def _feed_forward(self, name: str, taken: _Normed) -> tuple[str, str]:
        """What a layer's last two products yield, and what goes past them, to be added up.

        Outliers between the two have products of their own, which go past as well; among the others they
        are 0.
        """
        graph = self.graph
        inner, outer = f"{name}.intermediate.dense", f"{name}.output.dense"
        first = self._float(f"{inner}.weight") * taken.factors
        bias = self._float(f"{inner}.bias") + self._float(f"{inner}.weight") @ taken.bias
        second = self._float(f"{outer}.weight").copy()
        past = taken.value
        if far := list(self._outliers.inner.get(f"{name}.{INNER}", ())):
            few = graph.op("Gelu", self._product(taken.fed, first[far], bias[far], f"{inner}{_FINE}"))
            few = graph.op("MatMul", few, graph.constant(second[:, far].T, f"{outer}{_FINE}.weight"))
            past = graph.op("Add", few, past)
            first[far], bias[far], second[:, far] = 0, 0, 0
        many = graph.op("Gelu", self._product(taken.fed, first, bias, inner), output=f"{name}.{INNER}")
        return self._product(many, second, self._float(f"{outer}.bias") + taken.bias, outer), past

    def _add(self, name: str, value: str, bias: Floats) -> str:
        return self._product(value, self._float(f"{name}.weight"), self._float(f"{name}.bias") + bias, name)

    def _product(self, value: str, weight: Floats, bias: Floats, name: str) -> str:
        product = self.graph.op("MatMul", value, self.graph.constant(weight.T, f"{name}.weight"))
        return self.graph.op("Add", product, self.graph.constant(bias, f"{name}.bias"))

    def _norm(self, value: str, name: str) -> _Normed:
        """In steps: onnxruntime's own node sums a row number by number, which takes twice as long."""
        graph, scale = self.graph, self._float(f"{name}.weight")
        centred = graph.op("Sub", value, self._mean(value))
        variance = self._mean(graph.op("Mul", centred, centred))
        spread = graph.op("Sqrt", graph.op("Add", variance, graph.floats(self._epsilon)))
        unit = graph.op("Mul", centred, graph.op("Reciprocal", spread))
        value = fed = graph.op("Mul", unit, graph.floats(scale), output=name)
        factors = self._outliers.factors(name, self._hidden)
        if (factors != 1).any():
            fed = graph.op("Mul", unit, graph.floats(scale / factors))
        return _Normed(value, fed, factors, self._float(f"{name}.bias"))

    def _mean(self, value: str) -> str:
        return self.graph.op("ReduceMean", value, self.graph.integers(-1), keepdims=1)

    def _float(self, name: str) -> Floats:
        return self._weights[name].astype(np.float32)


def build_onnx(directory: Path, outliers: Outliers = NO_OUTLIERS) -> onnx.ModelProto:
    """The float32 graph of the encoder in a sentence-transformers directory (BertModel, mean pooling).

    Input ``input_ids`` (batch, length), of texts of one length; output ``embedding`` (batch, hidden).
    ``outliers`` are taken apart, so that 8 bits suffice for the rest: in float32 that changes nothing.
    """
    config = json.loads((directory / "config.json").read_text("utf-8"))
    bert = _Bert(config, load_file(directory / "model.safetensors"), outliers)
    taken = bert.embed()
    for index in range(bert.layers):
        taken = bert.layer(index, taken)
    bert.pool(taken)
    tokens = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"])
    vector = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", config["hidden_size"]])
    graph = helper.make_graph(bert.graph.nodes, "encoder", [tokens], [vector], bert.graph.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIBUTED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="huyenkg")


def quantise(model: onnx.ModelProto, target: Path, *, signed: bool) -> None:
    """Writes the model with its weight products in int8, one scale a column, but for those of outliers.

    ``signed`` weights suit processors that sum 8-bit products in 32 bits (VNNI, ARM); elsewhere they
    would overflow 16-bit sums, and unsigned weights must be used.
    """
    # Imported late: it pulls in tools that nobody needs who only reads a finished model.
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().addFilter(_silence_advice)
    try:
        quantize_dynamic(
            model,
            target,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8 if signed else QuantType.QUInt8,
            nodes_to_exclude=[node.name for node in model.graph.node if _is_fine(node)],
            extra_options={"MatMulConstBOnly": True} | _FLOAT,
        )
    finally:
        logging.getLogger().removeFilter(_silence_advice)


def _is_fine(node: onnx.NodeProto) -> bool:
    return any(name.endswith(f"{_FINE}.weight") for name in node.input)


def _silence_advice(record: logging.LogRecord) -> bool:
    return "pre-processing" not in record.getMessage()
