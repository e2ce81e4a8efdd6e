"""The list and timeline of documents: what narrows it, what is drawn, what is said of each."""

from __future__ import annotations

from datetime import date

import pytest

from graph import iris
from graph.organizations import level_of
from graph.overviews import DocumentUse, links_of, list_document_uses
from graph.queries import find_citations, find_documents
from graph.rows import DocumentRow
from search.language import Language
from ui.charts.document_timeline import MOST, dated, document_timeline
from ui.documents import (
    Wanted,
    document_rows,
    entries_of,
    kinds_of_documents,
    levels_of,
    matching,
    mention_rows,
    years_of,
)

NTM = iris.programme("NTM").value


def entry(number: int, day: str | None = "2023-05-01", body: str = "", programmes: str | None = None):
    node = f"https://w3id.org/huyenkg/id/doc/{number}"
    row = DocumentRow(
        node, f"quyết định {number}/QĐ", f"{number}/QĐ", "quyết định", None, "UBND",
        day and date.fromisoformat(day), day and day[:4], body or None,
    )  # fmt: skip
    return entries_of([row], [DocumentUse(node, number, 1, programmes)])[0]


@pytest.mark.parametrize(
    ("body", "level"),
    [
        (iris.organization("prime_minister"), "national"),
        (iris.organization("committee", "11"), "province"),
        (iris.organization("committee", "184"), "district"),
        (iris.organization("committee", "06169"), "commune"),
        (iris.organization("committee", "184", "huyện lạ"), None),
        (iris.area("184"), None),
    ],
)
def test_the_level_of_an_issuer_is_that_of_its_unit(body, level):
    assert level_of(body.value) == level


def test_documents_are_found_by_words_kind_level_year_and_programme():
    entries = [
        entry(1, programmes=NTM),
        entry(2, "2020-01-31", iris.organization("committee", "11").value),
        entry(3, None),
    ]
    assert [len(matching(entries, wanted)) for wanted in (
        Wanted(), Wanted(words="quyet dinh 2/qd"), Wanted(words="31/01/2020"), Wanted(programme=NTM),
        Wanted(level="province"), Wanted(year="2023"), Wanted(kind="chỉ thị"),
    )] == [3, 1, 1, 1, 1, 1, 0]  # fmt: skip


def test_what_can_be_chosen_is_counted_and_in_its_order():
    entries = [entry(1), entry(2, "2020-01-31", iris.organization("prime_minister").value), entry(3, None)]
    assert levels_of(entries, Language.ENGLISH) == {"national": "National (1)", "unknown": "Not known (2)"}
    assert years_of(entries) == {"2023": "2023 (1)", "2020": "2020 (1)"}
    assert kinds_of_documents(entries, Language.ENGLISH) == {"quyết định": "decision (3)"}


def test_the_timeline_draws_single_documents_and_circles_of_many():
    few = document_timeline([entry(1), entry(2), entry(3, None)], Language.VIETNAMESE).to_dict()
    (points,) = few["datasets"].values()
    assert [point["name"] for point in points] == ["quyết định 1/QĐ", "quyết định 2/QĐ"]
    assert points[0]["lane"] != points[1]["lane"]
    many = [entry(number, f"20{number % 3 + 20}-01-01") for number in range(MOST + 1)]
    circles = document_timeline(many, Language.ENGLISH).to_dict()
    (rows,) = circles["datasets"].values()
    assert sum(row["count"] for row in rows) == len(dated(many)) == MOST + 1
    assert {row["year"] for row in rows} == {"2020", "2021", "2022"}


def test_a_document_has_its_citations_counted_and_the_sentences_that_tie_it_to_programmes(sample_service):
    store = sample_service.snapshot().store
    entries = entries_of(find_documents(store).rows, list_document_uses(store).rows)
    tied = next(entry for entry in entries if entry.number == "815/NQ-UBTVQH14")
    row = document_rows([tied], {tied.programmes[0]: "X"}, Language.VIETNAMESE)[0]
    assert (row["citations"], row["in_reports"], row["programmes"]) == (1, 1, "X")
    links, citations = links_of(store, [tied.node]).rows, find_citations(store, nodes=[tied.node]).rows
    rows, sources = mention_rows(links, citations, {}, Language.ENGLISH)
    assert [one["tie"] for one in rows] == ["under document", "document is cited"]
    assert "815" in sources[0].sentence
