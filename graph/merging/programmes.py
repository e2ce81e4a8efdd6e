"""Which programmes are one: those that only bear a name, in a district, and those of the code list. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.merging.merge import Merge
from graph.merging.told import ToldProgramme
from ingest.text import even_tones, fold

SENTENCES = 2  # of a node, to judge a merge by
_LEAST_WORDS = 2
"""A name of one word is no name: "135" and "giảm nghèo" are in many."""


def programme_merges(programmes: Iterable[ToldProgramme]) -> tuple[Merge, ...]:
    """The merges of programmes, by their nodes. Over provinces nothing is merged by a name."""
    known = sorted(programmes, key=lambda one: one.node)
    listed = _by_name(one for one in known if one.listed)
    named = [one for one in known if not one.listed]
    found = [
        *_into_listed(named, listed),
        *_letters_alone(named),
        *_in_province([one for one in named if _key(one) not in listed]),
    ]
    return tuple(sorted(found, key=lambda merge: merge.nodes))


def _into_listed(
    named: Iterable[ToldProgramme], listed: Mapping[str, Sequence[ToldProgramme]]
) -> Iterator[Merge]:
    for one in named:
        meant = listed.get(_key(one), ())
        if len(meant) == 1 and len(_key(one).split()) >= _LEAST_WORDS:
            yield _merge([one, meant[0]], meant[0].node, "listed-name")


def _letters_alone(named: Iterable[ToldProgramme]) -> Iterator[Merge]:
    same: dict[tuple[str, str], list[ToldProgramme]] = defaultdict(list)
    for one in named:
        same[one.district, even_tones(_even(one.names[0]))].append(one)
    yield from (_merge(told, told[0].node, "letters-alone") for told in same.values() if len(told) > 1)


def _in_province(named: Iterable[ToldProgramme]) -> Iterator[Merge]:
    same: dict[tuple[str, str], list[ToldProgramme]] = defaultdict(list)
    for one in named:
        if len(_key(one).split()) >= _LEAST_WORDS:
            same[one.province, _key(one)].append(one)
    for told in same.values():
        once = list({one.district: one for one in reversed(told)}.values())[::-1]
        if len(once) > 1:
            yield _merge(once, once[0].node, "name-in-province")


def _by_name(listed: Iterable[ToldProgramme]) -> dict[str, list[ToldProgramme]]:
    found: dict[str, list[ToldProgramme]] = defaultdict(list)
    for one in listed:
        for name in {fold(_even(name)) for name in one.names}:
            found[name].append(one)
    return found


def _key(one: ToldProgramme) -> str:
    return fold(_even(one.names[0]))


def _even(name: str) -> str:
    return " ".join(name.split())


def _merge(told: Sequence[ToldProgramme], into: str, rule: str) -> Merge:
    claims = [claim for one in told for claim in sorted(cited.claim for cited in one.cited)[:SENTENCES]]
    return Merge("programme", tuple(sorted(one.node for one in told)), into, rule, tuple(claims))
