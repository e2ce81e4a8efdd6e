"""Pictures of text to words, by Tesseract: an external program, which needs its ``vie`` data too."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from ingest.read.printed.recognised import Recognised, read_hocr
from ingest.read.printed.rulings import Picture, part_rulings, skew_of
from ingest.read.printed.sheet import Sheet
from ontology.errors import UnreadableReport

LANGUAGE = "vie"
INSTALL = "Install it: 'apt-get install tesseract-ocr-vie' on Debian and Ubuntu."
DPI = 300
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
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=60)
    return program if LANGUAGE in told.stdout.split() else None


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
    read = _read(cleared, scale)
    height, width = picture.shape
    sheet = Sheet(number, width / scale, height / scale, read.words, tuple(strokes), ocr=True)
    return Seen(sheet, (turn - skew) % 360, read.doubtful)


def _poor(seen: Seen) -> bool:
    return 2 * seen.doubtful >= len(seen.sheet.words)


def _upright(picture: Picture) -> int:
    """By how many degrees (against the clock) the picture must be turned to stand upright."""
    told = _run(picture, "--psm", "0", "-l", "osd").stdout.decode(errors="replace")
    values = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    return (360 - int(values.get("Rotate", 0))) % 360


def _read(picture: Picture, scale: float) -> Recognised:
    done = _run(picture, "--psm", "3", "-l", LANGUAGE, "-c", "hocr_char_boxes=1", "hocr")
    try:
        if done.returncode == 0:
            return read_hocr(done.stdout, picture, scale)
    except ValueError:
        pass
    return Recognised((), 0)


def _run(picture: Picture, *options: str) -> subprocess.CompletedProcess[bytes]:
    program = tesseract()
    if program is None:
        raise UnreadableReport("Reading scans needs Tesseract with Vietnamese.", INSTALL, "needs_ocr")
    with TemporaryDirectory(prefix="huyenkg-ocr-") as folder:
        path = Path(folder) / "page.pgm"
        Image.fromarray(picture).save(path)
        command = [program, str(path), "stdout", "--dpi", str(DPI), *options]
        one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
        try:
            return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, env=one_thread)
        except subprocess.TimeoutExpired as error:
            raise UnreadableReport(
                "A page took too long to recognise.", "Scan it again, cleaner or smaller.", "too_long"
            ) from error
