"""The tools of an assistant, called by the SDK's own client."""

from __future__ import annotations

import json
import logging
import os
import sys
import unicodedata
from functools import partial

import anyio
import pytest
from mcp import Client, StdioServerParameters

from tests.architecture.tree import ROOT
from ui.assistant.server import build_server
from ui.assistant.tools import MOST, QUERY_ROWS
from ui.service import Service
from ui.settings import Settings

TOOLS = {
    "graph_summary", "search_indicators", "search_names", "get_observations", "list_events",
    "programme_documents", "entity_neighbourhood", "ask", "sparql_query",
}  # fmt: skip


async def _with_client(server, work):
    async with Client(server) as client:
        return await work(client)


def over(server, work):
    return anyio.run(partial(_with_client, server, work))


@pytest.fixture(scope="module")
def server(sample_service):
    return build_server(sample_service)


@pytest.fixture(scope="module")
def call(server):
    """Calls a tool: what it gives, or the words that it refuses with."""

    def called(tool, **arguments):
        result = over(server, lambda client: client.call_tool(tool, arguments))
        if result.is_error:
            return result.content[0].text
        assert json.loads(result.content[0].text) == result.structured_content
        return result.structured_content

    return called


def test_every_tool_says_what_it_is_for_and_only_reads(server):
    tools = over(server, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    described = {tool.name: tool.input_schema["properties"] for tool in tools}
    assert "search_indicators" in described["get_observations"]["indicator"]["description"]


def test_from_words_to_figures_with_their_quotes(call, sample_service):
    found = call("search_indicators", words="grain output")["items"]
    (wanted,) = [one for one in found if one["concept"] == "output-grain"]
    (place,) = call("search_names", kind="district", words="muong te")["items"]
    told = call("get_observations", indicator=wanted["id"], district=place["id"], limit=MOST)
    assert told["total"] == len(told["items"]) > 3
    assert told["next_offset"] is None
    for item in told["items"]:
        assert item["concept"] == "output-grain"
        text = sample_service.report_text(item["report_id"])
        assert text[item["start"] : item["end"]] == item["quote"]
        assert item["quote"] in item["sentence"]


def test_figures_come_in_parts_and_by_role(call):
    whole = call("get_observations", indicator="area-rice", limit=MOST)
    parts = [call("get_observations", indicator="area-rice", limit=3, offset=at) for at in (0, 3, 6, 9)]
    assert [item for part in parts for item in part["items"]] == whole["items"][:12]
    assert parts[0]["next_offset"] == 3
    plans = call("get_observations", indicator="output-grain", measure="plan")["items"]
    assert {item["measure"] for item in plans} == {"plan"}


def test_an_indicator_that_no_list_has_is_found_by_its_own_name(call):
    found = call("search_indicators", words="cuộc làm việc", limit=MOST)["items"]
    own = [one for one in found if one["id"].startswith("own:")]
    for one in own:
        assert call("get_observations", indicator=one["id"])["total"] == one["figures"]
    assert call("search_indicators", words="lãnh đạo", limit=MOST)["items"] or own


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("get_observations", {"indicator": "rice area"}, "search_indicators"),
        ("get_observations", {"indicator": "output-grain", "districts": "109"}, "no argument 'districts'"),
        ("graph_summary", {"district": "109"}, "It has none."),
        ("search_indicators", {"words": ""}, "search_indicators: words: String should have at least 1"),
        ("get_observations", {"indicator": "output-grain", "district": "Phong Thổ"}, "search_names"),
        ("get_observations", {"indicator": "output-grain", "period": "soon"}, "period"),
        ("list_events", {"event": "dịch tả lợn châu Phi"}, "search_names"),
        ("programme_documents", {"programme": "nông thôn mới"}, "search_names"),
        ("entity_neighbourhood", {"iri": "https://w3id.org/huyenkg/id/none"}, "search_names"),
        ("entity_neighbourhood", {"iri": "no iri"}, "search_names"),
        ("sparql_query", {"query": "DELETE WHERE { ?a ?b ?c }"}, "UPDATE is not allowed"),
        ("sparql_query", {"query": "ASK { SERVICE <http://a/> {} }"}, "SERVICE is not allowed"),
        ("sparql_query", {"query": "DESCRIBE <urn:a>"}, "SELECT or ASK"),
        ("search_names", {"kind": "planet"}, "kind"),
        ("get_observations", {"indicator": "output-grain", "limit": 5000}, "limit"),
    ],
)
def test_what_no_search_gave_is_refused_with_where_it_comes_from(call, tool, arguments, told):
    refused = call(tool, **arguments)
    assert isinstance(refused, str)
    assert told in refused
    assert "\n" not in refused


