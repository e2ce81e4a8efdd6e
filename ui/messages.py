"""The words of the user interface, by key and language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from search.language import Language

Table = Mapping[str, Mapping[str, Mapping[str, str]]]


@cache
def load_messages() -> Table:
    """All tables of ``words/``, those of each page and those that pages share: group, key, language."""
    tables = (path for path in files("ui").joinpath("words").iterdir() if path.name.endswith(".toml"))
    return {group: rows for path in tables for group, rows in tomllib.loads(path.read_text("utf-8")).items()}


def tell(language: Language, key: str, /, **values: object) -> str:
    """The message ``group.name`` with its values filled in. Raises ``KeyError`` for an unknown key."""
    group, _, name = key.partition(".")
    return load_messages()[group][name][language.value].format(**values)


def tell_if_known(language: Language, key: str) -> str | None:
    """The message without values, or ``None`` where there is none."""
    group, _, name = key.partition(".")
    message = load_messages().get(group, {}).get(name)
    return message[language.value] if message else None
