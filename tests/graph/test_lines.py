"""Sorting more lines than memory takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.lines import by_node, sorted_lines

LINES = st.lists(st.integers(0, 50).map(lambda number: f"line {number}\n".encode()), max_size=80)


@settings(deadline=None, max_examples=300)
@given(lines=LINES, at_once=st.integers(1, 30))
def test_lines_come_sorted_and_once_whatever_memory_holds(lines, at_once):
    assert list(sorted_lines(lines, at_once=at_once)) == sorted(set(lines))


def test_lines_behind_a_chunk_with_doubles_are_not_lost():
    lines = [b"b\n", b"b\n", b"a\n"]
    assert list(sorted_lines(lines, at_once=2)) == [b"a\n", b"b\n"]


def test_of_a_node_its_types_come_first():
    kind = b"<a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <t> .\n"
    label, other = b'<a> <http://a/label> "x y" .\n', b"<b> <http://a/a> <c> .\n"
    assert list(sorted_lines([other, label, kind], by_node)) == [kind, label, other]
