"""Lists and items: the fields of the command line, pages that can be followed, filters that narrow."""

from __future__ import annotations

import json

import pytest

from graph.store import GraphStore
from ingest.record import Kind
from ui.lists import MOST_SENTENCES

LISTS = ("observations", "events", "programmes", "documents", "districts", "indicators", "reports")
# What the graph says of an observation otherwise: of what its name is composed stands with the indicator.
NOT_OF_FIGURES = {"property", "population", "season"}


def items(client, address, **parameters):
    return client.get(address, params=parameters).json()["items"]


@pytest.mark.parametrize("name", LISTS)
def test_the_pages_of_a_list_give_each_item_once(client, name):
    whole = client.get(f"/{name}", params={"limit": 500}).json()
    size = -(-whole["total"] // 3)
    followed, address = [], f"/{name}?limit={size}"
    while address:
        page = client.get(address).json()
        followed += page["items"]
        address = page["next"]
    assert followed[:500] == whole["items"]
    assert len({item["id"] for item in followed}) == len(followed) == whole["total"]


@pytest.mark.parametrize("name", ["districts", "programmes", "indicators", "reports"])
def test_the_next_page_of_a_list_does_not_query_the_store_again(client, name, monkeypatch):
    first = items(client, f"/{name}", limit=5)
    monkeypatch.setattr(GraphStore, "query", lambda *_: pytest.fail("the store was queried"))
    assert items(client, f"/{name}", limit=3, offset=2)[:3] == first[2:5]


@pytest.mark.parametrize("name", LISTS)
def test_every_item_of_a_list_can_be_asked_for_by_its_id(client, name):
    for item in items(client, f"/{name}", limit=20):
        one = client.get(f"/{name}/{item['id']}")
        assert one.status_code == 200
        assert {key: one.json()[key] for key in item} == item


@pytest.mark.parametrize(
    ("name", "kind", "left"),
    [("observations", Kind.OBSERVATIONS, NOT_OF_FIGURES), ("events", Kind.EVENTS, set())],
)
def test_items_have_the_fields_that_the_command_line_prints(client, sample_service, name, kind, left):
    printed = next(iter(sample_service.facts(kind)))
    assert set(printed) - left - set(items(client, f"/{name}", limit=1)[0]) == set()


def test_figures_are_those_that_the_command_line_prints(client, sample_service):
    fields = ("report", "start", "end", "quote", "value", "unit", "measure", "indicator", "concept", "area",
              "area_code", "period", "status", "qualifier", "plan_period", "compared_with", "programme",
              "programme_part", "line", "section", "page", "ocr", "as_written")  # fmt: skip
    told = items(client, "/observations", limit=500) + items(client, "/observations", limit=500, offset=500)
    printed = [dict(row) for row in sample_service.facts(Kind.OBSERVATIONS)]

    def shape(rows):
        return sorted(json.dumps([row[field] for field in fields]) for row in rows)

    assert shape(told) == shape(printed)


def test_every_figure_bears_the_words_of_its_report(client):
    texts = {}
    for item in items(client, "/observations", limit=60, offset=300):
        text = texts.setdefault(
            item["report_id"], client.get(f"/reports/{item['report_id']}/text").content.decode()
        )
        assert text[item["start"] : item["end"]] == item["quote"]
        assert text[item["sentence_start"] : item["sentence_end"]] == item["sentence"]


def test_every_figure_that_an_event_left_bears_its_words(client):
    impacts = [(event, one) for event in items(client, "/events", limit=500) for one in event["impacts"]]
    assert len(impacts) > 10
    for event, impact in impacts:
        text = client.get(f"/reports/{event['report_id']}/text").content.decode()
        assert text[impact["start"] : impact["end"]] == impact["quote"]


@pytest.mark.parametrize(
    ("parameters", "field", "values"),
    [
        ({"district": "Văn Quan"}, "district_code", {"184"}),
        ({"district": ["184", "Phong Tho"]}, "district_code", {"184", "109"}),
        ({"indicator": "output-grain"}, "concept", {"output-grain"}),
        ({"programme": "NTM"}, "programme", {"NTM"}),
        ({"measure": "plan"}, "measure", {"plan"}),
        ({"status": "E"}, "status", {"E"}),
        ({"report": "muong-te-2023.md"}, "report", {"muong-te-2023.md"}),
        ({"area": "109"}, "area_code", {"109"}),
    ],
)
def test_filters_keep_what_they_name_and_all_of_it(client, parameters, field, values):
    every = [row for offset in (0, 500) for row in items(client, "/observations", limit=500, offset=offset)]
    kept = client.get("/observations", params={**parameters, "limit": 500}).json()
    assert {item[field] for item in kept["items"]} == values
    assert kept["total"] == sum(row[field] in values for row in every)


@pytest.mark.parametrize(
    ("address", "parameters", "message"),
    [
        ("/observations", {"document": "9/XX"}, "No document that is cited has the number '9/XX'."),
        ("/observations", {"document": ["25/2022/NQ-HĐND", "9/XX"]}, "No document that is cited"),
        ("/documents", {"number": "9/XX"}, "No document that is cited has the number '9/XX'."),
        ("/documents", {"number": ["25/2022/NQ-HĐND", "9/XX"]}, "No document that is cited"),
        ("/observations", {"area": "zzz"}, "No area has the code 'zzz'."),
        ("/observations", {"area": ["109", "zzz"]}, "No area has the code 'zzz'."),
        ("/observations", {"indicator": ["output-grain", "zzz"]}, "No indicator that is reported"),
        ("/observations", {"report": ["muong-te-2023.md", "zzz"]}, "No report is called 'zzz'."),
        ("/indicators", {"sector": "zzz"}, "There is no sector 'zzz'."),
        ("/cells", {"indicator": "zzz"}, "No indicator that is reported"),
        ("/bridge", {"unit": "03583-2025", "indicator": "zzz"}, "No indicator that is reported"),
    ],
)
def test_a_filter_that_names_nothing_is_refused_and_not_told_as_nothing_found(
    client, address, parameters, message
):
    refused = client.get(address, params=parameters)
    told = refused.json()["error"]
    assert (refused.status_code, told["code"]) == (404, "unknown_name")
    assert told["message"].startswith(message)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/observations", "indicator"),
        ("/observations", "document"),
        ("/observations", "programme"),
        ("/documents", "number"),
        ("/export", "document"),
        ("/cells", "indicator"),
    ],
)
def test_what_only_begins_like_an_iri_is_refused(client, address, name):
    refused = client.get(address, params={name: "https://x y"})
    told = refused.json()["error"]
    assert (refused.status_code, told["message"]) == (404, "'https://x y' is no IRI.")


