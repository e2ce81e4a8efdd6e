"""A store elsewhere answers as our own: Oxigraph's server, started here, and servers that misbehave."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import pytest

from graph import iris
from graph.build import report_quads, run_quads, to_nquads
from graph.export import FORMATS, Selection, export
from graph.network import neighbourhood
from graph.pushing import push
from graph.queries import find_citations, find_events, find_observations, programme_documents
from graph.query_file import fill, parameters
from graph.remote import RemoteAddress, RemoteStore, open_remote
from graph.store import memory_store
from graph.stored_form import graphs_of
from graph.user_query import run_sparql
from ontology.errors import InvalidQuery, StoreError
from tests.factories import document, extraction, identity, measurement

pytestmark = pytest.mark.timeout(600)  # the samples are read, and brought to a server, on a busy machine
QUERIES = sorted(
    Path(str(file)).stem for file in files("graph").joinpath("sparql").iterdir() if ".rq" in file.name
)
DISTRICTS = [iris.area("184"), iris.area("109")]
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ONE, TWO = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2"


def silent(_done, _all):
    """Tells nobody."""


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """The address of an empty store that takes writes."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the development tool oxigraph is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        assert server.poll() is None, "Oxigraph's server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("Oxigraph's server does not listen")


@pytest.fixture(scope="module")
def every(sample_service):
    """All samples, for the slow tests."""
    return sample_service.snapshot().store


@pytest.fixture(scope="module")
def local(sample_service):
    """Two of them: to bring a report there and back takes a second."""
    store, every = memory_store(), sample_service.snapshot().store
    names = ("van-quan-2024-h1.docx", "phong-tho-2024-h1.txt")
    for report in sample_service.status().reports:
        if report.name in names:
            store.replace_report(report.id, every.report_nquads(report.id))
    return store


@contextmanager
def serving(store, folder: Path) -> Iterator[str]:
    """The address of a server that holds the reports of a store."""
    with oxigraph_server(folder) as url:
        assert push(store, RemoteAddress(f"{url}/store"), silent) == (len(store.report_ids()), 0)
        yield f"{url}/query"


@pytest.fixture(scope="module")
def address(local, tmp_path_factory) -> Iterator[str]:
    with serving(local, tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="module")
def address_of_every(every, tmp_path_factory) -> Iterator[str]:
    with serving(every, tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture
def remote(address) -> RemoteStore:
    return open_remote(address)


def rows(store, text) -> Counter:
    """How often each row comes; the order within a GROUP_CONCAT is each store's own."""
    return Counter(
        tuple(sorted((name, " ".join(sorted(str(term).strip('"').split()))) for name, term in row.items()))
        for row in store.query(text)
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", QUERIES)
def test_every_query_gives_the_same_rows(every, address_of_every, name):
    text = fill(name, {"districts": DISTRICTS} if "districts" in parameters(name) else {})
    found = rows(every, text)
    assert rows(open_remote(address_of_every), text) == found


def test_reports_come_back_as_they_were_put(local, remote):
    assert remote.report_ids() == local.report_ids()
    report = local.report_ids()[0]
    assert remote.report_nquads(report) == local.report_nquads(report)


def test_functions_of_the_graph_give_the_same_rows(local, remote):
    where = {"districts": ["184"]}
    assert find_events(remote, **where) == find_events(local, **where)
    assert find_citations(remote, **where) == find_citations(local, **where)
    assert programme_documents(remote, **where) == programme_documents(local, **where)
    forest = {"concepts": ["forest-cover"]}
    assert find_observations(remote, **forest) == find_observations(local, **forest)
    assert all(find(local, **where).rows for find in (find_events, find_citations))
    assert find_observations(local, **forest).rows
    node = iris.programme("NTM").value
    there, here = (neighbourhood(store, node, 1).graph for store in (remote, local))
    assert dict(there.nodes(data=True)) == dict(here.nodes(data=True))
    assert sorted(map(str, there.edges(data=True))) == sorted(map(str, here.edges(data=True)))


@pytest.mark.parametrize(
    "form",
    [pytest.param(form, marks=() if form in ("nquads", "csv") else pytest.mark.slow) for form in FORMATS],
)
def test_exports_are_the_same_bytes(local, remote, form):
    selection = (
        Selection(event="african_swine_fever") if form != "csv" else Selection(indicator="forest-cover")
    )
    if form.startswith("sdmx"):
        selection = Selection(district="184")
    here = export(local, selection, form)
    assert here.count(b"\n") > 2
    assert export(remote, selection, form) == here


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?name (COUNT(*) AS ?n) { ?d a hkg:District ; schema:name ?name } GROUP BY ?name",
        "ASK { ?o a qb:Observation }",
        "CONSTRUCT { ?d rdfs:label ?l } WHERE { ?d a hkg:District ; rdfs:label ?l }",
        "SELECT ?v ?l { { BIND(1.5 AS ?v) } UNION { BIND('a'@vi AS ?l) } }",
    ],
)
def test_queries_of_users_give_the_same(local, remote, query):
    found, here = run_sparql(remote, query), run_sparql(local, query)
    assert (found.kind, found.variables, found.answer, found.truncated) == (
        here.kind,
        here.variables,
        here.answer,
        False,
    )
    assert sorted(map(str, found.rows)) == sorted(map(str, here.rows))
    assert sorted(found.triples) == sorted(here.triples)


