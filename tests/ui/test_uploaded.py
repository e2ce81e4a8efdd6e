"""What may be uploaded, and where it lies until it is read."""

from __future__ import annotations

from ui.settings import Limits
from ui.uploaded import Refusal, Tray, Upload, refusals

MB = 1024 * 1024


def test_files_of_the_known_formats_within_the_limits_are_taken():
    taken = [Upload("a.TXT", b"x"), Upload("b.md", b"x"), Upload("c.docx", b"x"), Upload("d.markdown", b"x")]
    assert refusals(taken, Limits()) == []


def test_a_file_that_is_too_large_or_of_no_known_format_is_named():
    uploads = [Upload("../big.txt", b"x" * (MB + 1)), Upload("scan.exe", b"x")]
    assert refusals(uploads, Limits(file_mb=1)) == [
        Refusal("too_large", "big.txt"),
        Refusal("format", "scan.exe"),
    ]


def test_too_many_files_and_too_much_at_once_are_refused():
    uploads = [Upload(f"{number}.txt", b"x" * (MB // 2)) for number in range(3)]
    assert refusals(uploads, Limits(files=2)) == [Refusal("too_many")]
    assert refusals(uploads, Limits(all_mb=1)) == [Refusal("too_much")]


def test_files_of_one_name_lie_apart_and_go_with_their_tray():
    tray = Tray([Upload("a.txt", b"one"), Upload("../a.txt", b"two")])
    first, second = tray.paths
    assert [path.name for path in tray.paths] == ["a.txt", "a.txt"]
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert first.parent.parent == second.parent.parent
    del tray
    assert not first.exists()
