"""Answers about projects of programmes: their figures, or that none is reported of them."""

from __future__ import annotations

from graph.queries import find_observations
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.parts import with_narrower
from search.phrase import join, say
from search.route.figures import facts_in_words, names_of
from search.wording import cite_sentence, observation_row

_CITATIONS = 6


def list_parts(asked: Asked) -> Draft:
    """The figures of the projects asked for; figures of the programme as a whole are not theirs."""
    slots, language = asked.question.slots, asked.question.language
    label = join([part.en if language == "en" else part.vi for part in slots.parts], language)
    found = find_observations(
        asked.store, parts=with_narrower(slots.parts), measures=slots.measures, reports=asked.report_ids
    )
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in found.rows))
    if not found.rows:
        text = say(language, "parts.none", part=label)
        return Draft(Status.NOT_FOUND, text, sparql=found.sparql, names=(label,))
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((say(language, "parts.some", part=label), facts_in_words(asked, found.rows))),
        rows=tuple(observation_row(row, asked.catalogue) for row in found.rows),
        citations=citations[:_CITATIONS],
        sparql=found.sparql,
        names=(label, *names_of(found.rows, language)),
        values=tuple(row.value for row in found.rows),
    )
