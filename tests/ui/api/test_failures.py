"""Every failure has one form and a telling status; the door, the bounds and the log in front of all."""

from __future__ import annotations

import logging
from threading import Thread
from urllib.parse import quote

import pytest

from ontology.errors import HuyenKGError, InvalidQuery, StoreError
from tests.ui.api.conftest import KEY
from ui.api import gate
from ui.service import Service
from ui.settings import Settings


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/observations/none", 404, "not_found"),
        ("GET", "/observations/a b<>", 404, "not_found"),
        ("GET", "/events/none", 404, "not_found"),
        ("GET", "/programmes/none", 404, "not_found"),
        ("GET", "/documents/a b<>", 404, "not_found"),
        ("GET", "/districts/000", 404, "not_found"),
        ("GET", "/indicators/none", 404, "not_found"),
        ("GET", "/reports/none", 404, "not_found"),
        ("GET", "/reports/none/text", 404, "not_found"),
        ("GET", "/neighbourhood?iri=https://w3id.org/huyenkg/id/none", 404, "unknown_name"),
        ("GET", "/observations?district=Nowhere", 404, "unknown_name"),
        ("GET", "/observations?indicator=output_grain", 404, "unknown_name"),
        ("GET", "/observations?indicator=%20", 404, "unknown_name"),
        ("GET", "/observations?event=flood", 422, "invalid_parameter"),
        ("GET", "/observations?distrct=109", 422, "invalid_parameter"),
        ("GET", "/observations?limit=0", 422, "invalid_parameter"),
        ("GET", "/observations?period=2024-13", 422, "invalid_parameter"),
        ("GET", "/observations?language=fr", 422, "invalid_parameter"),
        ("GET", "/ask", 422, "invalid_parameter"),
        ("GET", "/export?format=docx", 422, "invalid_parameter"),
        ("POST", "/observations", 405, "method_not_allowed"),
        ("DELETE", "/reports/1", 405, "method_not_allowed"),
        ("PUT", "/sparql", 405, "method_not_allowed"),
    ],
)
def test_every_failure_has_one_form(client, method, address, status, code):
    response = client.request(method, address)
    assert response.status_code == status
    error = response.json()["error"]
    assert set(error) == {"code", "message", "hint"}
    assert error["code"] == code
    assert error["message"]
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("address", "named"), [("/search", "query"), ("/search?query=", "query"), ("/bridge?limit=1", "unit")]
)
def test_a_parameter_is_named_whatever_it_is_called(client, address, named):
    assert client.get(address).json()["error"]["message"].startswith(f"{named}: ")


def test_a_wrong_period_says_how_one_is_written(client):
    told = client.get("/observations?period=2024-13").json()["error"]["message"]
    assert told == "period.0: write 2024, 2024-H1, 2024-Q1, 2024-06 or as-of:2024-06-30."


class Broken:
    """A service of which every use fails in some way."""

    def __init__(self, error):
        self._error = error

    def __getattr__(self, name):
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RuntimeError("words of a report"), 500, "failed"),
        (HuyenKGError("Told to people."), 500, "failed"),
        (StoreError("/srv/data is damaged.", code="damaged"), 503, "damaged"),
        (InvalidQuery("Too slow.", code="too_slow"), 503, "too_slow"),
    ],
)
def test_what_fails_within_is_told_in_the_same_form_without_its_secrets(clients, error, status, code):
    response = clients(Broken(error)).get("/districts")
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert "words of a report" not in response.text
    assert "/srv/data" not in response.text


def test_an_empty_data_directory_is_told_as_such(clients, tmp_path):
    empty = clients(Service(Settings(data=tmp_path / "data", cache=tmp_path, model="hashing")))
    assert empty.get("/").json()["reports"] == 0
    response = empty.get("/districts")
    assert (response.status_code, response.json()["error"]["code"]) == (503, "empty")
    assert str(tmp_path) not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {KEY}"},
        {"X-API-Key": KEY[:-1]},
        {"X-API-Key": ""},
    ],
)
def test_without_the_key_nothing_is_told(guarded, headers):
    for address in ("/", "/districts", "/sparql?query=ASK{}", "/id/area/109", "/nowhere"):
        response = guarded.get(address, headers=headers)
        assert (response.status_code, response.json()["error"]["code"]) == (401, "unauthorized")
        assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("headers", [{"Authorization": f"Bearer {KEY}"}, {"X-API-Key": KEY}])
def test_with_the_key_it_answers_under_any_name(guarded, headers):
    response = guarded.get("/districts", headers={**headers, "Host": "reports.example.org"})
    assert response.status_code == 200


def test_how_to_call_it_is_told_without_a_key_and_says_that_one_is_needed(guarded):
    assert guarded.get("/docs").status_code == 200
    schema = guarded.get("/openapi.json").json()
    assert schema["security"] == [{"bearer": []}, {"header": []}]


