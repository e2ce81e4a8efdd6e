"""Who may be answered is settled before the server listens."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from ontology.errors import BadInput, HuyenKGError
from tests.ui.api.conftest import KEY
from ui.api import run
from ui.api.options import is_loopback, load_options
from ui.cli import app


def options(address="127.0.0.1", **given):
    told = {"open_to_all": False, "origins": (), "environment": {}} | given
    return load_options(address, 8080, **told)


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.7", "::", "reports.example.org", ""])
def test_other_machines_are_answered_only_with_a_key_or_consent(address):
    with pytest.raises(BadInput, match="--open"):
        options(address)
    with pytest.raises(BadInput) as refused:
        options(address)
    assert "(python3 -c 'import secrets; print(secrets.token_urlsafe(32))' makes one)" in refused.value.hint
    assert options(address, open_to_all=True).private is False
    assert options(address, environment={"HUYENKG_API_KEY": KEY}).key == KEY


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_is_answered_without_a_key(address):
    assert options(address).private
    assert is_loopback(address)


def test_a_short_key_is_refused_with_how_to_make_a_long_one():
    with pytest.raises(BadInput, match="secrets"):
        options(environment={"HUYENKG_API_KEY": "short"})


def test_a_key_is_never_shown():
    assert KEY not in repr(options(environment={"HUYENKG_API_KEY": KEY}))


def test_all_origins_may_read_only_where_a_key_or_consent_guards():
    assert options().allowed_origins == ()
    assert options(open_to_all=True).allowed_origins == ("*",)
    assert options(environment={"HUYENKG_API_KEY": KEY}).allowed_origins == ("*",)
    named = options(origins=("https://a.example",), environment={"HUYENKG_API_KEY": KEY})
    assert named.allowed_origins == ("https://a.example",)


@pytest.fixture
def started(monkeypatch):
    calls = []
    monkeypatch.setattr(run, "serve", lambda service, options, _: calls.append((service, options)))
    monkeypatch.setattr(run, "listen", lambda options: None)
    monkeypatch.delenv("HUYENKG_API_KEY", raising=False)
    return calls


def test_the_command_hands_its_options_on(started, tmp_path):
    given = ["--port", "9000", "--timeout", "5", "--limit", "7", "--at-once", "2", "--data", str(tmp_path)]
    done = CliRunner().invoke(app, ["serve", *given, "--allow-origin", "https://a.example"])
    ((service, options),) = started
    assert done.exit_code == 0
    assert "http://127.0.0.1:9000/docs" in done.output
    assert service.settings.data == tmp_path
    assert (options.port, options.seconds, options.rows, options.at_once) == (9000, 5, 7, 2)
    assert options.origins == ("https://a.example",)


def test_the_command_does_not_listen_to_all_without_a_key(started, tmp_path):
    done = CliRunner().invoke(app, ["serve", "--address", "0.0.0.0", "--data", str(tmp_path)])
    assert isinstance(done.exception, BadInput)
    assert started == []


def test_the_server_is_bound_in_headers_and_connections_and_tells_nothing_of_itself(monkeypatch):
    served = []
    monkeypatch.setattr(run.uvicorn.Server, "run", lambda server, sockets: served.append((server, sockets)))
    monkeypatch.setattr(run, "build_app", lambda service, options: None)
    run.serve(None, options(), "socket")
    ((server, sockets),) = served
    assert sockets == ["socket"]
    assert server.config.h11_max_incomplete_event_size == 64 * 1024
    assert server.config.limit_concurrency == 1000
    assert not server.config.access_log
    assert not server.config.server_header


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost"])
def test_a_port_that_is_taken_is_told_before_anything_is_served(address):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(HuyenKGError, match=f"port {port}: .*--port"):
            run.listen(replace(options("127.0.0.1"), port=port))
    with run.listen(replace(options(address), port=port)) as free:
        assert free.getsockname()[1] == port
