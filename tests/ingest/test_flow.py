from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Flow, Run, Span
from ingest.flow import FlowBuilder


def built(text: str, *pieces: tuple[int, int]) -> Flow:
    builder = FlowBuilder(text)
    for start, end in pieces:
        builder.take(start, end)
    return builder.build()


def test_white_space_is_evened_out_and_unbroken_words_stay_one_run():
    text = "  đất  rừng mới\n\ttrồng "
    flow = built(text, (0, len(text)))
    assert flow.text == "đất rừng mới trồng"
    assert [text[run.start : run.start + run.length] for run in flow.runs] == ["đất", "rừng mới", "trồng"]


def test_pieces_that_touch_in_the_source_become_one_run():
    flow = built("lúa mùa", (0, 4), (4, 7))
    assert flow == Flow("lúa mùa", (Run(0, 0, 7),))


def test_characters_without_source_stand_between_runs():
    builder = FlowBuilder("A&amp;B")
    builder.take(0, 1)
    builder.write("&")
    builder.take(6, 7)
    flow = builder.build()
    assert flow.text == "A&B"
    assert flow.source(0, 3) == Span(0, 7)
    with pytest.raises(ValueError, match="no source"):
        flow.source(1, 2)


def test_a_gap_is_marked_on_the_run_after_it_and_cuts_a_source_span():
    text = "sản lượng [chú thích dài] đạt 40 tấn"
    builder = FlowBuilder(text)
    builder.take(0, 10)
    builder.gap()
    builder.take(26, len(text))
    flow = builder.build()
    assert flow.text == "sản lượng đạt 40 tấn"
    assert [run.after_gap for run in flow.runs] == [False, True]
    assert flow.source(0, len(flow.text)) == Span(26, 36)
    assert flow.pieces(0, len(flow.text)) == [Span(0, 9), Span(26, 36)]


@given(st.text(alphabet="aáđ \n\t1.", max_size=60), st.data())
def test_every_run_stands_unbroken_in_the_text(text, data):
    cut = data.draw(st.integers(0, len(text)))
    flow = built(text, (0, cut), (cut, len(text)))
    assert all(
        flow.text[run.flow_start : run.flow_start + run.length] == text[run.start : run.start + run.length]
        for run in flow.runs
    )
    assert flow.text.split() == flow.text.split(" ") or flow.text == ""
    assert "".join(flow.text.split()) == "".join(text.split())
