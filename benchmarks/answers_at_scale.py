"""Whether answers over made reports are what is so: look-ups, lists of districts, and what nobody reports.

    python -m benchmarks.answers_at_scale FOLDER --data DIR [--questions 50] [--seed 1] [--json FILE]

``FOLDER`` is one of ``benchmarks.corpus``, ``DIR`` a data directory into which its reports were ingested (all
or the first). Draws so many questions of each kind and prints, kind by kind, how many were answered as the
truth has it, and how long they took; every answer that was not is shown.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from ontology.gazetteer import load_gazetteer
from ontology.lexicon import concepts_by_id
from search.answer import Answer
from ui.service import Service
from ui.settings import load_settings

Records = Mapping[str, list[dict[str, Any]]]
EVERY = "all"
_HAPPENED = ("occurred", "ended")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what must come out: a status, and the value or the districts that the rows tell.

    What nobody reports of ``silent`` (a period) may be told of another time, if the rows say so.
    """

    kind: str
    text: str
    statuses: tuple[str, ...]
    value: Decimal | None = None
    districts: frozenset[str] | None = None
    silent: str = ""

    def is_right(self, answer: Answer) -> bool:
        """Whether the answer says just that."""
        if answer.status not in self.statuses:
            return False
        if self.districts is not None:
            return {str(row.get("district")) for row in answer.rows} == self.districts
        told = [row for row in answer.rows if row.get("measure") == "value"]
        if self.silent:
            return all(row["period"] != self.silent for row in told)
        values = [Decimal(str(row["value"])) for row in told]
        return self.value is None or values[:1] == [self.value]


def main() -> None:
    """Parses the command line, asks and prints."""
    options = _options()
    service = Service(load_settings(options.data, options.model))
    stored = {report.name for report in service.status().reports}
    truth = {name: rows for name, rows in read_records(options.folder).items() if name in stored}
    asked = list(questions_about(truth, options.questions, options.seed))
    table = _ask(service, asked)
    searched = _search(service, [one.text for one in asked])
    print(f"search: median {searched['median_ms']:.0f} ms, 95 of 100 within {searched['p95_ms']:.0f} ms")
    for kind, row in table.items():
        print(
            f"{kind:<10} {row['right']:>4} of {row['asked']:>4} right; "
            f"median {row['median_ms']:.0f} ms, 95 of 100 within {row['p95_ms']:.0f} ms"
        )
    if options.json:
        told = {"reports": len(truth), "search": searched, **table}
        options.json.write_text(json.dumps(told, indent=1), "utf-8")


def questions_about(truth: Records, count: int, seed: int) -> Iterator[Asked]:
    """So many questions of each kind, drawn by the seed."""
    for kind in (_figures, _silences, _lists, _checks, _tops):
        yield from kind(random.Random(f"{seed}/{kind.__name__}"), truth, count)


def _ask(service: Service, asked: list[Asked]) -> dict[str, dict[str, float]]:
    """Asks each question once, after a first that warms up; by kind how many were right, and how long."""
    service.ask(asked[0].text)
    seconds: dict[str, list[float]] = defaultdict(list)
    right: dict[str, int] = defaultdict(int)
    for one in asked:
        started = time.perf_counter()
        answer = service.ask(one.text)
        seconds[one.kind].append(time.perf_counter() - started)
        right[one.kind] += one.is_right(answer)
        if not one.is_right(answer):
            print(f"WRONG {one.kind}: {one.text}\n      {answer.status}: {answer.answer[:300]}")
            print(f"      expected {one.statuses} {one.value or ''} {_missed(one, answer)}")
    seconds[EVERY] = [took for times in seconds.values() for took in times]
    right[EVERY] = sum(right.values())
    return {
        kind: {"asked": len(times), "right": right[kind], **_summary(times)}
        for kind, times in seconds.items()
    }


def _search(service: Service, texts: Sequence[str]) -> dict[str, float]:
    """How long the passages of the same questions take, ten each."""
    service.search(texts[0], 10)
    times = []
    for text in texts:
        started = time.perf_counter()
        service.search(text, 10)
        times.append(time.perf_counter() - started)
    return _summary(times)


def _summary(times: Sequence[float]) -> dict[str, float]:
    late = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return {"median_ms": 1000 * median(times), "p95_ms": 1000 * late}


def _missed(one: Asked, answer: Answer) -> str:
    if one.districts is None:
        return ""
    told = {str(row.get("district")) for row in answer.rows}
    return f"missing {sorted(one.districts - told)[:5]}, beyond {sorted(told - one.districts)[:5]}"


