"""How well figures are read: reports that people annotated, four levels of agreement, a recorded state.

    python -m tests.eval.extraction [--verbose] [--record]
    python -m tests.eval.extraction --reports DIR --gold DIR [--misses FILE] [--verbose] [--record]

A gold file is ``<report's name>.jsonl`` or ``<report's stem>.obs.jsonl``, one record a number; beside it
``<stem>.meta.json`` may restrict it to ranges of lines (``{"ranges": {"obs": [[first, last], …]}}``). A
figure agrees with a record on the level

- ``number`` if it has the value and stands within two lines,
- ``typed`` if also unit and role (achieved, planned, change …) are the same,
- ``named`` if also the name of the indicator shares enough words,
- ``full`` if also period and area are the same.

What counts as the same stands in ``levels.toml``. Each record and each figure is used once. The state file
lists the records that do not reach ``full``, with the level that they do reach (``""``: not even the
number), and the figures that no record asks for (``"extra"``). A record that reached more in the recorded
state is lost, one that reached less is gained; ``--record`` writes the state anew.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.document import Document
from ingest.extract import extract_facts
from ingest.fact import Extraction
from ingest.read import read_report
from ingest.record import Kind, records
from tests.eval.agreement import LEVELS, Pair, Row, pair_up, reaches

Key = tuple[Any, ...]

HERE = Path(__file__).parent
GOLD = HERE / "gold"
OWN_REPORTS = (HERE.parent.parent / "ingest" / "samples", HERE / "reports")
MISSES = HERE / "known_misses.jsonl"
EXTRA = "extra"
_STATES = (EXTRA, "nothing", *LEVELS)

_SHOWN = ("value", "unit", "measure", "indicator", "period", "area")
_KEY = ("line", "value", "measure", "indicator", "period")


@dataclass(frozen=True, slots=True)
class Judged:
    """One report: its records with their figures, and the figures that no record asks for."""

    name: str
    pairs: tuple[Pair, ...]
    extra: tuple[Row, ...]

    def counts(self, level: str) -> tuple[int, int, int]:
        """Agreements on a level, records, figures."""
        found = sum(pair.found is not None for pair in self.pairs) + len(self.extra)
        return sum(reaches(pair.reached, level) for pair in self.pairs), len(self.pairs), found

    def state(self) -> dict[Key, str]:
        """What does not reach ``full``, and what is extra."""
        missed = {_key(self.name, p.gold): p.reached for p in self.pairs if p.reached != LEVELS[-1]}
        return missed | {_extra_key(self.name, figure): EXTRA for figure in self.extra}


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision, recall and their harmonic mean on one level."""

    precision: float
    recall: float
    f1: float


@cache
def read(path: Path) -> tuple[Document, Extraction]:
    """A report and all that is read from it, once per process."""
    document = read_report(path)
    return document, extract_facts(document)


def judge_all(folders: Iterable[Path], gold: Path) -> list[Judged]:
    """Every report of the folders that has a gold file, by name."""
    paths = sorted((path for folder in folders for path in folder.iterdir()), key=lambda path: path.name)
    files = ((path, gold_file(path, gold)) for path in paths)
    return [judge(path, file) for path, file in files if file]


def gold_file(report: Path, folder: Path) -> Path | None:
    """The report's gold file, if it has one."""
    names = (f"{report.name}.jsonl", f"{report.stem}.obs.jsonl")
    return next((folder / name for name in names if (folder / name).is_file()), None)


def judge(report: Path, gold: Path) -> Judged:
    """The figures of a report against its gold file, inside the ranges that the gold covers."""
    wanted = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    found = [row for kind, row in records(*read(report)) if kind is Kind.OBSERVATIONS]
    ranges = _ranges(gold.with_name(f"{report.stem}.meta.json"))
    pairs, extra = pair_up(_inside(wanted, ranges), _inside(found, ranges))
    return Judged(report.name, tuple(pairs), tuple(extra))


def shares(judged: Iterable[Judged], level: str) -> Shares:
    """The shares over reports taken together."""
    agreed, wanted, found = map(sum, zip(*(one.counts(level) for one in judged), strict=True))
    precision, recall = agreed / max(1, found), agreed / max(1, wanted)
    return Shares(precision, recall, 2 * agreed / max(1, found + wanted))


def table(judged: Sequence[Judged]) -> str:
    """Precision, recall and F1 on each level, a report a line."""
    head = f"{'report':28}{'gold':>6}{'found':>6}" + "".join(f"{f'{level} P, R, F1':>20}" for level in LEVELS)
    groups = [*((one.name, [one]) for one in judged), ("total", judged)]
    return "\n".join([head, *(_line(name, group) for name, group in groups)])


