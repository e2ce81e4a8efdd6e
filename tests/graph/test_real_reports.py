"""From a file to a valid graph: the bundled samples and, where they are at hand, real reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.build import report_quads, to_nquads
from graph.store import memory_store
from graph.validate import validate_report
from tests.eval.extraction import read

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(
    path for path in (ROOT / "ingest" / "samples").iterdir() if path.suffix in (".txt", ".md", ".docx")
)
DEFAULT = "nghia-lo-2023-m9.md"  # the shortest: a check takes long
SHARED = Path(os.environ.get("HUYENKG_SHARED", ROOT.parent / "shared")) / "reports"
REPORTS = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []


def check(path: Path) -> None:
    document, extraction = read(path)
    nquads = to_nquads(report_quads(document, extraction, path.name))
    store = memory_store()
    store.replace_report(document.id, nquads)
    assert store.report_nquads(document.id) == nquads
    assert validate_report(document.id, store.report_quads(document.id)) == ()
    for quad in store.report_quads(document.id):
        if quad.predicate.value.endswith("#exact"):
            assert quad.object.value in document.text


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path.name == DEFAULT else pytest.mark.slow) for path in SAMPLES],
    ids=[path.name for path in SAMPLES],
)
def test_a_sample_becomes_a_graph_that_keeps_the_shapes(path):
    check(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_real_report_becomes_a_graph_that_keeps_the_shapes(path):
    check(path)
