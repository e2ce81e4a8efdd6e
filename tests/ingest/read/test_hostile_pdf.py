"""PDFs made to do harm: passwords, loops, sizes beyond measure, scripts and files inside."""

from __future__ import annotations

import pytest

from ingest.read import read_bytes
from ontology.errors import UnreadableReport
from tests.pdf_bytes import line, pdf_of, stream

WORDS = line(700, "Gieo 5 ha ngo.")
LOCKED = b"<</Filter/Standard/V 1/R 2/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>/ID[<00><00>]"


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, "bao-cao.pdf")
    assert "bao-cao.pdf" in error.value.message
    assert error.value.hint
    return error.value.code


def test_a_password_is_told_as_such():
    locked = pdf_of([WORDS]).write().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt " + LOCKED)
    assert refusal(locked) == "protected"


def test_ten_thousand_pages_are_refused_before_any_is_read():
    pdf = pdf_of([WORDS])
    pdf.objects[2] = b"<</Type/Pages/Count 10000/Kids[" + b"4 0 R " * 10_000 + b"]>>"
    assert refusal(pdf.write()) == "too_many_pages"


def test_a_count_of_pages_that_are_not_there_is_no_harm():
    pdf = pdf_of([WORDS])
    pdf.objects[2] = b"<</Type/Pages/Count 1400/Kids[4 0 R]>>"
    try:
        assert "Gieo 5 ha" in read_bytes(pdf.write(), "bao-cao.pdf").text
    except UnreadableReport as error:
        assert error.code in {"pdf_broken", "no_text"}


@pytest.mark.parametrize(
    ("number", "body"),
    [
        (2, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        (2, b"<</Type/Pages/Count 3/Kids[2 0 R 4 0 R 2 0 R]/Parent 2 0 R>>"),
        (1, b"1 0 R"),
        (1, b"<</Type/Catalog/Pages 1 0 R>>"),
        (5, b"5 0 R"),
        (4, b"<</Type/Page/Parent 4 0 R/Contents[4 0 R 5 0 R]/Resources 4 0 R>>"),
    ],
)
def test_objects_that_name_themselves_end_nowhere_and_are_left(number, body):
    pdf = pdf_of([WORDS])
    pdf.objects[number] = body
    try:
        document = read_bytes(pdf.write(), "bao-cao.pdf")
    except UnreadableReport as error:
        assert error.code in {"pdf_broken", "no_text"}
    else:
        assert "Gieo 5 ha" in document.text


def test_a_form_that_draws_itself_ends():
    form = stream(WORDS.encode() + b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Resources 901 0 R")
    more = {900: form, 901: b"<</Font<</F1 3 0 R>>/XObject<</X 900 0 R>>>>"}
    pdf = pdf_of(["/X Do"], more=more)
    pdf.objects[4] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources 901 0 R>>"
    assert len(read_bytes(pdf.write(), "bao-cao.pdf").text) < 1000


@pytest.mark.parametrize(
    "box", ["0 0 1000000000 1000000000", "0 0 1e30 1e30", "0 0 0 0", "-9 -9 -99999999 9"]
)
def test_a_page_of_any_size_takes_no_more_than_its_words(box):
    try:
        words = read_bytes(pdf_of([WORDS], box).write(), "bao-cao.pdf").text
        assert "".join(words.split()) == "Gieo5hango."
    except UnreadableReport as error:
        assert error.code in {"pdf_broken", "no_text"}


def test_scripts_and_files_inside_are_not_looked_at():
    catalogue = (
        "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</EmbeddedFiles<</Names[(a.exe) 900 0 R]>>>>"
    )
    more = {900: b"<</Type/Filespec/F(a.exe)/EF<</F 901 0 R>>>>", 901: stream(b"MZ virus 77 ha")}
    document = read_bytes(pdf_of([WORDS], more=more, catalogue=catalogue).write(), "bao-cao.pdf")
    assert document.text.strip() == "Gieo 5 ha ngo."


@pytest.mark.slow
@pytest.mark.parametrize("letters", [1_000_000])
def test_a_million_letters_on_a_page_are_read_or_refused_in_time(letters):
    lines = (line(842 - at % 842, "a1 b,2 c " * 11) for at in range(letters // 99))
    try:
        read_bytes(pdf_of(["".join(lines)]).write(), "bao-cao.pdf")
    except UnreadableReport as error:
        assert error.code == "too_many_pages"
