"""Modules and functions stay small enough to be read at one sitting."""

from __future__ import annotations

from statistics import median

import pytest

from tests.architecture.tree import PACKAGES, ROOT, functions, modules, tracked

MODULE_LINES = 300
FUNCTION_LINES = 50
MEDIAN_FUNCTION_LINES = 10
# Files or "file:function" that are larger for a reason that a page of docs/decisions gives.
ALLOWED: frozenset[str] = frozenset()


def test_no_module_is_longer_than_300_lines():
    tools = (
        path for path in tracked() if path.parts[0] in ("scripts", "benchmarks") and path.suffix == ".py"
    )
    paths = (*modules(), *tools)
    lengths = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in paths}
    assert {name: n for name, n in lengths.items() if n > MODULE_LINES and name not in ALLOWED} == {}


def test_no_function_is_longer_than_50_lines():
    lengths = {f"{path}:{name}": n for path in modules() for name, n in functions(path)}
    assert {name: n for name, n in lengths.items() if n > FUNCTION_LINES and name not in ALLOWED} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_half_of_the_functions_have_at_most_ten_lines(package):
    lengths = [n for path in modules() if path.parts[0] == package for _, n in functions(path)]
    assert median(lengths) <= MEDIAN_FUNCTION_LINES


def test_the_allow_list_names_only_what_exists_and_needs_it():
    known = {str(path) for path in modules()} | {f"{p}:{name}" for p in modules() for name, _ in functions(p)}
    assert known >= ALLOWED
