"""The comparisons at toy size, without their peers and without a model; and the page of the last run."""

from __future__ import annotations

import cProfile
import json

import numpy as np
import pytest

from benchmarks.suite import (
    embedding,
    gemm,
    grouping,
    index,
    material,
    page,
    pipeline,
    profile,
    reading,
    start,
    store,
)
from benchmarks.suite.__main__ import COMPARISONS, PAGE, RESULTS, recorded
from benchmarks.suite.apart import ROOT, Ran, apart
from benchmarks.suite.table import Table, markdown, shown, table_of

SPELLING = "hashing"


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, "–"), ("a", "a"), (12345, "12,345"), (1234.5, "1,234"), (12.34, "12.3"), (1.234, "1.23"),
     (0.01234, "0.0123"), (0.0, "0")],
)  # fmt: skip
def test_cells_show_three_figures_that_count(cell, text):
    assert shown(cell) == text


def test_a_table_is_the_same_after_json_and_has_its_note_below():
    table = Table("Speed", ("engine", "× slowest"), (("ours", 8.0), ("theirs", None)), "On a busy machine.")
    assert table_of(json.loads(json.dumps(table.record()))) == table
    assert markdown(table).split("\n") == [
        "**Speed**", "", "| engine | × slowest |", "| --- | --- |", "| ours | 8.00 |", "| theirs | – |", "",
        "On a busy machine.",
    ]  # fmt: skip


def test_the_page_changes_between_the_marks_of_recorded_comparisons_only():
    text = "Head\n<!-- bench one -->\nold\n<!-- end -->\nText\n<!-- bench two -->\nkept\n<!-- end -->\n"
    table = Table("T", ("a",), (("b",),)).record()
    record = {"tables": [table], "date": "2026-01-01", "load": 1.5, "versions": {"Python": "3.11"}}
    made = page.rendered(text, {"one": record})
    assert made.startswith("Head\n<!-- bench one -->\n\n**T**\n\n| a |\n")
    assert "Run of 2026-01-01, load 1.5; Python 3.11.\n\n<!-- end -->\nText\n" in made
    assert made.endswith("<!-- bench two -->\nkept\n<!-- end -->\n")
    assert page.rendered(made, {"one": record}) == made


def test_the_page_shows_the_last_recorded_run_of_every_comparison():
    assert {path.stem for path in RESULTS.glob("*.json")} == set(COMPARISONS)
    text = PAGE.read_text("utf-8")
    assert page.rendered(text, recorded()) == text
    assert [name for name in COMPARISONS if f"<!-- bench {name} -->" not in text] == []


def test_peers_that_the_project_uses_too_are_measured_at_its_own_versions():
    def pins(file):
        lines = (ROOT / file).read_text("utf-8").splitlines()
        return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))

    peers, own = pins("benchmarks/peers.txt"), pins("constraints.txt")
    shared = {name: pin for name, pin in peers.items() if name in own}
    assert shared == {name: own[name] for name in shared}
    assert {"rdflib", "sentence-transformers", "torch"} <= set(shared)


def test_a_function_runs_in_a_process_of_its_own_and_tells_its_own_memory():
    held = b"x" * (500 << 20)  # by the parent
    ran = apart("gemm:peaks", 0.01)
    assert len(ran.value) == 5
    assert 30 < ran.rss_mb < len(held) >> 20


def test_an_engine_is_measured_on_the_samples_and_their_questions():
    found = embedding.warm(SPELLING, "", 8, with_recall=True)
    assert found["passages_s"] > 0
    assert set(found["recall"]) == {"vi", "vi plain", "en"}
    # Spelling knows Vietnamese questions, also without diacritics, and hardly any in English.
    assert min(found["recall"]["vi"], found["recall"]["vi plain"]) > 0.4 > found["recall"]["en"]


