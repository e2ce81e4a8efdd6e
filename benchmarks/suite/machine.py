"""What a run was made on."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path
from typing import Any

from benchmarks.suite.apart import processors

# What decides how fast products of small numbers are.
_TOLD = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16")


def machine() -> dict[str, Any]:
    """Processors that a process may use, their model, memory in GiB, and flags of the processor."""
    told = _cpuinfo()
    flags = set(_field(told, "flags").split())
    return {
        "processors": processors(),
        "model": _field(told, "model name") or platform.machine(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "flags": [flag for flag in _TOLD if flag in flags],
    }


def _cpuinfo() -> str:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:  # other systems than Linux
        return ""


def _field(told: str, name: str) -> str:
    found = re.search(rf"^{name}\s*: (.*)$", told, re.MULTILINE)
    return found[1] if found else ""
