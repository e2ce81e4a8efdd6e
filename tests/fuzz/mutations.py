"""Ways to spoil a file: its bytes, its text, its markup, the parts of its package, the objects of a PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from xml.etree import ElementTree

from ingest.read.package import BROKEN
from tests.fuzz.seeds import seeds, small_pdf
from tests.pdf_bytes import stream

LONGEST = 10_000
TOKENS = (
    "I. ", "1. ", "1.1. ", "a) ", "- ", "+ ", "* ", "**", "KẾT QUẢ", "đạt 12,5 ha", "4.623,3ha1", "¹",
    "⁽³⁾",
    "[1: ", "]", "[^1]", "[^1]: ", "[footnoteRef:1]", "<sup>(1)</sup>", "<sup>", "1 Trong đó", "(1) Lúa",
    "7",
    "\\-", "## ", "\t", "|", "|---|", "\f", "     ", "\n", "\n\n", "\r", "\r\n", "...", ":", "-----",
    "<table>",
    "<tr>", "<td>", "</table>", "<td rowspan=9999 colspan=9999>", "<p>", "<div ", "<!--", "-->", "<br>",
    "&amp;",
    "&#x110000;", "&#0;", "\u0301", "\u0323\u0302", "e\u0302\u0301", "\u202e", "\u200b", "\ufeff", "\x00",
    "\x1b",
    "\u2028", "\x85", "\x1c", "\u00ad", "\ufffd", "\ufffe", "😀", "\u0663", "²", "½", "①",
    "9" * 40, "1" * 20,
    "0", "-1", "1e999", "1.234.567,89", "12/2023", "31/02/2023", "2023-2023", "QĐ-UBND", "số 2087/QĐ-",
    "'", '"',
    "${", "{{", "%s", "%", "/", "\\", "(", ")", ";", ",", ".", " ", "huyện ", "xã ", "so với", "trong đó",
    "tỷ đồng", "triệu đồng", "OCOP", "4 sao", "Chương trình", "Nghị quyết", "lở đất", "dịch tả lợn",
    "\u1ea0" * 9,
)  # fmt: skip
VALUES = (
    "",
    "-1",
    "0",
    "99999999999999999999",
    "1e9",
    "NaN",
    "%1%2%9%0",
    "\u0663",
    "true",
    "&#65;",
    "x" * 300,
)
Spoil = Callable[[bytes, Random], bytes]


def spoiled(form: str, random: Random) -> bytes:
    """A spoiled file of the format: one seed, changed one to six times."""
    data = random.choice(seeds()[form])
    if form == "pdf" and random.random() < 0.7:
        return _pdf(random)
    ways = _WAYS.get(form, (_bytes,))
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(ways)(data, random)
    return data


def _bytes(data: bytes, random: Random) -> bytes:
    """Bits turned, bytes cut out, repeated or put elsewhere."""
    at, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    end = min(end, at + random.choice((1, 4, 100, LONGEST)))
    way = random.randrange(6)
    if way == 0:
        return data[:at] + bytes(random.randrange(256) for _ in range(random.choice((1, 3, 40)))) + data[end:]
    if way == 1:
        return data[:at] + data[end:]
    if way == 2:
        return (
            data[:at]
            + data[at:end] * min(random.choice((2, 10, 500)), LONGEST // max(1, end - at))
            + data[end:]
        )
    if way == 3:
        return data[:at] if random.random() < 0.5 else data[at:]
    if way == 4:
        other = random.choice(random.choice(list(seeds().values())))
        return data[:at] + other[random.randrange(len(other)) :][:4000] + data[end:]
    flipped = bytearray(data)
    for _ in range(random.choice((1, 2, 10))):
        if flipped:
            flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _words(data: bytes, random: Random) -> bytes:
    """The text of a file, whatever it is in, with tokens put in, pieces repeated and lines shuffled."""
    text = data.decode("utf-8", "replace")
    text = _text(text, random)
    return text[:LONGEST].encode(random.choice(("utf-8",) * 9 + ("utf-16", "cp1258", "latin-1")), "replace")


def _text(text: str, random: Random, tokens: Sequence[str] = TOKENS) -> str:
    at, end = sorted(random.randrange(len(text) + 1) for _ in range(2))
    way = random.randrange(6)
    if way == 0:
        return text[:at] + "".join(random.choices(tokens, k=random.choice((1, 3, 20)))) + text[at:]
    if way == 1:
        piece = "".join(random.choices(tokens, k=random.choice((1, 1, 2, 3))))
        return text[:at] + piece * min(random.choice((30, 1000, 9999)), LONGEST // len(piece)) + text[at:]
    if way == 2:
        piece = text[at : at + random.choice((1, 5, 60))] or "x"
        return text[:at] + piece * min(random.choice((3, 100, 3000)), LONGEST // len(piece)) + text[at:]
    if way == 3:
        lines = text.split("\n")
        random.shuffle(lines)
        return "\n".join(lines[: random.randrange(len(lines)) + 1])
    if way == 4:
        return text[:at] + text[min(end, at + random.choice((1, 30, LONGEST))) :]
    return text.replace(random.choice(text or "x"), random.choice(tokens), random.choice((1, 5, 500)))[
        :LONGEST
    ]


_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r'(?<==)"[^"<>]*"|(?<==)[^\s"<>]+')
_HTML = (
    "<table>", "</table>", "<tr>", "<td>", "<td colspan=99999 rowspan=99999>", "<div>", "<p>", "<li>",
    "<ol start=9>",
    "<ul>", "<sup>", "</sup>", "<b>", "<pre>", "<script>", "<style>", "<!--", "<a href=#x id=y>1</a>",
    "<svg>",
    "<a href=#y id=x>1</a>", "<template>", "<del>", "<title/>", "<![CDATA[", "<?x", "</", "<", "&",
    "</body>",
)  # fmt: skip


def _html(data: bytes, random: Random) -> bytes:
    return _markup(data.decode("utf-8", "replace"), random, _HTML).encode("utf-8", "replace")


def _markup(text: str, random: Random, tags: Sequence[str]) -> str:
    """Markup with tags lost, doubled, moved, nested, and other values."""
    found = list(_TAG.finditer(text))
    way = random.randrange(7)
    if not found or way == 0:
        return _text(text, random)
    one, other = random.choice(found), random.choice(found)
    if way == 1:
        return text[: one.start()] + text[one.end() :]
    if way == 2:
        return text[: one.start()] + other[0] + text[one.end() :]
    if way == 3:
        return (
            text[: one.start()] + "".join(random.choices(tags, k=random.choice((1, 4)))) + text[one.start() :]
        )
    if way == 4:
        piece = random.choice((random.choice(tags), one[0], text[one.start() : other.end()] or one[0]))
        return (
            text[: one.start()]
            + piece * min(random.choice((3, 300, 3000)), LONGEST // len(piece))
            + text[one.start() :]
        )
    if way == 5:
        start, end = sorted((one.start(), other.start()))
        return text[:start] + text[end:] + text[start:end]
    values = list(_VALUE.finditer(text))
    if not values:
        return text
    value = random.choice(values)
    return f'{text[: value.start()]}"{random.choice(VALUES)}"{text[value.end() :]}'


_WORD_TAGS = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "</w:tr>",
    "<w:p/>",
    '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:ins>", "</w:ins>", "<w:del/>",
    "<w:sdt><w:sdtContent/></w:sdt>",
    '<w:tcPr><w:gridSpan w:val="9999"/><w:vMerge/></w:tcPr>',
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    "<w:tbl/>", "<w:tr/>", "<w:tc/>", '<w:hyperlink w:anchor="x"/>', '<w:fldChar w:fldCharType="begin"/>',
    "<w:br/>",
    "<w:instrText>HYPERLINK</w:instrText>", "<w:pict/>", "<w:drawing/>",
    '<w:sym w:font="Symbol" w:char="F0B7"/>',
    '<w:c r="ZZZ9999999"/>', '<c r="A1" t="s"><v>99999</v></c>', "<row/>", '<c r="B2" t="d"><v>x</v></c>',
    "<c/>",
    '<mergeCell ref="A1:XFD1048576"/>', '<c r="XFD1048576" t="str"><v>x</v></c>', '<c t="e"><v>1</v></c>',
    "<v/>",
)  # fmt: skip


def _package(data: bytes, random: Random) -> bytes:
    """A part of a package spoiled, dropped or put in another's place, and all packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
    except (*BROKEN, EOFError):
        return _bytes(data, random)
    if not parts:
        return data
    name = random.choice(
        [*parts, *(part for part in parts if re.search("document|notes|sheet|numb|shared", part))]
    )
    way = random.randrange(12)
    if way == 0:
        del parts[name]
    elif way == 1:
        parts[random.choice(list(parts))] = parts[name]
    elif way == 2:
        parts[name] = _bytes(parts[name], random)
    elif way < 9:
        parts[name] = _tree(parts[name], random)
    else:
        text = parts[name].decode("utf-8", "replace")
        parts[name] = _markup(text, random, _WORD_TAGS)[: 4 * LONGEST].encode("utf-8", "replace")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as made:
        for part, told in parts.items():
            made.writestr(part, told)
    return target.getvalue()


