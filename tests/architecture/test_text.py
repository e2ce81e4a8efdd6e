"""What the files of the project may not contain."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

from tests.architecture.tree import ROOT, modules, tracked

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".ttl",
    ".rq",
    ".csv",
    ".yaml",
    ".yml",
    ".jsonl",
    ".json",
    ".css",
    ".sh",
    "",
}
# Reports come as they are: this sample holds decomposed paragraphs on purpose.
DECOMPOSED = {"ingest/samples/tua-chua-2020-h1.txt"}
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError|assert True)\b")
PRINTED = re.compile(r"^\s*(import pdb|breakpoint\(\))", re.MULTILINE)
HERE = "tests/architecture/test_text.py"


@cache
def texts() -> dict[str, str]:
    files = [path for path in tracked() if path.suffix in TEXT and str(path) != HERE]
    return {str(path): (ROOT / path).read_text("utf-8") for path in files}


def test_all_text_is_in_unicode_nfc():
    wrong = {name for name, text in texts().items() if not unicodedata.is_normalized("NFC", text)}
    assert wrong == DECOMPOSED


def test_nothing_is_left_for_later_in_the_code():
    code = {name: text for name, text in texts().items() if name.endswith((".py", ".rq", ".toml"))}
    assert [name for name, text in code.items() if LEFT_OVER.search(text)] == []
    assert [name for name, text in code.items() if PRINTED.search(text)] == []


def test_no_path_of_somebodys_machine_is_written_down():
    homes = re.compile(r"(?<![\w.])/(home|Users|root|work|tmp)/[\w.]+")
    assert {name: match[0] for name, text in texts().items() if (match := homes.search(text))} == {}


def test_the_golden_files_are_not_being_rewritten():
    assert "HUYENKG_GOLDEN" not in os.environ, "golden files are rewritten only by `make golden`"


def test_every_module_opens_by_saying_what_it_holds():
    openings = {path: (ROOT / path).read_text("utf-8") for path in modules()}
    assert [str(path) for path, text in openings.items() if not text.startswith(('"""', 'r"""'))] == []
