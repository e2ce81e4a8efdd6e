"""Says so where a report tells that the figure asked for is not known yet: that is no zero and no "no"."""

from __future__ import annotations

from itertools import pairwise

from ingest.fact import Measure
from ingest.match.programmes import match_programmes
from ingest.sentence import split_sentences
from ontology.periods import parse_period
from search.choose import Choice, choose
from search.cues import match_cues
from search.denial import denials
from search.draft import Asked, Draft, Status
from search.evidence import FoundPassage
from search.holdings import overlap
from search.intents import Intent
from search.language import Language
from search.matching import NEAR, coverage, match_text
from search.phrase import say
from search.route.quoted import quotes_in_words
from search.wording import cite_passage
from search.words import take_apart

_TOLD = 0.5  # the share of the question that the sentence tells, with the one before it and its headings
_WHOLE = 0.8  # the same of the whole passage, where the sentence names what has no result yet
_REACH = 4  # words behind the denial that say whose figure is missing


def unknown_yet(asked: Asked) -> Draft | None:
    """That it is not known yet, if a passage says so of the very programme and thing asked for."""
    question = asked.question
    if question.intent is not Intent.LOOKUP:
        return None
    choice = choose(question, asked.evidence)
    says = _says_unknown if question.slots.programmes else _says_no_result
    if says is _says_no_result and _is_known(asked, choice):
        return None
    found = next((one for one in choice.passages if says(asked, one)), None)
    if found is None:
        return None
    citation = cite_passage(found.passage, asked.catalogue)
    quotes = quotes_in_words(asked, (citation,), question.language)
    return Draft(
        Status.NOT_FOUND,
        f"{say(question.language, 'missing.unknown_yet')} {quotes}",
        citations=(citation,),
    )


def _is_known(asked: Asked, choice: Choice) -> bool:
    """Whether a figure of the time asked about is named as is asked."""
    periods = asked.question.slots.periods
    return not periods or any(
        overlap(parse_period(figure.period), period)
        for clause in choice.clauses
        for figure in clause.figures
        for period in periods
        if figure.measure is Measure.VALUE
    )


def _says_no_result(asked: Asked, found: FoundPassage) -> bool:
    """Whether a sentence about something that the question names says that it has no result yet."""
    question, weights = asked.question, asked.evidence.weights
    terms = [term for term in question.terms if term.forms]
    text = found.passage.text
    for start, end in split_sentences(text):
        sentence = text[start:end]
        for mention in denials("unknown").find(sentence):
            subject = take_apart(sentence[: mention.start])
            behind = sentence[mention.end :].strip(" .").split()
            told = match_text(terms, weights, take_apart(text)).recall
            named = any(coverage(term, subject) >= NEAR for term in terms if term.listed)
            if named and len(behind) < _REACH and told >= _WHOLE:
                return True
    return False


def _is_carried(text: str) -> bool:
    """Whether money of earlier years is spoken of: it is accounted for apart from this year's."""
    return any(cue.id == "carried-over" for cue in match_cues(text, Language.VIETNAMESE, plain=False))


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
            heading = "\n".join((found.passage.context, *found.passage.section[-1:]))
            told = match_text(terms, weights, take_apart(f"{heading}\n{around}")).recall
            if (
                told >= _TOLD
                and _is_carried(f"{heading}\n{around}") == question.asks("carried-over")
                and any(coverage(term, rest) >= NEAR for term in terms)
                and {one.value.id for one in match_programmes(around)} & programmes
            ):
                return True
    return False
