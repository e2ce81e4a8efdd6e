"""What the architecture tests look at: the files that git knows, and the five packages."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("ontology", "ingest", "graph", "search", "ui")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project, in git or about to be, relative to its root."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    return tuple(Path(name) for name in sorted(filter(None, listed.split("\0"))) if (ROOT / name).is_file())


def modules() -> tuple[Path, ...]:
    """The Python files of the five packages."""
    return tuple(path for path in tracked() if path.suffix == ".py" and path.parts[0] in PACKAGES)


@cache
def functions(path: Path) -> tuple[tuple[str, int], ...]:
    """Qualified name and length in lines (without docstring) of every function of a module."""
    return tuple(_functions(ast.parse((ROOT / path).read_text("utf-8")), ""))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + child.name, _length(child)
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        else:
            yield from _functions(child, prefix)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        docstring = node.body[0]
        length -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return length