def _tree(part: bytes, random: Random) -> bytes:
    """Well-formed XML with elements lost, doubled, moved into others, and other words and values."""
    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError):
        return _bytes(part, random)
    for _ in range(random.choice((1, 2, 5))):
        elements = list(root.iter())
        one, other = random.choice(elements), random.choice(elements)
        way = random.randrange(6)
        if way == 0 and len(one):
            del one[random.randrange(len(one))]
        elif way == 1:
            count = min(random.choice((1, 3, 400)), 3000 // sum(1 for _ in other.iter()))
            one.extend([deepcopy(other) for _ in range(count)])
        elif way == 2 and one.attrib:
            one.set(random.choice(list(one.attrib)), random.choice((*VALUES, *other.attrib.values())))
        elif way == 3:
            one.tag = other.tag
        elif way == 4:
            one.text = _kept(_text(one.text or "", random))
        else:
            one.text, other.text = other.text, one.text
    return ElementTree.tostring(root)


def _kept(words: str) -> str:
    """The words without what XML cannot hold."""
    return re.sub("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]", "", words)


_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?")
_NUMBERS = (
    b"0",
    b"-1",
    b"1e9",
    b"99999999999",
    b"-99999",
    b"0.00001",
    b"3.4e38",
    b"1000000",
    b"2147483648",
    b"nan",
)
_OPERATORS = (
    b" Tj", b" q", b" Q", b" BT", b" ET", b" W n", b" 0 0 0 0 0 0 Tm", b" 0 1 -1 0 300 300 Tm",
    b" 0 0 0 0 0 0 cm",
    b" 1e9 0 0 1e9 0 0 cm", b" 3 Tr", b" 0 Tz", b" 72 90 900 1 re f", b" (\\000\\001) Tj",
    b" <FEFF1EA0> Tj",
    b" [(a) -9999 (b) 1e30] TJ", b" 100 Ts", b" 0 0 m 595 842 l S", b" 0 0 m 1 1 2 2 3 3 c S",
    b" /F9 1 Tf", b" T*",
)  # fmt: skip
_VALUES = (
    b"/Rotate 90", b"/Rotate 45", b"/UserUnit 1e9", b"/MediaBox[0 0 0 0]", b"/MediaBox[0 0 1e9 1e9]",
    b"/CropBox[9 9 1 1]",
    b"/Kids[2 0 R]", b"/Count 99999", b"/Count -1", b"/Parent 4 0 R", b"/Contents[5 0 R 5 0 R]",
    b"/Contents 2 0 R",
    b"/Encrypt 3 0 R", b"/Annots[4 0 R]", b"/Resources 4 0 R", b"/Filter/FlateDecode", b"/ToUnicode 5 0 R",
)  # fmt: skip


def _pdf(random: Random) -> bytes:
    """A small PDF with objects and page contents spoiled, and its table of objects made to fit."""
    pdf = small_pdf()
    for _ in range(random.choice((1, 2, 4))):
        number = random.choice(list(pdf.objects))
        body = pdf.objects[number]
        if b"stream" in body:
            body = body[body.index(b"stream") + 7 : -10]
            pdf.objects[number] = stream(
                _page(body, random), random.choice(("", "", "", "/Filter/ASCIIHexDecode"))
            )
        elif random.random() < 0.6:
            pdf.objects[number] = body.replace(b"<<", b"<<" + random.choice(_VALUES), 1)
        else:
            pdf.objects[number] = _bytes(body, random)
    return pdf.write()


def _page(body: bytes, random: Random) -> bytes:
    way = random.randrange(5)
    numbers = list(_NUMBER.finditer(body))
    if way == 0 and numbers:
        one = random.choice(numbers)
        return body[: one.start()] + random.choice(_NUMBERS) + body[one.end() :]
    if way == 1:
        parts = body.split(b" ")
        at = random.randrange(len(parts))
        return b" ".join([*parts[:at], random.choice(_OPERATORS) * random.choice((1, 1, 500)), *parts[at:]])
    if way == 2 and numbers:
        return _NUMBER.sub(lambda one: random.choice(_NUMBERS) if random.random() < 0.02 else one[0], body)
    if way == 3:
        lines = body.split(b"\n")
        random.shuffle(lines)
        return b"\n".join(lines * random.choice((1, 2, 10)))
    return _bytes(body, random)


_WAYS: dict[str, Sequence[Spoil]] = {
    "txt": (_words, _words, _words, _bytes),
    "md": (_words, _words, _words, _html, _bytes),
    "csv": (_words, _words, _bytes),
    "html": (_html, _html, _html, _words, _bytes),
    "mht": (_html, _words, _bytes),
    "docx": (_package, _package, _package, _package, _bytes),
    "xlsx": (_package, _package, _package, _package, _bytes),
    "foreign": (_bytes, _package),
}
