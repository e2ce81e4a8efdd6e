"""The doctor names what is damaged or missing, and counts nothing optional as a failure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from search.processor import Processor
from tests.services import service_of_text
from ui import tools
from ui.doctor import Check, examine
from ui.settings import Settings
from ui.tools import found_tools
from ui.workspace import Workspace

TEXT = "UBND HUYỆN VĂN QUAN\nBÁO CÁO\nTình hình kinh tế - xã hội năm 2023\n\nDiện tích lúa đạt 5 ha.\n"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one report."""
    return service_of_text(tmp_path_factory.mktemp("doctor"), TEXT).settings.data


@pytest.fixture
def data(stored: Path, tmp_path: Path) -> Path:
    """A copy of it, to be harmed."""
    return shutil.copytree(stored, tmp_path / "data")


@pytest.fixture(autouse=True)
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs are not started: it takes seconds."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)


def checks(data: Path, *, deep: bool = False) -> dict[str, Check]:
    settings = Settings(data=data, cache=data.parent / "cache", model="hashing")
    return {check.name: check for check in examine(settings, deep=deep)}


def bad(data: Path, *, deep: bool = False) -> list[str]:
    return [check.found for check in checks(data, deep=deep).values() if not check.good]


@pytest.mark.parametrize("deep", [False, True])
def test_a_whole_store_is_well(data: Path, deep: bool) -> None:
    assert bad(data, deep=deep) == []


def test_the_processor_is_told_with_the_weights_that_suit_it(data: Path, monkeypatch) -> None:
    monkeypatch.setattr("ui.doctor.processor", lambda: Processor(4, False, ("AVX2",)))
    assert checks(data)["Processor"] == Check(
        "Processor", True, "4 core(s); 8-bit products by AVX2: the model in unsigned int8"
    )


def test_a_damaged_file_is_named_with_what_to_do(data: Path) -> None:
    (path,) = data.glob("reports/*/facts.jsonl.gz")
    path.write_bytes(b"{}")
    check = checks(data)["a.txt"]
    assert (check.good, check.found) == (
        False, f"Stored files are damaged: {path} has another size than when it was written",
    )  # fmt: skip
    assert check.hint == "Run 'huyenkg rebuild'."


def test_a_damaged_source_asks_for_the_report(data: Path) -> None:
    (path,) = data.glob("reports/*/source")
    path.write_bytes(b"torn")
    assert "ingest" in checks(data)["a.txt"].hint


def test_a_damaged_cache_is_told_and_no_failure(data: Path) -> None:
    (data / "vectors.sqlite").write_bytes(b"torn" * 2000)
    assert bad(data) == []
    assert "sets it aside" in checks(data)["Embedding cache"].found


def test_what_a_dead_writer_left_is_told(data: Path) -> None:
    (data / "generations" / "2.partial").mkdir()
    (data / "write.holder").write_text("huyenkg ingest (process 1)", "utf-8")
    told = checks(data)
    assert "1 folder(s)" in told["Left behind"].found
    assert told["Write lock"].found == "free; huyenkg ingest (process 1) ended before it had finished"
    with Workspace(data).writing("a test"):
        assert "held by a test" in checks(data)["Write lock"].found
    assert checks(data)["Left behind"].found == "nothing"


def test_optional_programs_are_found_or_told_what_for(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = checks(data)
    assert found["soffice"].good
    assert found["soffice"].found.startswith("missing; only for")
    assert "install tesseract-ocr tesseract-ocr-vie" in found["tesseract language vie"].found
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(
        tools, "_output", lambda *command: "eng\nvie\n" if "--list-langs" in command else "x 5.3\nmore"
    )
    assert dict(found_tools()) == {
        "soffice": "x 5.3", "tesseract": "x 5.3", "tesseract language vie": "found",
    }  # fmt: skip


def test_a_program_that_hangs_or_cannot_be_run_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/nowhere/{name}")
    monkeypatch.setattr(tools, "TOOLS", (tools.Tool("no-such-program", "nothing", "nothing"),))
    assert dict(found_tools()) == {
        "no-such-program": "found", "tesseract language vie": tools._language(),
    }  # fmt: skip


def test_a_directory_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    assert bad(tmp_path / "none") == []
    assert not (tmp_path / "none").exists()
