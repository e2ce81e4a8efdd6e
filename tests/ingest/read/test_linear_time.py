"""Text made to be slow: four times of it takes about four times as long, whatever its patterns repeat."""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from ingest.read import read_bytes
from ontology.errors import HuyenKGError

FEW, MANY = 2_000, 8_000
SLACK = 9  # times as long for four times the text: lists that are sorted, and what a loaded machine does
AT_ONCE = 0.4  # seconds of the processor that say nothing
LIMIT = 40
TRIES = 3  # what grows too fast does so every time; a machine that others load does not
TRAPS = {
    "x.txt": (
        "<!---->", "<table>\n", "<p>\n", "<table>\n</table>\n", "a ", "ha¹ ", "đạt ha¹ \n¹ Lúa\n", "a",
        "1", "1.", "1..",
        "đạt 4.623,3ha1 nhé\n1 Trong đó\n", "a[footnoteRef:1] \n[1: abc]\n", "a[footnoteRef:1] \n[1: abc\n",
        "[footnoteRef:1][1: a] x ", "*", "**a ", "- ", "-----\n",
        "a b c d e f g h i k l m n o p q\n\n\n\n\n\n1\n",
        "\t", "a\tb\tc\n", "a\tb\n\n", "1. Xa\na) Ya\n", "1.1. Xa\n1. Ya\n", "ABC DEF\n", "abc def và\n",
        "\n", " a\n\n",
        "ABC          DEF\n", "a        ", "\f", "(1) Lúa ngô(1)\n", "lúa(1) ", "(1) Lúa\n", "1 Lúa\n",
        "Nơi nhận:\n",
        "\u0301", "a\u0301\u0323", "\u202e", "\u200b", "trang ", "số 12/QĐ-\n", "QĐ-UBND ", "12/", "\r",
        "Huyện Phong\n",
    ),
    "x.md": (
        "|---|---|\n", "|a|b|\n|---|---|\n", "|1|2|\n", "![a](", "![", "&amp;", "<!-- ", "<a ", "<b>",
        "\\*", "[^1]", "[^1]: a\n",
        "<table><tr><td rowspan=200 colspan=200>a</table>\n", "<table><tr>", "<td>a", "# a\n", "> ",
        "$^{1}$", "^1^", "__a__ ",
    ),
    "x.csv": ("a;b\n", "x;1\n\n", '"a\n', "a;", "a", "x;1.234\n", "x;1,5\n\n\n", "1,", "'", ";"),
    "x.html": (
        "<p>x", "<a href=#b id=a>1</a>", "<p><a href=#b id=a>1</a><p><a href=#a id=b>1</a>", "<b>",
        "<ol><li>x</ol>", "<td>x",
        "<table><tr><td rowspan=100 colspan=100>x<td>y</table>", "<tr><td rowspan=100 colspan=100>x",
        "&#7840;", "<!--x-->",
        "<pre> x\n</pre>", "<script>x</script>", "<script/>", "<p style='text-decoration:",
        "<p style='display   ", "<sup>1</sup>",
    ),
    "x.mht": ("--x\n\na\n", "X-A: b\n", "Content-Type: multipart/mixed; boundary=x\n\n--x\n"),
}  # fmt: skip
AROUND = {
    "spaces in a raised mark": ("x.txt", "ha<sup>", " ", "x"),
    "raised figures of a footnote": ("x.txt", "Lúa¹ xuân\n¹ Ngô ", "¹", "x\nKhoai"),
    "spaces behind a page": ("x.txt", "x\ntrang", " ", "x\nx"),
    "spaces behind a number": ("x.csv", "a;b\nx;1.2", " ", "!\ny;3.4"),
    "figures of a cell": ("x.csv", "a;", "1,", "\nb;c"),
    "brackets of a footnote": ("x.txt", "a[footnoteRef:1] \n[1: ", "[", ""),
    "footnotes in a line": ("x.txt", "a[footnoteRef:1]\n", "[1: a] x ", ""),
    "a wide row": ("x.md", "|", "a|", "\n|---|\n|b|"),
    "a long attribute": ("x.html", "<p title='", "x", "'>x"),
    "a long script": ("x.html", "<script ", "x ", ">x"),
    "style": ("x.html", "<p style='", "text-decoration:", "'>x"),
    "words in a link": ("x.html", "<a href=#x>", "<b>x</b>", "</a>"),
    "parts of a mail": ("x.mht", "Content-Type: multipart/mixed; boundary=x\n\n", "--x\n\na\n", ""),
}
CASES = [(name, "", piece, "") for name, pieces in TRAPS.items() for piece in pieces] + list(AROUND.values())


def file_of(case: tuple[str, str, str, str], count: int) -> bytes:
    name, before, piece, after = case
    opening = {"x.html": "<html><p>x", "x.mht": "MIME-Version: 1.0\n"}.get(name, "")
    return f"{opening}{before}{piece * count}{after}".encode()


@contextmanager
def limited() -> Iterator[None]:
    """Ends what takes more than the limit of the processor's time."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds(case: tuple[str, str, str, str], count: int) -> float:
    data = file_of(case, count)
    gc.collect()  # what tests before this one left is not walked again while the clock runs
    started = time.process_time()
    with limited(), suppress(HuyenKGError):
        read_bytes(data, case[0])
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", CASES, ids=[f"{name}-{before}{piece}"[:40] for name, before, piece, _ in CASES]
)
def test_time_grows_with_the_text_and_no_faster(case):
    seconds(case, 50)  # lists that are read once
    tries = []
    while len(tries) < TRIES and not any(many <= SLACK * few + AT_ONCE for few, many in tries):
        tries.append((seconds(case, FEW), seconds(case, MANY)))
    few, many = tries[-1]
    assert many <= SLACK * few + AT_ONCE, f"seconds for {FEW} and {MANY}: {tries}"
