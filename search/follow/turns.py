"""The last question of a conversation, understood by those before it.

A follow-up says that it is one ("còn …", "what about …", "huyện đó"), or names too little to stand alone
("Mường Tè?", "năm 2022?", "vì sao?"). What it names takes the place of what stood there; a question that
is whole by itself starts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Span
from ontology.gazetteer import load_gazetteer
from search.chips import interpretation
from search.corrections import corrected
from search.cues import Cue, asks, furniture, match_cues
from search.follow.groups import Kept, kept_groups, names_place
from search.follow.slots import cues_left, followed_cues, followed_slots
from search.follow.text import Following, whole_text, with_link
from search.follow.topic import with_event, with_programme, with_shared_words
from search.holdings import Catalogue
from search.intents import decide_intent
from search.language import WORD, Language, tells_language
from search.places import read_places
from search.question import Question, parse_question
from search.rewriting import rewrite

_CODES = "follow_up"
_STRIPPED = frozenset({"opens", "closes", "refers"})

Restore = Callable[[str], str]
Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, with the slots that the user corrected in it."""

    text: str
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question; ``kept`` are the ids of the slots that it took over, none if it stands alone.

    ``written`` is the language that its text is in, which may be that of an earlier question.
    """

    question: Question
    written: Language
    kept: tuple[str, ...] = ()


def understand(
    turns: Sequence[Turn],
    catalogue: Catalogue,
    restore: Restore | None = None,
    knows: Knows = lambda _word: False,
) -> Understood:
    """The last question of at least one, in the light of those before it; never raises on any text.

    ``restore`` and ``knows`` are those of ``parse_question``.
    """

    def parse(text: str) -> Question:
        return parse_question(text, catalogue, restore, knows)

    first, *others = turns
    understood = _corrected(_alone(parse(first.text)), first, catalogue)
    for turn in others:
        understood = _corrected(_following(understood, turn.text, catalogue, parse), turn, catalogue)
    return understood


def _alone(question: Question) -> Understood:
    return Understood(question, question.language)


def _corrected(understood: Understood, turn: Turn, catalogue: Catalogue) -> Understood:
    question = corrected(understood.question, turn.corrections, catalogue)
    kept = tuple(slot for slot in understood.kept if slot not in turn.corrections)
    return replace(understood, question=question, kept=kept)


def _following(
    before: Understood, text: str, catalogue: Catalogue, parse: Callable[[str], Question]
) -> Understood:
    alone = parse(text)
    core, marked = _core(alone)
    new = parse(core) if marked else alone
    new = _widened(before.question, new)
    kept = kept_groups(before.question, new, marked=marked)
    if not kept:
        return _alone(alone)
    spoken = _language(alone, before.question, catalogue)
    named = new
    if Kept.TOPIC not in kept:
        for shared in (with_shared_words, with_programme, with_event):
            whole = shared(before.question, new, spoken)
            new = parse(whole) if whole else new
    left = cues_left(before.question, new, kept)
    following = Following(
        before.question,
        new,
        kept,
        catalogue,
        before.written,
        spoken,
        tuple(cue for cue in before.question.cues if cue not in left and cue.id in furniture()),
        _says(new, "beside") and not _says(new, "whole"),
    )
    question = _joined(following, left)
    written = before.written if Kept.TOPIC in kept else spoken
    return Understood(question, written, _taken_over(before.question, named, question))


def _taken_over(before: Question, named: Question, question: Question) -> tuple[str, ...]:
    """The slots that stand as they stood in the question before, and were not named again."""
    old = interpretation(replace(before, language=question.language))
    own = interpretation(replace(named, language=question.language))
    found = interpretation(question)
    return tuple(
        slot
        for slot, label in found.items()
        if slot != "intent" and label == old.get(slot) and label != own.get(slot)
    )


def _core(question: Question) -> tuple[str, bool]:
    """The question without the words that only say that it follows, and whether there were any."""
    cues = match_cues(question.text, question.language, question.plain, _CODES)
    guards = [cue.span for cue in cues if cue.id == "not"]
    said = [
        with_link(question.text, cue.span) if cue.id == "refers" else cue.span
        for cue in cues
        if cue.id in _STRIPPED and not _inside(cue.span, guards)
    ]
    core = rewrite(question.text, [(span, "") for span in _disjoint(said)]).text
    return core.strip(" ,;:"), bool(said)


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    """The same characters as spans that do not overlap."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start = max(span.start, apart[-1].end) if apart else span.start
        if start < span.end:
            apart.append(Span(start, span.end))
    return apart


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _language(new: Question, before: Question, catalogue: Catalogue) -> Language:
    """That of the new text; a bare name or year goes on in the language before."""
    names = _disjoint(read_places(new.text, catalogue).spans)
    rest = rewrite(new.text, [(span, "") for span in names]).text
    return new.language if tells_language(new.text) or WORD.search(rest) else before.language


def _says(question: Question, cue_id: str) -> bool:
    return asks(match_cues(question.text, question.language, question.plain, _CODES), cue_id)


def _widened(before: Question, new: Question) -> Question:
    """With the districts of the communes spoken of, where these are asked about as a whole."""
    around = [load_gazetteer().unit(commune.parent) for commune in before.slots.communes]
    if not around or names_place(new) or not _says(new, "whole"):
        return new
    districts = tuple(dict.fromkeys(unit.area for unit in around if unit is not None))
    return replace(new, slots=replace(new.slots, districts=districts))


def _joined(following: Following, left: Sequence[Cue]) -> Question:
    whole = whole_text(following)
    cues = followed_cues(left, following, whole)
    slots = followed_slots(following, cues)
    topic = following.before if Kept.TOPIC in following.kept else following.new
    place = following.before if Kept.PLACE in following.kept else following.new
    return replace(
        topic,
        text=whole.text,
        language=following.spoken,
        intent=decide_intent(cues, slots),
        slots=slots,
        cues=cues,
        units=following.new.units or topic.units,
        unmatched=place.unmatched,
        ambiguous=place.ambiguous,
    )
