"""Says no where a sentence denies what a yes/no question asks, or tells that it is not yet so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice, pairwise

from ingest.sentence import split_sentences
from ingest.text import fold
from search.choose import Choice, choose
from search.cite import without_repeats
from search.denial import denials, find_any_denial
from search.draft import Asked, Draft, Status
from search.evidence import FoundPassage
from search.matching import match_text
from search.outlook import is_outlook
from search.phrase import say
from search.route.quoted import citations_of, quotes_in_words
from search.route.stated import CITATIONS
from search.wording import cite_passage
from search.words import find, take_apart

_WORDS = re.compile(r"[^\W\d_]\w*(?:\s+[^\W\d_]\w*)*")
_QUOTES = 2
_MORE = 10  # passages
_TOLD = 0.5  # the share of the question that the sentence tells, with the one before it


def refused(asked: Asked) -> Draft | None:
    """A no in the words of the report, if one of its best passages says it of the very thing asked about.

    Where the question names one thing (a commune, a product), a sentence with this name that tells that it is
    not yet so ("mới đạt 12/19 tiêu chí", "phấn đấu về đích") is a no as well.
    """
    question = asked.question
    if not question.asks("asks-yes-no") or question.asks("asks-quantity") or question.slots.events:
        return None
    if question.slots.threshold:
        return None  # what exceeds a limit no denial tells
    choice = choose(question, asked.evidence)
    if names := tuple(_names(asked)):
        found = [one for one in choice.passages if _is_not_yet(asked, one, names)]
    else:
        denial = find_any_denial(question, _with_more(asked, choice), asked.evidence.weights)
        found = [denial] if denial else []
    if not found:
        return None
    found.sort(key=lambda one: is_outlook(one.passage.section))  # what is so before what is striven for
    own = [cite_passage(one.passage, asked.catalogue) for one in found]
    quotes = quotes_in_words(asked, own[:_QUOTES], question.language)
    return Draft(
        Status.NO,
        f"{say(question.language, 'missing.not_so')} {quotes}",
        citations=tuple(without_repeats((*own, *citations_of(asked, choice, ()))))[:CITATIONS],
    )


def _with_more(asked: Asked, choice: Choice) -> Choice:
    """The choice with further passages behind its best: a denial says few words of the question."""
    more = (found for found in asked.evidence.passages if found not in choice.passages)
    return replace(choice, passages=(*choice.passages, *islice(more, _MORE)))


def _names(asked: Asked) -> Iterator[str]:
    """The things that the question names: communes, and whatever else it writes with capitals."""
    slots = asked.question.slots
    places = [fold(area.name) for area in (*slots.districts, *slots.provinces)]
    yield from (area.name for area in slots.communes)
    for name in _capitalised(asked.question.text):
        if not name.isupper() and not any(place in fold(name) for place in places):
            yield name


def _capitalised(text: str) -> Iterator[str]:
    """The words with capitals that stand one after the other, two or more; not a plain one that opens all."""
    for match in _WORDS.finditer(text):
        words = match[0].split()
        if match.start() == 0 and words[0].isascii():
            words = words[1:]
        for capital, run in groupby(words, key=lambda word: word[:1].isupper()):
            name = list(run)
            if capital and len(name) > 1:
                yield " ".join(name)


def _is_not_yet(asked: Asked, found: FoundPassage, names: tuple[str, ...]) -> bool:
    """Whether a sentence with one of the names says that it is not yet so."""
    terms = [term for term in asked.question.terms if term.forms]
    sentences = [found.passage.text[start:end] for start, end in split_sentences(found.passage.text)]
    for before, sentence in pairwise(("", *sentences)):
        own = "\n".join(part for part in sentence.split(";") if _says_one(names, part))
        if not own:
            continue
        told = match_text(terms, asked.evidence.weights, take_apart(f"{before}\n{sentence}")).recall
        if told >= _TOLD and list(denials("not_yet").find(own)):
            return True
    return False


def _says_one(names: tuple[str, ...], text: str) -> bool:
    words = take_apart(text)
    return any(find(take_apart(name), words, plain=True) for name in names)
