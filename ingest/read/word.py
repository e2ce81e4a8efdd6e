"""docx files to documents. mammoth reads them, for it keeps the footnotes."""

from __future__ import annotations

import io

import mammoth

from ingest.document import Document
from ingest.read.content import content_document
from ingest.read.legacy import font_warning, old_font
from ingest.read.package import BROKEN, damaged, refuse_bad_package
from ingest.read.wordfinal import final_version
from ingest.read.wordhtml import read_word_html

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_word(data: bytes, name: str) -> Document:
    """The document of a docx file. Raises ``UnreadableReport`` for a broken, hostile or empty file."""
    refuse_bad_package(data, name)
    try:
        final = final_version(data)
        result = mammoth.convert_to_html(
            io.BytesIO(final.data),
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
        font = old_font(result.value)
        content = read_word_html(font.convert(result.value) if font else result.value)
    except BROKEN as error:
        raise damaged(name) from error
    told = (*font_warning(font.name if font else ""), *final.warnings)
    return content_document(content, data, name, MEDIA_TYPE, told)
