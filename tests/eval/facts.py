"""How well everything but figures is read: events, documents, programmes, links, products, places, identity.

    python -m tests.eval.facts [--verbose]
    python -m tests.eval.facts --reports DIR --gold DIR [--verbose]

A gold file is ``<report's name>.jsonl`` or ``<report's stem>.facts.jsonl``; each record has a ``type``. A
fact agrees with a record of its type that stands near it if what matters is the same: an event's kind
(``found``) and what is said of it (``status``), a document's number (as written, completed or corrected), a
programme's id, the programme and document of a link, most words of a product's name. Each is used once. Of
places only the spellings are looked for; of a report's identity each field counts.

The confusion table holds, for events that were found, what the report says against what was read.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.record import Kind, records
from ingest.text import even_tones, fold
from tests.eval.agreement import Row, likeness
from tests.eval.extraction import OWN_REPORTS, Shares, read

HERE = Path(__file__).parent
GOLD = HERE / "facts_gold"
ASSERTIONS = ("occurred", "ended", "absent", "risk", "response_only")
MEASURED = (
    "event.found", "event.status", "legal", "programme", "link", "ocop", "place", "report",
)  # fmt: skip
_NEAR, _NEARER = 3, 2
_SAME_PRODUCT = 0.7
_COMMUNES = ("xã", "phường", "thị trấn")
_FIELDS = ("district", "province", "number", "date", "period", "kind")
_NUMBER_PIECES = re.compile(r"[a-z]+|\d+")


@dataclass(slots=True)
class Judged:
    """One report, or several together: agreements, records and facts by what is measured."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, name: str, agreed: int, wanted: int, found: int) -> None:
        """Counts more of one kind."""
        self.counts.setdefault(name, Counter()).update(agreed=agreed, wanted=wanted, found=found)

    def shares(self, name: str) -> Shares:
        """Precision, recall and F1; all are 1 where nothing is wanted and nothing found."""
        n = self.counts.get(name, Counter())
        if not n["wanted"] and not n["found"]:
            return Shares(1.0, 1.0, 1.0)
        precision, recall = n["agreed"] / max(1, n["found"]), n["agreed"] / max(1, n["wanted"])
        return Shares(precision, recall, 2 * n["agreed"] / max(1, n["found"] + n["wanted"]))


def judge_all(folders: Iterable[Path], gold: Path) -> Judged:
    """Every report of the folders that has a gold file, taken together."""
    whole = Judged()
    for path in sorted((p for folder in folders for p in folder.iterdir()), key=lambda p: p.name):
        names = (f"{path.name}.jsonl", f"{path.stem}.facts.jsonl")
        file = next((gold / name for name in names if (gold / name).is_file()), None)
        if file is not None:
            _judge(path, _rows(file), whole)
    return whole


