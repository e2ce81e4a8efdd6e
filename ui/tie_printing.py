"""Ties as the command line prints them for people; ``ui.tie_records`` says what is in the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import typer

from search.language import Language
from ui.messages import tell, tell_if_known
from ui.names import concept_name, node_name
from ui.plain_text import visible

_Record = Mapping[str, Any]
_CUT = 220  # characters of a sentence; --json has it whole


def print_documents(record: _Record) -> None:
    """Documents with their counts and sentences, then the programmes that share some."""
    for one in record["documents"]:
        programmes = {node["node"]: _name(node) for node in one["programmes"]}
        counts = f"{_count(len(programmes), 'programme')}, {_count(one['sentences'], 'sentence')}"
        where = f"{_count(one['reports'], 'report')} of {_count(len(one['districts']), 'district')}"
        _say(f"{_name(one)}: {counts} in {where}")
        if one["only_tie_between"]:
            _say("  nothing else ties: " + " | ".join(", ".join(group) for group in one["only_tie_between"]))
        for merge in one["merged"]:
            _say(f"  merged by {merge['rule']}; undo: {merge['undo']}")
        for told in one["evidence"]:
            _say(f"  {_sentence(told, programmes[told['programme']])}")
    _rest(record["documents"], record["total"], "No document ties several programmes together.")
    for one in record["programmes"]:
        names = ", ".join(_name(node) for node in one["documents"])
        _say(f"{_name(one['first'])} + {_name(one['second'])}: {names}")


def print_communes(record: _Record) -> None:
    """Communes with their counts, each with the sentences that name it."""
    for one in record["communes"]:
        _say(
            f"{_name(one)}: {one['happened']} happened, {one['over']} over, {one['mentioned']} only mentioned"
        )
        for told in one["evidence"]:
            kind = concept_name("events", told["event"], told["event"], Language.VIETNAMESE)
            said = tell(Language.ENGLISH, f"assertion.{told['said']}")
            _say(f"  {_sentence(told, ', '.join((kind, told['period'], said)))}")
    _rest(record["communes"], record["total"], "No report names a commune in such an event.")


def print_paths(record: _Record) -> None:
    """Each path as a line of names, and below it a sentence for each tie."""
    ends = f"{_name(record['from'])} and {_name(record['to'])}"
    if not record["paths"]:
        given_up = "The search was given up: both are named too often to look through all of it."
        _say(f"No path ties {ends}." if record["complete"] else f"{given_up} ({ends})")
        return
    if record["code_lists"]:
        _say(f"No sentences lead from {ends}; these paths also use what the code lists say.")
    for path in record["paths"]:
        _say(" — ".join(_name(node) for node in path["nodes"]))
        for tie in path["ties"]:
            _print_tie(tie, "")
    if record["others"]:
        _say(f"{record['others']} more of {_count(record['length'], 'tie')}; raise --limit to see them.")


def print_around(record: _Record) -> None:
    """What is tied, one a line, and below it a sentence."""
    nodes = {node["node"]: node for node in record["nodes"]}
    _say(_name(record["node"]))
    for tie in record["ties"]:
        first, second = nodes[tie["first"]], nodes[tie["second"]]
        _print_tie(
            tie, f"{_name(first)} — {_name(second)} ({tell(Language.ENGLISH, 'node.' + second['kind'])}): "
        )
    if not record["ties"]:
        _say("  Nothing is tied to it.")
    if record["left_out"]:
        _say(f"{record['left_out']} more are near; raise --limit to see them.")


def _print_tie(tie: _Record, before: str) -> None:
    kind = tell_if_known(Language.ENGLISH, f"tie.{tie['tie']}") or tell(Language.ENGLISH, "tie.other")
    count = f", {_count(tie['sentences'], 'sentence')}" if tie["sentences"] else ""
    _say(f"  {before}{kind}{count}")
    for told in tie["evidence"][:1]:
        _say(f"    {_sentence(told, '')}")


def _sentence(told: _Record, about: str) -> str:
    sentence = told["sentence"]
    cut = sentence if len(sentence) <= _CUT else f"{sentence[:_CUT].rstrip()}…"
    return f"{told['report']}:{told['line']}{f' [{about}]' if about else ''}  “{cut}”"


def _rest(shown: Iterable[object], total: int, nothing: str) -> None:
    left = total - len(list(shown))
    if not total:
        _say(nothing)
    elif left:
        _say(f"{left} more; raise --limit to see them.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _name(node: _Record) -> str:
    return node_name(node["kind"], node["label"], node["label_en"], Language.VIETNAMESE)


def _say(line: str) -> None:
    typer.echo(visible(line))
