"""The graph store against rdflib's store in memory: the same N-Quads, the same queries, the same start."""

from __future__ import annotations

import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.suite import grouping
from benchmarks.suite.apart import Ran, apart
from benchmarks.suite.scale import Scale, seconds
from benchmarks.suite.table import Cell, Table, shown

# Named queries of ours that group and may be asked of the whole store.
QUERIES = (
    "counts", "districts", "document_uses", "event_types", "indicator_counts", "indicator_uses", "indicators",
    "issued_by", "namings", "programmes", "sentences_in_reports", "ties", "told_figures",
)  # fmt: skip
OURS, BULK, RDFLIB = "huyenkg, with its bookkeeping", "pyoxigraph's loader alone", "rdflib in memory"
_READY = "districts"  # what a process asks first
_PATIENCE = 60  # seconds for a query of rdflib
_ROUNDS = 5

Query = Callable[[str], list[Any]]


def run(scale: Scale) -> list[Table]:
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        folder = Path(name)
        quads = write_reports(folder, scale.clones)
        ran: dict[str, list[Ran]] = {side: [] for side in _CALLS}
        for turn in range(scale.rounds):
            for side, call in _CALLS.items():
                ran[side].append(apart(f"store:{call}", name, turn == 0))
        started = [
            {OURS: _process("reopened", one.value["path"]), RDFLIB: _process("reparsed", name)}
            for one in ran[OURS]
        ]
    title = f"Loading {quads:,} quads of {scale.clones} reports"
    ours, theirs = (ran[side][0].value for side in (OURS, RDFLIB))
    grouped = grouping.table(ours["of_index"], ours["of_store"], theirs["of_store"])
    return [loads(ran, quads, title), ready(started), queries(ours["queries"], theirs["queries"]), grouped]


def write_reports(folder: Path, reports: int) -> int:
    """The N-Quads of copies of the samples, a file each; returns how many quads they are."""
    from benchmarks.clones import copied_quads
    from benchmarks.questions import SAMPLES

    count = 0
    for report, data in copied_quads(sorted(SAMPLES.iterdir()), reports):
        (folder / f"{report}.nq").write_bytes(data)
        count += data.count(b"\n")
    return count


def loads(ran: Mapping[str, Sequence[Ran]], quads: int, title: str) -> Table:
    """Medians of the rounds; memory is that of a round that asks nothing, if there is one."""
    rows = []
    for side, own in ran.items():
        pairs = zip(own, ran[RDFLIB], strict=True)
        ratio = median(slow.value["load_s"] / one.value["load_s"] for one, slow in pairs)
        took = median(one.value["load_s"] for one in own)
        rows.append((side, ratio, took, quads / took, own[-1].rss_mb))
    return Table(title, ("store", "× rdflib", "s", "quads/s", "RSS, MB"), tuple(rows))


def _process(function: str, argument: str) -> float:
    return seconds(lambda: apart(f"store:{function}", argument))


def ready(started: Sequence[Mapping[str, float]]) -> Table:
    """Medians of the rounds."""
    rows = []
    for side, what in ((OURS, "the stored graph is opened"), (RDFLIB, "the files are parsed again")):
        ratio = median(one[RDFLIB] / one[side] for one in started)
        rows.append((side, ratio, median(one[side] for one in started), what))
    head = ("store", "× rdflib", "s", "")
    return Table(f"A new process, from its start to the rows of `{_READY}.rq`", head, tuple(rows))


