"""The command on a real port: clients that others wrote, and reports that are read in meanwhile."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from tests.architecture.tree import ROOT
from tests.faults.shared_store import Writer, one_version
from ui.service import Service

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
COUNT = "SELECT (COUNT(*) AS ?n) { ?o a qb:Observation }"


class Served:
    """``huyenkg serve`` over a data directory."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        code = "from ui.cli import main; main()"
        command = [sys.executable, "-c", code, "--log-json", "serve", "--port", str(port)]
        environment = os.environ | {"HUYENKG_CACHE": str(data.parent), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [*command, "--data", str(data), "--model", "hashing"],
            env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._await()

    def get(self, address: str, accept: str = "*/*") -> bytes:
        with urlopen(Request(self.address + address, headers={"Accept": accept}), timeout=60) as response:
            return response.read()

    def end(self) -> tuple[int, str]:
        """The exit code and what was logged."""
        self.process.terminate()
        _, logged = self.process.communicate(timeout=30)
        return self.process.returncode, logged

    def _await(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                raise AssertionError(self.process.communicate())
            with suppress(OSError):
                if self.get("/"):
                    return
            time.sleep(0.1)
        raise AssertionError("it does not answer")


@pytest.fixture(scope="module")
def served(sample_service: Service) -> Iterator[Served]:
    server = Served(sample_service.settings.data)
    yield server
    server.end()


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("way", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_asks_in_each_of_its_ways(served, sample_service, method, way):
    client = SPARQLWrapper(f"{served.address}/sparql")
    client.setQuery(COUNT)
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setReturnFormat(JSON)
    (row,) = client.queryAndConvert()["results"]["bindings"]
    assert int(row["n"]["value"]) == sum(r.counts["observations"] for r in sample_service.status().reports)


def test_sparqlwrapper_reads_every_format(served):
    client = SPARQLWrapper(f"{served.address}/sparql")
    client.setQuery("SELECT ?i { ?r a schema:Report ; dct:identifier ?i } ORDER BY ?i")
    client.setReturnFormat(XML)
    rows = client.queryAndConvert().getElementsByTagName("result")
    client.setReturnFormat(CSV)
    assert len(client.queryAndConvert().decode().split()) == 1 + len(rows) == 8
    client.setQuery("CONSTRUCT WHERE { ?r a schema:Report }")
    client.setReturnFormat(TURTLE)
    assert b"schema:Report" in client.queryAndConvert()


def test_failures_of_the_real_server_have_the_one_form(served):
    with pytest.raises(HTTPError) as told:
        served.get("/observations?limit=0")
    with told.value as response:
        assert (response.code, json.load(response)["error"]["code"]) == (422, "invalid_parameter")


def test_headers_that_are_too_large_are_refused(served):
    with pytest.raises(HTTPError) as told:
        served.get(f"/ask?question={'x' * 300_000}")
    with told.value as response:
        assert response.code in (400, 431)


def test_an_ingest_beside_it_never_breaks_an_answer(tmp_path):
    writer = Writer(tmp_path, 0)
    writer.replace()
    served = Served(tmp_path / "data")
    generations, faults, ended = set(), [], threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                page = json.loads(served.get("/observations?limit=500"))
                generations.add(page["generation"])
                one_version(item["value"] for item in page["items"])
                query = "/sparql?query=SELECT%20%3Fv%20%7B%3Fo%20hkg%3Aactual%20%3Fv%7D"
                one_version(map(int, served.get(query, "text/csv").decode().split()[1:]))
                values = re.findall(r'/def/actual> "(\d+)"', served.get("/export?format=nquads").decode())
                one_version(map(int, values))
            except (AssertionError, OSError) as error:
                faults.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(4):
            writer.replace()
    finally:
        ended.set()
        for reader in readers:
            reader.join()
        code, logged = served.end()
    assert faults == []
    assert len(generations) > 1
    assert code == 0
    rows = [json.loads(line) for line in logged.splitlines()]
    assert {row["status"] for row in rows if row["event"] == "request"} == {200}
