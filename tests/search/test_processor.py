"""Which int8 weights suit a processor."""

from __future__ import annotations

import pytest

from search import processor as module
from search.processor import Processor, described, processor


@pytest.mark.parametrize(
    ("machine", "flags", "found"),
    [
        ("x86_64", {"avx2", "avx512_vnni", "amx_int8", "sse2"}, (True, ("AVX2", "AVX512-VNNI", "AMX"))),
        ("AMD64", {"avx2", "avx_vnni"}, (True, ("AVX2", "AVX-VNNI"))),
        ("x86_64", {"avx2", "avx512f"}, (False, ("AVX2",))),
        ("x86_64", set(), (False, ())),
        ("aarch64", set(), (True, ())),
    ],
)
def test_signed_weights_are_for_processors_that_sum_in_32_bits(machine, flags, found):
    own = described(machine, frozenset(flags), 2)
    assert (own.sums_in_32_bits, own.quick) == found


def test_the_flags_are_those_that_linux_tells_and_none_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(module.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(module, "_CPUINFO", tmp_path / "cpuinfo")
    assert not processor().sums_in_32_bits
    (tmp_path / "cpuinfo").write_text("processor\t: 0\nflags\t\t: fpu avx2 avx512_vnni\n")
    assert processor().sums_in_32_bits
    assert processor().quick == ("AVX2", "AVX512-VNNI")


def test_the_processor_is_told_with_the_weights_that_suit_it():
    assert Processor(2, True, ("AVX2", "AMX")).told == (
        "2 core(s); 8-bit products by AVX2, AMX: the model in signed int8"
    )
    assert Processor(1, False).told == "1 core(s); 8-bit products: the model in unsigned int8"
