"""What is logged: enough for who runs the program, and no word of reports, questions or people."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from tests.ui.test_cli import command, refused
from ui.logs import JsonLine, PlainLine, is_json, say_aside, set_up_logging, timed

QUESTION = "Đàn trâu của huyện Mường Tè năm 2023 là bao nhiêu?"


@pytest.fixture(autouse=True)
def logging_as_before():
    root = logging.getLogger()
    level, hook = root.level, sys.excepthook
    yield
    for handler in [one for one in root.handlers if isinstance(one.formatter, JsonLine | PlainLine)]:
        root.removeHandler(handler)
    root.setLevel(level)
    sys.excepthook = hook


def record(message: str, error: Exception | None = None, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord(
        "ui.x", logging.WARNING, "x.py", 1, message, (), (type(error), error, None) if error else None
    )
    made.__dict__.update(fields)
    return made


def rows(stderr: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stderr.splitlines()]


def failing() -> Exception:
    after = RuntimeError("more words")
    try:
        int("words of a report")
    except ValueError as error:
        after.__cause__ = error
    return after


def test_a_record_is_one_json_object_with_its_fields():
    made = record("file read", file="báo cáo.txt", seconds=1.5)
    made.created = 0.25
    assert JsonLine().format(made) == (
        '{"time": "1970-01-01T00:00:00.250Z", "level": "WARNING", "logger": "ui.x", "event": "file read", '
        '"file": "báo cáo.txt", "seconds": 1.5}'
    )


def test_names_that_turn_the_text_around_or_are_no_unicode_do_no_harm_in_logs():
    made = record("file read", file="a\u202e\nb\udcff")
    for line in (JsonLine().format(made), PlainLine().format(made)):
        assert line.isprintable()
        line.encode("utf-8")


def test_an_exception_is_told_by_kind_and_place_and_by_its_words_only_for_debug():
    made = record("failed", failing())
    for form in (JsonLine(), PlainLine()):
        told = form.format(made)
        assert "ValueError" in told
        assert "RuntimeError" in told
        assert "invalid literal" not in told
        assert "more words" not in told
    logging.getLogger().setLevel(logging.DEBUG)
    assert "invalid literal" in JsonLine().format(made)


def test_what_is_timed_is_logged_with_its_fields_also_where_it_fails(caplog):
    caplog.set_level(logging.INFO)
    logger = logging.getLogger("ui.x")
    with timed(logger, "asked", generation=3) as fields:
        fields["status"] = "answered"
    with pytest.raises(KeyError), timed(logger, "asked"):
        raise KeyError(QUESTION)
    good, bad = caplog.records
    assert (good.getMessage(), good.generation, good.status) == ("asked", 3, "answered")
    assert good.seconds >= 0
    assert bad.error == "KeyError"
    assert QUESTION not in JsonLine().format(bad)


def test_words_for_people_are_records_where_every_line_is_to_be_json(capsys):
    set_up_logging({"HUYENKG_LOG_JSON": "1"})
    assert is_json()
    say_aside("not read: a.txt")
    set_up_logging({})
    assert not is_json()
    say_aside("not read: b\u202e.txt")
    first, second = capsys.readouterr().err.splitlines()
    assert json.loads(first)["words"] == "not read: a.txt"
    assert second == "not read: b\ufffd.txt"


def test_an_error_that_nobody_expected_is_a_record_too(capsys):
    set_up_logging({"HUYENKG_LOG_JSON": "yes", "HUYENKG_LOG": "critical"})
    error = failing()
    sys.excepthook(type(error), error, error.__traceback__)
    (row,) = rows(capsys.readouterr().err)
    assert row["level"] == "CRITICAL"
    assert "RuntimeError" in row["exception"]


def test_an_ingest_tells_what_it_does_and_what_came_of_each_file(tmp_path, samples):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = command(
        "--log-json", "ingest", samples / "van-quan-2024-h1.docx", tmp_path / "empty.txt",
        "--model", "hashing", "--data", tmp_path / "data",
    )  # fmt: skip
    told = {row["event"]: row for row in rows(done.stderr)}
    assert done.returncode == 3
    assert told["ingest begun"]["files"] == 2
    read, unread = told["file read"], told["file not read"]
    assert (read["file"], read["id"], unread["file"]) == (
        "van-quan-2024-h1.docx", "fba813323e10d5b2", "empty.txt",
    )  # fmt: skip
    assert read["seconds"] > 0
    assert read["peak_mb"] > 30
    assert (unread["level"], unread["code"]) == ("WARNING", "empty")
    assert (told["published"]["generation"], told["published"]["reports"]) == (1, 1)
    assert (told["ingest ended"]["added"], told["ingest ended"]["failed"]) == (1, 1)
    assert told["said"]["words"].startswith("not read: empty.txt")


def test_what_is_asked_and_searched_is_timed_and_never_written_down(tmp_path, sample_service, monkeypatch):
    where = ("--model", "hashing", "--data", sample_service.settings.data)
    monkeypatch.setattr("ui.commands.asking.write_conversation", lambda *_: None)
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"question": QUESTION}), "utf-8")
    for arguments, event in [
        (("ask", QUESTION), "asked"),
        (("search", QUESTION), "searched"),
        (("ask", QUESTION, "--batch", batch), "said"),
    ]:
        done = command("--log-json", *arguments, *where)
        told = rows(done.stderr)
        assert [row["event"] for row in told] == [event]
        assert "trâu" not in done.stderr
        assert "Mường" not in done.stderr


def test_without_json_only_what_went_wrong_is_logged(tmp_path, samples):
    done = command("ingest", samples / "van-quan-2024-h1.docx", "--model", "hashing", "--data", tmp_path)
    assert done.stderr == ""


def test_a_level_that_there_is_not_is_refused(monkeypatch):
    monkeypatch.setenv("HUYENKG_LOG", "loud")
    refused(command("status"), 2, "HUYENKG_LOG is LOUD", "ERROR, WARNING, INFO or DEBUG")
