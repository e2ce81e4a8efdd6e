"""Writes constraints.txt: the exact versions of this environment that the project and its tests need.

Run it with the environment's own interpreter after a deliberate upgrade (``make pins``). Only packages that
pyproject.toml reaches are pinned; a local label such as ``+cpu`` is left out, since the index at large does
not know it and ``==2.13.0`` accepts it anyway.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# The exact versions that CI tests, for every package that pyproject.toml reaches.
# Written by `make pins` from an environment in which all tests passed; do not edit by hand.
"""


def declared(project: Path) -> list[str]:
    """The requirements that pyproject.toml names: build system, run time, extras, development."""
    table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    return [
        *table["build-system"]["requires"],
        *table["project"]["dependencies"],
        *chain.from_iterable(table["project"].get("optional-dependencies", {}).values()),
        *table["dependency-groups"]["dev"],
    ]


def reached(requirements: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and installed version of every package that the requirements lead to, each once."""
    waiting = [Requirement(text) for text in requirements]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        for extra in ("", *sorted(requirement.extras)):
            key = (canonicalize_name(requirement.name), extra)
            if key in seen:
                continue
            seen.add(key)
            try:
                found = distribution(requirement.name)
            except PackageNotFoundError:
                continue  # for another platform, or an extra that is not installed
            if not extra:
                yield key[0], found.version.partition("+")[0]
            waiting.extend(_wanted(found.requires or (), extra))


def _wanted(requirements: Iterable[str], extra: str) -> Iterator[Requirement]:
    for requirement in map(Requirement, requirements):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def constraints() -> str:
    """The whole file."""
    lines = sorted(f"{name}=={version}" for name, version in set(reached(declared(ROOT))))
    return HEADER + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "constraints.txt").write_text(constraints(), "utf-8")
    print(f"{len(constraints().splitlines()) - 2} packages pinned", file=sys.stderr)