def test_an_indicator_is_also_named_by_words_of_its_name_in_any_spelling(client):
    plain, spelled = (
        items(client, "/observations", indicator=words, limit=500)
        for words in ("dien tich lua", "diện tích lúa")
    )
    assert plain == spelled
    assert {"diện", "tích", "lúa"} <= set(plain[0]["indicator"].split())


def test_a_period_keeps_what_touches_it(client):
    periods = {item["period"] for item in items(client, "/observations", period="2024-H1", limit=500)}
    assert {"2024-H1", "2024"} <= periods
    assert "2023" not in periods


def test_events_are_narrowed_by_kind_place_time_and_what_is_said(client):
    found = items(client, "/events", event="african_swine_fever", period="2024", district="Phong Thổ")
    assert found
    assert {item["event"] for item in found} == {"african_swine_fever"}
    said = items(client, "/events", status=["absent", "risk"], limit=500)
    assert {item["status"] for item in said} <= {"absent", "risk"}
    assert said


def test_a_programme_comes_with_the_sentences_that_tie_documents_to_it(client):
    programme = client.get("/programmes/NTM").json()
    assert "25/2022/NQ-HĐND" in {link["legal"] for link in programme["links"]}
    assert all(link["quote"] for link in programme["links"])
    assert len(programme["links"]) <= MOST_SENTENCES


