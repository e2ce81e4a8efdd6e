"""Small files of every format, made by code: what the fuzzer begins with."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import numpy as np
import openpyxl
from PIL import Image

from tests.ole_files import compound
from tests.pdf_bytes import Pdf, line, pdf_of
from tests.word_files import BOLD, W, docx, mark, note, packed, paragraph, row, run, table

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
FORMATS = ("txt", "md", "csv", "html", "mht", "docx", "xlsx", "pdf", "picture", "foreign")
LONG = 2500  # characters of a sample: what is read in milliseconds can be spoiled by the thousand
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt '
    'w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    "</w:num></w:numbering>"
)
TRACKED = (
    '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:ins w:id="2"><w:r><w:t>Gieo 5 ha</w:t></w:r>'
    "</w:ins>"
    '</w:p><w:p><w:del w:id="3"><w:r><w:delText>6 ha</w:delText></w:r></w:del><w:r><w:t> ngô.</w:t></w:r>'
    "</w:p>"
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Mục</w:t>'
    "</w:r></w:p>"
    "<w:p><m:oMath><m:r><m:t>x</m:t></m:r><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:oMath></w:p>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Khung</w:t></w:r></w:p>"
    "</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>"
)
PAGE = (
    "<html><head><meta charset=utf-8><style>p {}</style></head><body><h1>BÁO CÁO</h1>"
    "<p>Gieo <b>5 ha</b> ngô<a href=#n1 id=m1>[1]</a>, đạt 3m<sup>2</sup>.</p><ul><li>Một<li>Hai</ul>"
    "<ol type=I start=3><li value=7>Ba</ol><table><caption>Biểu</caption><tr><th colspan=2>Tên<th>Số</tr>"
    "<tr><td rowspan=2>Lúa<td>xuân<td>1.234,5<tr><td>mùa<td>2&nbsp;000</table><pre>a  b\n c</pre>"
    "<div id=n1><a href=#m1>[1]</a> Kể cả nương.</div><del>bỏ</del><script>x</script></body></html>"
)
CSV = 'Biểu 1;;\nSTT;Tên;"Số ""ha"""\n1;"Lúa\nxuân";1,234.5\n2;Ngô;2,345\n\n;Cộng;3.579,5\n'
FOOTED = (
    "I. KẾT QUẢ\nGieo 1.204,5ha1 lúa, đạt 98%(2); nuôi 40 con¹ trâu [footnoteRef:3].\n[3: Kể cả nghé.]\n"
    "1 Lúa xuân 600ha.\n(2) So với kế hoạch.\n¹ Trâu cày.\n\n"
    "Biểu\nSTT\tTên\tSố\n1\tLúa\t5\n2\tNgô\t6\n\n- 2 -\n"
)
MARKED = (
    "# BÁO CÁO\n\n**1. Trồng trọt**<sup>(1)</sup> đạt \\*5\\* ha[^1] &amp; 3m^2^.\n\n"
    "| Tên | Số |\n|---|---|\n"
    "| Lúa | 5 |\n\n<table><tr><td rowspan=2>a<td>b</tr><tr><td>c</tr></table>\n\n[^1]: Lúa.\n"
)


@functools.cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """The files of each format."""
    texts = tuple(path.read_text("utf-8")[:LONG].encode() for path in sorted(SAMPLES.glob("*.txt")))
    marked = tuple(path.read_text("utf-8")[:LONG].encode() for path in sorted(SAMPLES.glob("*.md")))
    words = texts[0].decode()
    return {
        "txt": (*texts, FOOTED.encode(), FOOTED.encode("utf-16"), _wrapped(words).encode()),
        "md": (*marked, MARKED.encode()),
        "csv": (CSV.encode(), CSV.replace(";", "\t").encode("utf-16"), CSV.replace(";", ",").encode()),
        "html": (PAGE.encode(), f"<html><body>{_paragraphs(words)}</body></html>".encode()),
        "mht": (_mht(PAGE),),
        "docx": (*(path.read_bytes() for path in sorted(SAMPLES.glob("*.docx"))), _docx()),
        "xlsx": (_xlsx(),),
        "pdf": (small_pdf().write(), pdf_of([line(700, "BAO CAO")] * 3).write()),
        "picture": tuple(map(_picture, ("PNG", "JPEG", "TIFF", "BMP", "WEBP"))),
        "foreign": (*_old_files(), *_open_files(), rb"{\rtf1\ansi Gieo 5 ha.\par}"),
    }


def _wrapped(words: str) -> str:
    """Hard-wrapped pages with a page number under each."""
    lines = [part for one in words.split("\n") for part in _cut(one, 80)]
    pages = [lines[at : at + 30] for at in range(0, len(lines), 30)]
    return "\f".join("\n".join([*page, "", str(number)]) for number, page in enumerate(pages, 1))


def _cut(line_: str, width: int) -> list[str]:
    return [line_[at : at + width] for at in range(0, max(1, len(line_)), width)]


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{one}</p>" for one in words.split("\n"))


def _mht(page: str) -> bytes:
    mail = EmailMessage()
    mail["MIME-Version"] = "1.0"
    mail["Subject"] = "Báo cáo"
    mail.set_content("Gieo 5 ha.")
    mail.add_alternative(page, subtype="html")
    return bytes(mail)


def _docx() -> bytes:
    body = (
        paragraph(run("I. KẾT QUẢ", BOLD))
        + TRACKED
        + paragraph("Gieo 5 ha", mark(2), " ngô.")
        + table(row("Tên", "Số"), row("Lúa", "1.234,5"))
    )
    more = {"word/numbering.xml": NUMBERING, "word/styles.xml": f"<w:styles {W}/>"}
    return docx(body, note(2, paragraph(" Kể cả nương.")), more)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    for cells in (["ỦY BAN NHÂN DÂN"], [], ["STT", "Tên", "Số"], [1, "Lúa", 1234.5], [2, "Ngô", "1,234.5"]):
        sheet.append(cells)
    sheet["C6"] = "=SUM(C4:C5)"
    sheet["C4"].number_format = '#,##0.0 "ha";[Red](0)'
    sheet.merge_cells("A1:C1")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def small_pdf() -> Pdf:
    """Two pages of words with rulings and a footnote in small letters."""
    words = [
        line(at, f"Gieo {at} ha ngo, dat {at},5 tan, tang 3% so voi cung ky") for at in range(80, 760, 20)
    ]
    drawn = "72 300 m 500 300 l S 72 280 428 60 re S " + line(60, "1 Ke ca nuong.", size=7)
    return pdf_of(["".join(words) + drawn, "".join(reversed(words))])


def _picture(form: str) -> bytes:
    target = io.BytesIO()
    Image.fromarray(np.full((40, 60), 200, np.uint8)).save(target, form)
    return target.getvalue()


def _old_files() -> tuple[bytes, ...]:
    return compound(WordDocument=b"\xec\xa5" + bytes(5000)), compound(Workbook=bytes(5000)), compound("Book")


def _open_files() -> tuple[bytes, ...]:
    kinds = ("text", "spreadsheet")
    return tuple(
        packed(
            {
                "mimetype": f"application/vnd.oasis.opendocument.{kind}",
                "META-INF/manifest.xml": "<manifest/>",
                "content.xml": "<content/>",
            }
        )
        for kind in kinds
    )
