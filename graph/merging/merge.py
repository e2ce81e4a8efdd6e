"""What a merge is: nodes that are held to be one thing, by a rule that people can read and refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from pyoxigraph import NamedNode

from graph import made_iris
from ontology.lexicon import concepts_by_id
from ontology.terms import ID_BASE

MergeKind = Literal["document", "programme", "event"]
Verdict = Literal["confirm", "refuse"]
_RULES = "merge_rules"
_ID_LENGTH = 12


class State(StrEnum):
    """What has become of a merge."""

    HOLDS = "holds"
    """Its rule is sure and nobody refused it."""
    WAITS = "waits"
    """It is only proposed; somebody has to confirm it."""
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CHAINED = "chained"
    """Together with others it would join what must stay apart, so that none of them holds."""


IN_FORCE = frozenset({State.HOLDS, State.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Merge:
    """Nodes (IRIs, sorted) that are one by a rule (``codes/merge_rules``), and the one that stands for all.

    ``claims`` are sentences of each node to judge it by. A merge of events of the year has one node: the
    mentions that several reports make of it are what was merged.
    """

    kind: MergeKind
    nodes: tuple[str, ...]
    into: str
    rule: str
    claims: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same nodes, however often the reports are read again."""
        return merge_id(self.nodes)

    @property
    def sure(self) -> bool:
        """Whether it holds without anybody's word."""
        return concepts_by_id(_RULES)[self.rule].extra["standing"] == "sure"

    def why(self, language: str) -> str:
        """The rule in words, ``vi`` or ``en``."""
        return rule_words(self.rule, language)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of nodes: that they are one, or that they are not; ``at``: when (ISO)."""

    kind: MergeKind
    nodes: tuple[str, ...]
    rule: str
    verdict: Verdict
    by: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """The id of the merge that it was made of."""
        return merge_id(self.nodes)


@dataclass(frozen=True, slots=True)
class Judged:
    """A merge with what has become of it, and the decision that says so, if one does."""

    merge: Merge
    state: State
    decision: Decision | None = None

    @property
    def in_force(self) -> bool:
        """Whether the nodes are shown as one."""
        return self.state in IN_FORCE


@dataclass(frozen=True, slots=True)
class FoundMerges:
    """The merges of a store by the rules alone, before anybody's word. ``firm`` are those of their nodes that
    have an identity of their own: no two of them are ever one.
    """

    merges: tuple[Merge, ...]
    firm: frozenset[str]


def merge_id(nodes: Iterable[str]) -> str:
    """A short name for a set of nodes."""
    told = "\n".join(sorted(node.removeprefix(ID_BASE) for node in nodes))
    return sha256(told.encode()).hexdigest()[:_ID_LENGTH]


def merge_node(merge: Merge) -> NamedNode:
    """The merge's IRI."""
    return made_iris.merge(merge.id)


def rule_words(rule: str, language: str) -> str:
    """A rule in words; its id where the list has it no longer."""
    concept = concepts_by_id(_RULES).get(rule)
    if concept is None:
        return rule
    return concept.en if language == "en" else concept.vi
