"""The index of facts tells what the graph tells, follows the reports, and is never believed when damaged."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date

import pytest

import graph.figure_entries
from graph.catalogue import list_reports
from graph.kept import Kept
from graph.lookups import figures_of_report, mentions_query
from graph.queries import find_events
from graph.store import open_store
from ontology.errors import StoreError
from ontology.periods import parse_period
from search.answer import answer_question, read_catalogue
from search.fact_index import FACTS, open_facts, update_facts
from search.figure_index import Times
from search.index import open_index
from search.known_figures import use_of
from search.route.event_times import is_of_time
from tests.services import service_of_texts
from ui.agreement import problems
from ui.ingesting import IngestOptions
from ui.marks import marks_of

QUESTIONS = [
    "Huyện nào có tỷ lệ hộ nghèo cao nhất?",
    "Huyện nào có tỷ lệ hộ nghèo thấp nhất và cao nhất năm 2023?",
    "Những huyện nào có tỷ lệ hộ nghèo trên 10%?",
    "So sánh tỷ lệ che phủ rừng của Phong Thổ và Mường Tè",
    "Tỷ lệ hộ nghèo của Phong Thổ thay đổi thế nào qua các năm?",
    "Xã nào của Phong Thổ có tỷ lệ hộ nghèo cao nhất?",
    "Tỷ lệ che phủ rừng của Phong Thổ là bao nhiêu?",
    "Những huyện nào có dịch tả lợn châu Phi?",
    "Huyện nào không xảy ra dịch cúm gia cầm?",
    "Phong Thổ có dịch tả lợn châu Phi không?",
]
TEXT = """UBND HUYỆN {district}
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023

Tổng đàn trâu đạt {buffaloes} con. Trong năm xảy ra dịch {disease} tại 2 xã.
"""
FEVER, FLU = "tả lợn châu Phi", "cúm gia cầm"


def text(district, buffaloes, disease):
    return TEXT.format(district=district.upper(), buffaloes=buffaloes, disease=disease)


def without_facts(service):
    """The index of a service's generation, as one of an early version that has no index of facts."""
    directory = service.workspace.generation(service.status().generation) / "index"
    index = open_index(directory, lambda: service.encoder)
    index.facts = None
    return index


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_same_without_the_index(sample_service, question):
    store = sample_service.snapshot().store
    told = answer_question(question, store, without_facts(sample_service))
    assert answer_question(question, store, sample_service.snapshot().index) == told


def test_figures_and_mentions_are_those_of_the_graph(sample_service):
    store, facts = sample_service.snapshot().store, sample_service.snapshot().index.facts
    for report in store.report_ids():
        named = figures_of_report(store, report)
        fields = list(named[0].__dataclass_fields__)
        shared = {tuple(getattr(one, name) for name in fields) for one in facts.figures.of_report(report)}
        assert shared == {tuple(getattr(one, name) for name in fields) for one in named}
        assert facts.mentions.of_report(report) == find_events(store, reports=[report]).rows
        assert facts.agrees(store, report)
    assert facts.catalogue == read_catalogue(store)
    assert len(facts.catalogue.reports) == len(store.report_ids())


def test_the_list_of_reports_is_that_of_the_graph_without_a_query(sample_service, monkeypatch):
    store = sample_service.snapshot().store
    plain = open_store(store.path, read_only=True)
    from_graph = list_reports(plain)
    assert any(isinstance(row.issued, date) for row in from_graph.rows)
    monkeypatch.setattr(plain, "query", lambda *_: pytest.fail("the graph was asked"))
    plain.memory.clear()
    plain.kept = Kept(reports=sample_service.snapshot().index.facts.report_rows)
    assert list_reports(plain) == from_graph


@pytest.mark.parametrize("notation", ["2023", "2024-H1", "2022-Q4", "1999"])
def test_mentions_of_a_time_are_at_least_those_that_share_a_day_with_it(sample_service, notation):
    store, mentions = sample_service.snapshot().store, sample_service.snapshot().index.facts.mentions
    period, reports = parse_period(notation), store.report_ids()
    kinds = {row.type for row in find_events(store).rows if row.type}
    every, found = mentions.of_kinds(kinds, reports), mentions.of_kinds(kinds, reports, [period])
    assert [row for row in every if is_of_time(row, [period])] == [
        row for row in found if is_of_time(row, [period])
    ]
    assert set(found) < set(every)


def test_the_query_shown_gives_the_mentions_that_an_answer_rests_on(sample_service):
    store = sample_service.snapshot().store
    rows = find_events(store).rows
    claims = [row.claim for row in rows][::7]
    given = {solution["claim"].value for solution in store.query(mentions_query(claims))}
    assert given == set(claims)
    fevers = {row.claim for row in rows if row.type == "african_swine_fever"}
    given = store.query(mentions_query((), ["african_swine_fever"]))
    assert {solution["claim"].value for solution in given} == fevers != set()


def test_figures_of_a_time_are_those_that_end_in_it_or_that_its_reports_tell(sample_service):
    figures, stored = sample_service.snapshot().index.facts.figures, sample_service.snapshot().store
    reports, period = stored.report_ids(), parse_period("2023")
    kinds, some = figures.kinds(reports), reports[:1]
    every, found = figures.of_kinds(kinds, reports), figures.of_kinds(kinds, reports, Times(period, some))
    assert found == tuple(one for one in every if period.start <= one.ends < period.end or one.report in some)
    assert 0 < len(found) < len(every)
    districts = {one.report: one.district for one in every}
    uses = [(use.kind, use.measure, districts[use.report]) for use in figures.uses(kinds, reports)]
    assert len(set(uses)) == len(uses)
    assert set(uses) == {(*use_of(one)[:2], one.district) for one in every}


def test_an_index_of_another_version_is_not_looked_into_and_made_anew(damaged):
    service, path = damaged
    store = service.snapshot().store
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert open_facts(path.parent) is None
    (path.parent / "next").mkdir()
    update_facts(path.parent, path.parent / "next", store, ())
    assert set(rows_of(path.parent / "next")[1]) == set(store.report_ids())


def test_a_ranking_reads_from_the_graph_only_what_it_states(tmp_path, monkeypatch):
    districts = ("Văn Quan", "Sìn Hồ", "Mường Tè")
    texts = {f"a{n}": text(name, 100 + n, FEVER) for n, name in enumerate(districts)}
    service = service_of_texts(tmp_path, **texts)
    read, find = [], graph.figure_entries.find_figures
    monkeypatch.setattr(
        graph.figure_entries, "find_figures", lambda store, claims: read.extend(claims) or find(store, claims)
    )
    answer = service.ask("Huyện nào có tổng đàn trâu cao nhất năm 2023?")
    assert [(row["district"], row["value"]) for row in answer.rows] == [("Mường Tè", 102)]
    assert len(read) == 1


def rows_of(directory):
    """All that an index says, without the numbers that it gives to reports and kinds."""
    facts = open_facts(directory)
    with closing(facts):
        kinds = sorted(map(str, facts.figures.kinds(facts.reports)))
        told = {one: (facts.figures.entries_of(one), facts.mentions.of_report(one)) for one in facts.reports}
    return kinds, told


def test_the_index_follows_the_reports_and_is_as_one_made_anew(tmp_path):
    service = service_of_texts(
        tmp_path, a=text("Văn Quan", 100, FEVER), b=text("Sìn Hồ", 200, FLU), c=text("Mường Tè", 300, FLU)
    )
    service.remove("b.txt", lambda *_: None)
    (tmp_path / "a.txt").write_text(text("Văn Quan", 150, FLU), "utf-8")
    (tmp_path / "d.txt").write_text(
        "UBND HUYỆN BẢO LẠC\nBÁO CÁO\nTình hình năm 2023\n\nTrồng 7 ha chè.\n", "utf-8"
    )
    service.ingest([tmp_path / "a.txt", tmp_path / "d.txt"], IngestOptions(jobs=1), lambda *_: None)
    generation = service.workspace.generation(service.status().generation)
    store = open_store(generation / "store", read_only=True)
    (tmp_path / "anew").mkdir()
    update_facts(None, tmp_path / "anew", store, ())
    assert rows_of(generation / "index") == rows_of(tmp_path / "anew")
    answer = service.ask("Huyện nào có tổng đàn trâu cao nhất năm 2023?")
    assert [(row["district"], row["value"]) for row in answer.rows] == [("Mường Tè", 300)]


def test_an_index_of_an_early_version_is_made_whole_by_the_next_publication(tmp_path):
    service = service_of_texts(tmp_path, a=text("Văn Quan", 100, FEVER))
    generation = service.workspace.generation(service.status().generation)
    early = tmp_path / "early"
    early.mkdir()
    store = open_store(generation / "store", read_only=True)
    (tmp_path / "next").mkdir()
    update_facts(early, tmp_path / "next", store, {"a report that is gone"})
    assert rows_of(tmp_path / "next") == rows_of(generation / "index")


@pytest.fixture
def damaged(tmp_path):
    """A service over two reports, and the file of its index of facts."""
    service = service_of_texts(tmp_path, a=text("Văn Quan", 100, FEVER), b=text("Sìn Hồ", 200, FLU))
    return service, service.workspace.generation(service.status().generation) / "index" / FACTS


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE figure SET value = '900'",
        "UPDATE figure SET area = 'x'",
        "UPDATE report SET district = '1'",
        "UPDATE kind SET unit = 'đồng'",
    ],
)
def test_a_changed_figure_is_refused(damaged, harm):
    _, path = damaged
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(harm)
        connection.commit()
    with closing(open_facts(path.parent)) as facts, pytest.raises(StoreError, match="damaged"):
        facts.figures.of_kinds(facts.figures.kinds(facts.reports), facts.reports)


@pytest.mark.parametrize("told", ["replace(told, '2023', '2022')", "''", "'[]'"])
def test_a_changed_report_is_refused(damaged, told):
    _, path = damaged
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE report SET told = {told}")
        connection.commit()
    with closing(open_facts(path.parent)) as facts, pytest.raises(StoreError, match="damaged"):
        facts.catalogue.reports  # noqa: B018 - it is read when it is asked for


def test_a_changed_mention_is_refused(damaged):
    _, path = damaged
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE mention SET told = replace(told, 'Occurred', 'Absent')")
        connection.commit()
    with closing(open_facts(path.parent)) as facts, pytest.raises(StoreError, match="damaged"):
        facts.mentions.of_kinds(["african_swine_fever"], facts.reports)


def test_no_flipped_bit_is_ever_shown(damaged):
    _, path = damaged
    whole, chance, refused = path.read_bytes(), random.Random(7), 0
    known = rows_of(path.parent)[1]
    entries = {one for figures, _ in known.values() for one in figures}
    for _ in range(150):
        harmed = bytearray(whole)
        harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        path.write_bytes(harmed)
        try:
            found = {one for figures, _ in rows_of(path.parent)[1].values() for one in figures}
        except StoreError:
            refused += 1
        else:
            assert found <= entries
    assert refused > 5


def test_the_doctor_tells_an_index_that_says_other_things_than_the_graph(damaged):
    service, path = damaged
    manifest = service.status()
    assert list(problems(service.workspace, manifest, thorough=True)) == []
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM mention")
        connection.commit()
    generation = service.workspace.generation(manifest.generation)
    marks = {name: mark for name, mark in marks_of(generation).items() if name in manifest.files}
    object.__setattr__(manifest, "files", marks)
    found = [one.message for one in problems(service.workspace, manifest, thorough=True)]
    assert [message.split(" tells ")[0] for message in found] == ["The index of facts"] * 2
