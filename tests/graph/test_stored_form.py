"""Reports as lines that are ready to be loaded: the same as their parsed stored form, whoever wrote them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph import iris
from graph.stored_form import held_triples, in_portions, new_lines, parse_nquads, stored_form
from ontology.errors import InvalidGraph
from tests.graph.test_store import ONE, TWO, nquads

SHARED, SAID = NamedNode("http://shared"), NamedNode("http://p")
ODD = [
    Literal('a "quoted" \\ word\nand a line', language="vi"),
    Literal("plain _: no node"),
    Literal('"'),
    Literal("\\"),
    Literal("ends with <http://g> .\r"),
    Literal("word no. #1", language="vi"),
    NamedNode("http://o"),
]


def odd_quads(report_id: str) -> bytes:
    """Texts that look like syntax, said of a report and of a shared node in both graphs."""
    graphs = (iris.graph(report_id), iris.metadata_graph(report_id))
    quads = (
        Quad(node, SAID, word, graph)
        for node in (iris.report(report_id), SHARED)
        for word in ODD
        for graph in graphs
    )
    return "".join(f"{quad} .\n" for quad in quads).encode()


@pytest.mark.parametrize("data", [nquads(), odd_quads(ONE), b""], ids=["a report", "odd texts", "nothing"])
def test_lines_say_what_the_parsed_form_says(data: bytes) -> None:
    wanted = set(stored_form(ONE, parse_nquads(data)))
    lines = new_lines(ONE, data)
    assert set(parse(b"".join(lines.own), format=RdfFormat.N_QUADS)) == wanted
    shared = {quad.triple for quad in parse(b"".join(lines.shared), format=RdfFormat.N_QUADS)}
    assert shared == set(held_triples(wanted))


def test_words_written_in_another_way_are_held_in_ours() -> None:
    written = f'<http://shared> <http://p> "x\\u0041" {iris.graph(ONE)} .\n'.encode()
    lines = new_lines(ONE, written)
    assert lines.shared == [b'<http://shared> <http://p> "xA" .\n']
    assert lines.own == [f"{quad} .\n".encode() for quad in stored_form(ONE, parse_nquads(written))]


@pytest.mark.parametrize(
    "line",
    [
        f"<http://shared> <http://p> <http://o> {iris.graph(TWO)} .\n",
        "<http://shared> <http://p> <http://o> .\n",
        f"_:b <http://p> <http://o> {iris.graph(ONE)} .\n",
        f"{iris.report(ONE)} <http://p> _:b {iris.graph(ONE)} .\n",
        "nonsense",
        *(
            f"{iris.report(ONE)} <http://p> <http://o> {there}.{gap}# {iris.graph(ONE)} .\n"
            for there in (f"{iris.graph(TWO)} ", "")
            for gap in ("", " ", "\t")
        ),
    ],
    ids=[
        "another graph",
        "no graph",
        "a blank subject",
        "a blank object",
        "no quad",
        *[f"behind a comment {number}" for number in range(6)],
    ],
)
def test_what_no_report_may_say_is_refused(line: str) -> None:
    with pytest.raises(InvalidGraph):
        new_lines(ONE, line.encode())


def test_what_earlier_reports_told_is_not_loaded_again() -> None:
    reports = [(ONE, odd_quads(ONE)), (TWO, odd_quads(TWO))]
    ((ids, together),) = in_portions(reports, 1000)
    assert ids == [ONE, TWO]
    assert len(together) == (4 * 2 + 2) * len(ODD)
    assert [(ids, len(lines)) for ids, lines in in_portions(reports, 5)] == [([ONE], 42), ([TWO], 42)]
