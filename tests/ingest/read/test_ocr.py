"""Pictures of text, read by Tesseract where it is installed, and what is done with what it says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.read import ocr
from ontology.errors import UnreadableReport

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
SCALE = 300 / 72
TEXT = (
    "Tổng diện tích gieo trồng đạt 1.234,5 ha, bằng 98,7% kế hoạch.",
    "Huyện đã trồng mới 56 ha rừng, tăng 12% so với cùng kỳ.",
    "Đàn trâu có 4.321 con, đàn bò có 789 con.",
)
CELLS = (
    ("Chỉ tiêu", "Kế hoạch", "Thực hiện"),
    ("Diện tích lúa", "2.150", "1.634"),
    ("Sản lượng", "105", "82"),
)
needs_ocr = pytest.mark.skipif(
    ocr.tesseract() is None or not FONT.exists(),
    reason="Tesseract with Vietnamese or DejaVu is not installed",
)


def page(*, turn=0, table=False, noise=4):
    """A printed page of a few lines, and a ruled table below them."""
    image = Image.new("L", (2480, 1400 if table else 1100), 245)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 50)
    for at, line in enumerate(TEXT * (1 if table else 3)):
        draw.text((250, 150 + 85 * at), line, 10, font)
    for row, cells in enumerate(CELLS if table else ()):
        for column, cell in enumerate(cells):
            left, top = 250 + 600 * column, 600 + 110 * row
            draw.rectangle((left, top, left + 600, top + 110), outline=10, width=3)
            draw.text((left + 30, top + 25), cell, 10, font)
    turned = image.rotate(turn, expand=True, fillcolor=245, resample=Image.Resampling.BICUBIC)
    grain = np.random.default_rng(3).normal(0, noise, (turned.height, turned.width))
    return np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8)


def text_of(seen):
    words = sorted(seen.sheet.words, key=lambda word: (round(word.base / 6), word.left))
    return " ".join(word.text for word in words)


def hocr(*pages):
    """What Tesseract says of pictures, each of one word: its text and how sure it is of it."""
    own = "".join(
        f"<div class='ocr_page'><span class='ocr_line' title='bbox 50 50 150 90; baseline 0 0; x_size 40'>"
        f"<span class='ocrx_word' title='bbox 50 50 150 90; x_wconf {sure}'>{text}</span></span></div>"
        for text, sure in pages
    )
    return f"<html xmlns='http://www.w3.org/1999/xhtml'>{own}</html>".encode()


@pytest.fixture
def answers(monkeypatch):
    """Tesseract's answers by language, in place of Tesseract; and the commands that it was given."""
    told: dict[str, list[bytes]] = {}
    commands: list[list[str]] = []

    def run(command, **_):
        commands.append(command)
        if "--list-langs" in command:
            return subprocess.CompletedProcess(command, 0, "eng\nosd\nvie\n", "")
        language = command[command.index("-l") + 1]
        return subprocess.CompletedProcess(command, 0, told[language].pop(0), b"")

    monkeypatch.setattr(ocr.subprocess, "run", run)
    monkeypatch.setattr(ocr, "tesseract", lambda: "tesseract-of-the-test")
    told["commands"] = commands  # type: ignore[assignment]
    return told


BLANK = np.full((300, 400), 240, np.uint8)


def test_words_are_taken_from_vietnamese_letters_and_figures_from_english_ones(answers):
    answers |= {"vie": [hocr(("§4,9%", 90)), hocr(("84.9%", 60))], "eng": [hocr(("84,9%", 95))], "osd": [b""]}
    seen = ocr.recognise(BLANK, 1, SCALE)
    assert [word.text for word in seen.sheet.words] == ["84,9%"]
    assert seen.sheet.ocr


def test_figures_that_were_read_differently_are_doubtful(answers):
    answers |= {"vie": [hocr(("34,9%", 90))] * 2, "eng": [hocr(("84,9%", 95))], "osd": [b"Rotate: 0"]}
    assert ocr.recognise(BLANK, 1, SCALE).doubtful == 1


@pytest.mark.parametrize("said", [b"", b"Error in reading", hocr(), hocr(("a", 90), ("b", 90))])
def test_what_tesseract_does_not_say_well_is_an_empty_page(answers, said):
    answers |= {"vie": [said, said], "eng": [said], "osd": [b""]}
    seen = ocr.recognise(BLANK, 3, SCALE)
    assert (seen.sheet.number, seen.sheet.words, seen.turn) == (3, (), 0)


def test_a_page_of_doubtful_words_is_turned_as_its_letters_stand(answers):
    poor, good = hocr(("aw", 20)), hocr(("xã", 95))
    answers |= {
        "vie": [poor, poor, good, good],
        "eng": [poor, good],
        "osd": [b"Page number: 0\nRotate: 90\n"],
    }
    seen = ocr.recognise(BLANK, 1, SCALE)
    assert [word.text for word in seen.sheet.words] == ["xã"]
    assert seen.turn == 270
    assert (seen.sheet.width, seen.sheet.height) == (pytest.approx(300 / SCALE), pytest.approx(400 / SCALE))


def test_a_page_that_takes_too_long_is_refused(answers, monkeypatch):
    def hang(command, timeout, **_):
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(ocr.subprocess, "run", hang)
    with pytest.raises(UnreadableReport) as error:
        ocr.recognise(BLANK, 1, SCALE)
    assert error.value.code == "too_long"


def test_pictures_are_put_into_a_folder_that_is_gone_afterwards(answers):
    answers |= {"vie": [hocr(("xã", 95))] * 2, "eng": [hocr(("xa", 95))]}
    ocr.recognise(BLANK, 1, SCALE)
    listed = [Path(command[1]) for command in answers["commands"] if "vie" in command]
    assert len(listed) == 2
    assert not any(path.parent.exists() for path in listed)


@pytest.mark.slow
@needs_ocr
def test_a_printed_page_is_read_to_the_letter():
    seen = ocr.recognise(page(), 1, SCALE)
    assert text_of(seen) == " ".join(TEXT * 3)
    assert seen.doubtful == 0


@pytest.mark.slow
@needs_ocr
def test_every_figure_of_a_table_is_read_in_its_cell():
    read = text_of(ocr.recognise(page(table=True), 1, SCALE))
    assert read.endswith(" ".join(cell for row in CELLS for cell in row))


@pytest.mark.slow
@needs_ocr
@pytest.mark.parametrize("turn", [90, 180, 270, 1.2, -2])
def test_a_page_that_was_turned_or_lay_askew_is_set_right(turn):
    seen = ocr.recognise(page(turn=turn), 1, SCALE)
    assert "1.234,5 ha, bằng 98,7% kế hoạch." in text_of(seen)
    assert (seen.turn + turn + 180) % 360 == pytest.approx(180, abs=0.3)


@pytest.mark.slow
@needs_ocr
@pytest.mark.parametrize("kind", ["white", "black", "noise", "dot", "line"])
def test_pictures_without_text_give_next_to_nothing_and_no_error(kind):
    noise = np.random.default_rng(1).integers(0, 256, (900, 700)).astype(np.uint8)
    pictures = {
        "white": np.full((900, 700), 255, np.uint8),
        "black": np.zeros((900, 700), np.uint8),
        "noise": noise,
        "dot": np.full((1, 1), 0, np.uint8),
        "line": np.full((2, 900), 0, np.uint8),
    }
    assert len(ocr.recognise(pictures[kind], 1, SCALE).sheet.words) <= 3


@pytest.mark.slow
@needs_ocr
def test_nothing_stays_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    ocr.recognise(page(table=True), 1, SCALE)
    assert list(tmp_path.iterdir()) == []