def test_ratios_of_engines_are_medians_of_the_ratios_within_a_round():
    def rounds(*rates):
        recall = {"vi": 1.0, "vi plain": 0.5, "en": 0.25}
        same = {"question_ms": 1, "cold_s": 2, "rss_mb": 3, "tokens": 10.0, "recall": recall}
        return [{"passages_s": rate, **same} for rate in rates]

    ran = {embedding.OURS: rounds(10, 40, 90), embedding.THEIRS: rounds(10, 10, 10)}
    ran[embedding.TUNED] = rounds(20, 20, 20)
    rows = embedding.speeds(ran).rows
    assert rows[0] == (embedding.OURS, 4.0, 40, 1, 2, 3, 1.0, 0.5, 0.25)
    share = embedding.roofline(ran, 1e6, {"a float32": 1.0, "b float32": 2.0, "int8": 4.0}).rows
    assert share[-3:] == (
        (f"{embedding.OURS}, of int8", 0.1, 0.4),
        (f"{embedding.THEIRS}, of float32", 0.05, 0.1),
        (f"{embedding.TUNED}, of float32", 0.1, 0.2),
    )


def test_work_for_a_token_counts_weights_and_attention(tmp_path):
    config = {"hidden_size": 2, "intermediate_size": 3, "num_hidden_layers": 5}
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert embedding.flops_per_token(tmp_path, 7) == 5 * (2 * (4 * 4 + 2 * 2 * 3) + 4 * 7 * 2)


@pytest.mark.slow
def test_both_stores_load_the_same_quads_and_answer_alike(tmp_path):
    quads = store.write_reports(tmp_path, 1)
    assert quads == sum(path.read_bytes().count(b"\n") for path in tmp_path.glob("*.nq")) > 5000
    ours, theirs = store.ours(str(tmp_path), True), store.rdflib(str(tmp_path), True)
    assert store.bulk(str(tmp_path), False)["load_s"] > 0
    rows = store.queries(ours["queries"], theirs["queries"]).rows
    assert {row[0]: row[-1] for row in rows[:-1]} == {f"`{name}.rq`": "same" for name in store.QUERIES}
    grouped = grouping.table(ours["of_index"], ours["of_store"], theirs["of_store"]).rows
    assert {row[0]: row[-1] for row in grouped[:-1]} == {one.name: "same" for one in grouping.questions()}
    assert sum(bool(row[-2]) for row in grouped[:-1]) > 1
    assert store.reopened(ours["path"]) == store.reparsed(str(tmp_path)) == 1


def test_loads_are_told_by_the_medians_of_rounds_and_of_their_ratios():
    def rounds(*times):
        return [Ran({"load_s": took, "queries": {}}, 10.0 * n) for n, took in enumerate(times)]

    ran = {store.OURS: rounds(1, 2, 2), store.RDFLIB: rounds(10, 10, 30)}
    assert store.loads(ran, 1000, "T").rows == (
        (store.OURS, 10.0, 2, 500.0, 20.0),
        (store.RDFLIB, 1.0, 10, 100.0, 20.0),
    )


def test_a_query_that_took_too_long_is_told_and_its_ratio_is_from_below():
    answered = {"a": {"s": 0.1, "rows": [["x"]]}, "b": {"s": 0.1, "rows": [["x"]]}}
    other = {"a": {"s": 2.0, "rows": [["y"]]}, "b": {"s": None, "rows": []}}
    rows = store.queries(answered, other).rows
    assert rows[0] == ("`a.rq`", "20.0", 100.0, "2,000", 1, "differ")
    assert rows[1] == ("`b.rq`", "over 600", 100.0, "over 60,000", 1, "none")
    assert rows[2][1] == 310.0


def test_every_kind_of_index_is_measured_and_the_exact_one_finds_all():
    found = [index.Measured(**own) for own in index.measure_all(2_000)]
    assert [one.name for one in found] == ["Flat", "SQfp16", "SQ8", "IVF50,SQ8", "ours: SQfp16"]
    assert found[0].recall == 1.0
    assert found[4].recall == found[1].recall
    assert all(one.recall > 0.8 for one in found)
    assert found[3].mb < found[1].mb < found[0].mb


def test_removed_vectors_are_not_found_again():
    rows = index.clustered(2_000)
    for name in ("SQ8", "IVF50,SQ8"):
        made = index._built(name, rows, np.arange(2_000))
        index._removal(made, np.arange(1_000))()
        assert made.ntotal == 1_000
        assert made.search(rows[:50], 10)[1].min() >= 1_000