def changes(judged: Iterable[Judged], known: Mapping[Key, str]) -> tuple[list[str], list[str]]:
    """The cases gained and lost against the recorded state, ready to be read."""
    gained, lost = [], []
    for one in judged:
        before = {key: reached for key, reached in known.items() if key[0] == one.name}
        now = one.state()
        cases = {_key(one.name, pair.gold): _told(pair) for pair in one.pairs}
        cases |= {_extra_key(one.name, row): f"  got      {_shown(row)}" for row in one.extra}
        for key in sorted(before.keys() | now.keys(), key=str):
            was, is_now = _rank(before.get(key)), _rank(now.get(key))
            if was != is_now:
                what = cases.get(key, f"  {key[2:4]} is not read any more")
                step = f"{_STATES[was]} -> {_STATES[is_now]}"
                (gained if is_now > was else lost).append(f"{key[0]}:{key[1]} {step}\n{what}")
    return gained, lost


def told_changes(judged: Sequence[Judged], known: Mapping[Key, str]) -> str:
    """What was gained and lost, and how to make the state follow."""
    gained, lost = changes(judged, known)
    lines = [*(f"LOST   {case}" for case in lost), *(f"GAINED {case}" for case in gained)]
    lines.append(f"{len(lost)} lost, {len(gained)} gained against the recorded state")
    if gained or lost:
        lines.append("To strike out what was gained, and keep what was lost as missed: make eval RECORD=1")
    return "\n".join(lines)


def load_state(path: Path) -> dict[Key, str]:
    """The recorded state, empty where there is none."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    rows = map(json.loads, lines)
    return {(row["report"], *(row[field] for field in _KEY)): row["reached"] for row in rows}


def save_state(path: Path, judged: Iterable[Judged]) -> None:
    """Writes the state: one line a record that is missed, or a figure too many."""
    state = [(key, reached) for one in judged for key, reached in one.state().items()]
    rows = (dict(zip(("report", *_KEY), key, strict=True)) | {"reached": was} for key, was in state)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def misses(judged: Iterable[Judged]) -> Iterator[str]:
    """Every record that is missed, with what was read instead, and every figure too many."""
    for one in judged:
        for pair in one.pairs:
            if pair.reached != LEVELS[-1]:
                yield f"{one.name}:{pair.gold['line']} reaches {pair.reached or 'nothing'}\n{_told(pair)}"
        for row in one.extra:
            yield f"{one.name}:{row['line']} no record asks for\n  got      {_shown(row)}"


def main() -> None:
    """Prints the table, what changed, and on demand every miss."""
    options = _options()
    folders = [options.reports] if options.reports else OWN_REPORTS
    judged = judge_all(folders, options.gold or GOLD)
    state = options.misses or (None if options.gold else MISSES)
    if options.verbose:
        print("\n".join(misses(judged)), end="\n\n")
    print(table(judged))
    if state:
        print(told_changes(judged, load_state(state)))
    if state and options.record:
        save_state(state, judged)


def _ranges(meta: Path) -> list[list[int]]:
    return json.loads(meta.read_text("utf-8"))["ranges"]["obs"] if meta.is_file() else [[1, 10**9]]


def _inside(rows: Iterable[Row], ranges: Sequence[Sequence[int]]) -> list[Row]:
    return [row for row in rows if any(first <= row["line"] <= last for first, last in ranges)]


def _rank(reached: str | None) -> int:
    """How good a state is: full or absent first, then level by level; a figure too many is worst."""
    if reached is None:
        return len(_STATES) - 1
    return _STATES.index(reached or "nothing")


def _key(name: str, row: Row) -> Key:
    return (name, *(row[field] for field in _KEY))


def _extra_key(name: str, figure: Row) -> Key:
    """Without the name of what is counted, which may get better while the figure stays one too many."""
    return _key(name, {**figure, "indicator": "", "period": ""})


def _told(pair: Pair) -> str:
    got = _shown(pair.found) if pair.found else "nothing"
    return f"  sentence {pair.gold['quote']}\n  expected {_shown(pair.gold)}\n  got      {got}"


def _shown(row: Row) -> str:
    return " | ".join(str(row[field]) for field in _SHOWN)


def _line(name: str, group: Sequence[Judged]) -> str:
    _, wanted, found = map(sum, zip(*(one.counts(LEVELS[0]) for one in group), strict=True))
    cells = (shares(group, level) for level in LEVELS)
    told = "".join(f"{cell.precision:8.3f}{cell.recall:6.3f}{cell.f1:6.3f}" for cell in cells)
    return f"{name[:27]:28}{wanted:6}{found:6}{told}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.eval.extraction",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--reports", type=Path, help="folder of reports (default: samples and test reports)")
    parser.add_argument("--gold", type=Path, help="folder of gold files (default: tests/eval/gold)")
    parser.add_argument("--misses", type=Path, help="state file (default for our own gold: known_misses)")
    parser.add_argument("--record", action="store_true", help="write the state file anew")
    parser.add_argument("--verbose", "-v", action="store_true", help="print every miss")
    return parser.parse_args()


if __name__ == "__main__":
    main()
