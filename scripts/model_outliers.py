"""Measures which channels of the bundled model are outliers, over the passages of the bundled samples, and
writes ``search/outliers.toml``. To be run when the weights change, never for another text.

    python -m scripts.model_outliers
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from tokenizers import Tokenizer

from ingest.read import read_report
from search.convert_directory import PASSAGE_PROMPT, write_directory
from search.convert_onnx import INNER, build_onnx
from search.convert_weights import open_container
from search.encoder import plain
from search.model import PACKAGE, checked_weights
from search.outliers import Outliers, found_outliers
from search.passage import passages

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "search" / "outliers.toml"
_HEAD = f"""\
# The outliers of the model in {PACKAGE} (search/outliers.py says what is done with them).
# Written by scripts/model_outliers.py.

"""
Largest = dict[str, npt.NDArray[np.float32]]


def main() -> None:
    """Needs no model that is made already, for this is part of how it is made."""
    with TemporaryDirectory() as directory:
        write_directory(open_container(checked_weights()), Path(directory))
        largest = largest_values(Path(directory), list(_texts()))
    norms = {name: values for name, values in largest.items() if name.endswith("LayerNorm")}
    inner = {name: values for name, values in largest.items() if name.endswith(INNER)}
    TARGET.write_text(_HEAD + as_toml(found_outliers(norms, inner)), "utf-8")


def largest_values(directory: Path, texts: list[str]) -> Largest:
    """The largest absolute value of every channel that goes into products, behind each normalisation and
    each Gelu.
    """
    model = build_onnx(directory)
    multiplied = {node.input[0] for node in model.graph.node if node.op_type == "MatMul"}
    outputs = (name for node in model.graph.node for name in node.output)
    names = [name for name in outputs if name in multiplied and name.endswith(("LayerNorm", INNER))]
    model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in names)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    largest: Largest = {}
    for text in texts:
        ids = np.array([tokenizer.encode(PASSAGE_PROMPT + plain(text)).ids], np.int64)
        for name, values in zip(names, session.run(names, {"input_ids": ids}), strict=True):
            most = np.abs(values).max(axis=(0, 1))
            largest[name] = np.maximum(largest.get(name, most), most)
    return largest


def as_toml(outliers: Outliers) -> str:
    """The outliers as ``load_outliers`` reads them."""
    norms = (f'"{name}" = {{ {_pairs(of)} }}\n' for name, of in outliers.norms.items())
    inner = (f'"{name}" = {list(channels)}\n' for name, channels in outliers.inner.items())
    return f"[norms]\n{''.join(norms)}\n[inner]\n{''.join(inner)}"


def _pairs(factors: Mapping[int, int]) -> str:
    return ", ".join(f"{channel} = {factor}" for channel, factor in factors.items())


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "ingest" / "samples").iterdir()):
        yield from (passage.text for passage in passages(read_report(path)))


if __name__ == "__main__":
    main()
