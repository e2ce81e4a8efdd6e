"""The files of a report as they are stored, and what they hold."""

from __future__ import annotations

import gzip

import pytest

from ui.own_files import OWN_FILES, packed, plain_names, stored_name, unpacked

LINE = b'<a> <b> "Di\xe1\xbb\x87n t\xc3\xadch" <g> .\n'


def test_what_repeats_itself_is_packed_and_what_people_look_for_is_not() -> None:
    stored = packed(dict.fromkeys(OWN_FILES, LINE * 1000))
    assert list(stored) == [
        "source", "text.txt", "document.json.gz", "facts.jsonl.gz", "graph.nq.gz", "run.nq",
    ]  # fmt: skip
    assert stored["source"] == LINE * 1000
    assert len(stored["graph.nq.gz"]) < len(LINE) * 20
    assert {name: unpacked(name, data) for name, data in stored.items()} == dict.fromkeys(stored, LINE * 1000)


def test_the_same_content_is_packed_to_the_same_bytes_whenever_it_is() -> None:
    first = packed({"graph.nq": LINE})["graph.nq.gz"]
    assert first[4:8] == bytes(4)  # gzip's place for the time
    assert packed({"graph.nq": LINE})["graph.nq.gz"] == first


def test_a_file_is_found_by_the_name_that_it_was_stored_under() -> None:
    assert stored_name({"graph.nq.gz": 1, "run.nq": 2}, "graph.nq") == "graph.nq.gz"
    assert stored_name({"graph.nq": 1}, "graph.nq") == "graph.nq"
    assert stored_name((), "graph.nq") == "graph.nq"  # of the first version, which kept no marks
    assert plain_names(["run.nq", "graph.nq.gz", "graph.nq"]) == ["graph.nq", "graph.nq", "run.nq"]


@pytest.mark.parametrize(
    "data",
    [b"", b"torn", gzip.compress(LINE)[:-1], gzip.compress(LINE) + b"more", gzip.compress(b"x" * 101)],
    ids=["empty", "torn", "cut", "longer", "unfolds without end"],
)
def test_what_was_not_packed_by_us_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"ends early|incorrect header"):
        unpacked("graph.nq.gz", data, largest=100)
