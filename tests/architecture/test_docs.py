"""The documentation speaks of what exists, and of all of it."""

from __future__ import annotations

import re

import click
import pytest
from typer.main import get_command

from scripts.run_readme import blocks
from tests.architecture.tree import ROOT, tracked
from ui.cli import app

README = (ROOT / "README.md").read_text("utf-8")
CLI_PAGE = (ROOT / "docs" / "cli.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGES = [
    path
    for path in tracked()
    if path.suffix == ".md" and path.parts[0] in {"README.md", "docs", "CONTRIBUTING.md"}
]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
NAMES = re.compile(r"\bHUYENKG_[A-Z_]*[A-Z]\b")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def options() -> list[tuple[str, str]]:
    return [
        (name, max(parameter.opts, key=len))
        for name, command in sorted(COMMANDS.items())
        for parameter in command.params
        if isinstance(parameter, click.Option) and parameter.name != "help"
    ]


def section(command: str) -> str:
    found = re.search(rf"^## `huyenkg {command}\b.*?(?=^## |\Z)", CLI_PAGE, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command):
    assert section(command), "docs/cli.md has a section for each command"
    assert f"`huyenkg {command}" in README


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_documented(command, option):
    general = CLI_PAGE.partition("\n## ")[0]
    assert f"`{option}" in section(command) + general


def test_no_command_is_documented_that_does_not_exist():
    named = set(re.findall(r"[`/]huyenkg ([a-z]+)\b", README + CLI_PAGE))
    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)`?", README))))
def test_every_make_target_that_the_readme_names_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_the_readme_shows_commands_that_ci_runs():
    commands = "".join(blocks(README))
    assert "make demo" in commands
    assert "huyenkg ask" in commands


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_local_link_leads_to_a_file(page):
    text = (ROOT / page).read_text("utf-8")
    broken = [link for link in LINK.findall(text) if not (ROOT / page.parent / link).exists()]
    assert broken == []


def test_the_index_of_docs_names_every_page():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    pages = [
        path.relative_to("docs") for path in PAGES if path.parts[0] == "docs" and path.name != "README.md"
    ]
    assert [str(page) for page in pages if f"({page})" not in index] == []


@pytest.mark.parametrize(
    "variable",
    [
        "HUYENKG_DATA",
        "HUYENKG_MODEL",
        "HUYENKG_CACHE",
        "HUYENKG_GEOJSON",
        "HUYENKG_LOG",
        "HUYENKG_LLM_URL",
        "HUYENKG_LLM_MODEL",
        "HUYENKG_LLM_KEY",
        "HUYENKG_SOFFICE",
        "HUYENKG_READONLY",
        "HUYENKG_PASSWORD",
        "HUYENKG_USER_HEADER",
        "HUYENKG_UPLOAD_MB",
        "HUYENKG_UPLOAD_FILES",
        "HUYENKG_UPLOAD_ALL_MB",
        "HUYENKG_VECTORS",
    ],
)
def test_every_environment_variable_is_documented(variable):
    assert f"`{variable}`" in CLI_PAGE


def test_no_environment_variable_is_read_that_is_not_documented():
    code = [
        path
        for path in tracked()
        if path.suffix == ".py" and path.parts[0] in {"ontology", "ingest", "graph", "search", "ui"}
    ]
    read = {name for path in code for name in NAMES.findall((ROOT / path).read_text("utf-8"))}
    assert {name for name in read if f"`{name}`" not in CLI_PAGE} == set()
