"""Taking data away on the command line: filters, formats, catalogue, exported files and stores elsewhere."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.formats import FORMATS
from ontology.terms import DCAT, QB, RDF
from tests.graph.test_remote import oxigraph_server
from tests.services import service_over
from tests.ui.test_cli import Done, command, refused
from ui.formats import ExportFormat

COUNT = "SELECT (COUNT(?o) AS ?n) { ?o a qb:Observation }"


@pytest.fixture(scope="module")
def data(sample_service) -> Path:
    return sample_service.settings.data


@pytest.fixture(scope="module")
def two(samples, tmp_path_factory) -> Path:
    """Two of the samples, for what is done with all that is stored: it costs seconds a report."""
    names = ("van-quan-2024-h1.docx", "phong-tho-2024-h1.txt")
    return service_over(tmp_path_factory.mktemp("two"), *(samples / name for name in names)).settings.data


@pytest.fixture
def query(tmp_path: Path) -> Path:
    (tmp_path / "count.rq").write_text(COUNT, "utf-8")
    return tmp_path / "count.rq"


def figures(done: Done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def test_the_command_line_has_every_format():
    assert {form.value for form in ExportFormat} == set(FORMATS)


def test_a_filter_given_twice_takes_either_and_different_ones_both(data):
    def districts(*filters: str) -> set[str]:
        return {
            row["district"] for row in figures(command("export", "--format", "csv", *filters, "--data", data))
        }

    two = ("--district", "Văn Quan", "--district", "Phong Thổ")
    assert districts(*two) == {"huyện Văn Quan", "huyện Phong Thổ"}
    assert districts(*two, "--report", "phong-tho-2023.txt") == {"huyện Phong Thổ"}


def test_a_document_is_taken_by_its_number(data, tmp_path):
    target = tmp_path / "cited.nq"
    listed = command("facts", "--kind", "legal", "--format", "csv", "--data", data)
    number = figures(listed)[0]["number"]
    done = command("export", "--document", number, "--format", "nquads", "-o", target, "--data", data)
    assert done.returncode == 0, done.stderr
    assert number in target.read_text("utf-8")


def test_a_file_appears_only_when_it_is_whole(data, tmp_path):
    target = tmp_path / "export.ttl"
    refused(command("export", "--indicator", "no such words", "-o", target, "--data", data), 2, "Nothing")
    refused(command("export", "-o", tmp_path / "none" / "x.ttl", "--data", data), 2, "cannot be written")
    assert list(tmp_path.iterdir()) == []


def test_an_exported_file_answers_like_the_data(two, tmp_path, query):
    target = tmp_path / "all.nq"
    assert command("export", "--format", "nquads", "-o", target, "--data", two).returncode == 0
    told = command("sparql", query, "--format", "csv", "--data", two)
    assert command("sparql", query, "--format", "csv", "--file", target).stdout == told.stdout
    refused(command("sparql", query, "--file", query), 2, "no suffix of an export")
    refused(command("sparql", query, "--file", tmp_path / "none.ttl"), 2, "cannot be read")


def test_the_catalogue_lists_files(data, tmp_path):
    file, target = tmp_path / "figures.csv", tmp_path / "catalogue.ttl"
    command("export", "--format", "csv", "--district", "Văn Quan", "-o", file, "--data", data)
    done = command(
        "describe", file, "--base", "https://example.org/data", "--licence", "https://example.org/licence",
        "--publisher", "Sở Nông nghiệp", "--sparql-url", "https://example.org/sparql", "-o", target,
        "--data", data,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    triples = list(ox.parse(target.read_bytes(), format=ox.RdfFormat.TURTLE))
    assert {q.object.value for q in triples if q.predicate == DCAT["byteSize"]} == {str(file.stat().st_size)}
    assert {q.object.value for q in triples if q.predicate == DCAT["downloadURL"]} == {
        "https://example.org/data/figures.csv"
    }


@pytest.mark.slow
def test_a_pushed_graph_is_asked_and_exported_where_it_is(two, tmp_path, query, monkeypatch):
    with oxigraph_server(tmp_path / "store") as url:
        pushed = command("push", f"{url}/store", "--data", two)
        assert (pushed.returncode, pushed.stderr) == (0, "2 reports brought, 0 removed.\n")
        there = ("--endpoint", f"{url}/query")
        told = command("sparql", query, "--format", "csv", "--data", two)
        assert command("sparql", query, "--format", "csv", *there).stdout == told.stdout
        taken = ("export", "--event", "african_swine_fever", "--format", "nquads")
        here = command(*taken, "--data", two)
        assert command(*taken, *there).stdout == here.stdout != ""
        monkeypatch.setenv("HUYENKG_ENDPOINT", f"{url}/query")
        assert command("sparql", query, "--format", "csv", "--data", tmp_path / "none").stdout == told.stdout
    refused(command("sparql", query), 1, "cannot be reached")


def test_everything_is_exported_as_turtle_by_default(data):
    done = command("export", "--district", "Văn Quan", "--data", data)
    kinds = ox.parse(done.stdout.encode(), format=ox.RdfFormat.TURTLE)
    assert any((quad.predicate, quad.object) == (RDF["type"], QB["Observation"]) for quad in kinds)


@pytest.mark.parametrize(("name", "begins"), [("figures.svg", b"<svg"), ("figures.png", b"\x89PNG")])
def test_a_result_is_drawn_into_a_picture_file(data, tmp_path, name, begins):
    (tmp_path / "by.rq").write_text(
        "SELECT ?district (COUNT(?o) AS ?n) { ?o a qb:Observation ; sd-dim:refArea/schema:name ?district } "
        "GROUP BY ?district",
        "utf-8",
    )
    done = command("sparql", tmp_path / "by.rq", "--chart", tmp_path / name, "--data", data)
    assert done.returncode == 0, done.stderr
    drawn = (tmp_path / name).read_bytes()
    assert drawn.startswith(begins)
    assert name.endswith(".png") or "Văn Quan" in drawn.decode("utf-8")


def test_what_cannot_be_drawn_and_other_files_are_refused(data, query, tmp_path):
    refused(command("sparql", query, "--chart", tmp_path / "n.svg", "--data", data), 2, "column of numbers")
    refused(command("sparql", query, "--chart", tmp_path / "n.pdf", "--data", data), 2, ".svg or .png")
