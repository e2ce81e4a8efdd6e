"""A docx file as LibreOffice saves it in other formats."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

FILTERS: Mapping[str, str] = {
    "odt": "odt:writer8",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "html": "html:HTML (StarWriter)",
    "pdf": "pdf:writer_pdf_Export",
}
"""Suffix -> what LibreOffice calls the format."""
_SECONDS = 180


def saved_as(docx: bytes, suffix: str, program: str) -> bytes:
    """The docx file in the format of the suffix; ``program`` is the path of LibreOffice.

    Its profile is its own and thrown away: the user's LibreOffice may be open meanwhile.
    """
    with TemporaryDirectory(prefix="huyenkg-render-", ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        given = folder / "report.docx"
        given.write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        wanted = ("--convert-to", FILTERS[suffix], "--outdir", str(folder), str(given))
        subprocess.run(
            [program, profile, "--headless", *wanted], check=True, capture_output=True, timeout=_SECONDS
        )
        return (folder / f"report.{suffix}").read_bytes()
