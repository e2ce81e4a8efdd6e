from __future__ import annotations

import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.namespace import SKOS

from ui.cli import main
from ui.commands.options import require_stock
from ui.service import Service
from ui.settings import Settings
from ui.workspace import Workspace


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def data(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two samples, written by the command itself."""
    directory = tmp_path_factory.mktemp("cli") / "data"
    done = command(
        "ingest", samples / "van-quan-2024-h1.docx", samples / "muong-te-2023.md",
        "--model", "hashing", "--data", directory,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return directory


def command(*arguments: object, stdin: str = "") -> Done:
    """Runs the command line in this process: a fresh one would spend its time importing."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["huyenkg", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    out.flush()
    return Done(code, out.buffer.getvalue().decode(), err.getvalue())


def refused(done: Done, code: int, *words: str) -> None:
    """The command ended with the code and one line on stderr that has the words; no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_ingest_says_what_each_file_was_read_as(samples: Path, tmp_path: Path) -> None:
    sample = samples / "tua-chua-2020-h1.txt"
    done = command("ingest", sample, "--model", "hashing", "--data", tmp_path, "--json")
    (row,) = json.loads(done.stdout)
    assert (row["state"], row["district"], row["province"], row["period"], row["kind"]) == (
        "added", "huyện Tủa Chùa", "tỉnh Điện Biên", "2020-H1", "half-year",
    )  # fmt: skip
    counted = sum(count for code, count in row["ledger"].items())
    assert row["facts"]["issues"] == counted


def test_a_cluster_without_dask_says_what_to_install(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "ui.dask_cluster", raising=False)
    sample = samples / "tua-chua-2020-h1.txt"
    done = command("ingest", sample, "--model", "hashing", "--data", tmp_path, "--cluster", "tcp://a:8786")
    refused(done, 2, "needs Dask", "pip install 'huyenkg[dask]'")
    assert Workspace(tmp_path).current().reports == ()


def test_how_many_files_a_cluster_reads_at_once_is_not_ours_to_say(samples: Path, tmp_path: Path) -> None:
    done = command("ingest", samples, "--data", tmp_path, "--cluster", "tcp://a:8786", "--jobs", 2)
    refused(done, 2, "--jobs and --cluster", "where its workers are started")


def test_reading_the_same_file_again_changes_nothing(samples: Path, data: Path) -> None:
    before = Workspace(data).current()
    done = command("ingest", samples / "muong-te-2023.md", "--model", "hashing", "--data", data, "--json")
    assert [row["state"] for row in json.loads(done.stdout)] == ["unchanged"]
    assert Workspace(data).current() == before


def test_the_ledger_of_status_adds_up_and_tells_reasons_in_words(data: Path) -> None:
    reports = json.loads(command("status", "--data", data, "--json").stdout)["reports"]
    numbers = sum(row["numbers"] for row in reports)
    figures = sum(row["facts"]["observations"] for row in reports)
    printed = command("status", "--data", data).stdout
    assert f"{numbers} numbers in the text = {figures} figures + {numbers - figures} left out" in printed
    assert "a document's number" in printed


def test_status_lists_the_reports_and_their_ledgers(data: Path) -> None:
    rows = json.loads(command("status", "--data", data, "--json").stdout)["reports"]
    assert [(row["report"], row["district"], row["period"]) for row in rows] == [
        ("van-quan-2024-h1.docx", "huyện Văn Quan", "2024-H1"),
        ("muong-te-2023.md", "huyện Mường Tè", "2023"),
    ]


@pytest.mark.parametrize("kind", ["observations", "events", "legal", "programmes", "places", "reports"])
def test_facts_have_the_fixed_fields_and_exact_quotes(data: Path, kind: str) -> None:
    texts = {
        report.name: (Workspace(data).report(report) / "text.txt").read_text("utf-8")
        for report in Workspace(data).current().reports
    }
    rows = [json.loads(line) for line in command("facts", "--kind", kind, "--data", data).stdout.splitlines()]
    assert len(rows) >= 2
    for row in rows:
        text = texts[row["report"]]
        assert text[row["start"] : row["end"]] == row["quote"]
        assert row["line"] == text.count("\n", 0, row["start"]) + 1


def test_facts_as_csv_go_to_a_file(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    done = command("facts", "--kind", "events", "--format", "csv", "-o", target, "--data", data)
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text("utf-8").startswith(
        "report,line,last_line,start,end,quote,section,page,ocr,event,status"
    )


def test_a_question_follows_the_last_one_that_was_asked(data: Path) -> None:
    where = ("--json", "--model", "hashing", "--data", data)
    command("ask", "Văn Quan có dịch tả lợn châu Phi năm 2024 không?", *where)
    followed = json.loads(command("ask", "còn Mường Tè?", "--follow", *where).stdout)
    assert followed["resolved"] == "Huyện Mường Tè có dịch tả lợn châu Phi năm 2024 không?"
    assert followed["kept"] == ["period", "event", "topic"]
    again = json.loads(command("ask", "2023?", "-f", *where).stdout)
    assert again["interpretation"]["district"] == "huyện Mường Tè"
    assert again["interpretation"]["period"] == "năm 2023"


def test_a_question_follows_one_that_is_named_and_says_what_it_took_over(data: Path) -> None:
    done = command(
        "ask", "and in 2023?", "--after", "which districts had African swine fever in 2024",
        "--model", "hashing", "--data", data,
    )  # fmt: skip
    assert "which districts had African swine fever in 2023?" in done.stdout
    assert "event <: African swine fever" in done.stdout


def test_where_nothing_was_asked_yet_there_is_nothing_to_follow(data: Path, tmp_path: Path) -> None:
    (data / "conversation.json").unlink(missing_ok=True)
    refused(command("ask", "2023?", "--follow", "--data", data), 2, "could follow", "--after QUESTION")
    (data / "conversation.json").write_text("{broken", "utf-8")
    refused(command("ask", "2023?", "--follow", "--data", data), 2, "could follow")


def test_a_directory_that_cannot_be_written_is_asked_all_the_same(data: Path, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", fail)
    done = command("ask", "Văn Quan có dịch tả lợn châu Phi không?", "--model", "hashing", "--data", data)
    assert done.returncode == 0


def test_in_a_batch_each_line_follows_the_one_before_only_if_told_to(data: Path, tmp_path: Path) -> None:
    questions = ["Đàn trâu của Mường Tè năm 2023?", "còn Văn Quan?", "2024?"]
    batch = tmp_path / "turns.jsonl"
    batch.write_text("".join(json.dumps({"question": q}) + "\n" for q in questions), "utf-8")
    where = ("--batch", batch, "--model", "hashing", "--data", data)
    followed = [json.loads(line) for line in command("ask", *where, "--follow").stdout.splitlines()]
    alone = [json.loads(line) for line in command("ask", *where).stdout.splitlines()]
    assert [row["resolved"] for row in followed] == [
        "", "Đàn trâu của huyện Văn Quan năm 2023?", "Đàn trâu của huyện Văn Quan năm 2024?"
    ]  # fmt: skip
    assert [row["resolved"] for row in alone] == ["", "", ""]


def test_rephrasing_without_an_endpoint_says_what_to_set(data: Path) -> None:
    refused(command("ask", "Đàn trâu?", "--rephrase", "--data", data), 2, "HUYENKG_LLM_URL")


def test_search_and_ask_answer_a_batch_in_order(data: Path, tmp_path: Path) -> None:
    questions = [
        "which districts had African swine fever in 2024",
        "tỷ lệ che phủ rừng của Mường Tè năm 2023",
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("".join(json.dumps({"question": q}) + "\n" for q in questions), "utf-8")
    for name, field in (("search", "query"), ("ask", "question")):
        done = command(name, "--batch", batch, "--json", "--model", "hashing", "--data", data)
        assert [json.loads(line)[field] for line in done.stdout.splitlines()] == questions, done.stderr


@pytest.mark.parametrize(
    ("form", "rdf"),
    [
        ("nquads", "nquads"),
        pytest.param("turtle", "turtle", marks=pytest.mark.slow),
        pytest.param("jsonld", "json-ld", marks=pytest.mark.slow),
    ],
)
def test_an_export_loads_in_rdflib(data: Path, tmp_path: Path, form: str, rdf: str) -> None:
    target = tmp_path / "export"
    done = command("export", "--district", "Văn Quan", "--format", form, "-o", target, "--data", data)
    assert done.returncode == 0, done.stderr
    graph = Graph() if form == "turtle" else Dataset(default_union=True)
    graph.parse(target, format=rdf)
    query = "SELECT (COUNT(?o) AS ?n) { ?o a <http://purl.org/linked-data/cube#Observation> }"
    ((count,),) = graph.query(query)
    facts = command("facts", "--kind", "observations", "--data", data).stdout.splitlines()
    assert int(count) == sum("van-quan-2024-h1.docx" in line for line in facts)


def test_sparql_reads_a_file_or_standard_input(data: Path, tmp_path: Path) -> None:
    query = "SELECT ?name { ?area a hkg:District ; schema:name ?name } ORDER BY ?name"
    file = tmp_path / "districts.rq"
    file.write_text(query, "utf-8")
    from_file = command("sparql", file, "--format", "csv", "--data", data)
    from_input = command("sparql", "-", "--format", "csv", "--data", data, stdin=query)
    assert from_file.stdout == from_input.stdout
    assert "Văn Quan" in from_file.stdout
    assert "Mường Tè" in from_file.stdout


def test_a_removed_report_is_gone_from_graph_and_search(samples: Path, tmp_path: Path) -> None:
    paths = (samples / "phong-tho-2023.txt", samples / "phong-tho-2024-h1.txt")
    assert command("ingest", *paths, "--model", "hashing", "--data", tmp_path).returncode == 0
    done = command("remove", "phong-tho-2023.txt", "--model", "hashing", "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    for kind in ("observations", "places"):
        assert "phong-tho-2023.txt" not in command("facts", "--kind", kind, "--data", tmp_path).stdout
    found = command("search", "diện tích lúa", "--model", "hashing", "--json", "--data", tmp_path).stdout
    assert {hit["report"] for hit in json.loads(found)["hits"]} == {"phong-tho-2024-h1.txt"}
    assert command("doctor", "--model", "hashing", "--data", tmp_path).returncode == 0


def test_a_changed_file_replaces_its_old_state(samples: Path, tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    text = (samples / "phong-tho-2024-h1.txt").read_text("utf-8")
    source.write_text(text, "utf-8")
    data = tmp_path / "data"
    assert command("ingest", source, "--model", "hashing", "--data", data).returncode == 0
    source.write_text(text.replace("375", "376"), "utf-8")
    done = command("ingest", source, "--model", "hashing", "--data", data, "--json")
    assert [row["state"] for row in json.loads(done.stdout)] == ["replaced"]
    assert len(Workspace(data).current().reports) == 1
    assert len(json.loads(command("status", "--data", data, "--json").stdout)["reports"]) == 1


def test_a_code_list_is_exported_without_any_data(tmp_path: Path) -> None:
    target = tmp_path / "list.ttl"
    done = command("export", "--codes", "indicators", "-o", target)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(set(Graph().parse(target).subjects(SKOS.inScheme))) > 1000


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "blank.txt"),
        ("garbage.txt", bytes(range(256)) * 40, "garbage.txt"),
        ("broken.docx", b"PK\x03\x04 this is no zip", "broken.docx"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 100, "photo.jpg"),
    ],
)
def test_a_file_that_is_no_report_gets_one_clear_sentence(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = command("ingest", tmp_path / name, "--model", "hashing", "--data", tmp_path / "data")
    refused(done, 2, words)
    assert len(done.stderr.strip().splitlines()) == 1


def test_one_bad_file_does_not_stop_the_others(samples: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    done = command(
        "ingest", bad, samples / "tua-chua-2020-h1.txt", "--model", "hashing", "--data", tmp_path / "d"
    )
    refused(done, 3, "bad.txt")
    assert [report.district for report in Workspace(tmp_path / "d").current().reports] == ["huyện Tủa Chùa"]


def test_every_file_of_a_batch_stands_in_the_table_in_order(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "z.txt").write_text("Đàn trâu 3 con.", "utf-8")
    names = (tmp_path / "a.txt", samples / "tua-chua-2020-h1.txt", tmp_path / "z.txt")
    options = ("--model", "hashing", "--data", tmp_path / "d")
    assert command("ingest", names[1], *options).stdout.splitlines()[-1] == "1 read"
    done = command("ingest", *names, *options)
    rows = [line.split("│") for line in done.stdout.splitlines() if "│" in line]
    assert [(row[1].strip(), row[2].strip()) for row in rows] == [
        ("a.txt", "not read: empty"),
        ("tua-chua-2020-h1.txt", "unchanged"),
        ("z.txt", "not read: no district"),
    ]
    assert done.stdout.splitlines()[-1] == "1 unchanged, 2 not read"
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["not read", "not read"]
    rows = json.loads(command("ingest", *names, *options, "--json").stdout)
    assert [(row["file"], row["state"], row["code"]) for row in rows] == [
        (str(names[0]), "failed", "empty"),
        (str(names[1]), "unchanged", ""),
        (str(names[2]), "failed", "no_district"),
    ]


def test_names_that_turn_the_text_around_or_are_no_unicode_do_no_harm(samples: Path, tmp_path: Path) -> None:
    text = (samples / "phong-tho-2024-h1.txt").read_bytes()
    for number, name in enumerate(
        [b"a\xff.txt", "b\u202etxt.exe\n.txt".encode(), b"c\x1b[31m.txt", b"-d.txt"]
    ):
        (tmp_path / os.fsdecode(b"in")).mkdir(exist_ok=True)
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_bytes(text + b"%d" % number)
    options = ("--model", "hashing", "--data", tmp_path / "d")
    done = command("ingest", tmp_path / "in", *options)
    assert done.returncode == 0, done.stderr
    printed = done.stdout + command("status", *options[2:]).stdout
    printed += command("facts", "--kind", "places", *options[2:]).stdout
    assert not set(printed) & set("\u202e\x1b\x85")
    rows = json.loads(command("status", "--json", *options[2:]).stdout)["reports"]
    assert [row["report"] for row in rows] == [
        "-d.txt",
        "a\ufffd.txt",
        "b\ufffdtxt.exe\ufffd.txt",
        "c\ufffd[31m.txt",
    ]
    again = json.loads(command("ingest", tmp_path / "in", *options, "--json").stdout)
    assert {(row["state"], row["message"]) for row in again} == {("unchanged", "")}
    assert again[1]["file"].endswith("a\\xff.txt")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ingest", "no-such-file.txt"), 2, "does not exist"),
        (("ask", "   "), 2, "empty"),
        (("ask", "xyzzy plugh"), 2, ""),
        (("search", ""), 2, "empty"),
        (("ask", "--batch", "no-such-file.jsonl"), 2, "cannot be read"),
        (("remove", "no-such-report.txt"), 2, "huyenkg status"),
        (("export", "--district", "Không Có Huyện Này"), 2, ""),
        (("sparql", "no-such-file.rq"), 2, "cannot be read"),
        (("facts", "--kind", "nonsense"), 2, ""),
    ],
)
def test_bad_input_is_refused_and_harms_nothing(
    data: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = Workspace(data).current()
    options = ("--model", "hashing") if arguments[0] in {"ask", "search", "ingest", "remove"} else ()
    refused(command(*arguments, *options, "--data", data), code, words)
    assert Workspace(data).current() == before


@pytest.mark.parametrize(
    "query", ["DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SELEKT"]
)
def test_a_query_that_writes_calls_out_or_is_malformed_is_refused(data: Path, query: str) -> None:
    refused(command("sparql", "-", "--data", data, stdin=query), 2)


@pytest.mark.slow
def test_validation_has_shapes_and_arithmetic_and_disagreements_are_no_violations(data: Path) -> None:
    done = command("validate", "--json", "--data", data)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["shapes"] == []
    first = found["arithmetic"][0]
    observations = first.pop("observations")
    assert first == {
        "severity": "Warning",
        "check": "percent-of-plan",
        "message": "The report prints 0.86% of plan; 235.7 million VND against a plan of 28,757 million VND "
        "make 0.82%.",
        "message_vi": "Báo cáo ghi đạt 0,86% kế hoạch; 235,7 triệu đồng trên kế hoạch 28.757 triệu đồng "
        "là 0,82%.",
        "report": observations[0]["report"],
        "line": 30,
        "printed": 0.86,
        "unit": "%",
        "expected_low": pytest.approx(0.81943, abs=1e-5),
        "expected_high": pytest.approx(0.81982, abs=1e-5),
        "tolerance": 0.005,
    }
    assert [(one["measure"], one["value"], one["as_written"]) for one in observations] == [
        ("pct_of_plan", 0.86, "0,86"),
        ("value", 235.7, "235,7"),
        ("plan", 28757, "28.757"),
    ]
    assert all(one["as_written"] in one["sentence"] for one in observations)
    assert {one["file"] for one in observations} == {"van-quan-2024-h1.docx"}


def test_one_check_may_be_chosen_and_its_findings_written_as_a_shacl_report(
    data: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "report.ttl"
    done = command("validate", "--check", "constraints", "--report-graph", graph, "--json", "--data", data)
    assert done.returncode == 0, done.stderr
    none = {"Violation": 0, "Warning": 0, "Info": 0}
    assert json.loads(done.stdout) == {"constraints": [], "totals": {"constraints": none}}
    assert "sh:conforms true" in graph.read_text("utf-8")
    refused(command("validate", "--report", "nix", "--data", data), 2, "no report nix")


@pytest.mark.parametrize("arguments", [("ask", "gì?"), ("search", "lúa"), ("export",), ("validate",)])
def test_an_empty_data_directory_says_how_to_fill_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused(command(*arguments, "--data", tmp_path), 1, "huyenkg ingest")


@pytest.mark.parametrize("arguments", [("serve",), ("mcp",), ("facts", "--kind", "events")])
def test_a_data_directory_that_is_not_there_is_not_taken_for_an_empty_one(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    refused(
        command(*arguments, "--data", tmp_path / "nix"), 1, "There is no data directory", "nix", "--data DIR"
    )
    assert not (tmp_path / "nix").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("cells", "--indicator", ""),
        ("cells", "--district", " "),
        ("bridge", "xã Khổng Lào", "--indicator", ""),
        ("bridge", "xã Khổng Lào", "--province", ""),
        ("merges", "list", "--district", ""),
        ("merges", "list", "--report", ""),
        ("ties", "documents", "--programme", ""),
        ("ties", "communes", "--event", ""),
        ("ties", "communes", "--period", ""),
    ],
)
def test_a_blank_filter_is_not_taken_for_none(data: Path, arguments: tuple[str, ...]) -> None:
    refused(command(*arguments, "--data", data), 2, f"{arguments[-2]} is blank.")


def test_before_serving_an_empty_directory_people_are_told_so(tmp_path: Path, capsys) -> None:
    require_stock(Service(Settings(data=tmp_path, cache=tmp_path, model="hashing")))
    assert capsys.readouterr().err == f"There are no reports in {tmp_path} yet.\n"


def test_a_second_ingest_at_the_same_time_is_refused_and_names_the_first(
    samples: Path, tmp_path: Path
) -> None:
    with Workspace(tmp_path).writing("huyenkg ingest of 1 file(s)"):
        done = command("ingest", samples / "tua-chua-2020-h1.txt", "--model", "hashing", "--data", tmp_path)
    refused(done, 1, "huyenkg ingest of 1 file(s)", "Wait until")


def test_a_backup_is_restored_elsewhere(data: Path, tmp_path: Path) -> None:
    saved, other = tmp_path / "saved.tar.gz", tmp_path / "other"
    assert command("backup", saved, "--data", data).stdout == f"Backed up 2 report(s) to {saved}.\n"
    refused(command("backup", saved, "--data", data), 2, "exists", "--force")
    done = command("restore", saved, "--model", "hashing", "--data", other)
    assert (done.returncode, done.stdout) == (0, "Restored 2 report(s).\n")
    kind = ("facts", "--kind", "observations", "--data")
    assert command(*kind, other).stdout == command(*kind, data).stdout
    refused(command("restore", saved, "--model", "hashing", "--data", other), 1, "holds 2 report(s)")
    refused(command("restore", tmp_path / "none", "--data", tmp_path / "new"), 2, "cannot be read")


def test_damage_ends_reading_with_a_sentence_and_a_rebuild_tells_what_it_kept(
    data: Path, tmp_path: Path
) -> None:
    harmed = shutil.copytree(data, tmp_path / "harmed")
    (report,) = (one for one in Workspace(harmed).current().reports if one.name == "muong-te-2023.md")
    for name in ("source", "facts.jsonl.gz"):
        (Workspace(harmed).report(report) / name).write_bytes(b"torn")
    refused(command("facts", "--kind", "events", "--data", harmed), 1, "facts.jsonl.gz", "huyenkg rebuild")
    (harmed / "generations" / "1" / "index" / "passages.sqlite").write_bytes(b"torn")
    where = ("--model", "hashing", "--data", harmed)
    refused(command("ask", "Đàn trâu của Mường Tè?", *where), 1, "passages.sqlite", "huyenkg rebuild")
    assert command("doctor", *where).returncode == 1
    done = command("rebuild", *where)
    assert done.stdout == "Rebuilt 2 report(s).\n"
    assert command("doctor", "--deep", *where).returncode == done.returncode == 0


def test_every_command_explains_itself() -> None:
    overview = command("--help").stdout
    for name in (
        "ingest",
        "status",
        "remove",
        "rebuild",
        "validate",
        "doctor",
        "backup",
        "restore",
        "facts",
        "search",
        "ask",
        "export",
        "describe",
        "sparql",
        "push",
        "ui",
    ):
        assert name in overview
        assert command(name, "--help").returncode == 0


def test_cells_that_are_told_more_than_once_for_people_machines_and_as_rdf(tmp_path):
    text = """ỦY BAN NHÂN DÂN
HUYỆN VĂN QUAN
BÁO CÁO
Tình hình kinh tế - xã hội {}
I. LÂM NGHIỆP
Tỷ lệ che phủ rừng năm 2023 đạt {}%."""
    for name, period, value in (("year", "năm 2023", "61,5"), ("half", "6 tháng đầu năm 2024", "63,2")):
        (tmp_path / f"{name}.txt").write_text(text.format(period, value), "utf-8")
    store = ("--data", tmp_path / "data")
    done = command("ingest", tmp_path / "year.txt", tmp_path / "half.txt", "--model", "hashing", *store)
    assert done.returncode == 0, done.stderr
    (cell,) = json.loads(command("cells", "--json", *store).stdout)
    assert (cell["agrees"], cell["period"], cell["reason"]) == (
        False, "2023", "the report whose period ends later comes first",
    )  # fmt: skip
    assert [(one["report"], one["value"]) for one in cell["figures"]] == [
        ("year.txt", 61.5),
        ("half.txt", 63.2),
    ]
    assert cell["preferred"] == cell["figures"][1]["iri"]
    shown = command("cells", "--conflicting", "--district", "Văn Quan", *store).stdout
    assert shown.startswith("CONFLICT")
    assert "1 told more than once, of which 1 conflict." in shown
    chosen = ["--report", "half.txt", "--indicator", "che phủ", "--period", "2023"]
    assert len(json.loads(command("cells", "--json", *chosen, *store).stdout)) == 1
    assert json.loads(command("cells", "--json", "--period", "2022", *store).stdout) == []
    assert json.loads(command("cells", "--json", "--indicator", "output-grain", *store).stdout) == []
    refused(
        command("cells", "--indicator", "lúa", *store), 2, "No indicator that is reported is called 'lúa'"
    )
    assert len(Graph().parse(data=command("cells", "--turtle", *store).stdout, format="turtle")) > 5
    asked = command(
        "ask", "Tỷ lệ che phủ rừng của huyện Văn Quan năm 2023?", "--json", "--model", "hashing", *store
    )
    answer = json.loads(asked.stdout)
    assert "Ưu tiên 63,2%" in answer["answer"]
    assert [one["agrees"] for one in answer["cells"]] == [False]


def test_figures_of_old_communes_are_asked_for_under_the_commune_of_today(tmp_path):
    (tmp_path / "old.txt").write_text(
        """ỦY BAN NHÂN DÂN
HUYỆN PHONG THỔ
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023
I. CHĂN NUÔI
Xã Bản Lang có tổng đàn trâu 300 con. Xã Hoang Thèn có tổng đàn trâu 200 con.
Xã Khổng Lào có tổng đàn trâu 50 con.
Xã Bản Lang có tổng đàn bò 30 con. Tỷ lệ hộ nghèo của xã Bản Lang 20%.""",
        "utf-8",
    )
    store = ("--data", tmp_path / "data")
    done = command("ingest", tmp_path / "old.txt", "--model", "hashing", *store)
    assert done.returncode == 0, done.stderr
    found = json.loads(command("bridge", "xã Khổng Lào", "--json", *store).stdout)
    by_name = {one["indicator"]: one for one in found}
    herd = by_name["tổng đàn trâu"]
    assert (herd["derived"], herd["outcome"], len(herd["derived_from"])) == (550, "sum", 3)
    assert [part["value"] for part in herd["parts"]] == [300, 200, 50]
    assert by_name["tổng đàn bò"]["derived"] is None
    shown = command("bridge", "03583", "--indicator", "đàn trâu", "--period", "2023", *store).stdout
    assert "DERIVED 550" in shown
    assert "no report tells" in shown
    assert "1 quantities of the old units, 1 of them with a derived figure." in shown
    graph = Graph().parse(data=command("bridge", "Khổng Lào", "--turtle", *store).stdout, format="turtle")
    assert len(graph) > 8
    refused(command("bridge", "xã Không Đâu Cả", *store), 2, "No unit is called")
    refused(command("bridge", "03583", "--indicator", "lúa", *store), 2, "No indicator that is reported")
    refused(command("bridge", "Tân Thành", *store), 2, "More than one unit", "--province")
    refused(command("bridge", "huyện Phong Thổ", *store), 2, "has ended")
