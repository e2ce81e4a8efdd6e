"""Our five generic package names stay ours, and no module hides behind an empty name."""

from __future__ import annotations

from importlib.metadata import packages_distributions

from tests.architecture.tree import PACKAGES, modules, tracked

EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "handler",
    "handlers",
    "base",
    "core",
}


def test_no_other_distribution_brings_a_package_of_our_name():
    bringing = packages_distributions()
    brought = {(package, name) for package in PACKAGES for name in bringing.get(package, [])}
    assert {(package, name) for package, name in brought if name != "huyenkg"} == set()


def test_no_file_of_the_ui_bears_the_name_of_a_package():
    # Streamlit puts the script's folder first on sys.path: ui/graph.py would hide the package graph.
    inside_ui = [path for path in tracked() if path.parts[0] == "ui"]
    shadows = [path for path in inside_ui if path.stem in PACKAGES or set(path.parts[1:-1]) & set(PACKAGES)]
    assert shadows == []


def test_no_test_folder_is_a_package():
    # tests/graph with an __init__.py would pose as the real graph.
    assert [path for path in tracked() if path.parts[0] == "tests" and path.name == "__init__.py"] == []


def test_every_module_has_a_name_that_says_what_it_holds():
    assert [path for path in modules() if path.stem in EMPTY_NAMES] == []


def test_test_modules_mirror_the_module_that_they_test():
    folders = {path.parts[1] for path in tracked() if path.parts[0] == "tests" and len(path.parts) > 2}
    assert folders <= {
        *PACKAGES,
        "architecture",
        "benchmarks",
        "cases",
        "eval",
        "gold",
        "golden",
        "browser",
        "fuzz",
        "faults",
    }
