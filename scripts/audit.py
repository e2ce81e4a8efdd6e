"""Asks the advisories that PyPI keeps about every pinned version: ``audit.py PIP_AUDIT`` (``make audit``).

Fails on a known vulnerability. Where the advisories cannot be reached, or do not know a package, that is said
and nothing fails: pip-audit alone would then report that no vulnerability is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PINS = Path(__file__).resolve().parent.parent / "constraints.txt"
_OPTIONS = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def findings(told: Mapping[str, Any]) -> Iterator[str]:
    """What is known against each package, with the versions that mend it."""
    for package in told["dependencies"]:
        for one in package.get("vulns", ()):
            mended = ", ".join(one["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {one['id']} (mended by {mended})"


def unknown(told: Mapping[str, Any]) -> list[str]:
    """The packages of which the advisories told nothing at all."""
    return [package["name"] for package in told["dependencies"] if "skip_reason" in package]


def main(pip_audit: str) -> int:
    """Prints what was found; the exit code is 1 where something was."""
    done = subprocess.run(
        [pip_audit, "--requirement", str(PINS), *_OPTIONS], capture_output=True, text=True, check=False
    )
    try:
        told = json.loads(done.stdout)
    except ValueError:
        print(f"NOT AUDITED: the advisories cannot be reached.\n{done.stderr.strip()}")
        return 0
    found, left = list(findings(told)), unknown(told)
    print(*found, sep="\n", end="\n" * bool(found))
    print(f"{len(told['dependencies']) - len(left)} of {len(told['dependencies'])} pinned packages audited.")
    if left:
        print(f"NOT AUDITED, since the advisories tell nothing of them: {', '.join(left)}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
