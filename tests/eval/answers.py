"""How well questions are answered: shares of what is asked, and cases gained and lost.

    python -m tests.eval.answers [--verbose] [--record] [--reports DIR]
    python -m tests.eval.answers --data DIR --questions FILE [--verbose]

Asks ``questions.jsonl`` over the bundled samples and, where the real reports stand beside the repository
(``--reports`` names their folder), ``report_questions.jsonl`` over those. What is measured stands in
``tests/eval/answer_aspects.py``. Words only, without the embedding model, so that every machine gets the
same; ``--data`` takes a data directory as it is, with the model that it was read with.

``answer_misses.jsonl`` lists what is missed today: the question, its aspects, and why. An aspect that is
missed and not listed is lost; one that is listed and met is gained. ``--record`` writes the list anew and
keeps the reasons of what is still missed.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.eval.answer_aspects import ASPECTS, Row, answer_aspects, search_aspects, shares
from tests.services import service_over
from ui.service import Service
from ui.settings import load_settings

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SAMPLES = ROOT / "ingest" / "samples"
QUESTIONS = HERE / "questions.jsonl"
REPORT_QUESTIONS = HERE / "report_questions.jsonl"
MISSES = HERE / "answer_misses.jsonl"
_PASSAGES = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, the aspects that were asked of its answer, and the answer in short."""

    question: Row
    aspects: Mapping[str, float]
    got: str

    @property
    def missed(self) -> tuple[str, ...]:
        """The aspects that are not met; of ranks only whether the evidence is found counts."""
        names = (name for name, value in self.aspects.items() if not value and not name.startswith("rank"))
        return tuple(sorted(names))


@dataclass(frozen=True, slots=True)
class Known:
    """What a question misses in the recorded state, and why."""

    missed: tuple[str, ...]
    why: str = ""


def load_questions(path: Path) -> list[dict[str, Any]]:
    """The questions of a file, in order."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def judge_all(service: Service, questions: Iterable[Row]) -> list[Judged]:
    """Asks and searches each question."""
    return [judge(service, question) for question in questions]


def judge(service: Service, question: Row) -> Judged:
    """What the answer to a question, and the search for it, meet."""
    answer = service.ask(question["q"]).to_json()
    hits = [
        {
            "report": hit.passage.name,
            "line": hit.passage.line,
            "last_line": hit.passage.last_line,
            "text": hit.passage.text,
        }
        for hit in service.search(question["q"], _PASSAGES)
    ]
    aspects = {**dict(answer_aspects(question, answer)), **dict(search_aspects(question, hits))}
    return Judged(question, aspects, f"{answer['status']}: {answer['answer']}")


def table(judged: Iterable[Judged]) -> str:
    """The share of each aspect and the number of questions that it is asked of."""
    found = shares(one.aspects for one in judged)
    lines = (f"{name:12}{found[name][0]:8.3f}{found[name][1]:6}" for name in ASPECTS if name in found)
    return "\n".join(lines)


def below(judged: Iterable[Judged], floors: Mapping[str, float]) -> dict[str, float]:
    """The aspects whose share falls short of its floor."""
    found = shares(one.aspects for one in judged)
    return {name: found[name][0] for name, floor in floors.items() if found[name][0] < floor}


def changes(judged: Iterable[Judged], known: Mapping[str, Known]) -> Iterator[str]:
    """The cases that were lost and gained against the recorded state, ready to be read."""
    for one in judged:
        before, now = set(known.get(one.question["q"], Known(())).missed), set(one.missed)
        for step, names in (("LOST  ", now - before), ("GAINED", before - now)):
            if names:
                yield f"{step} {', '.join(sorted(names))}\n{_told(one)}"


def load_misses(path: Path = MISSES) -> dict[str, Known]:
    """The recorded state by question, empty where there is none."""
    rows = load_questions(path) if path.is_file() else []
    return {row["q"]: Known(tuple(row["missed"]), row["why"]) for row in rows}


def save_misses(judged: Sequence[Judged], known: Mapping[str, Known], path: Path = MISSES) -> None:
    """Writes the state: what was judged as it is now, what was not as it was."""
    asked = {one.question["q"]: one.missed for one in judged}
    missed = {question: state.missed for question, state in known.items()} | asked
    rows = (
        {"q": question, "missed": list(names), "why": known.get(question, Known(())).why}
        for question, names in missed.items()
        if names
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def real_reports() -> Path:
    """Where real reports stand beside the repository, or under ``HUYENKG_SHARED``, if they do."""
    return Path(os.environ.get("HUYENKG_SHARED") or ROOT.parent / "shared") / "reports"


def main() -> None:
    """Prints the shares, what changed, and on demand every miss."""
    options = _options()
    if options.data:
        service = Service(load_settings(options.data, None))
        _tell("questions", judge_all(service, load_questions(options.questions)), options.verbose)
        return
    judged = []
    for name, folder, questions in (
        ("samples", SAMPLES, QUESTIONS),
        ("real reports", options.reports, REPORT_QUESTIONS),
    ):
        if folder.is_dir():
            with tempfile.TemporaryDirectory() as scratch:
                service = service_over(Path(scratch), folder)
                judged += (these := judge_all(service, load_questions(questions)))
                _tell(name, these, options.verbose)
    known = load_misses()
    told = list(changes(judged, known))
    print("\n".join([*told, f"{len(told)} changes against the recorded state"]))
    if options.record:
        save_misses(judged, known)


def _tell(name: str, judged: Sequence[Judged], verbose: bool) -> None:
    print(f"Answers, {name}: {len(judged)} questions\n{table(judged)}\n")
    if verbose:
        print("\n".join(f"misses {', '.join(one.missed)}\n{_told(one)}" for one in judged if one.missed))


def _told(one: Judged) -> str:
    wanted = {name: value for name, value in one.question.items() if name not in ("q", "lang", "kind")}
    told = json.dumps(wanted, ensure_ascii=False)
    return f"  asked  {one.question['q']}\n  wanted {told}\n  got    {one.got}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.eval.answers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--reports", type=Path, default=real_reports(), help="folder of the real reports")
    parser.add_argument("--data", type=Path, help="data directory to ask instead")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="questions for --data")
    parser.add_argument("--record", action="store_true", help="write the list of misses anew")
    parser.add_argument("--verbose", "-v", action="store_true", help="print every miss")
    return parser.parse_args()


if __name__ == "__main__":
    main()
