"""Says so where a report tells that the figure asked for is not known yet: that is no zero and no "no"."""

from __future__ import annotations

from itertools import pairwise

from ingest.match.programmes import match_programmes
from ingest.sentence import split_sentences
from search.choose import choose
from search.denial import denials
from search.draft import Asked, Draft, Status
from search.evidence import FoundPassage
from search.intents import Intent
from search.matching import NEAR, coverage, match_text
from search.phrase import say
from search.route.quoted import quotes_in_words
from search.wording import cite_passage
from search.words import take_apart

_TOLD = 0.5  # the share of the question that the sentence tells, with the one before it and its headings
_REACH = 4  # words behind the denial that say whose figure is missing


def unknown_yet(asked: Asked) -> Draft | None:
    """That it is not known yet, if a passage says so of the very programme and thing asked for."""
    question = asked.question
    if question.intent is not Intent.LOOKUP or not question.slots.programmes:
        return None
    choice = choose(question, asked.evidence)
    found = next((one for one in choice.passages if _says_unknown(asked, one)), None)
    if found is None:
        return None
    citation = cite_passage(found.passage, asked.catalogue)
    quotes = quotes_in_words(asked, (citation,), question.language)
    return Draft(
        Status.NOT_FOUND,
        f"{say(question.language, 'missing.unknown_yet')} {quotes}",
        citations=(citation,),
    )


def _says_unknown(asked: Asked, found: FoundPassage) -> bool:
    question, weights = asked.question, asked.evidence.weights
    programmes = {programme.id for programme in question.slots.programmes}
    terms = [term for term in question.terms if term.forms]
    text = found.passage.text
    sentences = [text[start:end] for start, end in split_sentences(text)]
    for before, sentence in pairwise(("", *sentences)):
        for mention in denials("unknown").find(sentence):
            rest = take_apart(" ".join(sentence[mention.end :].split()[:_REACH]))
            around = f"{before}\n{sentence}"
            told = match_text(terms, weights, take_apart(f"{found.passage.context}\n{around}")).recall
            if (
                told >= _TOLD
                and any(coverage(term, rest) >= NEAR for term in terms)
                and {one.value.id for one in match_programmes(around)} & programmes
            ):
                return True
    return False
