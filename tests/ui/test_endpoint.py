"""Rephrasing over HTTP, against a server of this process."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ontology.errors import BadInput, EndpointFailed
from search.answer import Answer
from ui.doctor import examine
from ui.endpoint import Endpoint, read_endpoint
from ui.service import Service
from ui.settings import Settings, load_settings

ANSWER = Answer(
    question="Đàn trâu của Mường Tè năm 2023?",
    language="vi",
    status="answered",
    answer="Theo báo cáo năm 2023 của huyện Mường Tè: đàn trâu 14.210 con.",
    interpretation={"district": "huyện Mường Tè"},
)
SAME = "Năm 2023, huyện Mường Tè có đàn trâu 14.210 con."


@dataclass
class Server:
    """What the fake endpoint answers, and what it was asked."""

    url: str = ""
    reply: Callable[[BaseHTTPRequestHandler], None] = lambda handler: None
    asked: list[tuple[str, dict[str, Any], str | None]] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    fake = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append((self.path, body, self.headers["Authorization"]))
            fake.reply(self)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    fake.url = f"http://127.0.0.1:{httpd.server_port}/v1"
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield fake
    httpd.shutdown()
    httpd.server_close()


def sends(content: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def says(text: object) -> Callable[[BaseHTTPRequestHandler], None]:
    return sends(json.dumps({"choices": [{"message": {"content": text}}]}).encode())


def told(server: Server, answer: Answer = ANSWER, timeout: float = 5.0) -> Answer:
    endpoint = Endpoint(server.url, "small", "secret", timeout)
    return Service(Settings(Path("none"), Path("none"), "hashing", endpoint)).rephrase(answer)


def test_a_reply_that_passes_the_check_is_shown_and_the_request_is_a_chat_completion(server):
    server.reply = says(SAME)

    assert told(server).answer == SAME
    path, body, key = server.asked[0]
    assert path == "/v1/chat/completions"
    assert (body["model"], body["temperature"], body["stream"]) == ("small", 0, False)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert json.loads(body["messages"][1]["content"])["answer"] == ANSWER.answer
    assert key == "Bearer secret"


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, huyện Mường Tè có đàn trâu 14.310 con.",
        "Năm 2023, huyện Mường Tè không có đàn trâu 14.210 con.",
        "Năm 2023, huyện Mường Tè có đàn trâu 14.210 con <b>",
        "Năm 2023, huyện Nậm Nhùn có đàn trâu 14.210 con.",
        "",
    ],
)
def test_a_reply_that_says_something_else_is_refused(server, text):
    server.reply = says(text)

    refused = told(server)
    assert (refused.answer, refused.plain_answer) == (ANSWER.answer, "")
    assert refused.caveats[-1].startswith("Bản diễn đạt lại không qua được kiểm tra")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (sends(b"down", 500), "HTTP 500"),
        (sends(b"", 401), "HTTP 401"),
        (sends(b"", 302, Location="http://127.0.0.1:1/elsewhere"), "HTTP 302"),
        (sends(b"<html>"), "no chat completion"),
        (sends(b"[]"), "no chat completion"),
        (sends(b'{"choices": []}'), "no chat completion"),
        (says(None), "no chat completion"),
        (sends(b"\xff\xfe\x00"), "no chat completion"),
        (lambda handler: handler.connection.shutdown(socket.SHUT_RDWR), "127.0.0.1"),
    ],
    ids=["500", "401", "redirect", "html", "list", "no choice", "no text", "no utf-8", "cut off"],
)
def test_whatever_goes_wrong_there_the_answer_stands(server, reply, words):
    server.reply = reply

    kept = told(server)
    assert kept.answer == ANSWER.answer
    assert words in kept.caveats[-1]
    assert "secret" not in kept.caveats[-1]


def test_a_slow_server_is_not_waited_for(server):
    server.reply = lambda handler: time.sleep(0.5)

    kept = told(server, timeout=0.1)
    assert kept.answer == ANSWER.answer
    assert "no reply within 0.1 s" in kept.caveats[-1]


def test_a_server_that_drips_is_not_waited_for_either(server):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)

    server.reply = drip
    started = time.monotonic()
    assert "no reply within" in told(server, timeout=0.1).caveats[-1]
    assert time.monotonic() - started < 0.35


def test_nobody_listening_leaves_the_answer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointFailed):
        Endpoint(f"http://127.0.0.1:{port}/v1", "small").rephrase("", "")


def test_without_settings_no_endpoint_is_there_and_rephrasing_says_what_to_set():
    settings = load_settings(environment={"HUYENKG_LLM_MODEL": "small", "HUYENKG_LLM_KEY": "secret"})
    assert settings.endpoint is None
    with pytest.raises(BadInput, match="HUYENKG_LLM_URL"):
        Service(settings).rephrase(ANSWER)


def test_an_address_of_another_kind_is_refused_before_anything_is_sent():
    endpoint = read_endpoint({"HUYENKG_LLM_URL": "file:///etc/passwd", "HUYENKG_LLM_MODEL": "small"})
    assert endpoint is not None
    assert endpoint.fault
    with pytest.raises(EndpointFailed, match="no http"):
        endpoint.rephrase("", "")


def test_asking_opens_no_connection_even_where_an_endpoint_is_configured(sample_service, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    settings = Settings(
        sample_service.settings.data,
        sample_service.settings.cache,
        "hashing",
        Endpoint("http://x/v1", "small"),
    )
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert Service(settings).ask("Những huyện nào có dịch tả lợn châu Phi năm 2024?").status == "answered"


@pytest.mark.parametrize(
    ("endpoint", "good", "found"),
    [
        (None, True, "none; answers stay as they are"),
        (
            Endpoint("http://me:word@localhost:8080/v1?token=x", "small", "secret"),
            True,
            "http://localhost:8080/v1, model small, with a key",
        ),
        (Endpoint("localhost:8080", "small"), False, "model small, without a key"),
        (Endpoint("http://localhost:8080/v1", ""), False, "model ?"),
    ],
)
def test_the_doctor_tells_the_endpoint_but_no_secret(tmp_path, endpoint, good, found):
    checks = examine(Settings(tmp_path, tmp_path, "hashing", endpoint))
    check = next(one for one in checks if one.name == "Rephrasing endpoint")

    assert check.good is good
    assert found in check.found
    assert not {"secret", "word", "token"} & set(check.found.replace("/", " ").split())
    assert "secret" not in repr(endpoint)
