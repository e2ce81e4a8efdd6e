"""What people decide of merges: it outlives rebuilds, backups and kills, and nobody else's files."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from typer.testing import CliRunner

from graph.merging.merge import State
from graph.merging.reading import merges_of_store
from graph.merging.select import MergeFilter
from graph.selection import Selection
from graph.validate import validate_report
from ontology.errors import BadInput, StoreBusy, StoreError
from ontology.terms import HKG
from tests.merging import HALF, WHOLE
from tests.services import service_of_texts
from ui.cli import app
from ui.decisions import DECISIONS, decisions_of, read_decisions
from ui.doctor import examine
from ui.service import Service
from ui.settings import Settings


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """Two reports that name the same documents, one of them by halves."""
    return service_of_texts(tmp_path, half=HALF, whole=WHOLE)


def listed(service: Service) -> dict[str, State]:
    return {one.merge.rule: one.state for one in service.merges(MergeFilter())}


def id_of(service: Service, rule: str) -> str:
    (found,) = [one.merge.id for one in service.merges(MergeFilter()) if one.merge.rule == rule]
    return found


def refused(service: Service) -> str:
    """A merge that holds, refused."""
    merge = id_of(service, "number-of-year")
    assert service.decide(merge, "refuse", "Lan").state is State.REFUSED
    return merge


def test_a_decision_is_in_force_at_once_and_can_be_taken_back(service):
    assert listed(service) == {"number-of-year": State.HOLDS, "number-alone": State.WAITS}
    merge = refused(service)
    assert service.decide(id_of(service, "number-alone"), "confirm").in_force
    assert listed(service) == {"number-of-year": State.REFUSED, "number-alone": State.CONFIRMED}
    assert service.decide(merge, None).state is State.HOLDS
    assert listed(service) == {"number-of-year": State.HOLDS, "number-alone": State.CONFIRMED}


def test_who_decided_and_when_is_kept(service):
    merge = refused(service)
    (decision,) = decisions_of(service.workspace)
    assert (decision.id, decision.by, decision.verdict) == (merge, "Lan", "refuse")
    assert decision.at[:4].isdigit()


def test_a_reader_that_was_open_sees_the_decision(service):
    reader = Service(service.settings)
    assert listed(reader)["number-of-year"] is State.HOLDS
    before = reader.snapshot()
    state = reader.state()
    refused(service)
    assert listed(reader)["number-of-year"] is State.REFUSED
    assert reader.state() != state
    assert all(one.decision is None for one in merges_of_store(before.store).judged)
    assert reader.snapshot() is reader.snapshot()


def test_a_rebuild_keeps_decisions_and_the_ids_that_they_are_about(service):
    merge = refused(service)
    service.rebuild(quiet)
    assert listed(service)["number-of-year"] is State.REFUSED
    assert id_of(service, "number-of-year") == merge


def test_a_decision_whose_report_is_gone_is_kept_and_told_as_without_effect(service):
    merge = refused(service)
    service.remove("half.txt", quiet)
    (idle,) = merges_of_store(service.snapshot().store).idle
    assert idle.id == merge
    service.decide(merge, None)
    assert decisions_of(service.workspace) == ()


def test_a_backup_takes_decisions_along(service, tmp_path):
    refused(service)
    saved = tmp_path / "saved.tar.gz"
    service.back_up(saved, quiet, vectors=False, force=False)
    other = Service(Settings(data=tmp_path / "other", cache=tmp_path / "cache", model="hashing"))
    other.restore(saved, quiet, replace=False)
    assert decisions_of(other.workspace) == decisions_of(service.workspace)
    assert listed(other)["number-of-year"] is State.REFUSED


def test_a_backup_in_place_of_other_reports_brings_its_decisions(service, tmp_path):
    refused(service)
    saved = tmp_path / "saved.tar.gz"
    service.back_up(saved, quiet, vectors=False, force=False)
    service.decide(id_of(service, "number-of-year"), "confirm")
    service.restore(saved, quiet, replace=True)
    assert listed(service)["number-of-year"] is State.REFUSED


def test_a_writer_that_was_killed_in_the_middle_leaves_what_was_decided_before(service):
    refused(service)
    path = service.settings.data / DECISIONS
    (path.parent / f"{DECISIONS}.partial").write_bytes(path.read_bytes()[:40])
    assert listed(Service(service.settings))["number-of-year"] is State.REFUSED
    service.decide(id_of(service, "number-alone"), "refuse")
    assert listed(service) == {"number-of-year": State.REFUSED, "number-alone": State.REFUSED}


def test_a_damaged_file_is_never_taken_for_no_decision(service):
    refused(service)
    path = service.settings.data / DECISIONS
    path.write_bytes(path.read_bytes().replace(b"refuse", b"confirm"))
    fresh = Service(service.settings)
    with pytest.raises(StoreError, match="decisions on merges are damaged"):
        fresh.merges(MergeFilter())
    (check,) = [one for one in examine(service.settings) if one.name == "Decisions on merges"]
    assert not check.good
    rebuilt = fresh.rebuild(quiet)
    assert rebuilt.aside == fresh.workspace.damaged / DECISIONS
    assert rebuilt.aside.is_file()
    assert listed(fresh)["number-of-year"] is State.HOLDS


def test_what_a_newer_version_wrote_is_refused_and_left_alone(service):
    refused(service)
    path = service.settings.data / DECISIONS
    row = json.loads(path.read_bytes()) | {"schema": 99}
    from ui.sealing import SEAL, sealed

    row.pop(SEAL)
    path.write_bytes(sealed(row))
    with pytest.raises(StoreError, match="newer"):
        read_decisions(path.read_bytes())
    with pytest.raises(StoreError, match="99"):
        Service(service.settings).rebuild(quiet)
    assert path.is_file()


def test_an_id_of_nothing_is_bad_input(service):
    with pytest.raises(BadInput, match="no merge"):
        service.decide("000000000000", "refuse")
    with pytest.raises(BadInput, match="Nobody decided"):
        service.decide(id_of(service, "number-of-year"), None)
    assert not (service.settings.data / DECISIONS).exists()


def test_where_nothing_may_be_written_nothing_is_decided(service):
    reader = Service(Settings(service.settings.data, service.settings.cache, "hashing", read_only=True))
    with pytest.raises(StoreError, match="reading only"):
        reader.decide(id_of(reader, "number-of-year"), "refuse")


def test_a_second_writer_is_told_who_is_at_work(service):
    merge = id_of(service, "number-of-year")
    with service.workspace.writing("a test"), pytest.raises(StoreBusy, match="a test"):
        Service(service.settings).decide(merge, "refuse")


def command(*words: str):
    return CliRunner().invoke(app, ["merges", *words], catch_exceptions=False)


def test_the_commands_list_confirm_refuse_and_undo(service):
    store = ("--data", str(service.settings.data))
    told = json.loads(command("list", "--json", "--state", "holds", *store).stdout)
    ((merge,), total) = told["merges"], told["total"]
    assert total == 1
    assert [one["line"] for one in merge["evidence"]] == [6, 6]
    assert merge["undo"] == f"huyenkg merges refuse {merge['id']}"
    assert command("refuse", merge["id"], "--by", "Lan", *store).stdout.startswith(f"{merge['id']}: refused")
    shown = command("list", "--kind", "document", "--district", "Phong Thổ", *store).stdout
    assert "refuse (Lan 20" in shown
    assert f"undo: huyenkg merges undo {merge['id']}" in shown
    assert command("undo", merge["id"], *store).stdout.startswith(f"{merge['id']}: holds")
    assert json.loads(command("list", "--json", "--kind", "event", *store).stdout)["merges"] == []


def test_merges_as_rdf_keep_every_shape(service):
    turtle = command("list", "--turtle", "--data", str(service.settings.data)).stdout
    quads = list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    assert sum(quad.object == HKG["Merge"] for quad in quads) == 2
    assert validate_report("merges", quads) == ()


def test_a_part_is_the_same_bytes_whatever_is_decided_and_its_nodes_are_those_that_merges_name(service):
    whole = service.export(Selection(), "turtle")
    turtle = command("list", "--turtle", "--data", str(service.settings.data)).stdout
    named = set(Graph().parse(data=turtle, format="turtle").objects(None, URIRef(HKG["mergedNode"].value)))
    assert len(named) == 4
    assert named <= set(Graph().parse(data=whole, format="turtle").subjects())
    refused(service)
    assert service.export(Selection(), "turtle") == whole
    assert HKG["mergedNode"].value.encode() not in service.export(Selection(), "nquads")


def test_merges_as_rdf_say_their_nodes_rule_state_and_evidence(service):
    turtle = command("list", "--turtle", "--data", str(service.settings.data)).stdout
    answers = Graph().parse(data=turtle, format="turtle").query(
        """PREFIX hkg: <https://w3id.org/huyenkg/def/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?rule (COUNT(DISTINCT ?node) AS ?nodes) (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
          ?merge a hkg:Merge ; hkg:mergeState hkg:MergeHolds ; hkg:mergedNode ?node, ?into ;
            hkg:mergedInto ?into ; hkg:mergeRule/skos:notation ?rule ; prov:wasDerivedFrom ?claim
        } GROUP BY ?rule"""
    )  # fmt: skip
    assert [(str(rule), int(nodes), int(claims)) for rule, nodes, claims in answers] == [
        ("number-of-year", 2, 2)
    ]
