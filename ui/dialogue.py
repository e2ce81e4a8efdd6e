"""The conversation of the page *Ask*, which stands in its address.

``q`` is the question that is shown and ``fix.SLOT`` what the user corrected in it. ``after`` holds each
question before it, the oldest first, and ``after.fix`` what was corrected in one of them: ``0.period=2023``
is the period of the oldest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from search.follow.turns import Turn
from ui.session import language

_AFTER, _AFTER_FIX, _FIX = "after", "after.fix", "fix."
_LONGEST = 12


def ask(question: str, earlier: Sequence[Turn] = (), **fixes: str) -> None:
    """Asks by way of the address; an empty question begins the page anew."""
    corrected = {f"{_FIX}{slot}": value for slot, value in fixes.items()}
    asked = {"q": question} if question else {}
    st.query_params.from_dict({"lang": language().value, **asked, **corrected, **written_turns(earlier)})
    st.rerun()


def read_fixes() -> dict[str, str]:
    """What the user corrected in the question that is shown."""
    asked = st.query_params.to_dict()
    return {name.removeprefix(_FIX): value for name, value in asked.items() if name.startswith(_FIX)}


def read_earlier() -> tuple[Turn, ...]:
    """The questions before the one that is shown."""
    return read_turns(st.query_params.get_all(_AFTER), st.query_params.get_all(_AFTER_FIX))


def read_turns(questions: Sequence[str], fixes: Sequence[str]) -> tuple[Turn, ...]:
    """Earlier questions with their corrections; a correction that is no such thing is left out."""
    corrected: list[dict[str, str]] = [{} for _ in questions]
    for fix in fixes:
        number, dot, correction = fix.partition(".")
        slot, equals, value = correction.partition("=")
        if dot and equals and number.isdecimal() and int(number) < len(corrected):
            corrected[int(number)][slot] = value
    return tuple(Turn(text, fix) for text, fix in zip(questions, corrected, strict=True))


def written_turns(turns: Sequence[Turn]) -> Mapping[str, list[str]]:
    """The same as parameters of an address; of a long conversation the newest questions."""
    kept = turns[-_LONGEST:]
    fixes = [
        f"{number}.{slot}={value}"
        for number, turn in enumerate(kept)
        for slot, value in turn.corrections.items()
    ]
    return {_AFTER: [turn.text for turn in kept], _AFTER_FIX: fixes} if kept else {}
