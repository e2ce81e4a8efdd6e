"""Pages drawn in a process of their own: a hostile file can cost that process, never the server.

The process runs ``python -m ui.drawing``: it takes one JSON line and the file behind it, and gives the PNG.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from ingest.document import Page, PageBox
from ontology.errors import UnreadableReport

_SECONDS = 60
_ROOT = str(Path(__file__).resolve().parent.parent)


def draw_apart(source: bytes, media_type: str, page: Page, marked: Sequence[PageBox]) -> bytes:
    """As ``ingest.page_picture.draw_page``, which see.

    Raises ``UnreadableReport`` also where drawing breaks the process or takes too long.
    """
    told = {"media_type": media_type, "page": astuple(page), "marked": [astuple(box) for box in marked]}
    paths = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ui.drawing"],
            input=json.dumps(told).encode() + b"\n" + source,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env=os.environ | {"PYTHONPATH": paths},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableReport(
            f"Page {page.number} cannot be drawn.", "Open the file itself.", "pdf_broken"
        ) from error
    return done.stdout


def _main() -> None:
    from ingest.page_picture import draw_page  # here only: whoever has a page drawn needs no library for it

    told = json.loads(sys.stdin.buffer.readline())
    page, marked = Page(*told["page"]), [PageBox(*box) for box in told["marked"]]
    sys.stdout.buffer.write(draw_page(sys.stdin.buffer.read(), told["media_type"], page, marked))


if __name__ == "__main__":
    _main()
