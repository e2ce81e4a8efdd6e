"""All comparisons, or those that are named, each side by side in one run.

    python -m benchmarks.suite [NAME...] [--rounds N] [--million] [--out DIR] [--record]

Results go into DIR as JSON, one file a comparison, and the tables are printed. ``--record`` also keeps them
in ``benchmarks/results`` and writes the tables into ``docs/performance.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.suite.apart import ROOT
from benchmarks.suite.machine import machine
from benchmarks.suite.page import rendered, section
from benchmarks.suite.scale import Scale

COMPARISONS = ("embedding", "store", "index", "reading", "start", "pipeline", "asking", "profile")
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "performance.md"
_VERSIONS = {
    "embedding": ("onnxruntime", "sentence-transformers", "torch"),
    "store": ("pyoxigraph", "rdflib"),
    "index": ("faiss-cpu",),
    "pipeline": ("onnxruntime", "txtai", "torch"),
    "asking": ("lightrag-hku", "llama-index-core"),
}


def main() -> None:
    options = _options()
    sizes = (*Scale().vectors, 1_000_000) if options.million else Scale().vectors
    scale = replace(Scale(), rounds=options.rounds, vectors=sizes)
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names or COMPARISONS:
        print(f"\n# {name}\n", flush=True)
        record = compared(name, scale)
        print(section(record), flush=True)
        for folder in (options.out, *([RESULTS] if options.record else [])):
            text = json.dumps(record, indent=1, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text + "\n", "utf-8")
    if options.record:
        PAGE.write_text(rendered(PAGE.read_text("utf-8"), recorded()), "utf-8")


def compared(name: str, scale: Scale) -> dict[str, Any]:
    """One comparison's tables with what they were made on."""
    load = round(os.getloadavg()[0], 1)
    tables = [table.record() for table in import_module(f"benchmarks.suite.{name}").run(scale)]
    versions = {"Python": platform.python_version()}
    versions |= {package: _version(package) for package in _VERSIONS.get(name, ())}
    return {
        "comparison": name,
        "date": datetime.now(UTC).date().isoformat(),
        "load": load,
        "machine": machine(),
        "versions": versions,
        "tables": tables,
    }


def recorded() -> dict[str, Any]:
    """The runs that are kept, by comparison."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(RESULTS.glob("*.json"))}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.suite",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", choices=[[], *COMPARISONS], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=Scale().rounds)
    parser.add_argument("--million", action="store_true", help="also a million vectors (some minutes, 6 GB)")
    parser.add_argument("--out", type=Path, default=ROOT / "bench-results")
    parser.add_argument("--record", action="store_true", help="keep this run and write the page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
