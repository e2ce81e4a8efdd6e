"""Merges as the command line prints them for people; ``ui.merge_records`` says what is in the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from search.language import Language
from ui.names import node_name
from ui.plain_text import visible

_CUT = 220  # characters of a sentence; --json has it whole


def print_merges(record: Mapping[str, Any]) -> None:
    """Each merge with its nodes, rule and sentences, then the decisions that are about nothing any more."""
    for one in record["merges"]:
        _print_merge(one)
    left = record["total"] - len(record["merges"])
    if not record["total"]:
        _say("Nothing is held to be one over reports.")
    elif left:
        _say(f"{left} more; raise --limit to see them.")
    for one in record["without_effect"]:
        _say(f"{one['id']}  without effect ({one['verdict']}, {one['rule']}): nothing tells of its nodes now")


def _print_merge(one: Mapping[str, Any]) -> None:
    into = next(node for node in one["nodes"] if node["node"] == one["into"])
    name = node_name(into["kind"], into["label"], into["label_en"], Language.VIETNAMESE)
    _say(f"{one['id']}  {one['state']}  {one['kind']}: {name}")
    _say(f"    by {one['rule']}: {one['reason']}")
    for told in one["evidence"]:
        sentence = told["sentence"]
        cut = sentence if len(sentence) <= _CUT else f"{sentence[:_CUT].rstrip()}…"
        _say(f"    {told['report']}:{told['line']}  “{cut}”")
    if one["decision"]:
        who = " ".join(filter(None, (one["decision"]["by"], one["decision"]["at"])))
        _say(f"    {one['decision']['verdict']} ({who})")
    if one["undo"]:
        _say(f"    undo: {one['undo']}")
    elif one["state"] == "waits":
        _say(f"    decide: huyenkg merges confirm {one['id']} (or refuse)")


def _say(line: str) -> None:
    typer.echo(visible(line))
