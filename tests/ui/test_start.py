"""What a start costs: libraries that only some commands need are imported by these."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.architecture.tree import ROOT

READERS = {"PIL", "lxml", "mammoth", "openpyxl", "pypdfium2"}
HEAVY = READERS | {
    "altair", "dask", "distributed", "faiss", "fastapi", "mcp", "networkx", "onnx", "onnxruntime", "oxrdflib",
    "pandas", "pyshacl", "rdflib", "sentence_transformers", "streamlit", "tokenizers", "torch",
    "transformers", "uvicorn",
}  # fmt: skip
_START = """
import json, sys
def known(): return sorted({name.partition(".")[0] for name in sys.modules})
import ui.cli
started = known()
from ingest.read import load_readers
load_readers()
print(json.dumps([started, known()]))
"""


def test_the_command_line_starts_without_heavy_libraries_and_readers_can_be_loaded_ahead():
    ended = subprocess.run(
        [sys.executable, "-c", _START], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    started, ready = map(set, json.loads(ended.stdout))
    assert started & HEAVY == set()
    assert ready & HEAVY == READERS
