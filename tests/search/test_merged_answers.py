"""Answers show merged documents and programmes once, and say by what rule; a refusal undoes it."""

from __future__ import annotations

import pytest

from graph.merging.select import MergeFilter
from search.draft import Draft, Status
from search.route.joined import joined
from tests.merging import HALF, NUMBER, WHOLE
from tests.services import service_of_texts
from ui.service import Service

BOTH = "Which documents are the NTM and 135 programmes tied to?"
WHICH = f"Nghị quyết {NUMBER} gắn với chương trình nào?"
FULL = f"nghị quyết {NUMBER} of 22/3/2021 by HĐND tỉnh Lai Châu"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    """Two reports that name one resolution, one of them by halves."""
    return service_of_texts(tmp_path_factory.mktemp("merged"), half=HALF, whole=WHOLE)


@pytest.fixture
def refusing(service):
    """The same after somebody refused the merge, until the test is over."""
    (merge,) = [one.merge.id for one in service.merges(MergeFilter()) if one.in_force]
    service.decide(merge, "refuse")
    yield Service(service.settings)
    service.decide(merge, None)


def test_a_document_of_two_nodes_is_listed_once_with_both_sentences(service):
    answer = Service(service.settings).ask(BOTH)
    assert answer.answer.startswith(f"Documents cited: {FULL}. The report")
    assert [row["report"] for row in answer.rows] == ["whole.txt", "half.txt"]
    assert len(answer.citations) == 2


def test_it_says_by_what_rule_and_how_to_undo_it(service):
    answer = Service(service.settings).ask(BOTH)
    (merge,) = answer.to_json()["merges"]
    assert (merge["rule"], merge["state"]) == ("number-of-year", "holds")
    assert len(merge["nodes"]) == 2
    assert any(f"huyenkg merges refuse {merge['id']}." in caveat for caveat in answer.caveats)


def test_a_refusal_lists_them_apart_and_says_nothing_of_a_merge(refusing):
    answer = refusing.ask(BOTH)
    assert answer.answer.startswith(f"Documents cited: {FULL}; nghị quyết {NUMBER}. The report")
    assert answer.to_json()["merges"] == []
    assert not any("merges" in caveat for caveat in answer.caveats)


def test_the_programmes_of_a_document_say_so_too(service):
    answer = Service(service.settings).ask(WHICH)
    assert answer.answer.startswith(f"{NUMBER} gắn với: xây dựng nông thôn mới và ")
    (merge,) = answer.to_json()["merges"]
    assert any(f"Bác bằng: huyenkg merges refuse {merge['id']}." in caveat for caveat in answer.caveats)


def test_where_nothing_is_merged_nothing_is_said(sample_service):
    answer = sample_service.ask("Chương trình OCOP của Văn Quan gắn với văn bản nào?")
    assert answer.to_json()["merges"] == []


def test_an_answer_of_two_parts_keeps_what_stands_beside_either():
    first = Draft(Status.ENDED, "a", beside={"merges": ({"id": "1"},)})
    second = Draft(Status.ANSWERED, "b", beside={"merges": ({"id": "2"},), "cells": ({"unit": "ha"},)})
    assert joined(first, second).beside == {"merges": ({"id": "1"}, {"id": "2"}), "cells": ({"unit": "ha"},)}
