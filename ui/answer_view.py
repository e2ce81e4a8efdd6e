"""An answer as it is shown: its text in readable parts, its sources once each, its chips. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.sentence import split_sentences
from ingest.text import fold
from search.answer import Answer
from search.cite import Citation
from search.excerpt import GAP, plain_text
from search.language import Language
from search.phrase import templates
from ui.render import one_line

_CLAUSES = re.compile(r"; (?![^(]*\))")  # between the facts of a list, not inside their brackets
_FEWEST_ITEMS = 2
_SHORTEST = 12  # characters: "Yes." stands before the sentence that says what


class PartKind(StrEnum):
    """How a part of an answer is set."""

    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, list item or quote. ``source`` counts from 1: which citation the quote stands in."""

    kind: PartKind
    text: str
    source: int | None = None


def answer_parts(
    text: str, citations: Sequence[Citation], elsewhere: Collection[str] = ()
) -> tuple[Part, ...]:
    """The text of an answer, sentence by sentence, quotes of the same words shown once.

    Items that stand ``elsewhere`` on the page, as choices to click, are left out.
    """
    parts: list[Part] = []
    for part in _parts(text, citations):
        if part.kind is not PartKind.QUOTE or not _repeats(part, parts):
            parts.append(part)
    return tuple(part for part in _without_lost_leads(parts) if not _stands(part, elsewhere))


def shortened(text: str, most: int = 160) -> str:
    """An answer in one line, cut between words where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: line.rfind(" ", 0, most)].rstrip(" ,;:") + " …"


def distinct_citations(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations in order, without those that hold, or stand inside, an earlier one of the same report."""
    kept: list[Citation] = []
    for citation in citations:
        if not any(_overlaps(citation, earlier) for earlier in kept):
            kept.append(citation)
    return tuple(kept)


def row_citations(
    rows: Iterable[Mapping[str, object]], citations: Sequence[Citation]
) -> tuple[Citation | None, ...]:
    """For each row of an answer the citation that holds its line."""
    return tuple(next((c for c in citations if _holds(c, row)), None) for row in rows)


def chips(answer: Answer) -> dict[str, str]:
    """How the question was understood; the topic only where no other slot says it."""
    slots = dict(answer.interpretation)
    others = {word for slot, label in slots.items() if slot != "topic" for word in fold(label).split()}
    if set(fold(slots.get("topic", "")).split()) <= others:
        slots.pop("topic", None)
    return slots


def correction(suggestion: str, answer: Answer) -> tuple[str, str]:
    """The slot that a suggestion corrects, and the value that it gives it."""
    language = Language(answer.language)
    for slot in ("period", "district", "figure"):
        before, _, after = templates(language)[f"suggest.{slot}"].partition(f"{{{slot}}}")
        if suggestion.startswith(before) and suggestion.endswith(after):
            return slot, suggestion.removeprefix(before).removesuffix(after)
    return "district", suggestion


def _parts(text: str, citations: Sequence[Citation]) -> Iterator[Part]:
    introduced = False
    for piece in _pieces(text):
        if piece.startswith("“") and introduced:
            yield Part(PartKind.QUOTE, piece, _source(piece, citations))
        else:
            yield from _sentences(piece)
            introduced = piece.rstrip().endswith(":")


def _pieces(text: str) -> Iterator[str]:
    """The text cut before and after each quote that a colon, or a quote, leads up to.

    Marks in a name, which may lack their other half ("quỹ “Vì người nghèo"), are none of a quote's.
    """
    start = depth = 0
    quoting = False
    for position, character in enumerate(text):
        if character == "“":
            if not quoting and _leads_up(text[:position]):
                yield from filter(str.strip, (text[start:position],))
                start, quoting = position, True
            depth += quoting
        elif character == "”" and quoting:
            depth -= 1
            if depth == 0:
                yield text[start : position + 1]
                start, quoting = position + 1, False
    yield from filter(str.strip, (text[start:],))


def _leads_up(before: str) -> bool:
    return before.rstrip().endswith((":", "”"))


def _sentences(piece: str) -> Iterator[Part]:
    begun = ""
    for start, end in split_sentences(piece):
        sentence = f"{begun} {piece[start:end]}".strip()
        begun = sentence if len(sentence) <= _SHORTEST else ""
        if not begun:
            yield from _sentence(sentence)
    if begun:
        yield Part(PartKind.TEXT, begun)


def _sentence(sentence: str) -> Iterator[Part]:
    lead, colon, listed = sentence.partition(": ")
    items = _CLAUSES.split(listed)
    if colon and len(items) >= _FEWEST_ITEMS:
        yield Part(PartKind.TEXT, f"{lead}:")
        yield from (Part(PartKind.ITEM, item) for item in items)
    else:
        yield Part(PartKind.TEXT, sentence)


def _source(quote: str, citations: Sequence[Citation]) -> int | None:
    """The number of the citation that holds every piece of the quote."""
    pieces = [piece.strip("“”…. ") for piece in quote.split(GAP)]
    texts = enumerate((plain_text(citation.quote) for citation in citations), 1)
    return next((number for number, text in texts if all(piece in text for piece in pieces)), None)


def _repeats(part: Part, earlier: Iterable[Part]) -> bool:
    words = part.text.strip("“”…. ")
    shown = [other.text.strip("“”…. ") for other in earlier if other.kind is PartKind.QUOTE]
    return any(words in other or other in words for other in shown)


def _stands(part: Part, elsewhere: Collection[str]) -> bool:
    return part.kind is PartKind.ITEM and part.text.rstrip(".") in elsewhere


def _without_lost_leads(parts: Sequence[Part]) -> Iterator[Part]:
    """Leaves out "the report says:" where what it said is left out."""
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        leads_on = following is not None and following.kind is not PartKind.TEXT
        if part.kind is not PartKind.TEXT or leads_on or not part.text.endswith(":"):
            yield part


def _overlaps(one: Citation, other: Citation) -> bool:
    inside = one.start >= other.start and one.end <= other.end
    around = one.start <= other.start and one.end >= other.end
    same = one_line(one.quote) == one_line(other.quote)
    return one.report_id == other.report_id and (inside or around or same)


def _holds(citation: Citation, row: Mapping[str, object]) -> bool:
    line = row.get("line")
    same = citation.report == row.get("report")
    return same and isinstance(line, int) and citation.line <= line <= citation.last_line
