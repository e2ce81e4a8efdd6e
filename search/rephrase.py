"""An answer in other words, by a language model that the user configured, or as it was.

The model is given an answer that has been executed and checked already. Its reply is shown only if it passes
``search.rephrase_check``; else the answer stands, with a caveat that says why. An answer that abstains is
never rephrased.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from ontology.errors import EndpointFailed
from search.answer import Answer
from search.draft import Status
from search.language import Language
from search.phrase import say
from search.rephrase_check import Original, load_rules, objection

_REPHRASED = frozenset({Status.ANSWERED, Status.NO, Status.ENDED})
_ROWS, _QUOTES, _QUOTE_LENGTH = 20, 8, 600
_NAME = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")


class Rephraser(Protocol):
    """Something that follows an instruction on a text."""

    def rephrase(self, instruction: str, material: str) -> str:
        """Its reply. Raises ``EndpointFailed``."""
        ...


def rephrased(answer: Answer, rephraser: Rephraser) -> Answer:
    """The answer in the rephraser's words (``plain_answer`` is what it was), or as it was, with a caveat."""
    if not may_be_rephrased(answer):
        return answer
    language = Language(answer.language)
    try:
        reply = rephraser.rephrase(_instruction(language), material(answer))
    except EndpointFailed as failure:
        return _kept(answer, say(language, "rephrase.failed", why=failure.message))
    text = " ".join(reply.split())
    wrong = objection(text, _original(answer, language))
    if wrong is not None:
        why = say(language, f"rephrase.{wrong.value}")
        return _kept(answer, say(language, "rephrase.refused", why=why))
    caveat = say(language, "rephrase.accepted")
    return replace(answer, answer=text, plain_answer=answer.answer, caveats=(*answer.caveats, caveat))


def may_be_rephrased(answer: Answer) -> bool:
    """Whether the answer says something; one that abstains stays word for word."""
    return answer.status in _REPHRASED


def material(answer: Answer) -> str:
    """What leaves this machine: the question, the answer, its rows and the quotes under it, as JSON."""
    content = {
        "question": answer.resolved or answer.question,
        "status": answer.status,
        "answer": answer.answer,
        "rows": [dict(row) for row in answer.rows[:_ROWS]],
        "quotes": [citation.quote[:_QUOTE_LENGTH] for citation in answer.citations[:_QUOTES]],
    }
    return json.dumps(content, ensure_ascii=False, default=str)


def _instruction(language: Language) -> str:
    prompts = load_rules()["prompt"]
    assert isinstance(prompts, dict)
    return str(prompts[language.value])


def _kept(answer: Answer, caveat: str) -> Answer:
    return replace(answer, caveats=(*answer.caveats, caveat))


def _original(answer: Answer, language: Language) -> Original:
    quotes = tuple(citation.quote for citation in answer.citations)
    return Original(answer.answer, language, quotes, tuple(dict.fromkeys(_places(answer))))


def _places(answer: Answer) -> Iterator[str]:
    """The names of the places that the answer is about, without the words for their kind."""
    labels = [str(row["district"]) for row in answer.rows if row.get("district")]
    labels += [citation.district for citation in answer.citations if citation.district]
    labels += [answer.interpretation.get(slot, "") for slot in ("district", "commune", "province")]
    for label in labels:
        for run in _NAME.findall(label):
            yield from _capitalised_runs(run)


def _capitalised_runs(words: str) -> Iterator[str]:
    run: list[str] = []
    for word in (*words.split(), ""):
        if word[:1].isupper():
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []
