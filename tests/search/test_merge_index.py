"""The index of merges tells what the graph tells, follows the reports, and is never believed when damaged."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

import graph.merging.reading
import search.merge_index
import search.route.links
from graph.build import report_quads, to_nquads
from graph.lookups import cited_sentences
from graph.merging.merge import State
from graph.merging.reading import find_merges
from graph.merging.select import MergeFilter
from graph.store import memory_store, open_store
from ontology.errors import StoreError
from ontology.gazetteer import load_gazetteer
from ontology.periods import parse_period
from search.answer import answer_question
from search.index import open_index
from search.merge_index import MERGES, open_merges, update_merges
from tests.factories import (
    citation,
    document,
    event,
    extraction,
    identity,
    measurement,
    programme_link,
    programme_mention,
)
from tests.merging import HALF, HEAD, WHOLE
from tests.services import service_in, service_of_texts
from ui.agreement import problems
from ui.ingesting import IngestOptions
from ui.marks import marks_of

THIRD = HEAD.format(year=2024) + (
    "Chương trình 135 được thực hiện theo Nghị quyết số 07/2021/NQ-HĐND.\n"
    "Trong năm xảy ra dịch tả lợn châu Phi tại 2 xã.\n"
)
FOURTH = HEAD.format(year="2024 (bổ sung)") + "Trong năm xảy ra dịch tả lợn châu Phi tại 3 xã.\n"
DISTRICTS = [(load_gazetteer().unit(code).area, load_gazetteer().unit(above).area) for code, above in (
    ("109", "12"), ("107", "12"), ("100", "11"),
)]  # fmt: skip
TITLES = ("về phòng chống hạn hán cho cây", "về xây dựng nông thôn mới")
PROGRAMMES = ("NTM", "other:Xây dựng nông thôn MỚI", "other:Sáng đường quê", "other:Sáng đường Quê")
PERIODS = ("2022", "2023-H1", "2023", "2024-H1")


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


def one_of(chance, *values):
    return chance.choice(values)


def some_citation(chance):
    """A citation that may be whole or half, of few numbers, names, days and bodies."""
    year, day = one_of(chance, None, 2021, 2022), one_of(chance, None, date(2021, 3, 22), date(2022, 1, 21))
    return citation(
        number=one_of(chance, None, "21/NQ-HĐND", "07/2021/NQ-HĐND", "18/KH-UBND", "18"),
        kind=one_of(chance, "resolution", "plan", "law"),
        issuer=one_of(chance, None, "HĐND huyện", "HĐND tỉnh", "UBND tỉnh"),
        day=day,
        year=day.year if day else year,
        subject=one_of(
            chance, None, "Đất đai", "về phòng chống hạn hán cho cây", "về xây dựng nông thôn mới"
        ),
    )


def some_fact(chance):
    """A fact that merges go by, or a figure, which may name a document and a programme too."""
    kind = chance.randrange(8)
    if kind < 3:
        return some_citation(chance)
    programme = one_of(
        chance, "NTM", "other:Xây dựng nông thôn MỚI", "other:Sáng đường quê", "other:Sáng đường Quê"
    )
    if kind == 3:
        return programme_mention(programme)
    if kind == 4:
        return programme_link(programme, one_of(chance, "21/NQ-HĐND", "99/QĐ-UBND"))
    if kind in (5, 6):
        at = parse_period(one_of(chance, "2022-12", "2023-01", "2023", "2023-12", "2024-01"))
        return event(one_of(chance, "african_swine_fever", "avian_flu"), at=at)
    return measurement(legal=one_of(chance, None, "21/NQ-HĐND", "99/QĐ-UBND"))


def some_report(chance, report):
    district, province = chance.choice(DISTRICTS)
    who = identity(district, province, at=parse_period(chance.choice(PERIODS)))
    facts = [some_fact(chance) for _ in range(chance.randrange(9))]
    paper = document(identifier=report)
    return to_nquads(report_quads(paper, extraction(dict.fromkeys(facts), who=who), "x.txt"))


def content(directory):
    """All that an index says, without the numbers that it gives to reports."""
    with closing(sqlite3.connect(directory / MERGES)) as connection:
        rows = [
            connection.execute(statement).fetchall()
            for statement in (
                "SELECT report, district, province, until FROM report",
                "SELECT report.report, document, claim, inferred FROM cited JOIN report ON id = cited.report",
                "SELECT report.report, claim, sentence.document, number, sentence, seal FROM sentence"
                " JOIN report ON id = sentence.report",
                "SELECT * FROM document",
                "SELECT * FROM grouped",
                "SELECT report.report, programme, claims FROM named JOIN report ON id = named.report",
                "SELECT report.report, part, event, claim, begins, ends FROM happened"
                " JOIN report ON id = happened.report",
                "SELECT * FROM merge",
                "SELECT * FROM made",
            )
        ]
    return [sorted(own) for own in rows]


def found_in(directory):
    with closing(open_merges(directory)) as merges:
        return merges.found()


def sentences_in(directory):
    with closing(open_merges(directory)) as merges:
        return merges.sentences


@pytest.mark.parametrize("seed", range(6))
def test_whatever_reports_come_and_go_it_is_as_one_made_anew_and_tells_what_the_graph_does(tmp_path, seed):
    chance, store, rules = random.Random(seed), memory_store(), set()
    before = None
    for step in range(12):
        changed = {f"{number:016x}" for number in chance.sample(range(10), chance.randrange(1, 5))}
        for report in sorted(changed):
            if report in store.report_ids() and chance.random() < 0.5:
                store.remove_report(report)
            else:
                store.replace_report(report, some_report(chance, report))
        following, anew = tmp_path / str(step), tmp_path / f"anew-{step}"
        following.mkdir()
        anew.mkdir()
        update_merges(before, following, store, changed)
        update_merges(None, anew, store, ())
        before, found = following, find_merges(store)
        assert content(following) == content(anew)
        assert found_in(following) == found
        assert sentences_in(following) == cited_sentences(store, store.report_ids())
        rules |= {one.rule for one in found.merges}
    assert len(rules) > 5


def test_the_merges_of_the_samples_are_those_of_the_graph(sample_service):
    snapshot = sample_service.snapshot()
    found = snapshot.index.merges.found()
    assert found == find_merges(snapshot.store)
    assert found.merges


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a service over reports of a district that name one document and tell of one event."""
    folder = tmp_path_factory.mktemp("made")
    service_of_texts(folder, half=HALF, whole=WHOLE, third=THIRD, fourth=FOURTH)
    return folder


