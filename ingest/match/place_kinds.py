"""Words for kinds of units in a text ("xã", "thị trấn", "tổ dân phố"), and how names hang on them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.match.place_tokens import Token, Words
from ontology.gazetteer import name_key
from ontology.place_words import VILLAGE, KindWord, PlaceWords

_LONGEST_KIND = 3
_LONGEST_VILLAGE = 5
_LONGEST_ABBREVIATION = 3  # "TP. Huế", "T.P": a full stop after a longer word ends the sentence

# Between a word of a kind and its name: "các xã: Nậm Xe", "xã (Nậm Xe)", "TP. Huế", "thôn “Hạ”".
_BEFORE_NAME = re.compile(r"\s*[:(.“\"']?\s*")
_ROMAN = re.compile(r"[IVX]{1,4}")


@dataclass(frozen=True, slots=True)
class KindReader:
    """Finds words of kinds; ``plain`` also finds them without diacritics."""

    words: Words
    vocabulary: PlaceWords
    plain: bool
    openings: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        openers = self.vocabulary.openers
        openings = (
            index
            for index, token in enumerate(self.words.tokens)
            if token.lower in openers or token.key in openers
        )
        object.__setattr__(self, "openings", frozenset(openings))

    def opens(self, index: int) -> bool:
        """Whether a word of a kind may begin at ``index``."""
        return index in self.openings

    def at(self, index: int) -> tuple[KindWord | None, int]:
        """The word of a kind at ``index``, and how many words it has."""
        if index not in self.openings:
            return None, 0
        for length in range(_LONGEST_KIND, 0, -1):
            kind = self._of(index, length)
            if kind is not None:
                return (None, 0) if self._is_part(index, kind) else (kind, length)
        return None, 0

    def leads_to(self, name: int, kind: KindWord) -> bool:
        """Whether the word ``name`` can begin the name that a word of a kind right before it opens."""
        if name >= len(self.words.tokens):
            return False
        gap = self.words.gap(name)
        ended = "." in gap and len(kind.word) > _LONGEST_ABBREVIATION
        bare = "." not in gap and len(kind.word) == 1
        return not ended and not bare and _BEFORE_NAME.fullmatch(gap) is not None

    def village_words(self, first: int, kind: KindWord) -> int:
        """How many words a village's name at ``first`` has: capitalised ones, then perhaps a number."""
        tokens = self.words.tokens
        if first < len(tokens) and tokens[first].lower == "số" and kind.numbered:
            return 2 if first + 1 < len(tokens) and tokens[first + 1].digits else 0
        count = 0
        while first + count < len(tokens) and count < _LONGEST_VILLAGE:
            token = tokens[first + count]
            if count and (self.words.gap(first + count).strip() or self._opens_unit(first + count)):
                break
            if token.digits:
                named = bool(count) or kind.numbered
                return count + 1 if named and self._number_is_name(first + count) else count
            if not _is_village_word(token):
                break
            count += 1
        return count

    def _of(self, index: int, length: int) -> KindWord | None:
        run = self.words.tokens[index : index + length]
        kind = self.vocabulary.kinds.get(tuple([token.lower for token in run]))
        if kind is None and self.plain:
            kind = self.vocabulary.kinds_plain.get(tuple([token.key for token in run]))
        if kind is None or len(run) < length:
            return None
        parted = any(self.words.gap(index + k).strip() for k in range(1, length))
        return None if parted else kind

    def _is_part(self, index: int, kind: KindWord) -> bool:
        """Whether the word before makes it another word: "văn bản", "nông thôn", "bình quân 5"."""
        if not index:
            return False
        before = self.words.tokens[index - 1]
        return before.lower in kind.not_after or before.key in map(name_key, kind.not_after)

    def _number_is_name(self, index: int) -> bool:
        """Whether a number belongs to the village ("Phi Giàng 2 xã Tủa Thàng"), not to a count ("2 hộ")."""
        tokens = self.words.tokens
        if len(tokens[index].text) > 2:
            return False
        gap = self.words.gap(index + 1)
        if index + 1 >= len(tokens):
            return gap[:1] not in {"/", "%"}
        if gap.strip():
            return gap[0] not in "/%." or gap[:2] in {". ", ".\n"}
        return tokens[index + 1].lower in {"và", "thuộc", "của", "tại"} or self._opens_unit(index + 1)

    def _opens_unit(self, index: int) -> bool:
        kind, length = self.at(index)
        after = index + length
        if kind is None or after >= len(self.words.tokens):
            return False
        name = self.words.tokens[after]
        return name.capital or (name.digits and kind.numbered and kind.level < VILLAGE)


def _is_village_word(token: Token) -> bool:
    # An acronym ("ĐBKK") is no village; a roman number or a letter may be.
    return token.capital and (not token.upper or _ROMAN.fullmatch(token.text) is not None)