def table(judged: Judged) -> str:
    """The shares, and the confusion table of assertions: rows for what is said, columns for what was read."""
    lines = [f"{'':16}{'gold':>6}{'found':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    for name in MEASURED:
        shares, n = judged.shares(name), judged.counts.get(name, Counter())
        numbers = f"{shares.precision:8.3f}{shares.recall:8.3f}{shares.f1:8.3f}"
        lines.append(f"{name:16}{n['wanted']:6}{n['found']:6}{numbers}")
    lines += ["", f"{'said / read':16}" + "".join(f"{name:>15}" for name in ASSERTIONS)]
    for said in ASSERTIONS:
        lines.append(f"{said:16}" + "".join(f"{judged.confusion[said, one]:15}" for one in ASSERTIONS))
    return "\n".join(lines)


def _judge(path: Path, gold: Sequence[Row], whole: Judged) -> None:
    found: dict[str, list[Row]] = {}
    for kind, row in records(*read(path)):
        found.setdefault(kind.value, []).append(row)
    told = _Report(path.name, gold, found, whole)
    told.events()
    told.compare("legal", _numbered(told.of("legal")), _numbered(told.got(Kind.LEGAL)), _same_document)
    programmes = _listed(told.of("programme")), _listed(told.got(Kind.PROGRAMMES))
    told.compare("programme", *programmes, _same_programme)
    told.compare("link", told.of("link"), told.got(Kind.LINKS), _same_link)
    told.compare("ocop", told.of("ocop"), told.got(Kind.OCOP), _same_product)
    told.places()
    told.identity()


@dataclass(frozen=True, slots=True)
class _Report:
    name: str
    gold: Sequence[Row]
    found: Mapping[str, Sequence[Row]]
    whole: Judged

    def of(self, kind: str) -> list[Row]:
        return [row for row in self.gold if row["type"] == kind]

    def got(self, kind: Kind) -> list[Row]:
        return list(self.found.get(kind.value, ()))

    def compare(
        self, name: str, gold: Sequence[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]
    ) -> dict[int, int]:
        pairs = _pair_up(gold, found, same)
        self.whole.add(name, len(pairs), len(gold), len(found))
        self.whole.missed += [
            f"{self.name}:{row.get('line')} {name} missed: {_shown(row)}"
            for i, row in enumerate(gold)
            if i not in pairs
        ]
        used = set(pairs.values())
        self.whole.missed += [
            f"{self.name}:{row.get('line')} {name} not wanted: {_shown(row)}"
            for j, row in enumerate(found)
            if j not in used
        ]
        return pairs

    def events(self) -> None:
        gold = [row for row in self.of("event") if not row["event"].startswith("other")]
        found = [row for row in self.got(Kind.EVENTS) if not row["event"].startswith("other")]
        right = self.compare("event.status", gold, found, _same_status)
        # Of those that were read otherwise, what was read instead.
        left = [row for i, row in enumerate(gold) if i not in right]
        spare = [row for j, row in enumerate(found) if j not in set(right.values())]
        wrong = _pair_up(left, spare, _same_event)
        self.whole.add("event.found", len(right) + len(wrong), len(gold), len(found))
        self.whole.confusion.update((gold[i]["status"], gold[i]["status"]) for i in right)
        self.whole.confusion.update((left[i]["status"], spare[j]["status"]) for i, j in wrong.items())

    def places(self) -> None:
        wanted = {(even_tones(row["as_written"]), even_tones(row["name"])) for row in self.of("commune")}
        places = [row for row in self.got(Kind.PLACES) if row["kind"] in _COMMUNES]
        linked = {(even_tones(row["as_written"]), even_tones(row["name"])) for row in places}
        self.whole.add("place", len(wanted & linked), len(wanted), len(linked))
        self.whole.missed += [f"{self.name} place too many: {one}" for one in sorted(linked - wanted)]
        self.whole.missed += [f"{self.name} place missed: {one}" for one in sorted(wanted - linked)]

    def identity(self) -> None:
        for row in self.of("report"):
            found = next(iter(self.got(Kind.REPORTS)), {})
            asked = [name for name in _FIELDS if row.get(name)]
            good = [name for name in asked if even_tones(str(row[name])) == even_tones(str(found.get(name)))]
            self.whole.add("report", len(good), len(asked), len(asked))
            wrong = (name for name in asked if name not in good)
            self.whole.missed += [
                f"{self.name} {name}: {row[name]}, read {found.get(name)}" for name in wrong
            ]


def _pair_up(gold: Sequence[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]) -> dict[int, int]:
    """One fact a record at most, the nearest lines first."""
    pairs = sorted(
        (abs(g.get("line", 0) - f.get("line", 0)), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if same(g, f)
    )
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    return partner


def _near(gold: Row, found: Row, most: int) -> bool:
    return abs(int(gold["line"]) - int(found["line"])) <= most


def _same_event(gold: Row, found: Row) -> bool:
    return bool(gold["event"] == found["event"]) and _near(gold, found, _NEAR)


def _same_status(gold: Row, found: Row) -> bool:
    return _same_event(gold, found) and bool(gold["status"] == found["status"])


def _same_document(gold: Row, found: Row) -> bool:
    return _near(gold, found, _NEARER) and _number(found["number"]) in _numbers(gold, "number")


def _same_programme(gold: Row, found: Row) -> bool:
    return _near(gold, found, _NEARER) and bool(gold["id"] == found["programme"])


def _same_link(gold: Row, found: Row) -> bool:
    same = gold["programme"].split(":")[0] == found["programme"].split(":")[0]
    return same and _near(gold, found, _NEAR) and _number(found["legal"]) in _numbers(gold, "legal")


def _same_product(gold: Row, found: Row) -> bool:
    return likeness(gold["product"], found["product"]) >= _SAME_PRODUCT


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("number")]


def _listed(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not (row.get("id") or row["programme"]).startswith("other")]


def _numbers(row: Row, name: str) -> set[str]:
    """The spellings of a document's number that count as right: as written, completed, corrected."""
    return {_number(row[key]) for key in (name, "resolved", "corrected") if row.get(key)}


def _number(text: str | None) -> str:
    pieces = _NUMBER_PIECES.findall(fold(text or ""))
    return " ".join(piece.lstrip("0") or "0" for piece in pieces)


def _shown(row: Row) -> str:
    keys = ("event", "status", "id", "programme", "number", "legal", "product", "quote")
    return " | ".join(" ".join(str(row[key]).split()) for key in keys if row.get(key))


def _rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    """Prints the shares, the confusion table and, if asked, every miss."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, action="append")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    judged = judge_all(options.reports or OWN_REPORTS, options.gold)
    print(table(judged))
    if options.verbose:
        print("\n".join(("", *judged.missed)))


if __name__ == "__main__":
    main()
