"""Prompts of known model families, read from ``prompts.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands before a question and before a passage; empty for most models."""

    query: str = ""
    passage: str = ""


def known_prompts(name: str) -> Prompts:
    """The prompts of the family that a model's name belongs to."""
    text = files("search").joinpath("prompts.toml").read_text("utf-8")
    for row in tomllib.loads(text)["family"]:
        if re.search(row["pattern"], name, re.IGNORECASE):
            return Prompts(row["query"], row["passage"])
    return Prompts()
