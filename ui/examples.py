"""The example questions of the Ask page."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from search.language import Language


@cache
def load_examples(language: Language) -> tuple[str, ...]:
    """The examples in a language, in the order to show them."""
    return tuple(tomllib.loads(files("ui").joinpath("examples.toml").read_text("utf-8"))[language.value])
