"""Made reports: the same for the same seed, and read and answered just as their truth has it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.answers_at_scale import questions_about, read_records
from benchmarks.corpus import world
from benchmarks.corpus.__main__ import write_corpus
from benchmarks.corpus.telling import make_report
from benchmarks.truth_at_scale import facts_read, read_truth
from ingest.extract import extract_facts
from ingest.read import read_report
from tests.services import service_over
from ui.service import Service

REPORTS, SEED = 6, 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("corpus")
    write_corpus(made, REPORTS, SEED)
    return made


@pytest.fixture(scope="module")
def service(folder) -> Service:
    return service_over(folder, *sorted((folder / "reports").iterdir()))


def test_the_same_seed_makes_the_same_bytes_and_another_one_does_not(folder, tmp_path):
    write_corpus(tmp_path, REPORTS, SEED)
    for path in (folder / "truth.jsonl", *(folder / "reports").iterdir()):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()
    district = world.districts()[0]
    assert make_report(SEED, district, 2024, False) != make_report(SEED + 1, district, 2024, False)


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("district", world.districts()[::97], ids=lambda unit: unit.name)
def test_every_told_fact_is_read_and_nothing_else(tmp_path, district, half):
    report = make_report(SEED, district, 2023, half)
    (tmp_path / report.name).write_text(report.text, "utf-8")
    with (tmp_path / "truth.jsonl").open("w", encoding="utf-8") as truth:
        truth.writelines(json.dumps(record) + "\n" for record in report.records)
    told = Counter(key for key in read_truth(tmp_path)[report.name] if key[0] != "count")
    read = Counter(facts_read(extract_facts(read_report(tmp_path / report.name))))
    assert told - read == Counter()
    beyond = {key[:3] for key in read - told}
    assert all(key[0] == "event" or key[1] in (None, "asf-communes") for key in beyond)


def test_a_printed_change_is_that_against_the_figure_of_the_year_before():
    district = world.districts()[3]
    records = [row for row in make_report(SEED, district, 2023, False).records if "concept" in row]
    value = {row["concept"]: Decimal(row["value"]) for row in records if row["measure"] == "value"}
    changes = {row["concept"]: Decimal(row["value"]) for row in records if row["measure"] == "change_pct"}
    kinds = {kind.concept.id: kind for kind in world.kinds()}
    assert len(changes) > 3
    for concept, change in changes.items():
        before = world.figure(SEED, district, kinds[concept], 2022, False)
        assert change == ((value[concept] - before) * 100 / before).quantize(Decimal("0.01"))


def test_questions_are_answered_as_the_truth_has_it(service, folder):
    asked = list(questions_about(read_records(folder), 4, SEED))
    assert {one.kind for one in asked} == {"figure", "silence", "list", "check", "top"}
    wrong = [(one, service.ask(one.text)) for one in asked if not one.is_right(service.ask(one.text))]
    assert wrong == []


def test_a_wrong_answer_is_told_from_a_right_one(service, folder):
    asked = next(iter(questions_about(read_records(folder), 1, SEED)))
    answer = service.ask(asked.text)
    assert asked.is_right(answer)
    assert not replace(asked, value=asked.value + 1).is_right(answer)
    assert not replace(asked, statuses=("no",)).is_right(answer)
    assert not replace(asked, districts=frozenset({"Nowhere"})).is_right(answer)


def test_a_province_is_called_as_it_was_then(tmp_path):
    district = next(unit for unit in world.districts() if unit.parent == "46")
    report = make_report(SEED, district, 2020, False)
    assert report.text.startswith("TỈNH THỪA THIÊN HUẾ\n")
    (tmp_path / report.name).write_text(report.text, "utf-8")
    assert extract_facts(read_report(tmp_path / report.name)).identity.district.code == district.code
