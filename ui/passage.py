"""A piece of a report with the quote in it marked. Pure; knows nothing of Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

from ui.plain_text import plain_html

AROUND = 400  # characters shown before and after a quote: enough to understand it, few enough to see the mark
_SLACK = 150  # characters more or less, to cut where a line or a word ends


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A piece of a report's text with the quote in it; ``quote`` is empty where it was not found."""

    before: str
    quote: str
    after: str

    def to_html(self) -> str:
        """The passage with the quote marked; the report's own characters are shown, never interpreted."""
        quote = f"<mark>{plain_html(self.quote)}</mark>" if self.quote else ""
        return f'<div class="hk-passage">{plain_html(self.before)}{quote}{plain_html(self.after)}</div>'


def mark_passage(text: str, start: int, end: int, around: int = AROUND) -> MarkedPassage:
    """The quote ``text[start:end]`` with the text around it, cut where a line, or else a word, ends.

    Offsets outside the text mark nothing.
    """
    if not 0 <= start < end <= len(text):
        return MarkedPassage(text[: 2 * around], "", "")
    return MarkedPassage(_tail(text[:start], around), text[start:end], _head(text[end:], around))


def _tail(before: str, around: int) -> str:
    """The last characters of a text, from the beginning of a line or word."""
    cut = len(before) - around
    if cut <= 0:
        return before
    near = before[cut : cut + _SLACK]
    return before[cut + near.find("\n") + 1 :] if "\n" in near else f"… {before[cut:].partition(' ')[2]}"


def _head(after: str, around: int) -> str:
    """The first characters of a text, up to the end of a line or word."""
    if len(after) <= around:
        return after
    near = after[around - _SLACK : around]
    if "\n" in near:
        return after[: around - _SLACK + near.rfind("\n")]
    return f"{after[:around].rpartition(' ')[0]} …"
