"""Which files of the paths that a user names are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ontology.errors import BadInput
from ui.files import find_files


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", "utf-8")


def names_in(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in find_files([folder]).files]


def test_a_folder_is_walked_in_order_and_each_file_is_taken_once(tmp_path):
    write(tmp_path, "b.txt", "a/c.txt", "a.txt")
    found = find_files([tmp_path / "b.txt", tmp_path, tmp_path / "a" / ".." / "b.txt"])
    assert [file.name for file in found.files] == ["b.txt", "c.txt", "a.txt"]
    assert found.closed == ()


def test_what_is_hidden_or_put_there_by_other_programs_is_left_out(tmp_path):
    write(tmp_path, "a.docx", ".hidden.txt", ".git/b.txt", "~$a.docx", "Thumbs.db", "desktop.ini", "~a.txt")
    assert names_in(tmp_path) == ["a.docx", "~a.txt"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path):
    write(tmp_path, "~$a.docx")
    assert len(find_files([tmp_path / "~$a.docx"]).files) == 1


def test_links_to_folders_are_not_followed_so_that_none_leads_in_circles(tmp_path):
    write(tmp_path, "a/a.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "itself").symlink_to("itself")
    (tmp_path / "a" / "nowhere.txt").symlink_to("no-such-file")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "a" / "a.txt")
    assert names_in(tmp_path) == ["a/a.txt"]


def test_what_is_no_file_is_left_alone(tmp_path):
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names_in(tmp_path) == ["a.txt"]
    with pytest.raises(BadInput, match="no file and no folder"):
        find_files([tmp_path / "pipe.txt"])


@pytest.mark.parametrize("name", ["none.txt", "x" * 5000])
def test_a_path_that_leads_nowhere_is_refused(tmp_path, name):
    with pytest.raises(BadInput, match=r"does not exist|cannot be opened"):
        find_files([tmp_path / name])


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(BadInput, match="holds no files to read"):
        find_files([tmp_path])


def test_a_folder_that_cannot_be_opened_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "closed/b.txt", "open/c.txt")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files([tmp_path])
    assert [file.name for file in found.files] == ["a.txt", "c.txt"]
    (closed,) = found.closed
    assert (closed.path.name, closed.code) == ("closed", "unopened")
    assert closed.message == "closed cannot be opened: Permission denied."