def queries(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Table:
    """Ratios, those of queries that were given up from below; rows that differ are named."""
    rows: list[tuple[Cell, ...]] = []
    ratios = []
    for name, own in ours.items():
        other, waited = theirs[name], theirs[name]["s"] or _PATIENCE
        ratios.append(waited / own["s"])
        given_up = "over " if other["s"] is None else ""
        same = "none" if given_up else "same" if own["rows"] == other["rows"] else "differ"
        times = (1000 * own["s"], given_up + shown(1000.0 * waited))
        rows.append((f"`{name}.rq`", given_up + shown(ratios[-1]), *times, len(own["rows"]), same))
    rows.append(("median of the ratios", median(ratios), None, None, None, ""))
    head = ("query", "× rdflib", "ours, ms", "rdflib, ms", "rows", "answers")
    return Table("Named queries that group and count", head, tuple(rows))


def ours(folder: str, asked: bool) -> dict[str, Any]:
    """Our store on disk: each report's own graph, and what reports share once."""
    from graph.store import open_store

    reports = [(path.stem, path.read_bytes()) for path in sorted(Path(folder).glob("*.nq"))]
    path = Path(tempfile.mkdtemp(dir=folder))
    store = open_store(path)

    def load() -> None:
        for _ in store.add_reports(reports):
            pass
        store.tidy()

    took = seconds(load)
    told: dict[str, Any] = {"load_s": took, "path": str(path)}
    if asked:
        told["queries"] = _answered(lambda text: list(store.query(text)), _ROUNDS)
        told["of_index"] = grouping.asked_of_index(store)
        told["of_store"] = grouping.asked_in_sparql(store.query, _ROUNDS)
    store.close()
    return told


def reopened(path: str) -> int:
    """Our store as every command and server opens it, with one query."""
    from graph.query_file import fill
    from graph.store import open_store

    return len(list(open_store(Path(path), read_only=True).query(fill(_READY, {}))))


def reparsed(folder: str) -> int:
    """The files parsed into rdflib's dataset, with the same query."""
    from rdflib import Dataset

    from graph.query_file import fill

    dataset = Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _parse(dataset, folder)
        return len(list(dataset.query(fill(_READY, {}))))


def bulk(folder: str, _asked: bool) -> dict[str, Any]:
    """What our store stands on, without which report says what; it is not asked."""
    import pyoxigraph as ox

    store = ox.Store(tempfile.mkdtemp(dir=folder))
    data = b"".join(path.read_bytes() for path in sorted(Path(folder).glob("*.nq")))

    def load() -> None:
        store.bulk_load(data, ox.RdfFormat.N_QUADS)
        store.optimize()

    return {"load_s": seconds(load), "queries": {}}


def rdflib(folder: str, asked: bool) -> dict[str, Any]:
    """The same files in rdflib's dataset, whose default graph is the union too."""
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its own classes among each other
        told: dict[str, Any] = {"load_s": seconds(lambda: _parse(dataset, folder))}
        if asked:
            told["queries"] = _answered(lambda text: _bound(dataset.query(text)), 1)
            told["of_store"] = grouping.asked_in_sparql(lambda text: _bound(dataset.query(text)), 1)
    return told


def _parse(dataset: Any, folder: str) -> None:
    for path in sorted(Path(folder).glob("*.nq")):
        dataset.parse(path, format="nquads")


_CALLS = {OURS: "ours", BULK: "bulk", RDFLIB: "rdflib"}


def _answered(query: Query, rounds: int) -> dict[str, Any]:
    """For each query the median of its seconds, and its rows in one order."""
    from graph.query_file import fill

    found: dict[str, Any] = {}
    for name in QUERIES:
        text, rows, times = fill(name, {}), [], []
        try:
            for _ in range(rounds):
                with _at_most(_PATIENCE):
                    times.append(seconds(lambda text=text, rows=rows: rows.append(query(text))))
        except TimeoutError:
            found[name] = {"s": None, "rows": []}
        else:
            found[name] = {"s": median(times), "rows": sorted(map(_plain, rows[-1]))}
    return found


def _bound(result: Any) -> list[Any]:
    return [row.asdict() for row in result]


def _plain(row: Mapping[str, Any]) -> list[str]:
    """A row without the types of its terms: both libraries' terms have a value."""
    return [f"{key}={_value(term)}" for key, term in sorted(row.items())]


def _value(term: Any) -> str:
    """Numbers without their digits' form; lists that a query joined, in one order."""
    return " ".join(sorted(str(getattr(term, "value", term)).split(" ")))


@contextmanager
def _at_most(wait: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(wait)
    try:
        yield
    finally:
        signal.alarm(0)