def test_more_than_the_limit_is_told(remote):
    found = run_sparql(remote, "SELECT ?o { ?o a qb:Observation }", limit=3)
    assert (len(found.rows), found.truncated) == (3, True)


@pytest.mark.parametrize(
    "query", ["SELECT ?x {", "DROP ALL", "SELECT * { SERVICE <http://x/> { ?a ?b ?c } }"]
)
def test_what_is_no_query_is_refused(remote, query):
    with pytest.raises(InvalidQuery):
        run_sparql(remote, query)


def test_nothing_is_written_through_it(remote):
    with pytest.raises(StoreError, match="reading only"):
        put(remote, ONE, extraction())


def test_pushing_again_replaces_adds_and_removes(tmp_path):
    store = memory_store()
    put(store, ONE, extraction())
    put(store, TWO, extraction([measurement(7)], [], identity()))
    with oxigraph_server(tmp_path / "store") as url:
        graphs, query = RemoteAddress(f"{url}/store"), f"{url}/query"
        push(store, graphs, silent)
        store.remove_report(TWO)
        put(store, ONE, extraction([measurement(9, "812,5 ha")], []))
        assert push(store, graphs, silent, open_remote(query)) == (1, 1)
        there = open_remote(query)
        assert there.report_ids() == (ONE,)
        assert there.report_nquads(ONE) == store.report_nquads(ONE)
        assert not list(there.graph_quads(graphs_of(TWO)[0]))


def put(store, report_id, extracted):
    quads = report_quads(document(identifier=report_id), extracted, f"{report_id}.txt")
    store.replace_report(report_id, to_nquads([*quads, *run_quads(report_id, NOON, NOON, "0.1.0")]))


class TestFaults:
    """What a person reads when the other side does not do as it should."""

    def test_nobody_there(self):
        with pytest.raises(StoreError, match=r"^http://127\.0\.0\.1:9/query cannot be reached: "):
            list(open_remote("http://user:secret@127.0.0.1:9/query").query("SELECT * { ?s ?p ?o }"))

    def test_no_address(self):
        with pytest.raises(StoreError, match="no http or https address"):
            list(open_remote("ftp://here/query").query("SELECT * { ?s ?p ?o }"))

    @pytest.mark.parametrize(
        ("status", "headers", "body", "error", "message"),
        [
            (400, {}, b"MalformedQuery", InvalidQuery, "answered 400: MalformedQuery"),
            (401, {}, b"", StoreError, "answered 401"),
            (503, {}, b"<h1>too\nbusy</h1>", StoreError, "answered 503: <h1>too busy</h1>"),
            (302, {"Location": "http://127.0.0.1:9/"}, b"", StoreError, "answered 302"),
            (200, {}, b"<html>", StoreError, "did not answer as SPARQL 1.1 has it"),
            (200, {}, b'{"head": {}, "boolean": true}', InvalidQuery, "Only a SELECT"),
            (
                200,
                {"X-SPARQL-MaxRows": "1"},
                b'{"head": {"vars": ["a"]}, "results": {"bindings": [{}]}}',
                StoreError,
                "cuts off answers after 1 rows",
            ),
        ],
    )
    def test_replies_that_are_none(self, status, headers, body, error, message):
        with answering(status, headers, body) as url, pytest.raises(error, match=message):
            list(open_remote(url).query("SELECT * { ?s ?p ?o }"))

    def test_a_reply_that_does_not_come(self):
        with (
            answering(200, {}, b"{}", wait=3) as url,
            pytest.raises(StoreError, match=r"within 0\.2 seconds"),
        ):
            list(open_remote(url, timeout=0.2).query("SELECT * { ?s ?p ?o }"))

    def test_the_password_is_sent_and_never_shown(self):
        seen: list[str] = []
        with answering(403, {}, b"no", seen=seen) as url, pytest.raises(StoreError) as raised:
            list(open_remote(url.replace("//", "//me:s%20ecret@")).query("SELECT * { ?s ?p ?o }"))
        assert seen == ["Basic bWU6cyBlY3JldA=="]
        assert "ecret" not in str(raised.value) + repr(RemoteAddress("http://me:secret@here/"))


@contextmanager
def answering(status, headers, body, *, wait=0.0, seen=None) -> Iterator[str]:
    """A server that gives every request the same reply."""
    woken = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if seen is not None:
                seen.append(self.headers["Authorization"])
            woken.wait(wait)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_) -> None:
            """Tests read no logs."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        woken.set()
        server.shutdown()
        thread.join()
        server.server_close()
