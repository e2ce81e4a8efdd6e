"""Web pages to documents: those of sites, and those that Word and LibreOffice save."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace
from email import message_from_bytes

from ingest.document import Document
from ingest.read.content import content_document
from ingest.read.decode import decode
from ingest.read.legacy import font_warning
from ingest.read.package import damaged
from ingest.read.webpage import read_page
from ingest.read.wordfinal import TOLD
from ontology.errors import UnreadableReport

_NAMED = re.compile(
    rb"<meta\b[^<>]*?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^<>]*encoding\s*=\s*[\"']([\w-]+)", re.I
)
_BEGINNING = 4096
_KNOWN = re.compile(r"(?:windows-|cp)125\d|iso-8859-\d{1,2}|us-ascii|utf-?16(?:le|be)?", re.I)
_LETTER = re.compile(r"&(?:#\d{3,5}|#x[0-9a-f]{2,4}|[a-z]{2,8});", re.I)
_FIRST_LETTER = "\xa1"  # below it are markup and the space that must not break
_STRUCK = TOLD["struck"]


def read_html(data: bytes, name: str, encoding: str = "") -> Document:
    """The document of a web page; ``encoding`` is what came with it.

    Raises ``UnreadableReport`` for what is no readable text and for pages nested beyond measure.
    """
    decoded = decode(data, name, _known(encoding) or _named(data), _with_letters)
    page = read_page(decoded.text, name)
    told = (*font_warning(decoded.font), *((_STRUCK,) if page.struck else ()))
    return content_document(page.content, data, name, "text/html", told)


def read_mht(data: bytes, name: str) -> Document:
    """The document of a web page that was saved as one file with its pictures (mht)."""
    try:
        parts = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
        page = parts[0].get_payload(decode=True) if parts else None
    except (RecursionError, LookupError, ValueError) as error:
        raise damaged(name) from error
    if not isinstance(page, bytes):
        raise UnreadableReport(
            f"{name} is a saved mail or page without a text in HTML.", "Save it as .docx or .html.", "format"
        )
    document = read_html(page, name, parts[0].get_content_charset() or "")
    return replace(document, id=hashlib.sha256(data).hexdigest()[:16], media_type="multipart/related")


def _named(data: bytes) -> str:
    """The encoding that the page says it is in, if it is one of those that old pages have."""
    found = _NAMED.search(data[:_BEGINNING])
    return _known((found[1] or found[2]).decode("ascii", "replace")) if found else ""


def _known(encoding: str) -> str:
    return encoding if _KNOWN.fullmatch(encoding) else ""


def _with_letters(markup: str) -> str:
    return _LETTER.sub(_letter, markup)


def _letter(found: re.Match[str]) -> str:
    """A letter written as an entity; markup stays as it is."""
    letter = html.unescape(found[0])
    return letter if len(letter) == 1 and letter >= _FIRST_LETTER else found[0]
