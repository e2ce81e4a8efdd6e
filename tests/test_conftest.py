"""The guard rails of the test suite hold."""

import gc
import os
import shutil
import socket
from types import SimpleNamespace

import pytest

from tests import conftest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_connection_to_another_machine_is_refused(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as client, pytest.raises(AssertionError, match="offline"):
        client.connect(address)


def test_the_name_of_another_machine_is_not_even_looked_up():
    with pytest.raises(AssertionError, match="offline"):
        socket.create_connection(("example.org", 80), timeout=1)


def test_a_server_on_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5) as client:
            assert client.getpeername()[1] == port


def test_the_samples_are_seven_reports_in_three_formats(samples):
    files = [path for path in samples.iterdir() if path.is_file()]
    assert len(files) == 7
    assert {path.suffix for path in files} == {".txt", ".md", ".docx"}


def test_what_tests_leave_is_searched_for_garbage_and_what_was_collected_is_not():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000


@pytest.mark.parametrize(
    ("chosen", "room", "flags", "lies"),
    [
        ("not slow and not browser", 3 << 30, 0, "in memory"),
        ("not slow and not browser", 1 << 30, 0, "on disk"),
        ("not slow and not browser", 3 << 30, os.ST_NOEXEC, "on disk"),
        ("slow", 3 << 30, 0, "on disk"),
        ("slow or not slow", 3 << 30, 0, "on disk"),
    ],
)
def test_folders_lie_in_memory_where_it_serves(monkeypatch, tmp_path, chosen, room, flags, lies):
    monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", "comes back")
    monkeypatch.delenv("PYTEST_DEBUG_TEMPROOT")
    monkeypatch.setattr(conftest, "_MEMORY_DISK", tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=room))
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=flags))
    conftest.put_folders_into_memory(chosen)
    assert os.environ.get("PYTEST_DEBUG_TEMPROOT") == (str(tmp_path) if lies == "in memory" else None)
