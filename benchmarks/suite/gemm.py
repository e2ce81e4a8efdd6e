"""The best matrix products that this machine does: what no encoder on it can pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.suite.apart import processors

Shape = tuple[int, int, int]
SQUARE: Shape = (1024, 1024, 1024)
LAYER: Shape = (512, 384, 1536)  # a batch of ours through the first half of a feed-forward layer


def peaks(for_seconds: float) -> dict[str, float]:
    """GFLOP/s (of int8: GOP/s) by library, numbers and shape."""
    found = {"numpy float32, 1024³": _rate(_numpy(SQUARE), SQUARE, for_seconds)}
    for shape, name in ((SQUARE, "1024³"), (LAYER, "512×384×1536")):
        for integer in (False, True):
            work = _onnx(shape, integer)
            kind = "int8" if integer else "float32"
            found[f"onnxruntime {kind}, {name}"] = _rate(work, shape, for_seconds)
    return found


def _rate(work: Callable[[], object], shape: Shape, for_seconds: float) -> float:
    """That of the quickest product."""
    rows, inner, columns = shape
    work()
    quickest, ends = float("inf"), time.perf_counter() + for_seconds
    while (started := time.perf_counter()) < ends:
        work()
        quickest = min(quickest, time.perf_counter() - started)
    return 2 * rows * inner * columns / quickest / 1e9


def _numpy(shape: Shape) -> Callable[[], object]:
    rows, inner, columns = shape
    left, right = np.ones((rows, inner), np.float32), np.ones((inner, columns), np.float32)
    return lambda: left @ right


def _onnx(shape: Shape, integer: bool) -> Callable[[], object]:
    """The right side is a constant, as weights are, so that it may be packed once."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    rows, inner, columns = shape
    left_type = TensorProto.UINT8 if integer else TensorProto.FLOAT
    out_type = TensorProto.INT32 if integer else TensorProto.FLOAT
    weights: Any = np.ones((inner, columns), np.int8 if integer else np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger" if integer else "MatMul", ["left", "right"], ["out"])],
        "product",
        [helper.make_tensor_value_info("left", left_type, [rows, inner])],
        [helper.make_tensor_value_info("out", out_type, [rows, columns])],
        [numpy_helper.from_array(weights, "right")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = processors()
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    left = np.ones((rows, inner), np.uint8 if integer else np.float32)
    return lambda: session.run(None, {"left": left})
