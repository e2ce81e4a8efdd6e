"""The HTML that mammoth makes of a docx file, read into paragraphs, tables and footnotes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ingest.read.elements import ElementReader, WordContent

_NOTE_LINK = re.compile(r"#?((?:foot|end)note)-(ref-)?(\S+)")


def read_word_html(html: str) -> WordContent:
    """The content of mammoth's HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.elements.end_paragraph()
    return reader.elements.content


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements = ElementReader()
        self._lists = 0
        self._skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        note = _NOTE_LINK.match(values.get("id") or "") if tag == "li" else None
        if note:
            self.elements.start_note(f"{note[1]}-{note[3]}")
        elif tag == "a":
            self._start_link(values.get("href") or "")
        else:
            self._lists += tag in {"ul", "ol"}
            self.elements.start(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._skip = False
        elif tag == "li" and self._lists == 1:
            self.elements.end(tag)
            self.elements.end_note()
        else:
            self._lists -= tag in {"ul", "ol"}
            self.elements.end(tag)

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.elements.words(data)

    def _start_link(self, href: str) -> None:
        link = _NOTE_LINK.match(href)
        if not link:
            return
        self._skip = True  # "[1]" at the mark, an arrow back at the body's end
        if not link[2]:
            self.elements.mark(f"{link[1]}-{link[3]}")