@pytest.fixture
def service(made, tmp_path):
    """A service over a copy of them."""
    shutil.copytree(made / "data", tmp_path / "data")
    return service_in(tmp_path)


def path_of(service):
    return service.workspace.generation(service.status().generation) / "index" / MERGES


def with_marks_of_today(service):
    """As if the files of the generation had been written as they are now."""
    manifest = service.status()
    marks = marks_of(service.workspace.generation(manifest.generation))
    object.__setattr__(manifest, "files", {name: marks[name] for name in manifest.files if name in marks})
    return manifest


def test_nothing_is_looked_for_in_the_graph_by_a_new_process_nor_written(service, monkeypatch):
    told = service.merges(MergeFilter())
    assert len(told) > 2
    before = {path: path.stat().st_mtime_ns for path in service.workspace.root.rglob("*") if path.is_file()}
    monkeypatch.setattr(graph.merging.reading, "find_merges", None)
    reader = service_in(service.workspace.root.parent)
    assert reader.merges(MergeFilter()) == told
    after = {path: path.stat().st_mtime_ns for path in service.workspace.root.rglob("*") if path.is_file()}
    assert {path for path in after if before.get(path) != after[path]} <= set(
        reader.workspace.leases.iterdir()
    )


def test_a_publication_follows_the_reports(service, tmp_path):
    before = service.merges(MergeFilter())
    service.remove("whole.txt", quiet)
    less = service.merges(MergeFilter())
    assert {one.merge.id for one in less} != {one.merge.id for one in before}
    (tmp_path / "whole.txt").write_text(WHOLE, "utf-8")
    service.ingest([tmp_path / "whole.txt"], IngestOptions(jobs=1), quiet)
    assert service.merges(MergeFilter()) == before
    assert service.snapshot().index.merges.found() == find_merges(service.snapshot().store)
    service.rebuild(quiet)
    assert service.merges(MergeFilter()) == before


def test_an_answer_about_documents_is_the_same_without_it(service, monkeypatch):
    question = "Chống hạn hán theo văn bản nào?"
    snapshot, read = service.snapshot(), []
    monkeypatch.setattr(search.route.links, "FEW", 0)
    monkeypatch.setattr(
        search.route.links, "cited_sentences", lambda *asked: read.append(asked) or cited_sentences(*asked)
    )
    told = answer_question(question, snapshot.store, snapshot.index)
    assert (told.status, read) == ("answered", [])
    generation = service.workspace.generation(service.status().generation)
    index = open_index(generation / "index", lambda: service.encoder)
    index.merges = None
    assert answer_question(question, open_store(generation / "store", read_only=True), index) == told
    assert len(read) == 1


