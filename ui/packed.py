"""Long texts in a short form for an address, and back. Pure."""

from __future__ import annotations

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

_MARK = "z~"
_SHORT = 200  # characters that an address bears as they are
_LONGEST = 60_000  # bytes that a packed text may become: a link is not to fill the memory


def pack(text: str) -> str:
    """The text itself if it is short, else compressed."""
    if len(text) <= _SHORT and not text.startswith(_MARK):
        return text
    return _MARK + urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(told: str) -> str | None:
    """What ``pack`` was given; ``None`` for what it never made."""
    if not told.startswith(_MARK):
        return told
    packed = told.removeprefix(_MARK)
    try:
        data = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        opened = zlib.decompressobj()
        text = opened.decompress(data, _LONGEST).decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None
    return text if opened.eof else None
