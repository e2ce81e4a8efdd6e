"""Where a report gives a cause (``codes/reasons.toml``): what a question why is answered from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ingest.sentence import split_sentences
from ontology.phrases import load_words
from search.matching import match_text
from search.passage import Passage
from search.question import Question
from search.surroundings import programmes_told
from search.topics import Term
from search.words import Words, find, take_apart

_STRONG, _WEAK = 0.3, 0.15
_TOLD = 0.4  # the share of the question that the sentence of a cause must tell


def cause_bonus(text: str) -> float:
    """What the words for a cause in a text are worth beside its score."""
    words = take_apart(text)
    if _says(words, "strong"):
        return _STRONG
    return _WEAK if _says(words, "weak") else 0.0


def gives_cause(passage: Passage, question: Question, weights: Mapping[Term, float]) -> bool:
    """Whether it gives a cause of the very thing: the cue stands in a sentence that tells of it.

    "Nguyên nhân do …" also explains the sentence before it, and under a heading that announces causes every
    sentence gives one. What is told beside the cause of something else is no cause.
    """
    announced = any(_says(take_apart(heading), "strong") for heading in passage.section[-1:])
    return any(
        match_text(question.terms, weights, take_apart(told)).recall >= _TOLD
        for told in _with_programmes(question, _told(passage, announced))
    )


def _with_programmes(question: Question, texts: Iterable[str]) -> Iterator[str]:
    """The texts, each with the programmes asked about that it calls by other words."""
    for text in texts:
        yield "\n".join((text, *programmes_told(question, text)))


def _told(passage: Passage, announced: bool) -> Iterator[str]:
    """The sentences that give a cause, each with what it explains."""
    sentences = [passage.text[start:end] for start, end in split_sentences(passage.text)]
    if announced:
        yield passage.text
    for i, sentence in enumerate(sentences):
        words = take_apart(sentence)
        if _says(words, "strong"):
            yield "\n".join((*passage.section[-1:], passage.context, *sentences[max(0, i - 1) : i + 1]))
        elif _says(words, "weak"):
            yield "\n".join((*passage.section[-1:], sentence))


def _says(words: Words, kind: str) -> bool:
    return any(find(phrase, words, plain=False) for phrase in _phrases(kind))


@cache
def _phrases(name: str) -> tuple[Words, ...]:
    return tuple(map(take_apart, load_words("reasons")[name]))