@pytest.mark.parametrize(
    ("kind", "words", "label"),
    [
        ("district", "van quan", "huyện Văn Quan, tỉnh Lạng Sơn"),
        ("district", unicodedata.normalize("NFD", "Văn Quan"), "huyện Văn Quan, tỉnh Lạng Sơn"),
        ("programme", "new rural", "xây dựng nông thôn mới"),
        ("event", "swine", "dịch tả lợn châu Phi"),
        ("document", "25/2022", "nghị quyết 25/2022/NQ-HĐND"),
        ("report", "muong-te", "muong-te-2023.md: huyện Mường Tè, 2023"),
    ],
)
def test_every_kind_of_entity_is_found_by_words(call, kind, words, label):
    found = call("search_names", kind=kind, words=words)["items"]
    assert label in {one["label"] for one in found}
    for one in found:
        assert isinstance(call("entity_neighbourhood", iri=one["iri"]), dict)


def test_events_tell_what_happened_from_what_is_denied(call):
    (kind,) = [
        one
        for one in call("search_names", kind="event", words="african swine")["items"]
        if one["id"] == "african_swine_fever"
    ]
    found = call("list_events", event=kind["id"], status="occurred")["items"]
    assert found
    assert {(item["event"], item["status"]) for item in found} == {("african_swine_fever", "occurred")}
    assert all(item["quote"] and item["sentence"] for item in found)


def test_a_programme_comes_with_its_documents_and_a_node_with_sentences(call):
    told = call("programme_documents", programme="NTM")
    assert "25/2022/NQ-HĐND" in {link["legal"] for link in told["links"]}
    assert all(link["quote"] for link in told["links"])
    around = call("entity_neighbourhood", iri=told["iri"], language="en")
    assert any(edge["source"] and edge["source"]["quote"] for edge in around["edges"])


def test_a_question_is_answered_with_citations_or_said_to_be_not_reported(call):
    answer = call("ask", question="Sản lượng lương thực của Mường Tè năm 2023 là bao nhiêu?")
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"]
    follow = call("ask", question="còn Văn Quan?", after=[answer["question"]])
    assert "Văn Quan" in follow["interpretation"]["district"]
    assert call("ask", question="Which districts had anthrax in 2019?")["status"] == "not_found"


def test_sparql_gives_a_bounded_number_of_rows(call):
    told = call("sparql_query", query="SELECT * { ?a ?b ?c }")
    assert len(told["results"]["bindings"]) == QUERY_ROWS
    assert told["truncated"] is True
    assert call("sparql_query", query="ASK { ?r a schema:Report }")["boolean"] is True


def test_the_summary_counts_what_is_stored(call, sample_service):
    told = call("graph_summary")
    stored = sample_service.status().reports
    assert (told["reports"], told["districts"]) == (len(stored), 5)
    assert told["facts"]["observations"] == sum(report.counts["observations"] for report in stored)
    assert "NTM" in {one["programme"] for one in told["programmes"]}


def test_an_empty_store_says_how_to_fill_it(tmp_path):
    empty = build_server(Service(Settings(data=tmp_path / "data", cache=tmp_path, model="hashing")))
    result = over(empty, lambda client: client.call_tool("graph_summary", {}))
    assert result.is_error
    assert "huyenkg ingest" in result.content[0].text


def test_tools_are_logged_by_name_and_not_by_what_was_asked(call, caplog):
    with caplog.at_level(logging.INFO, "ui"):
        call("search_indicators", words="bí mật")
    logged = [record for record in caplog.records if record.name == "ui.assistant.server"]
    assert [record.tool for record in logged] == ["search_indicators"]
    assert "mật" not in str([record.__dict__ for record in logged])


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_command_speaks_the_protocol_on_standard_output(sample_service):
    settings = sample_service.settings
    command = StdioServerParameters(
        command=sys.executable,
        args=[
            "-c",
            "from ui.cli import main; main()",
            "mcp",
            "--data",
            str(settings.data),
            "--model",
            "hashing",
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT), "HUYENKG_MODEL": "hashing"},
    )

    async def work(client):
        tools = await client.list_tools()
        found = await client.call_tool("search_indicators", {"words": "lúa"})
        failed = await client.call_tool("get_observations", {"indicator": "none"})
        return {tool.name for tool in tools.tools}, found, failed

    names, found, failed = over(command, work)
    assert names == TOOLS
    assert found.structured_content["items"]
    assert failed.is_error
