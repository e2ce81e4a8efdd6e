"""Sentences that deny what a question asks for, with no figure: "không phát hiện hành vi tham nhũng"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from ingest.match.events import match_events
from ingest.match.labels import LabelMatcher
from ingest.match.programmes import match_programmes
from ingest.sentence import split_sentences
from ontology.phrases import Phrase, expand, load_table
from ontology.values import Concept
from search.choose import Choice
from search.evidence import FoundPassage
from search.matching import NEAR, coverage, match_text
from search.question import Question
from search.topics import Term
from search.words import END, find, take_apart

_PAIR = 2  # words behind a denial by which it is found again
_CLAUSE = re.compile(r"[,;:()\n]|\.\s")
_SINCE = re.compile(r"(?i)(?:^|\s)(?:kể )?từ (?:ngày|tháng|cuối tháng|giữa tháng|quý) ")
TOLD = 0.5  # the share of the question that the sentence of a denial must tell
_NEARLY_ALL = 0.7
_HEAVY = 0.5  # what the denied words must weigh, beside the weightiest term of the question
_MAINLY = 0.27  # the share of the denied words that the question must speak of
_SUBJECT = 6  # words before a denial that ends its clause
_BESIDE = 12  # letters between a denial and the event that it denies
_REACH = 8  # words behind the denial in which they must stand


def find_denial(
    question: Question,
    choice: Choice,
    weights: Mapping[Term, float],
    about: Collection[Term] = (),
    events: Collection[Concept] = (),
    least: float = TOLD,
) -> FoundPassage | None:
    """The best passage in which the thing asked for is denied, if there is one.

    The thing is one of the terms ``about`` which the question is, by default of its weightier half. What the
    sentence before says is told too. Of ``events``, the sentence or the one before must name one, and the
    denial itself none but these. ``least`` is the share of the question that must be told there.
    """
    if question.asks("asks-which-way"):
        return None  # which of two ways a thing went no denial tells
    terms = [term for term in question.terms if term.forms]
    counts = question.asks("asks-quantity")
    subjects = question.asks("asks-yes-no") and not counts
    heaviest = max((weights[term] for term in terms), default=0.0)
    heavy = about or [term for term in terms if weights[term] >= _HEAVY * heaviest]
    spoken = frozenset(word for term in terms for form in term.forms for word in take_apart(form).folded)
    said = spoken | frozenset(take_apart(question.text).folded)
    for found in choice.passages:
        for before, sentence in pairwise(("", *_sentences(found.passage.text))):
            told = match_text(terms, weights, take_apart(f"{before}\n{sentence}")).recall
            if (
                told >= least
                and not _is_of_another_programme(question, sentence)
                and (not events or _goes_on_about(events, before, sentence))
                and any(
                    _says(heavy, f"{denial} {rest}")
                    and (events or not _is_of_an_event(question, _part(sentence, denial, rest)))
                    and _is_mainly(spoken, denial, rest)
                    and not _is_narrower(said, rest)
                    and not (counts and _is_counted(terms, sentence, f"{denial} {rest}"))
                    for denial, rest in _denied(sentence, of_late=not events, subjects=subjects)
                )
            ):
                return found
    return None


def _is_of_another_programme(question: Question, sentence: str) -> bool:
    """Whether a programme is asked about and the sentence speaks of others only."""
    asked = {programme.id for programme in question.slots.programmes}
    told = {mention.value.id for mention in match_programmes(sentence)}
    return bool(asked and told) and not asked & told


def _is_of_an_event(question: Question, sentence: str) -> bool:
    """Whether the clauses of a sentence tell of events, and the question names none of their kind.

    "Mưa lũ làm …, không có người chết" denies no deaths but those of the flood.
    """
    if question.slots.events:
        return False
    told = {m.value.id for m in match_events(sentence) if not _is_denied_itself(m.start, sentence)}
    return bool(told) and not told & {m.value.id for m in match_events(question.text)}


def _part(sentence: str, denial: str, rest: str) -> str:
    """What stands between the semicolons around a denial: a long sentence tells of many things."""
    words = r"\s+".join(map(re.escape, (*denial.split(), *rest.split()[:_PAIR])))
    return next((part for part in sentence.split(";") if re.search(words, part)), sentence)


def _is_denied_itself(start: int, sentence: str) -> bool:
    """Whether an event stands right behind a denial: then it is what is denied."""
    return any(0 <= start - m.end <= _BESIDE for m in denials().find(sentence))


def _is_narrower(spoken: Collection[str], denied: str) -> bool:
    """Whether only a part is denied of what is asked: no commune of the advanced standard, none under 8."""
    told = [
        word for mention in denials("narrower").find(denied) for word in take_apart(mention.surface).folded
    ]
    limits = [word for word in take_apart(denied).folded if word.isdigit()]  # "không còn xã dưới 8 tiêu chí"
    return any(word not in spoken for word in (*told, *limits) if word != END)


def _is_counted(terms: Sequence[Term], sentence: str, denied: str) -> bool:
    """Whether another clause of the sentence counts all that the denial says of the question.

    "Kỷ luật 14 đảng viên, không có tổ chức đảng bị kỷ luật" denies nothing of the members.
    """
    said = [term for term in terms if coverage(term, take_apart(denied)) >= NEAR]
    clauses = (one for one in _CLAUSE.split(sentence) if not list(denials().find(one)))
    counting = [take_apart(one) for one in clauses if any(c.isdigit() for c in one)]
    return any(all(coverage(term, clause) >= NEAR for term in said) for clause in counting)


def find_any_denial(question: Question, choice: Choice, weights: Mapping[Term, float]) -> FoundPassage | None:
    """The same for whatever is asked about, where nearly all the rest of the question is told there too."""
    terms = [term for term in question.terms if term.forms]
    return find_denial(question, choice, weights) or find_denial(
        question, choice, weights, terms, least=_NEARLY_ALL
    )


def denies(sentence: str, names: Iterable[str]) -> bool:
    """Whether a sentence denies one of the things that are named so."""
    phrases = [take_apart(name) for name in names]
    denied = [take_apart(one) for one in _denied(sentence)]
    return any(find(phrase, one, plain=False) for one in denied for phrase in phrases)


def is_of_late(sentence: str) -> bool:
    """Whether a sentence tells of the time since a day only: "từ ngày 10/5 không có ca mới"."""
    return bool(_SINCE.search(sentence))


def behind_denial(text: str) -> str:
    """What stands behind the last denial of a text; empty where nothing is denied."""
    last = max((mention.end for mention in denials().find(text)), default=len(text))
    return text[last:]


def _goes_on_about(events: Collection[Concept], before: str, sentence: str) -> bool:
    """Whether a sentence is about one of the events: those that it names, else those of the one before."""
    ids = {event.id for event in events}
    named = list(match_events(sentence)) or list(match_events(before))
    return any(mention.value.id in ids for mention in named)


def _sentences(text: str) -> Iterator[str]:
    for start, end in split_sentences(text):
        yield text[start:end]


def _denied(sentence: str, *, of_late: bool = True, subjects: bool = False) -> Iterator[tuple[str, str]]:
    """The words of each denial and what stands right behind it, up to the end of its clause.

    With ``subjects`` also what stands before one that ends its clause: "hành vi tham nhũng không xảy ra".
    Without ``of_late`` not such as hold only since a day: "từ ngày 01/10 không có ca mới".
    """
    before: list[str] = []
    for clause in _CLAUSE.split(sentence):
        for mention in () if list(denials("unknown").find(clause)) else denials().find(clause):
            if not of_late and _SINCE.search(clause, 0, mention.start):
                continue
            rest = clause[mention.end :].strip(" .")
            if rest or not subjects:
                yield mention.surface, " ".join(_object(rest).split()[:_REACH])
            elif own := clause[: mention.start].strip():
                for subject in (own, *_listed_before(before)):
                    yield mention.surface, " ".join(subject.split()[-_SUBJECT:])
        before.append(clause)


def _object(rest: str) -> str:
    """What is denied, without when or why: "thuộc diện thụ hưởng" of "… thụ hưởng sau rà soát"."""
    about = next((m.start for m in denials("about").find(rest) if m.start), len(rest))
    return rest[:about]


def _listed_before(clauses: Sequence[str]) -> Iterator[str]:
    """The things that a list names before its last one: short clauses that tell nothing themselves."""
    for clause in reversed(clauses):
        if (
            len(clause.split()) > _REACH
            or any(c.isdigit() for c in clause)
            or list(denials("told").find(clause))
        ):
            return
        yield clause


def _is_mainly(spoken: Collection[str], denial: str, rest: str) -> bool:
    """Whether little else is denied than what is asked: "không có tàu nào bị bắt" denies no boats."""
    words = [word for word in take_apart(rest).folded if word != END]
    own = [word for word in take_apart(denial).folded if word in spoken]
    return sum(word in spoken for word in (*words, *own)) >= _MAINLY * (len(words) + len(own))


def _says(terms: Iterable[Term], text: str) -> bool:
    return any(coverage(term, take_apart(text)) >= NEAR for term in terms)


@cache
def denials(name: str = "denial") -> LabelMatcher:
    """What a list of patterns in ``codes/denials.toml`` stands for: ``denial``, ``not_yet`` and so on."""
    table = load_table("denials")
    words, patterns = table["words"], table["patterns"]
    assert isinstance(words, dict)
    assert isinstance(patterns, dict)
    lists = {str(name): tuple(map(str, values)) for name, values in words.items()}
    return LabelMatcher(
        Phrase(name, phrase) for pattern in patterns[name] for phrase in expand(str(pattern), lists)
    )