def test_a_changed_sentence_is_refused(service):
    path = path_of(service)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE sentence SET number = '99/KH-UBND' WHERE number LIKE '18%'")
        connection.commit()
    with closing(open_merges(path.parent)) as merges, pytest.raises(StoreError, match="damaged"):
        merges.sentences  # noqa: B018 - they are read when they are asked for


def test_decisions_are_held_against_what_is_kept(service):
    (one, *_) = [one for one in service.merges(MergeFilter()) if one.state is State.HOLDS]
    kept = path_of(service).read_bytes()
    assert service.decide(one.merge.id, "refuse").state is State.REFUSED
    assert service.decide(one.merge.id, None).state is State.HOLDS
    assert path_of(service).read_bytes() == kept


@pytest.fixture(params=["missing", "another version", "other rules", "never finished"])
def of_old(service, request, monkeypatch):
    """The service with a file that is not to be looked into, and what it told before."""
    told, path = service.merges(MergeFilter()), path_of(service)
    if request.param == "missing":
        path.unlink()
    elif request.param == "other rules":
        monkeypatch.setattr(search.merge_index, "rules_digest", lambda: b"of tomorrow")
    else:
        harm = "PRAGMA user_version = 0" if request.param == "another version" else "DELETE FROM made"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(harm)
            connection.execute("DELETE FROM merge")
            connection.commit()
    with_marks_of_today(service)
    return service, told


def test_one_that_other_rules_made_is_not_looked_into_and_made_anew_by_the_next_publication(of_old, tmp_path):
    service, told = of_old
    reader = service_in(tmp_path)
    reader.workspace.current = lambda: service.status()
    assert open_merges(path_of(service).parent) is None
    assert reader.merges(MergeFilter()) == told
    store, following = service.snapshot().store, tmp_path / "next"
    following.mkdir()
    update_merges(path_of(service).parent, following, store, {"a report that is gone"})
    assert found_in(following) == find_merges(store)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE merge SET told = replace(told, 'number-of-year', 'number-and-day')",
        "UPDATE merge SET kind = 'event' WHERE kind = 'document'",
        "DELETE FROM merge WHERE kind = 'event'",
        "INSERT INTO merge SELECT * FROM merge LIMIT 1",
        "UPDATE made SET seals = x'00'",
    ],
)
def test_a_changed_merge_or_one_too_few_is_refused(service, harm):
    path = path_of(service)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(harm)
        connection.commit()
    with closing(open_merges(path.parent)) as merges, pytest.raises(StoreError, match="damaged"):
        merges.found()


def test_no_flipped_bit_is_ever_believed(service):
    path, chance, refused = path_of(service), random.Random(7), 0
    whole, known = path.read_bytes(), found_in(path.parent)
    for _ in range(200):
        harmed = bytearray(whole)
        harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        path.write_bytes(harmed)
        try:
            merges = open_merges(path.parent)
            assert merges is None or merges.found() == known
        except StoreError:
            refused += 1
    assert refused > 5


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused_and_a_rebuild_mends_it(service, share):
    told, path = service.merges(MergeFilter()), path_of(service)
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    with pytest.raises(StoreError, match=r"merges\.sqlite"):
        service_in(service.workspace.root.parent).merges(MergeFilter())
    service.rebuild(quiet)
    assert service_in(service.workspace.root.parent).merges(MergeFilter()) == told


def test_the_doctor_tells_an_index_that_says_other_things_than_the_graph(service):
    assert list(problems(service.workspace, service.status(), thorough=True)) == []
    generation = service.workspace.generation(service.status().generation)
    store, other = open_store(generation / "store", read_only=True), generation / "other"
    other.mkdir()
    update_merges(None, other, store, ())
    with closing(sqlite3.connect(other / MERGES)) as connection:
        told = search.merge_index.ToldIndex(connection)
        told.take_out(store.report_ids()[0], search.merge_index.Touched())
        connection.commit()
    (other / MERGES).replace(path_of(service))
    found = [one.message for one in problems(service.workspace, with_marks_of_today(service), thorough=False)]
    assert found == ["The index of merges holds other reports than the manifest names."]
    with closing(sqlite3.connect(path_of(service))) as connection:
        connection.execute("INSERT INTO report VALUES (NULL, ?, '', '', '')", (store.report_ids()[0],))
        connection.execute("DELETE FROM merge")
        search.merge_index._seal(connection)
        connection.commit()
    found = [one.message for one in problems(service.workspace, with_marks_of_today(service), thorough=True)]
    assert found == ["The index of merges tells of other merges than the graph."]