def test_without_a_key_a_foreign_name_is_not_answered(client):
    for host in ("evil.example", "localhost.evil.example", "10.0.0.1:8080", ""):
        response = client.get("/districts", headers={"Host": host})
        assert (response.status_code, response.json()["error"]["code"]) == (421, "misdirected")
    for host in ("localhost", "127.0.0.1:9", "[::1]:8080"):
        assert client.get("/", headers={"Host": host}).status_code == 200


def preflight(client, origin):
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "Content-Type, Authorization",
    }
    return client.options("/sparql", headers=headers)


def test_pages_of_others_may_read_where_a_key_guards(guarded):
    asked = preflight(guarded, "https://yasgui.example")
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    refused = guarded.get("/districts", headers={"Origin": "https://yasgui.example"})
    assert refused.headers["access-control-allow-origin"] == "*"


def test_without_a_key_only_pages_of_this_machine_and_named_origins_may_read(client, clients):
    assert preflight(client, "https://evil.example").status_code == 400
    told = client.get("/", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in told.headers
    own = preflight(client, "http://localhost:5173")
    assert own.headers["access-control-allow-origin"] == "http://localhost:5173"
    named = clients(origins=("https://yasgui.example",))
    assert preflight(named, "https://yasgui.example").status_code == 200
    assert preflight(named, "https://evil.example").status_code == 400


def test_a_preflight_that_is_refused_is_told_in_the_one_form(client):
    for origin, method, header, message in (
        ("https://evil.example", "GET", "Accept", "Disallowed CORS origin."),
        ("http://localhost:5173", "DELETE", "Accept", "Disallowed CORS method."),
        ("http://localhost:5173", "GET", "X-Other", "Disallowed CORS headers."),
    ):
        asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": header}
        refused = client.options("/sparql", headers={"Origin": origin, **asked})
        told = refused.json()["error"]
        assert (refused.status_code, told["code"], told["message"]) == (400, "cross_origin", message)
        assert "--allow-origin" in told["hint"]
        assert refused.headers["access-control-allow-methods"] == "GET, POST"
        assert ("access-control-allow-origin" in refused.headers) is (origin != "https://evil.example")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/observations?limit=1&limit=2", "limit"),
        ("/cells?indicator=forest-cover&indicator=output-grain", "indicator"),
        ("/ask?question=a&question=b", "question"),
        ("/merges?kind=document&kind=event", "kind"),
        ("/export?format=csv&format=turtle", "format"),
    ],
)
def test_a_parameter_of_one_value_that_is_given_twice_is_refused(client, address, name):
    refused = client.get(address)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "invalid_parameter")
    assert refused.json()["error"]["message"].startswith(f"{name}: given more than once")


def test_a_body_that_is_too_large_is_refused_also_when_it_does_not_say_its_length(client):
    large = b"x" * (gate.LARGEST_BODY + 1)
    headers = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=large, headers=headers).status_code == 413
    response = client.post("/sparql", content=iter([large[:-1], b"xx"]), headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")


def test_where_too_many_wait_the_next_is_told_to_come_again(clients, monkeypatch):
    monkeypatch.setattr(gate, "WAITING", -1)
    response = clients(at_once=1).get("/districts")
    assert (response.status_code, response.json()["error"]["code"]) == (503, "busy")
    assert response.headers["Retry-After"] == "1"


@pytest.mark.slow
def test_slow_queries_do_not_hold_up_the_others(clients):
    narrow, ended = clients(at_once=1, seconds=3.0), []
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    def ask(address):
        narrow.get(address)
        ended.append(address)

    slow = Thread(target=ask, args=[f"/sparql?query={quote(endless)}"])
    slow.start()
    ask("/districts")
    slow.join()
    assert ended[0] == "/districts"


@pytest.mark.parametrize("address", ["/", "/districts", "/id/area/109", "/nowhere", "/sparql"])
def test_a_head_is_that_of_the_whole_answer(client, address):
    whole, head = client.get(address), client.head(address)
    assert head.content == b""
    assert (head.status_code, head.headers["content-type"]) == (
        whole.status_code,
        whole.headers["content-type"],
    )


def test_requests_are_logged_by_route_and_never_by_what_was_asked(client, caplog):
    with caplog.at_level(logging.INFO):
        client.get("/ask", params={"question": "Bí mật của ông Nguyễn Văn A?"})
        client.get("/nowhere-secret")
    logged = [record for record in caplog.records if record.getMessage() == "request"]
    assert [(one.method, one.route, one.status) for one in logged] == [
        ("GET", "/ask", 200),
        ("GET", "", 404),
    ]
    ours = str([record.__dict__ for record in caplog.records if record.name.startswith("ui.")])
    assert "Nguy" not in ours
    assert "secret" not in ours
