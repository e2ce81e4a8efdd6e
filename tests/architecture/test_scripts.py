"""The scripts that make and CI call do what the pages say."""

from __future__ import annotations

import json
import os
import subprocess

from scripts import audit
from scripts.demo import QUESTIONS
from scripts.run_readme import blocks, run
from tests.architecture.tree import ROOT

PAGE = """# Page

<!-- run -->
```sh
echo one > first
```

```sh
exit 1
```

<!-- run -->

```sh
cat first
test "$DEMO_UI" = 0
```
"""


def test_only_marked_blocks_are_commands_to_run():
    assert list(blocks(PAGE)) == ["echo one > first\n", 'cat first\ntest "$DEMO_UI" = 0\n']


def test_the_blocks_of_a_page_run_in_order_in_one_folder(tmp_path):
    (tmp_path / "README.md").write_text(PAGE)
    assert run(tmp_path) == 2
    assert (tmp_path / "first").read_text() == "one\n"


def test_the_demo_asks_for_swine_fever_in_english_and_for_more_in_vietnamese():
    assert QUESTIONS[0] == "which districts had African swine fever in 2024"
    assert not QUESTIONS[1].isascii()
    assert QUESTIONS[2].isascii()


def test_an_old_or_missing_python_is_named_before_anything_is_made(tmp_path):
    command = ["make", "-C", str(ROOT), "install", f"VENV={tmp_path / 'venv'}", "PYTHON=false"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "needs Python 3.11 or newer" in ended.stderr
    assert not (tmp_path / "venv").exists()


def test_ci_runs_the_test_command_that_the_readme_names():
    script = ROOT / ".ci" / "run"
    text = script.read_text("utf-8")
    assert os.access(script, os.X_OK)
    assert "`make test`" in (ROOT / "README.md").read_text("utf-8")
    for target in ("install", "test", "lint", "types", "imports", "readme", "slow", "browser"):
        assert f"make {target}" in text


def stub(folder, output: str) -> str:
    """A pip-audit that tells this."""
    script = folder / "pip-audit"
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{output}\nEND\n")
    script.chmod(0o755)
    return str(script)


def test_a_known_vulnerability_fails_the_audit_and_names_the_version_that_mends_it(tmp_path, capsys):
    vulnerability = {"id": "PYSEC-1", "fix_versions": ["2.1"], "description": ""}
    told = {"dependencies": [{"name": "a", "version": "2.0", "vulns": [vulnerability]}]}
    assert audit.main(stub(tmp_path, json.dumps(told))) == 1
    assert "a 2.0: PYSEC-1 (mended by 2.1)\n1 of 1 pinned" in capsys.readouterr().out


def test_what_cannot_be_audited_is_said_and_fails_nothing(tmp_path, capsys):
    told = {"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "…"}]}
    assert audit.main(stub(tmp_path, json.dumps(told))) == 0
    assert "1 of 2 pinned packages audited.\nNOT AUDITED, since" in capsys.readouterr().out
    assert audit.main(stub(tmp_path, "no connection")) == 0
    assert "NOT AUDITED: the advisories cannot be reached" in capsys.readouterr().out