def _figures(draw: random.Random, truth: Records, count: int) -> Iterator[Asked]:
    """Figures that a report tells."""
    told = [
        row
        for rows in truth.values()
        for row in rows
        if row["kind"] == "observation" and row["measure"] == "value"
    ]
    for row in draw.sample(told, min(count, len(told))):
        text = f"{_named(row['concept'])} của {_place(row['district'])} {_when(row['period'])} là bao nhiêu?"
        yield Asked("figure", text, ("answered",), Decimal(row["value"]))


def _silences(draw: random.Random, truth: Records, count: int) -> Iterator[Asked]:
    """Figures that the report of the district and time does not tell."""
    concepts = sorted({row["concept"] for rows in truth.values() for row in rows if "concept" in row})
    silent = []
    for rows in truth.values():
        told = {row.get("concept") for row in rows}
        silent += [(rows[0], concept) for concept in concepts if concept not in told]
    for about, concept in draw.sample(silent, min(count, len(silent))):
        text = f"{_named(concept)} của {_place(about['district'])} {_when(about['period'])} là bao nhiêu?"
        yield Asked("silence", text, ("not_found", "answered"), silent=about["period"])


def _lists(draw: random.Random, truth: Records, count: int) -> Iterator[Asked]:
    """Districts that an event hit in a year."""
    hit: dict[tuple[str, str], set[str]] = defaultdict(set)
    for rows in truth.values():
        for row in rows:
            if row["kind"] == "event" and row["assertion"] in _HAPPENED:
                hit[row["event"], row["period"][:4]].add(_unit(row["district"]).name)
    for (event, year), districts in draw.sample(sorted(hit.items()), min(count, len(hit))):
        text = f"Những huyện nào có {_event(event)} năm {year}?"
        yield Asked("list", text, ("answered",), districts=frozenset(districts))


def _checks(draw: random.Random, truth: Records, count: int) -> Iterator[Asked]:
    """Whether an event happened: yes, no, over, or not told where it is only feared or prevented."""
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for rows in truth.values():
        for row in rows:
            if row["kind"] == "event" and "H1" not in row["period"]:
                said[row["district"], row["event"], row["period"]].add(row["assertion"])
    for (district, event, year), told in draw.sample(sorted(said.items()), min(count, len(said))):
        statuses = (
            ("answered", "ended")
            if told & set(_HAPPENED)
            else ("no",)
            if "absent" in told
            else ("not_found",)
        )
        yield Asked("check", f"Năm {year} {_place(district)} có xảy ra {_event(event)} không?", statuses)


def _tops(draw: random.Random, truth: Records, count: int) -> Iterator[Asked]:
    """Which district has the most of something in a year. Its first half counts where nobody tells the year,
    or what is told is a rate, and a district does not tell that of the year.
    """
    told: dict[tuple[str, str], dict[str, dict[str, tuple[Decimal, str]]]] = defaultdict(dict)
    rates = set()
    for row in (row for rows in truth.values() for row in rows if row.get("measure") == "value"):
        year, _, half = row["period"].partition("-")
        figure = Decimal(row["value"]), _unit(row["district"]).name
        told[row["concept"], year].setdefault(row["district"], {})[half] = figure
        rates |= {row["concept"]} if row["unit"] in ("%", "‰") else set()
    for (concept, year), districts in draw.sample(sorted(told.items()), min(count, len(told))):
        whole = [own[""] for own in districts.values() if "" in own]
        halves = [next(iter(own.values())) for own in districts.values() if "" not in own]
        figures = whole + halves * (not whole or concept in rates)
        most, place = max(figures)
        if [value for value, _ in figures].count(most) == 1:
            text = f"Huyện nào có {_named(concept)} cao nhất năm {year}?"
            yield Asked("top", text, ("answered",), most, frozenset({place}))


def read_records(folder: Path) -> Records:
    """The truth of each report."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found[row["report"]].append(row)
    return found


def _unit(code: str) -> Any:
    unit = load_gazetteer().unit(code)
    assert unit is not None
    return unit


def _place(code: str) -> str:
    """District and province, for many districts bear one name."""
    unit = _unit(code)
    return f"{unit.area.label}, {load_gazetteer().province_of(unit).area.label}"


def _named(concept: str) -> str:
    return concepts_by_id("indicators")[concept].vi


def _event(event: str) -> str:
    return concepts_by_id("events")[event].vi


def _when(period: str) -> str:
    year, _, half = period.partition("-")
    return f"6 tháng đầu năm {year}" if half else f"năm {year}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answers_at_scale", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="hashing")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
