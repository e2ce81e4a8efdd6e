"""A second writer is told who writes, and waits if it is told to."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from ontology.errors import StoreBusy
from tests.ui.test_cli import command, refused
from ui.patience import Patience
from ui.workspace import Workspace


@pytest.fixture
def writer(tmp_path):
    """Another writer of ``tmp_path``, which goes on until its event is set."""
    begun, done = Event(), Event()

    def write() -> None:
        with Workspace(tmp_path).writing("a long ingest"):
            begun.set()
            done.wait(60)

    thread = Thread(target=write)
    thread.start()
    assert begun.wait(10)
    yield done
    done.set()
    thread.join()


def test_a_writer_without_patience_is_refused_at_once(tmp_path, writer):
    with pytest.raises(StoreBusy, match=r"a long ingest \(process \d+, since \d{4}-"):
        Workspace(tmp_path).writing("mine").__enter__()


def test_a_writer_waits_for_the_other_and_says_so(tmp_path, writer):
    told = []

    def tell(words: str) -> None:
        told.append(words)
        writer.set()

    with Workspace(tmp_path, Patience(60, tell)).writing("mine"):
        assert "mine" in (tmp_path / "write.holder").read_text("utf-8")
    (words,) = told
    assert words.startswith("Waiting up to 60 seconds for another process: a long ingest (process")


def test_patience_ends(tmp_path, writer):
    with pytest.raises(StoreBusy, match="a long ingest"):
        Workspace(tmp_path, Patience(0.1)).writing("mine").__enter__()


def test_a_name_left_by_a_writer_that_died_stops_nobody(tmp_path):
    (tmp_path / "write.holder").write_text("a long ingest (process 1)", "utf-8")
    (tmp_path / "write.lock").touch()
    with Workspace(tmp_path).writing("mine"):
        assert "mine" in (tmp_path / "write.holder").read_text("utf-8")


@pytest.mark.parametrize("arguments", [("ingest", "README.md"), ("remove", "a.txt"), ("rebuild",)])
def test_every_command_that_writes_names_who_holds_the_lock(tmp_path, writer, arguments):
    done = command(*arguments, "--wait", 0.1, "--model", "hashing", "--data", tmp_path)
    refused(
        done, 1, "Waiting up to 0.1 seconds for another process: a long ingest", "Another process is writing"
    )
