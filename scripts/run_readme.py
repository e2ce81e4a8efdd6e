"""Runs the commands that README.md and docs/ show, so that what they promise stays true.

A block that follows the line ``<!-- run -->`` is executed by ``sh -e`` in a scratch copy of the files
that git knows, block after block, in the order of the page. The environment ``.venv`` is lent to
the copy; data directories are its own. ``DEMO_UI=0`` is set: nothing waits for a person.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^<!-- run -->\n+```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> Iterator[str]:
    """The commands of each marked block of a Markdown page."""
    return (match.group(1) for match in BLOCK.finditer(page))


def pages(root: Path) -> Iterator[Path]:
    """README.md first, then the pages under docs/ by name."""
    yield root / "README.md"
    yield from sorted((root / "docs").glob("*.md"))


def copy_tree(target: Path) -> None:
    """Copy what git knows, and lend the environment."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    ).stdout.decode("utf-8")
    for name in filter(None, listed.split("\0")):
        source, destination = ROOT / name, target / name
        if source.is_file():
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, destination)
    (target / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)


def run(root: Path) -> int:
    """Run every marked block; returns how many there were. Ends the process at the first failure."""
    environment = os.environ | {"DEMO_UI": "0"}
    marked = [(page.name, commands) for page in pages(root) for commands in blocks(page.read_text("utf-8"))]
    for name, commands in marked:
        print(f"--- {name}:\n{commands}", flush=True)
        ended = subprocess.run(["sh", "-e", "-c", commands], cwd=root, env=environment, check=False)
        if ended.returncode:
            sys.exit(f"{name}: this block ended with exit code {ended.returncode}:\n{commands}")
    return len(marked)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="huyenkg-readme-") as scratch:
        copy_tree(Path(scratch))
        print(f"{run(Path(scratch))} blocks of commands ran.")
