"""Whether a line ends within the name of a place that the next one completes: "ở Phà" / "Đánh, Bảo Nam"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from ontology.gazetteer import even_name, load_gazetteer, name_key
from ontology.place_words import VILLAGE, load_place_words

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’])*")
_LONGEST = 3  # words of a name on either side of the break


def breaks_name(line: str, following: str) -> bool:
    """Whether a name that is called a place's begins at the end of ``line`` and ends in ``following``."""
    begun = [*_name(reversed(line.split()))][::-1]
    before = line.split()[: -len(begun)] if begun else []
    if not begun or len(begun) > _LONGEST or not _lead_to_place(before):
        return False
    ended = [*_name(_until_mark(following.split()[:_LONGEST]))]
    return any(_is_unit(" ".join([*begun, *ended[: at + 1]])) for at in range(len(ended)))


def _name(words: Iterable[str]) -> Iterator[str]:
    """The words from the first on that are capitalised and nothing but words."""
    return takewhile(lambda word: _WORD.fullmatch(word) is not None and word[0].isupper(), words)


def _until_mark(words: Iterable[str]) -> Iterator[str]:
    """The words up to one that a mark follows, without the mark."""
    for word in words:
        yield word.rstrip(".,;:)")
        if not word[-1].isalpha():
            return


def _lead_to_place(words: list[str]) -> bool:
    """Whether what stands before is a list's comma, a word like "ở", or that of a kind of unit."""
    if words and words[-1].endswith(","):
        return True
    last = [word.lower() for word in words[-2:]]
    known = load_place_words()
    kinds = (known.kinds.get(tuple(last[-count:])) for count in (1, 2))
    return not known.place_leads.isdisjoint(last[-1:]) or any(kind and kind.level < VILLAGE for kind in kinds)


def _is_unit(name: str) -> bool:
    key = name_key(name)
    if key in load_place_words().lower_need_kind or name.isupper():
        return False
    return any(even_name(unit.name) == even_name(name) for unit in load_gazetteer().keyed(key))
