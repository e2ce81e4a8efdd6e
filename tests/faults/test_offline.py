"""Nothing that the program does leaves this machine; it works where there is no network at all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from scripts.demo import free_port
from tests.architecture.tree import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
_QUESTION = "Tỷ lệ che phủ rừng của Mường Tè năm 2023 là bao nhiêu?"
_CACHE = os.environ.get("HUYENKG_CACHE", str(Path.home() / ".cache" / "huyenkg"))
_GUARD = """
import ipaddress, os, sys

def stays(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if not stays(host):
        with open(os.environ["OFFLINE_TRIED"], "a") as told:
            print(event, host, sys.orig_argv, file=told)
        raise OSError(f"offline: {host}")

sys.addaudithook(guard)
"""


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """The environment in which every Python refuses to leave this machine, and tells of it."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(_GUARD, "utf-8")
    return os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(tmp_path / "guard"))),
        "OFFLINE_TRIED": str(tmp_path / "tried"),
        "HUYENKG_DATA": str(tmp_path / "data"),
        "HUYENKG_CACHE": _CACHE,
    }


def huyenkg(*arguments: object, before: tuple[str, ...] = ()) -> list[str]:
    return [*before, sys.executable, "-c", "from ui.cli import main; main()", *map(str, arguments)]


def run(environment: dict[str, str], folder: Path, *arguments: object, before: tuple[str, ...] = ()) -> str:
    done = subprocess.run(
        huyenkg(*arguments, before=before),
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guard_sees_who_leaves(tmp_path, offline):
    for attempt in ("create_connection(('192.0.2.1', 80), 1)", "getaddrinfo('huyenkg.example', 80)"):
        code = f"import socket; socket.{attempt}"
        assert subprocess.run([sys.executable, "-c", code], env=offline, check=False).returncode == 1
    assert len((tmp_path / "tried").read_text().splitlines()) >= 2


def test_no_command_tries_to_leave_this_machine(tmp_path, offline, samples):
    offline["HUYENKG_MODEL"] = "hashing"
    run(offline, tmp_path, "ingest", samples)
    assert json.loads(run(offline, tmp_path, "ask", _QUESTION, "--json"))["status"] == "answered"
    assert json.loads(run(offline, tmp_path, "search", "rừng", "--json"))["hits"]
    for command in (
        ("status",), ("facts", "--kind", "events"), ("validate",), ("doctor",), ("rebuild",),
        ("export", "--district", "Văn Quan", "-o", "a.ttl"), ("remove", "muong-te-2023.md"),
    ):  # fmt: skip
        run(offline, tmp_path, *command)
    assert not (tmp_path / "tried").exists()


def test_the_user_interface_starts_without_leaving_this_machine(tmp_path, offline):
    port = free_port()
    process = subprocess.Popen(
        huyenkg("ui", "--port", port, "--headless"), cwd=tmp_path, env=offline, start_new_session=True
    )
    try:
        assert _is_well(f"http://127.0.0.1:{port}/_stcore/health")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)
    assert not (tmp_path / "tried").exists()


def _is_well(address: str, seconds: float = 120) -> bool:
    opened = build_opener(ProxyHandler({}))
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            return opened.open(address, timeout=5).read() == b"ok"
        except (URLError, OSError):
            time.sleep(0.5)
    return False


@pytest.mark.parametrize("cache", ["made", "kept"])
def test_without_any_network_the_model_is_made_ready_and_reports_are_read_and_asked(
    tmp_path, offline, samples, cache
):
    alone = ("unshare", "--user", "--map-root-user", "--net")
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("no network namespaces here")
    environment = offline | ({"HUYENKG_CACHE": str(tmp_path / "cache")} if cache == "made" else {})
    run(environment, tmp_path, "ingest", samples / "muong-te-2023.md", before=alone)
    told = json.loads(run(environment, tmp_path, "ask", _QUESTION, "--json", before=alone))
    assert told["status"] == "answered"
    assert not (tmp_path / "tried").exists()
