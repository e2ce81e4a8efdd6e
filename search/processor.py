"""What the processor does with 8-bit products: it decides which int8 weights the bundled model gets."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
_X86 = frozenset({"x86_64", "amd64", "x86", "i686"})
# What makes 8-bit products quick, by the name that Linux gives it; onnxruntime chooses among them itself.
_QUICK = {"avx2": "AVX2", "avx_vnni": "AVX-VNNI", "avx512_vnni": "AVX512-VNNI", "amx_int8": "AMX"}


@dataclass(frozen=True, slots=True)
class Processor:
    """``sums_in_32_bits``: signed 8-bit products are safe; x86 without VNNI adds them in 16 bits and
    overflows. ``quick`` names what there is for such products, ``()`` where the system does not say.
    """

    cores: int
    sums_in_32_bits: bool
    quick: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The processor, and the weights that suit it, in a sentence."""
        weights = "signed" if self.sums_in_32_bits else "unsigned"
        by = f" by {', '.join(self.quick)}" if self.quick else ""
        return f"{self.cores} core(s); 8-bit products{by}: the model in {weights} int8"


def processor() -> Processor:
    """The one that this process runs on, and how many cores of it the process may use."""
    return described(platform.machine(), _flags(), len(cores()))


def described(machine: str, flags: frozenset[str], count: int) -> Processor:
    """That of a kind of machine with these flags; without any, unsigned weights are right everywhere."""
    quick = tuple(name for flag, name in _QUICK.items() if flag in flags)
    vnni = any(flag.endswith("_vnni") for flag in flags)
    return Processor(count, machine.lower() not in _X86 or vnni, quick)


def cores() -> set[int] | range:
    """Those that this process may use: a container often has fewer than the machine."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def _flags() -> frozenset[str]:
    try:
        lines = _CPUINFO.read_text("utf-8").splitlines()
    except OSError:  # other systems than Linux do not say
        return frozenset()
    own = next((line for line in lines if line.startswith("flags")), "")
    return frozenset(own.partition(":")[2].split())
