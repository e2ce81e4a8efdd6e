"""Small PDF files, written object by object, so that tests can spoil any part of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass
class Pdf:
    """A file's objects by number; the first is its catalogue."""

    objects: dict[int, bytes]

    def write(self) -> bytes:
        """The file, with a table of where each object begins."""
        made = bytearray(b"%PDF-1.7\n")
        starts: dict[int, int] = {}
        for number, body in self.objects.items():
            starts[number] = len(made)
            made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = len(made)
        size = max(self.objects, default=0) + 1
        rows = (
            b"%010d 00000 n \n" % starts[number] if number in starts else b"0000000000 65535 f \n"
            for number in range(size)
        )
        made += b"xref\n0 %d\n%s" % (size, b"".join(rows))
        made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, table)
        return bytes(made)


def pdf_of(
    pages: Sequence[str], box: str = "0 0 595 842", more: Mapping[int, bytes] = {}, catalogue: str = ""
) -> Pdf:
    """A file of pages with these contents; ``more`` are further objects, from 900 on."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalogue}>>".encode(),
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    }
    for at, told in enumerate(pages):
        objects[4 + 2 * at] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {5 + 2 * at} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        ).encode()
        objects[5 + 2 * at] = stream(told.encode("latin-1", "replace"))
    return Pdf(objects | dict(more))


def stream(data: bytes, values: str = "") -> bytes:
    """The body of an object that is a stream."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), values.encode(), data)


def line(height: float, words: str, left: float = 72, size: float = 11) -> str:
    """A printed line, ``height`` points above the foot of the page."""
    return f"BT /F1 {size} Tf {left} {height} Td ({words}) Tj ET\n"
