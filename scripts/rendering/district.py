"""The look of reports as district offices set them: the form that Decree 30/2020/NĐ-CP prescribes.

A4 with margins of 3, 2, 2 and 2 cm, letters of 14 points, justified, first lines indented by 1.27 cm, ruled
tables, footnotes of 10 points with raised numbers, the page's number in the header.
"""

from __future__ import annotations

import shutil
import subprocess

from scripts.build_samples import HEAD, RELATIONS, WORD, Look, Part

FONT = "TeX Gyre Termes"
"""Has the measures of Times New Roman, and every letter of Vietnamese (Debian: ``fonts-texgyre``)."""
SPARE_FONT = "Noto Serif"

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_CELL, _NOTE = "Cell", "FootnoteText"


def district_look() -> Look:
    """The look, in the font that this machine has."""
    font = FONT if _has_font(FONT) else SPARE_FONT
    return Look(
        cell=_styled(_CELL),
        note=_styled(_NOTE),
        mark=_RAISED,
        table=f"<w:tblPr><w:tblBorders>{''.join(_border(side) for side in _SIDES)}</w:tblBorders></w:tblPr>",
        section=_section("rId3"),
        parts=(Part("styles", "styles.xml", _styles(font)), Part("header", "header1.xml", _header())),
    )


def _has_font(family: str) -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    told = subprocess.run([program, family], capture_output=True, check=False, timeout=60)
    return bool(told.stdout.strip())


def _styled(style: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4"/>'


def _section(header: str) -> str:
    """A4 (in twentieths of a point); the first page bears no number."""
    return (
        f'<w:sectPr xmlns:r="{RELATIONS}"><w:headerReference w:type="default" r:id="{header}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1701" w:header="567" w:footer="567"/><w:titlePg/></w:sectPr>'
    )


def _styles(font: str) -> str:
    letters = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:sz w:val="28"/>'
    return (
        f'{HEAD}<w:styles xmlns:w="{WORD}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + _style("Normal", before=120, indent=720, align="both", default=True)
        + _style(_NOTE, indent=720, align="both", size=20)
        + _style(_CELL, align="left", size=24)
        + "</w:styles>"
    )


def _style(
    name: str, *, before: int = 0, indent: int = 0, align: str, size: int = 28, default: bool = False
) -> str:
    told = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{told} w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:before="{before}"/><w:ind w:firstLine="{indent}"/><w:jc w:val="{align}"/>'
        f'</w:pPr><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _header() -> str:
    number = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>PAGE</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    centred = '<w:pPr><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    return f'{HEAD}<w:hdr xmlns:w="{WORD}"><w:p>{centred}{number}</w:p></w:hdr>'