def test_documents_are_found_by_programme_and_number_and_bear_their_sentences(client):
    (found,) = items(client, "/documents", number="25/2022/NQ-HĐND")
    assert found in items(client, "/documents", programme="NTM")
    in_full = client.get(f"/documents/{found['id']}").json()
    assert any("25/2022/NQ-HĐND" in one["sentence"] for one in in_full["sentences"])


def test_a_district_comes_with_its_reports(client):
    district = client.get("/districts/109").json()
    assert {report["report"] for report in district["told_by"]} == {
        "phong-tho-2023.txt",
        "phong-tho-2024-h1.txt",
    }
    assert district["reports"] == 2


def test_indicators_are_found_by_words_of_either_language(client):
    assert "area-rice" in {item["id"] for item in items(client, "/indicators", query="dien tich lua")}
    assert "area-rice" in {item["id"] for item in items(client, "/indicators", query="rice area")}
    of_sector = items(client, "/indicators", sector="agriculture", limit=500)
    assert "output-grain" in {item["id"] for item in of_sector}


def test_labels_are_in_the_language_that_is_asked_for_and_facts_are_not_changed(client):
    asked = {"indicator": "output-grain", "limit": 1}
    (vi,), (en,) = (items(client, "/observations", **asked, language=one) for one in ("vi", "en"))
    assert en["labels"]["area"] == "Mường Tè district"
    assert vi["labels"]["area"] == "huyện Mường Tè"
    assert {**vi, "labels": {}} == {**en, "labels": {}}


def test_reports_tell_nothing_of_where_they_lay(client):
    (report,) = items(client, "/reports", report="muong-te-2023.md")
    assert "path" not in report
    assert report["facts"]["observations"] == 132


def test_a_question_is_answered_as_on_the_command_line(client, sample_service):
    question = "Diện tích lúa của Văn Quan năm 2023 là bao nhiêu?"
    assert client.get("/ask", params={"question": question}).json() == json.loads(
        json.dumps(sample_service.ask(question).to_json())
    )


def test_a_question_may_follow_others(client):
    first = "Sản lượng lương thực của Phong Thổ 6 tháng đầu năm 2024?"
    answer = client.get("/ask", params={"question": "còn Văn Quan?", "after": first}).json()
    assert answer["resolved"]
    assert "Văn Quan" in answer["interpretation"]["district"]


def test_a_search_finds_passages_within_what_it_is_narrowed_to(client):
    found = client.get("/search", params={"query": "lúa", "district": "109", "period": "2023"}).json()
    assert {hit["report"] for hit in found["hits"]} == {"phong-tho-2023.txt"}
    assert set(found["hits"][0]) >= {
        "report",
        "line",
        "last_line",
        "start",
        "end",
        "section",
        "text",
        "score",
    }


def test_the_neighbourhood_of_a_node_has_edges_with_sentences(client):
    iri = "https://w3id.org/huyenkg/id/programme/NTM"
    network = client.get("/neighbourhood", params={"iri": iri}).json()
    assert iri in {node["iri"] for node in network["nodes"]}
    assert any(edge["source"] and edge["source"]["quote"] for edge in network["edges"])


@pytest.mark.parametrize(
    ("form", "media"), [("turtle", "text/turtle"), ("csv", "text/csv"), ("nquads", "application/n-quads")]
)
def test_an_export_is_that_of_the_command_line(client, sample_service, form, media):
    from graph.selection import Selection

    got = client.get("/export", params={"format": form, "district": "109", "indicator": "output-grain"})
    assert got.headers["content-type"].startswith(media)
    assert "attachment" in got.headers["content-disposition"]
    assert got.content == sample_service.export(Selection(district="109", indicator="output-grain"), form)


def test_an_export_of_too_many_reports_is_left_to_the_command_line(client, monkeypatch):
    monkeypatch.setattr("ui.api.asking.MOST_REPORTS", 3)
    refused = client.get("/export")
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "too_large")
    assert client.get("/export", params={"district": "109"}).status_code == 200


def test_the_first_page_leads_on(client):
    told = client.get("/").json()
    assert (told["reports"], client.get(told["docs"]).status_code) == (7, 200)
    assert client.get(told["openapi"]).json()["openapi"].startswith("3.")
