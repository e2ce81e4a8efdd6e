"""The words after a figure that belong to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.gaps import SEPARATORS, Item, chain_start, cuts
from ingest.label_kinds import ACTS
from ingest.match.units import unit_at
from ingest.tokens import Stream
from ingest.wording import animals

_LONGEST_PIECE = 4  # words of a coordinate piece after a comma that still belong to the noun before it
_LONGEST = 60  # tokens; a name is shorter, and the work stays linear


def _is_pair(stream: Stream, comma: int) -> bool:
    """As in "90% xã, thị trấn đạt chuẩn", "91% số chó, mèo thuộc diện tiêm", "412 hộ nghèo, cận nghèo"."""
    label = stream.labels[comma]
    if label is not None and label.first < comma < label.last - 1:
        return True  # a phrase that has its comma
    ends = (unit_at(stream.keys, comma - 1), unit_at(stream.keys, comma + 1))
    places = all(hit is not None and hit[1].kind == "admin" for hit in ends)
    return places or {*stream.keys[comma - 1 : comma], *stream.keys[comma + 1 : comma + 2]} <= animals()


class RightWords:
    """The words right of an item that belong to it, and where they end."""

    def __init__(
        self,
        stream: Stream,
        items: Sequence[Item],
        position: int,
        skip: frozenset[int],
        sentences: Sequence[int],
    ) -> None:
        self._stream, self._skip = stream, skip
        start = items[position].last
        later = bisect_right(sentences, start)
        stop = sentences[later] if later < len(sentences) else len(stream)
        following = items[position + 1].first if position + 1 < len(items) else None
        if following is not None and following <= stop:
            stop = chain_start(stream, start, following, skip)
            joined = True
        else:
            joined = False
        end = self._walk(start, min(stop, start + _LONGEST), joined)
        self.tokens = tuple(index for index in range(start, end) if index not in skip)
        self.end = end if self.tokens else start

    def _walk(self, start: int, stop: int, joined: bool) -> int:
        stream = self._stream
        for index in range(start, stop):
            if index in self._skip:
                continue
            key, kind = stream.keys[index], stream.kind_at(index)
            if key in SEPARATORS or kind in ("parts", "against") or (index == start and key in "=/"):
                return index
            if key == "," and not self._goes_on(start, index, stop, joined):
                return index
            if self._and(start, index, stop, joined):
                return index
            if (index > start and cuts(stream, index)) or self._new_subject(index, stop, joined):
                return index
        return stop

    def _and(self, start: int, index: int, stop: int, joined: bool) -> bool:
        """Whether an "và" parts two figures: right after the first, or before a verb or property."""
        stream = self._stream
        if stream.keys[index] != "và" or not joined or any(key in ",;.:" for key in stream.keys[index:stop]):
            return False
        return index == start or stream.kind_at(index + 1) in (*ACTS, "property")

    def _goes_on(self, start: int, comma: int, stop: int, joined: bool) -> bool:
        """As in "18,9 ha sâm, thất diệp, 987 ha": a short piece after the comma that names no new figure."""
        if comma == start:
            return False
        if _is_pair(self._stream, comma):
            return True
        end = next(
            (
                i
                for i in range(comma + 1, stop)
                if self._stream.keys[i] in SEPARATORS or self._stream.keys[i] == ","
            ),
            None,
        )
        if end is None and joined:
            return False
        piece = range(comma + 1, stop if end is None else end)
        plain = all(self._stream.kind_at(index) in ("", "qualifier", "word") for index in piece)
        return 0 < len(piece) <= _LONGEST_PIECE and plain

    def _new_subject(self, index: int, stop: int, joined: bool) -> bool:
        """A property noun that opens the words of the next figure in the same stretch."""
        label = self._stream.labels[index]
        if not joined or label is None or label.kind != "property" or label.first != index:
            return False
        return all(self._stream.keys[later] not in ",;.:" for later in range(index, stop))
