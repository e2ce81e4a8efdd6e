"""Data goes one way, and the contracts in pyproject.toml that say so are kept."""

from __future__ import annotations

import subprocess
import sys

import pytest
from importlinter import cli

from tests.architecture.tree import PACKAGES, ROOT


def lint_imports(folder, tmp_path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    return subprocess.run(
        [*command, "--cache-dir", str(tmp_path / "cache")],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_import_contracts_are_kept(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    monkeypatch.setattr(cli.logging_config, "dictConfig", lambda _: None)  # would silence all our loggers
    assert cli.lint_imports(cache_dir=str(tmp_path)) == cli.EXIT_STATUS_SUCCESS


def test_an_import_upwards_would_be_seen(tmp_path):
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "ontology" / "wrong.py").write_text("import ui\n")
    config = (ROOT / "pyproject.toml").read_text("utf-8").split("[[tool.importlinter.contracts]]")
    (tmp_path / "pyproject.toml").write_text(config[0] + "[[tool.importlinter.contracts]]" + config[1])
    ended = lint_imports(tmp_path, tmp_path)
    assert ended.returncode == 1
    assert "ontology.wrong -> ui" in ended.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_in_a_sentence_what_it_is_for(package):
    assert (ROOT / package / "__init__.py").read_text("utf-8").startswith('"""')
