"""What an answer cites and quotes: the sentences of its figures, and the passages that tell most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.rows import ObservationRow
from search.choose import Choice
from search.cite import Citation, covers, overlaps, without_repeats
from search.draft import Asked
from search.excerpt import excerpt
from search.intents import Intent
from search.language import Language
from search.phrase import period_label, say
from search.route.stated import cited
from search.topics import Term
from search.wording import area_label, cite_passage, cite_sentence

_QUOTES = 3
_SHORT = 260  # characters of a passage that is quoted whole
_WORTH_QUOTING = 0.5  # of what the best passage tells


def citations_of(asked: Asked, choice: Choice, rows: Sequence[ObservationRow]) -> tuple[Citation, ...]:
    """The sentences of the figures and the best passages in turn; of a cause the passages first.

    However many there are, no sentence of a figure that is stated is left out.
    """
    sentences = [cite_sentence(row.source, asked.catalogue) for row in rows]
    passages = [cite_passage(found.passage, asked.catalogue) for found in choice.passages if found.told]
    sentences = list(without_repeats(sentences))
    first, second = sentences, passages
    if asked.question.intent is Intent.REASON:
        first, second = passages, sentences
    return cited(asked, in_turn(first, second), rows)


def in_turn(one: Sequence[Citation], other: Sequence[Citation]) -> Iterable[Citation]:
    """The first of each, the second of each, and so on."""
    for i in range(max(len(one), len(other))):
        yield from one[i : i + 1]
        yield from other[i : i + 1]


def quotes_of(asked: Asked, choice: Choice, rows: Sequence[ObservationRow]) -> tuple[Citation, ...]:
    """The citations that the answer itself quotes: no place twice, and no passage that tells much less."""
    least = _WORTH_QUOTING * max((found.told for found in choice.passages), default=0.0)
    weak = {(f.passage.report, f.passage.start) for f in choice.passages if f.told < least}
    sentences = {(row.source.report, row.source.sentence_start) for row in rows}
    chosen: list[Citation] = []
    shown = citations_of(asked, choice, rows)
    for citation in shown:
        place = (citation.report_id, citation.start)
        if (place in sentences or place not in weak) and not any(overlaps(citation, c) for c in chosen):
            chosen.append(_in_context(citation, shown))
    return tuple(chosen[:_QUOTES])


def _in_context(citation: Citation, shown: Sequence[Citation]) -> Citation:
    """A sentence with its neighbours where these are few words: they often tell what it is a part of."""
    around = (one for one in shown if covers(one, citation) and len(one.quote) <= _SHORT)
    return max(around, key=lambda one: len(one.quote), default=citation)


def quotes_in_words(asked: Asked, quotes: Sequence[Citation], language: Language) -> str:
    """Quotes, a sentence for each report."""
    sentences = []

    def weigh() -> Mapping[Term, float]:
        return asked.evidence.weights

    for report_id in dict.fromkeys(quote.report_id for quote in quotes):
        report = asked.catalogue.report(report_id)
        texts = [
            say(language, "quote.one", quote=excerpt(q.quote, asked.question.terms, weigh))
            for q in quotes
            if q.report_id == report_id
        ]
        if report is not None:
            sentences.append(
                say(
                    language,
                    "quote.lead",
                    district=area_label(report.district, language),
                    period=period_label(report.period, language),
                    quotes=" ".join(texts),
                )
            )
    return " ".join(sentences)