def test_the_table_names_the_index_of_the_product_and_the_quickest_that_finds_enough():
    def row(name, recall, p50, ours=False):
        return index.Measured(name, recall, p50, p50, 1, 1, 1, 1, ours=ours)

    measured = [
        row("Flat", 1.0, 8.0),
        row("SQ8", 0.97, 2.0),
        row("IVF", 0.9, 1.0),
        row("own", 0.99, 4.0, True),
    ]
    remarks = {line[0]: line[-1] for line in index.table(10, measured).rows}
    assert remarks == {"Flat": "", "own": "ours", "SQ8": "quickest from recall 0.95 on", "IVF": ""}


def test_reports_are_read_and_told_against_the_target():
    found = reading.measure(1, 1, 1)
    assert len(found) == 5
    assert all(took > 0 for took in found.values())
    assert reading.table({"all": 0.6}).rows == (("all", 2.0, 100.0, 0.6),)


def test_a_process_is_timed_from_its_start_to_its_end():
    assert 0.3 < start.waited(["-c", "import time; time.sleep(0.3)"], 1) < 20
    assert start.table({"all": 1.0}).rows == (("all", 0.5, 1.0),)


@pytest.mark.slow
def test_a_server_is_timed_until_it_answers_and_one_that_ends_is_named(tmp_path):
    assert 0.1 < start.answered("serve", "", str(tmp_path), 1) < 100
    with pytest.raises(RuntimeError, match="huyenkg nothing does not answer"):
        start.answered("nothing", "", str(tmp_path), 1)


def test_a_pipeline_that_did_not_run_is_named():
    recall = {"vi": 1.0, "vi plain": 0.5, "en": 0.25}
    value = {"passages_s": 30.0, "question_ms": 5.0, "recall": recall}
    alone = pipeline.table({pipeline.OURS: [Ran(value, 400.0)]}).rows
    assert alone[0] == (pipeline.OURS, None, 30.0, 5.0, 1.0, 0.5, 0.25, 400.0, 0)
    assert [row[2] for row in alone[1:]] == ["not run"]
    slow = Ran(value | {"passages_s": 10.0}, 900.0)
    both = {pipeline.OURS: [Ran(value, 400.0)], pipeline.TXTAI: [slow]}
    assert [row[1] for row in pipeline.table(both).rows] == [3.0, 1.0]


def test_products_of_matrices_are_timed_by_library_numbers_and_shape():
    rates = gemm.peaks(0.01)
    assert len(rates) == 5
    assert all(0.1 < rate < 100_000 for rate in rates.values())


def test_recall_counts_a_question_as_found_when_a_line_of_its_evidence_is_near():
    read = material.documents()
    own, asked = material.sample_passages(read), material.questions(read)
    first = asked[0]
    right = [passage for passage in own if material.covers(first, passage)]
    wrong = [passage for passage in own if not material.covers(first, passage)]
    assert right
    assert material.recall([first], [right[:1]])[first.kind] == 1.0
    assert material.recall([first], [[*wrong[:5], *right]])[first.kind] == 0.0


def test_a_profile_names_functions_by_their_file_and_those_of_python_by_name():
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [shown(number) for number in range(1000)])
    found = {name: calls for name, _, calls in profile.entries(profiler)}
    assert found["benchmarks/suite/table.py:shown"] == 1000
    assert found["builtins.isinstance"] == 2000
    assert "tests/benchmarks/test_suite.py:lambda" in found


def test_the_five_dearest_functions_of_a_stage_stand_below_it_with_their_share():
    entries = [[name, own, 2] for name, own in zip("abcdef", (4.0, 2.0, 1.0, 1.0, 1.0, 1.0), strict=True)]
    rows = profile.table({"reading": entries}).rows
    assert rows[:3] == (("**reading**", None, 10.0, 12), ("`a`", 0.4, 4.0, 2), ("`b`", 0.2, 2.0, 2))
    assert [row[0] for row in rows[3:]] == ["`c`", "`d`", "`e`"]


@pytest.mark.parametrize("stage", ["the samples' files read", "14 reports into the store"])
def test_every_stage_knows_how_to_make_its_material(stage, tmp_path, monkeypatch):
    monkeypatch.setattr(profile, "_CLONES", 1)
    work = {**profile.REPORT, **profile.STORED}[stage](tmp_path, "", 1)
    assert work()
