"""Small PDF files, written by hand: pages of words in Courier, whose letters a ToUnicode map tells.

Places are those of the page as it is looked at: points from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

Text = tuple[str, float, float, float]
"""Words, where they begin, the line that they stand on, and the size of their letters."""
_FIRST, _LAST = 33, 255
_NARROW = 83.3333  # per cent: letters are half as wide as high, as those of ``tests.printed``
_SECRET = "5A" * 32
_PROTECTED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{_SECRET}> /U <{_SECRET}> >> "
    f"/ID [<{_SECRET}> <{_SECRET}>]"
)
_IMAGE = (
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    "/Filter /ASCIIHexDecode"
)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page; ``turn`` is its /Rotate, ``hidden`` makes its words invisible.

    ``lines`` are drawn from point to point, ``bars`` are filled boxes, ``frames`` the edges of boxes.
    """

    texts: Sequence[Text] = ()
    lines: Sequence[tuple[float, float, float, float]] = ()
    size: tuple[float, float] = (595.0, 842.0)
    turn: int = 0
    bars: Sequence[tuple[float, float, float, float]] = ()
    frames: Sequence[tuple[float, float, float, float]] = ()
    hidden: bool = False
    picture: bool = False


def pdf(*pages: PdfPage, protected: bool = False) -> bytes:
    """A file of these pages; ``protected`` asks for a password that nobody knows."""
    letters = sorted({letter for page in pages for text, *_ in page.texts for letter in text})
    codes = {letter: code for code, letter in enumerate(letters, _FIRST)}
    assert _FIRST + len(codes) <= _LAST
    objects = [_font(), _stream(_unicode_map(codes)), _stream("7F", _IMAGE)]
    kids = []
    for page in pages:
        objects += [_stream(_drawn(page, codes)), _page(page, len(objects) + 1)]
        kids.append(len(objects))
    return _file(objects, kids, protected=protected)


def many_pages(number: int) -> bytes:
    """A file of so many empty pages."""
    return _file(["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * number, range(1, number + 1))


_OWN = 2  # objects in front of those that are given: catalogue and pages


def _file(objects: Sequence[str], kids: Iterable[int], *, protected: bool = False) -> bytes:
    listed = " ".join(f"{kid + _OWN} 0 R" for kid in kids)
    head = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{listed}] /Count {listed.count('R')} >>",
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, text in zip(count(1), [*head, *objects]):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    more = _PROTECTED if protected else ""
    end = (
        f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {more} >>\nstartxref\n{len(made)}\n%%EOF\n"
    )
    return bytes(made) + end.encode("latin-1")


def _font() -> str:
    widths = " ".join(["600"] * (_LAST - _FIRST + 1))
    return (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R "
        f"/FirstChar {_FIRST} /LastChar {_LAST} /Widths [{widths}] >>"
    )


def _unicode_map(codes: Mapping[str, int]) -> str:
    pairs = [f"<{code:02X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = "".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n"
        for part in (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{blocks}endcmap end end"
    )


def _page(page: PdfPage, content: int) -> str:
    width, height = page.size
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {page.turn} "
        f"/Contents {content + _OWN} 0 R "
        "/Resources << /Font << /F 3 0 R >> /XObject << /P 5 0 R >> >> >>"
    )


def _drawn(page: PdfPage, codes: Mapping[str, int]) -> str:
    """The page's content, in which a turned page's words are turned back, so that they stand upright."""
    width, height = page.size
    upright = {
        0: f"1 0 0 1 0 {height}",
        90: "0 1 -1 0 0 0",
        180: f"-1 0 0 -1 {width} 0",
        270: f"0 -1 1 0 {width} {height}",
    }
    made = [f"{upright[page.turn]} cm", f"BT {3 if page.hidden else 0} Tr ET"]
    if page.picture:
        made.append(f"q {width} 0 0 {-height} 0 0 cm /P Do Q")
    for text, left, base, size in page.texts:
        written = "".join(f"{codes[letter]:02X}" for letter in text)
        made.append(f"BT /F {size} Tf {_NARROW} Tz {left} {-base} Td <{written}> Tj ET")
    made += [f"{ax} {-ay} m {bx} {-by} l S" for ax, ay, bx, by in page.lines]
    made += [f"{left} {-bottom} {right - left} {bottom - top} re f" for left, top, right, bottom in page.bars]
    made += [
        f"{left} {-bottom} {right - left} {bottom - top} re S" for left, top, right, bottom in page.frames
    ]
    return "\n".join(made)


def _stream(text: str, about: str = "") -> str:
    return f"<< {about} /Length {len(text)} >>\nstream\n{text}\nendstream"
