"""Pictures of text to words, by Tesseract: an external program, which needs its ``vie`` data too."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image, ImageFilter

from ingest.read.printed.cells import Part, part_cells
from ingest.read.printed.grid import find_grids
from ingest.read.printed.hocr import RawLine, read_hocr
from ingest.read.printed.readings import with_figures, with_second
from ingest.read.printed.recognised import words_of
from ingest.read.printed.rulings import Picture, part_rulings, skew_of
from ingest.read.printed.sheet import Sheet, Word
from ingest.read.printed.signs import enlarged, joined_signs, with_numbers
from ontology.errors import UnreadableReport

LANGUAGE = "vie"
_FIGURES = "eng"
_AGAIN, _SOFT = 0.85, 0.7
INSTALL = "Install it: 'apt-get install tesseract-ocr tesseract-ocr-vie' on Debian and Ubuntu."
DPI = 300
# How Tesseract looks for lines; a column may end in a short one.
_PAGE, _BLOCK, _COLUMN, _LINE = "3", "6", "4", "7"
_DIGITS = "tessedit_char_whitelist=0123456789"
_BLURS = (0.0, 1.2)
_SECONDS = 240  # for one page
_LEVEL = 0.15  # degrees of skew that are let be


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture's words and rulings as a page, how it was turned for it, and how many words are doubtful."""

    sheet: Sheet
    turn: float
    doubtful: int


@cache
def tesseract() -> str | None:
    """The program that can read Vietnamese, if there is one (``HUYENKG_TESSERACT`` names another)."""
    program = shutil.which(os.environ.get("HUYENKG_TESSERACT") or "tesseract")
    if program is None:
        return None
    return program if LANGUAGE in _languages(program) else None


@cache
def _languages(program: str) -> frozenset[str]:
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=60)
    return frozenset(told.stdout.split())


def recognise(picture: Picture, number: int, scale: float) -> Seen:
    """The page that a grey picture shows; ``scale`` is pixels a point.

    Raises ``UnreadableReport`` where Tesseract is missing, fails, or takes too long.
    """
    seen = _level(picture, number, scale, 0)
    if _poor(seen) and (turn := _upright(picture)):
        turned = np.asarray(Image.fromarray(picture).rotate(turn, expand=True, fillcolor=255))
        return _level(turned, number, scale, turn)
    return seen


def _level(picture: Picture, number: int, scale: float, turn: int) -> Seen:
    """The page that an upright picture shows, its skew taken out; it was turned before by ``turn``."""
    skew = skew_of(picture)
    if abs(skew) > _LEVEL:
        level = Image.fromarray(picture).rotate(-skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        picture = np.asarray(level)
    else:
        skew = 0.0
    cleared, strokes = part_rulings(picture, scale)
    rest, cells = part_cells(cleared, find_grids(strokes), scale)
    parts = [Part(rest), *cells]
    read = words_of(zip(parts, _lines(parts), strict=True), scale)
    height, width = picture.shape
    words = _with_signs(list(joined_signs(read.words)), cleared, scale)
    sheet = Sheet(number, width / scale, height / scale, tuple(words), tuple(strokes), ocr=True)
    return Seen(sheet, (turn - skew) % 360, read.doubtful)


def _poor(seen: Seen) -> bool:
    return 2 * seen.doubtful >= len(seen.sheet.words)


def _upright(picture: Picture) -> int:
    """By how many degrees (against the clock) the picture must be turned to stand upright."""
    told = _run([picture], "--psm", "0", "-l", "osd").stdout.decode(errors="replace")
    values = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    return (360 - int(values.get("Rotate", 0))) % 360


def _lines(parts: Sequence[Part]) -> list[list[RawLine]]:
    """The lines of a page and of the cells of its tables, of three readings."""
    lines = _read(parts, LANGUAGE, _BLOCK)
    smaller = [Part(_smaller(part.picture)) for part in parts]
    again = [[line.scaled(1 / _AGAIN) for line in own] for own in _read(smaller, LANGUAGE, _COLUMN)]
    lines = [with_second(own, other) for own, other in zip(lines, again, strict=True)]
    if _FIGURES not in _languages(tesseract() or ""):
        return lines
    figures = _read(parts, _FIGURES, _BLOCK)
    return [with_figures(own, other) for own, other in zip(lines, figures, strict=True)]


def _with_signs(words: Sequence[Word], picture: Picture, scale: float) -> Sequence[Word]:
    """The words, of which raised ones are read again, each alone and enlarged."""
    signs = [word for word in words if word.raised]
    if not signs or _FIGURES not in _languages(tesseract() or ""):
        return words
    read: list[list[tuple[str, int]]] = [[] for _ in signs]
    for blur in _BLURS:
        parts = [Part(enlarged(sign, picture, scale, blur)) for sign in signs]
        for own, lines in zip(read, _read_alike(parts, _FIGURES, _LINE, "-c", _DIGITS), strict=True):
            own += [(word.text, word.sure) for line in lines[:1] for word in line.words[:1]]
    return with_numbers(words, read)


def _smaller(picture: Picture) -> Picture:
    """The picture in another size and softer: what is misread in the one is often read well in the other."""
    soft = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(_SOFT))
    size = (max(1, round(soft.width * _AGAIN)), max(1, round(soft.height * _AGAIN)))
    return np.asarray(soft.resize(size, Image.Resampling.LANCZOS))


def _read(parts: Sequence[Part], language: str, cells: str) -> list[list[RawLine]]:
    """The lines of a page and of its cells, in which Tesseract looks for lines as ``cells`` says."""
    read = _read_alike(parts[:1], language, _PAGE)
    return read + (_read_alike(parts[1:], language, cells) if parts[1:] else [])


def _read_alike(parts: Sequence[Part], language: str, layout: str, *more: str) -> list[list[RawLine]]:
    options = ("--psm", layout, "-l", language, "-c", "hocr_char_boxes=1", *more, "hocr")
    done = _run([part.picture for part in parts], *options)
    try:
        found = read_hocr(done.stdout) if done.returncode == 0 else []
    except ValueError:
        found = []
    return found if len(found) == len(parts) else [[] for _ in parts]


def _run(pictures: Sequence[Picture], *options: str) -> subprocess.CompletedProcess[bytes]:
    """Tesseract on pictures, one after the other: it takes a file that lists them."""
    program = tesseract()
    if program is None:
        raise UnreadableReport("Reading scans needs Tesseract with Vietnamese.", INSTALL, "needs_ocr")
    with TemporaryDirectory(prefix="huyenkg-ocr-") as folder:
        paths = [Path(folder) / f"{number}.pgm" for number in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            Image.fromarray(picture).save(path)
        listed = Path(folder) / "pictures.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        command = [program, str(listed), "stdout", "--dpi", str(DPI), *options]
        one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
        try:
            return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, env=one_thread)
        except subprocess.TimeoutExpired as error:
            raise UnreadableReport(
                "A page took too long to recognise.", "Scan it again, cleaner or smaller.", "too_long"
            ) from error
