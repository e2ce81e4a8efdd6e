"""How Streamlit is started: with our data, and with nothing that calls home."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ui import launch, served
from ui.settings import Settings


@pytest.fixture
def started(monkeypatch):
    calls = []

    def run(command, **options):
        calls.append((command, options))
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(launch.subprocess, "run", run)
    monkeypatch.setattr(launch.signal, "signal", lambda number, handler: None)
    settings = Settings(Path("data"), Path("/cache"), "hashing")
    assert launch.run_streamlit(settings, 8601, "127.0.0.1", headless=True) == 3
    return calls[0]


def options(command: list[str]) -> dict[str, str]:
    spread = " ".join(command[5:]).replace("=", " ").split()
    return dict(zip(spread[::2], spread[1::2], strict=True))


def test_streamlit_sends_no_statistics_and_listens_on_this_machine(started):
    given = options(started[0])
    assert given["--browser.gatherUsageStats"] == "false"
    assert given["--server.address"] == "127.0.0.1"
    assert given["--server.headless"] == "true"


def test_nothing_of_streamlits_own_is_asked_or_offered(started):
    given = options(started[0])
    assert given["--server.showEmailPrompt"] == "false"
    assert given["--logger.hideWelcomeMessage"] == "true"


def test_the_settings_reach_the_app_through_the_environment(started):
    environment = started[1]["env"]
    assert Path(environment["HUYENKG_DATA"]).is_absolute()
    assert environment["HUYENKG_DATA"].endswith("data")
    assert environment["HUYENKG_CACHE"] == "/cache"
    assert environment["HUYENKG_MODEL"] == "hashing"


def test_the_look_is_handed_over(started):
    assert options(started[0])["--theme.primaryColor"] == launch.load_theme()["theme.primaryColor"]


def test_no_more_is_uploaded_than_the_settings_say(started):
    assert options(started[0])["--server.maxUploadSize"] == "20"


def test_pages_are_loaded_beside_the_server_by_a_process_of_ours(started):
    assert started[0][1:4] == ["-m", "ui.served", "run"]


def test_the_server_starts_though_the_pages_cannot_be_loaded(monkeypatch, caplog):
    monkeypatch.setattr(served, "PAGES", "ui.no_such_page")
    served.load_ahead().join()
    assert "the pages could not be loaded ahead" in caplog.text
