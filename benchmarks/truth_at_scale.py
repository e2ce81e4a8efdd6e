"""Whether what was read from made reports is what they tell: every fact of the truth, and every fact read.

    python -m benchmarks.truth_at_scale FOLDER [--reports 200] [--show 10]

``FOLDER`` is one of ``benchmarks.corpus``. Reads and extracts so many of its reports and prints the share of
told facts that were read, of read facts that are told, and the kinds of misses that are most frequent.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.extract import extract_facts
from ingest.fact import EventMention, Extraction, Fact, Measurement, ProgrammeLink
from ingest.read import read_report

Key = tuple[object, ...]


def main() -> None:
    """Parses the command line and prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.truth_at_scale", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    truth = read_truth(options.folder)
    tally = Tally()
    for name in list(truth)[: options.reports]:
        extraction = extract_facts(read_report(options.folder / "reports" / name))
        tally.add(name, Counter(truth[name]), Counter(facts_read(extraction)))
    tally.show(options.show)


@dataclass
class Tally:
    """Facts told, of these read, read, and of these told, by kind; and the misses with their reports."""

    told: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[tuple[str, Key]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, want: Counter[Key], got: Counter[Key]) -> None:
        """A report's truth, and what was read of it."""
        both = want & got
        beside = Counter({key: count for key, count in (got - want).items() if _is_beside(key, want)})
        for counts, keys in (
            (self.told, want),
            (self.found, both),
            (self.read, got),
            (self.true, both + beside),
        ):
            for key, count in keys.items():
                counts[str(key[0])] += count
        self.misses["lost"] += [(name, key) for key in want - both if key[0] != "count"]
        self.misses["invented"] += [(name, key) for key in got - both - beside]

    def show(self, limit: int) -> None:
        """Prints the shares and the most frequent misses."""
        for kind in sorted(self.read):
            lost, told = self.told[kind] - self.found[kind], self.told[kind]
            untrue, read = self.read[kind] - self.true[kind], self.read[kind]
            print(
                f"{kind:<12} told {told:>8}, read {self.found[kind] / told:.4f} ({lost} lost); "
                f"read {read:>8}, of these told {self.true[kind] / read:.4f} ({untrue} not)"
            )
        for how, keys in self.misses.items():
            for key, count in Counter(key[:3] for _, key in keys).most_common(limit):
                name, first = next(miss for miss in keys if miss[1][:3] == key)
                print(f"{how:<9} {count:>6}", *first, f"({name})")


def read_truth(folder: Path) -> dict[str, list[Key]]:
    """The facts of each report, in the order of the file."""
    found: dict[str, list[Key]] = defaultdict(list)
    for line in (folder / "truth.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        found[record["report"]].extend(_keys(record))
    return found


def facts_read(extraction: Extraction) -> Iterator[Key]:
    """The facts that were read, in the same form."""
    identity = extraction.identity
    yield "identity", identity.district.code, identity.period.notation
    yield from filter(None, map(_key, extraction.facts))


def _key(fact: Fact) -> Key | None:
    match fact:
        case Measurement():
            place, value = fact.area.code, float(fact.value)
            about = (fact.concept, fact.measure.value, value, fact.unit, place, fact.period.notation)
            return ("observation", *about)
        case EventMention():
            return "event", fact.event, fact.assertion.value
        case ProgrammeLink():
            return "link", fact.programme, fact.resolved or fact.legal
        case _:
            return None


def _is_beside(key: Key, want: Mapping[Key, int]) -> bool:
    """Whether a fact says in other words what is told: a count of communes, an accident behind its number."""
    if key[0] == "observation":
        return ("count", key[3], key[4]) in want
    return key[0] == "event" and str(key[1]).startswith("other:")


def _keys(record: Mapping[str, object]) -> Iterable[Key]:
    if record["kind"] == "observation":
        yield (
            "observation", record["concept"], record["measure"], float(str(record["value"])), record["unit"],
            record["district"], record["period"],
        )  # fmt: skip
    elif record["kind"] == "count":
        yield "count", float(str(record["value"])), record["unit"]
    elif record["kind"] == "event":
        yield "event", record["event"], record["assertion"]
    elif record["kind"] == "link":
        yield "link", record["programme"], record["document"]
    else:
        yield "identity", record["district"], record["period"]


if __name__ == "__main__":
    main()
