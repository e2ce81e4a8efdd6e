"""Programs beside this one that read kinds of files which it cannot read alone."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, what it is for, what to install for it, and how it tells its version."""

    program: str
    purpose: str
    package: str
    version: str = "--version"


TOOLS = (
    Tool("soffice", "doc, odt, rtf, xls and ods", "libreoffice-writer libreoffice-calc"),
    Tool("tesseract", "scanned pages and pictures", "tesseract-ocr tesseract-ocr-vie"),
)
_VIETNAMESE = "vie"
_SECONDS = 30


def found_tools() -> Iterator[tuple[str, str]]:
    """Each program by name, with its version or what to install."""
    for tool in TOOLS:
        yield tool.program, _told(tool)
    yield "tesseract language vie", _language()


def _told(tool: Tool) -> str:
    if not shutil.which(tool.program):
        return f"missing; only for {tool.purpose}: install {tool.package}"
    first = _output(tool.program, tool.version).strip().splitlines()[:1]
    return first[0] if first else "found"


def _language() -> str:
    if shutil.which("tesseract") and _VIETNAMESE in _output("tesseract", "--list-langs").split():
        return "found"
    return "missing; only for scanned pages: install tesseract-ocr tesseract-ocr-vie"


def _output(*command: str) -> str:
    """What a program prints; nothing where it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode(errors="replace")
