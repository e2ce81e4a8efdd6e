"""Documents that tie programmes: counted by hand over a few links."""

from __future__ import annotations

import pytest

from graph.analysis.documents import LinkEnd, shared_documents, tied_documents

WIDER = {"OCOP": "NTM", "NTM": "NTP"}


def link(
    programme: str, document: str, sentence: str = "", report: str = "r1", district: str = "109"
) -> LinkEnd:
    said = sentence or f"{report}-{programme}-{document}"
    return LinkEnd(f"claim-{said}-{programme}-{document}", programme, document, said, report, district)


def test_the_document_with_the_most_programmes_comes_first():
    links = [link("A", "x"), link("B", "x"), link("A", "y"), link("B", "y"), link("C", "y"), link("A", "z")]
    found = tied_documents(links, {})
    assert [(one.document, one.programmes) for one in found] == [("y", ("A", "B", "C")), ("x", ("A", "B"))]


def test_of_as_many_programmes_more_districts_then_reports_then_sentences_decide():
    both = [link(programme, document) for document in "wxyz" for programme in "AB"]
    links = [
        *both,
        link("A", "z", report="r2", district="184"),
        link("A", "y", report="r2"),
        link("A", "x", sentence="again"),
    ]
    assert [one.document for one in tied_documents(links, {})] == ["z", "y", "x", "w"]


def test_every_count_is_of_what_can_be_opened():
    links = [
        link("A", "x", sentence="s1"),
        link("B", "x", sentence="s1"),
        link("A", "x", sentence="s2", report="r2", district="184"),
    ]
    (one,) = tied_documents(links, {})
    assert (one.sentences, one.reports, one.districts) == (2, ("r1", "r2"), ("109", "184"))
    assert {told.sentence for told in one.links} == {"s1", "s2"}
    assert len(one.links) == 3


def test_a_programme_told_twice_in_a_sentence_stands_once():
    twice = LinkEnd("claim-2", "A", "x", "s1", "r1", "109")
    (one,) = tied_documents([LinkEnd("claim-1", "A", "x", "s1", "r1", "109"), twice, link("B", "x")], {})
    assert len(one.links) == 2


def test_a_programme_and_its_part_are_not_two_programmes():
    assert tied_documents([link("OCOP", "x"), link("NTM", "x"), link("NTP", "x")], WIDER) == ()
    (one,) = tied_documents([link("OCOP", "x"), link("NTP", "x"), link("30A", "x")], WIDER)
    assert one.programmes == ("30A", "OCOP")


def test_programmes_that_only_one_document_holds_together_are_told():
    links = [link("A", "x"), link("B", "x"), link("B", "y"), link("C", "y"), link("B", "z"), link("C", "z")]
    apart = {one.document: one.apart for one in tied_documents(links, {})}
    assert apart == {"x": (("A",), ("B", "C")), "y": (), "z": ()}


def test_programmes_that_share_documents_stand_in_pairs():
    links = [link("A", "x"), link("B", "x"), link("A", "y"), link("B", "y"), link("C", "y")]
    found = shared_documents(links, {})
    assert [(one.first, one.second, one.documents) for one in found] == [
        ("A", "B", ("x", "y")),
        ("A", "C", ("y",)),
        ("B", "C", ("y",)),
    ]
    assert {told.programme for told in found[1].links} == {"A", "C"}


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_of_the_links_does_not_matter(turn):
    links = [link("A", "x"), link("B", "x"), link("C", "y"), link("A", "y")][::turn]
    assert tied_documents(links, {}) == tied_documents(sorted(links, key=lambda one: one.claim), {})


def test_without_links_nothing_is_tied():
    assert tied_documents([], {}) == ()
    assert shared_documents([], {}) == ()
