"""What each stage spends its time in: Python's own profiler over a stated material, the top by own time.

The profiler makes calls dearer than they are, so that what is called often looks dearer than it is: read the
shares, not the seconds. What a stage loads once is loaded before.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.suite.apart import ROOT, apart
from benchmarks.suite.scale import Scale
from benchmarks.suite.table import Table

TOP = 5
HEAD = ("stage and what took its time", "share", "own, s", "calls")
ASKED = {
    "a figure": "Diện tích chè của huyện Phong Thổ năm 2023 là bao nhiêu?",
    "a list": "Những huyện nào có dịch tả lợn châu Phi năm 2023?",
    "a ranking": "Huyện nào có nhiều hộ nghèo nhất năm 2023?",
}
_PLACE = re.compile(r".*/(?:site-packages|python\d\.\d+)/")  # where libraries lie
_TIMES = 10  # that each question is asked
Work = Callable[[], object]


def run(scale: Scale) -> list[Table]:
    from search.model import prepare_model

    model = str(prepare_model(scale.cache))
    stages = {**REPORT, **STORED, **QUESTIONS}
    return [
        table({stage: apart("profile:profiled", stage, model, scale.kilobytes).value for stage in stages})
    ]


def table(found: dict[str, list[list[Any]]]) -> Table:
    """A row for each stage with its seconds, and below it its top entries."""
    rows: list[tuple[Any, ...]] = []
    for stage, entries in found.items():
        whole = sum(own for _, own, _ in entries)
        rows.append((f"**{stage}**", None, whole, sum(calls for *_, calls in entries)))
        rows += [(f"`{name}`", own / whole, own, calls) for name, own, calls in entries[:TOP]]
    return Table("Profiles: where each stage spends its time", HEAD, tuple(rows))


def profiled(stage: str, model: str, kilobytes: int) -> list[tuple[str, float, int]]:
    """Every function of a stage with its own seconds and calls, the dearest first."""
    from ui.bounds import collect_seldom

    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        work = {**REPORT, **STORED, **QUESTIONS}[stage](Path(name), model, kilobytes)
        collect_seldom()  # as the processes do that read reports
        profiler = cProfile.Profile()
        profiler.runcall(work)
    return entries(profiler)


def entries(profiler: cProfile.Profile) -> list[tuple[str, float, int]]:
    """Each function, its own seconds and its calls, the dearest first."""
    told = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    own = ((_named(where[0], where[2]), line[2], line[1]) for where, line in told.items())
    return sorted(own, key=lambda entry: (-entry[1], entry[0]))


def _named(file: str, name: str) -> str:
    """``ingest/tokens.py:_spans`` of ours, ``json/encoder.py:encode`` of a library, ``sorted`` of Python."""
    if file == "~":
        return name.removeprefix("<").removesuffix(">").replace("built-in method ", "").partition(" of ")[0]
    return f"{_PLACE.sub('', file).removeprefix(f'{ROOT}/')}:{name.strip('<>')}"


def _file_reading(_folder: Path, _model: str, _kilobytes: int) -> Work:
    from benchmarks.questions import SAMPLES
    from ingest.read import read_bytes

    files = [(path.read_bytes(), path.name) for path in sorted(SAMPLES.iterdir())]
    _ = [read_bytes(data, name) for data, name in files]
    return lambda: [read_bytes(data, name) for data, name in files]


def _long(kilobytes: int, first: int) -> Any:
    """A report of so many kilobytes, copies of the first sample with figures of their own."""
    from benchmarks.extraction import KILOBYTE, repeated
    from benchmarks.questions import SAMPLES
    from ingest.read import read_report

    text = read_report(min(SAMPLES.iterdir())).text
    copies = max(1, round(kilobytes * KILOBYTE / len(text.encode())))
    return repeated(text, copies, first=first)


def _facts(_folder: Path, _model: str, kilobytes: int) -> Work:
    from ingest.extract import extract_facts

    extract_facts(_long(1, 1_000_000))  # loads the code lists
    document = _long(kilobytes, 0)
    return lambda: extract_facts(document)


def _graph(_folder: Path, _model: str, kilobytes: int) -> Work:
    from graph.build import report_quads
    from ingest.extract import extract_facts

    first, document = _long(1, 1_000_000), _long(kilobytes, 0)
    _ = list(report_quads(first, extract_facts(first), ""))
    extraction = extract_facts(document)
    return lambda: list(report_quads(document, extraction, ""))


def _packing(_folder: Path, _model: str, kilobytes: int) -> Work:
    from graph.build import report_quads, to_nquads
    from ingest.document_json import document_bytes
    from ingest.extract import extract_facts
    from ui.own_files import packed

    document = _long(kilobytes, 0)
    quads = list(report_quads(document, extract_facts(document), ""))
    return lambda: packed({"document.json": document_bytes(document), "graph.nq": to_nquads(quads)})


def _told_reports(count: int) -> list[tuple[str, bytes]]:
    from benchmarks.clones import copied_quads
    from benchmarks.questions import SAMPLES

    return list(copied_quads(sorted(SAMPLES.iterdir()), count))


def _store(folder: Path, _model: str, _kilobytes: int) -> Work:
    from graph.store import open_store

    store, reports = open_store(folder / "store"), _told_reports(_CLONES)
    return lambda: [*store.add_reports(reports), store.tidy()]


def _fact_index(folder: Path, _model: str, _kilobytes: int) -> Work:
    from graph.store import open_store
    from search.fact_index import update_facts

    store = open_store(folder / "store")
    _ = list(store.add_reports(_told_reports(_CLONES)))
    return lambda: update_facts(None, folder, store, ())


def _search_index(folder: Path, _model: str, _kilobytes: int) -> Work:
    from benchmarks.suite import material
    from ingest.extract import extract_facts
    from search.catalogue import report_passages
    from search.encoder import HashingEncoder
    from search.indexing import build_index
    from search.vectors import VectorCache

    told = [(document, extract_facts(document)) for document in material.documents()]
    reports = [report_passages(document, own.identity, own.facts) for document, own in told]
    cache = VectorCache(folder / "vectors.sqlite")
    return lambda: build_index(folder / "index", reports, HashingEncoder(), cache)


def _embedding(_folder: Path, model: str, _kilobytes: int) -> Work:
    from benchmarks.suite import material
    from search.encoder import OnnxEncoder

    encoder = OnnxEncoder(Path(model))
    texts = material.repeated_texts(material.sample_passages(material.documents()), Scale().passages)
    encoder.encode_passages(texts[:4])
    return lambda: encoder.encode_passages(texts)


def _asking(question: str, ask: str) -> Callable[[Path, str, int], Work]:
    """A question put some times over the samples, once before it counts."""

    def opened(folder: Path, _model: str, _kilobytes: int) -> Work:
        from benchmarks.questions import SAMPLES
        from ui.ingesting import IngestOptions
        from ui.service import Service
        from ui.settings import load_settings

        service = Service(load_settings(folder / "data", "hashing"))
        service.ingest(sorted(SAMPLES.iterdir()), IngestOptions(), lambda *_: None)
        one = (lambda: service.ask(question)) if ask == "ask" else (lambda: service.search(question, 10))
        one()
        return lambda: [one() for _ in range(_TIMES)]

    return opened


_CLONES = 14
REPORT: dict[str, Callable[[Path, str, int], Work]] = {
    "the samples' files read": _file_reading,
    "facts of 100 kB": _facts,
    "their graph": _graph,
    "their N-Quads, packed": _packing,
}
STORED: dict[str, Callable[[Path, str, int], Work]] = {
    "14 reports into the store": _store,
    "their index of facts": _fact_index,
    "the samples' index of words and cheap vectors": _search_index,
    "64 passages embedded": _embedding,
}
QUESTIONS: dict[str, Callable[[Path, str, int], Work]] = {
    f"search, {_TIMES} times": _asking(ASKED["a figure"], "search"),
    **{f"ask, {kind}, {_TIMES} times": _asking(text, "ask") for kind, text in ASKED.items()},
}
