"""Damage is found by size and hash, and named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ontology.errors import StoreError
from ui import marks
from ui.marks import Fault, Mark, faults, mark_of, marks_of, read_marked, require


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, and what a graph store keeps beside its data."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "LOG").write_bytes(b"diary")
    (tmp_path / "store" / "1.sst").write_bytes(b"quads")
    (tmp_path / "b").write_bytes(b"bytes")
    return tmp_path


def test_every_file_has_its_size_and_hash(folder: Path) -> None:
    assert marks_of(folder) == {"b": mark_of(b"bytes"), "store/1.sst": mark_of(b"quads")}
    assert mark_of(b"") == Mark(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b"byt"), "size"),
        (lambda path: path.write_bytes(b"bytez"), "content"),
    ],
)
def test_what_was_harmed_is_named(folder: Path, harm, kind: str) -> None:
    known = marks_of(folder)
    harm(folder / "b")
    assert list(faults(folder, known, thorough=True)) == [Fault(folder / "b", kind)]
    with pytest.raises(StoreError, match=r"b .* mend it"):
        require(folder, known, "mend it")


def test_large_files_that_check_themselves_are_only_measured_unless_looked_at_closely(
    folder: Path, monkeypatch
) -> None:
    monkeypatch.setattr(marks, "_SMALL", 3)
    known = marks_of(folder)
    (folder / "b").write_bytes(b"bytez")
    (folder / "store" / "1.sst").write_bytes(b"quadz")
    other, large = Fault(folder / "b", "content"), Fault(folder / "store" / "1.sst", "content")
    assert list(faults(folder, known, thorough=False)) == [other]
    assert list(faults(folder, known, thorough=True)) == [other, large]


def test_a_linked_file_keeps_its_mark_so_that_damage_never_passes_for_whole(folder: Path) -> None:
    known = marks_of(folder)
    following = folder / "following"
    following.mkdir()
    (folder / "b").write_bytes(b"bytez")
    os.link(folder / "b", following / "b")
    (following / "c").write_bytes(b"new")
    assert marks_of(following, folder, known) == {"b": mark_of(b"bytes"), "c": mark_of(b"new")}


def test_a_file_is_read_only_if_it_is_what_was_written(folder: Path) -> None:
    assert read_marked(folder / "b", mark_of(b"bytes"), "") == b"bytes"
    assert read_marked(folder / "b", None, "") == b"bytes"
    with pytest.raises(StoreError, match="has changed"):
        read_marked(folder / "b", mark_of(b"other"), "")
    with pytest.raises(StoreError, match="is missing"):
        read_marked(folder / "none", mark_of(b""), "")


def test_all_is_read_where_that_is_quick(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(marks, "_SMALL", 3)
    known = marks_of(folder)
    (folder / "store" / "1.sst").write_bytes(b"quadz")
    with pytest.raises(StoreError, match=r"1\.sst has changed"):
        require(folder, known, "")
    monkeypatch.setattr(marks, "_AFFORDABLE", 3)
    require(folder, known, "")


def test_of_many_damaged_files_some_are_named(folder: Path) -> None:
    with pytest.raises(StoreError, match="and 2 more"):
        require(folder, {f"gone{number}": mark_of(b"") for number in range(5)}, "")
