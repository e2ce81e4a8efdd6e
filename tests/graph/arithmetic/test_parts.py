"""Parts and totals."""

from __future__ import annotations

import pytest

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.parts import check_parts, check_shares
from graph.finding import Severity
from tests.factories import observation_row

PAIR = "Có 864/1506 học sinh học tiếp, đạt 57,3%."


def shares(*rows):
    return list(check_shares(sort_figures(rows)))


def sums(*rows):
    return list(check_parts(sort_figures(rows)))


def pair(percent="57.3", written="57,3%", name="tỷ lệ học sinh học tiếp", sentence=PAIR):
    return (
        observation_row(
            864,
            "864",
            sentence=sentence,
            unit="học sinh",
            name="số học sinh học tiếp",
            part_of="b",
            group="a",
        ),
        observation_row(
            1506, "1506 học sinh", sentence=sentence, unit="học sinh", name="tổng số học sinh", group="b"
        ),
        observation_row(percent, written, sentence=sentence, unit="%", name=name, group="c"),
    )


class TestShares:
    def test_a_share_that_part_and_total_do_not_make_is_found(self):
        (finding,) = shares(*pair())
        assert finding.severity is Severity.INFO
        assert finding.message == "The report prints 57.3%; 864 of 1,506 make 57.4%."
        assert [row.group for row in finding.observations] == ["c", "a", "b"]

    def test_a_rounded_share_is_not(self):
        assert shares(*pair("57.4", "57,4%", sentence=PAIR.replace("57,3", "57,4"))) == []

    def test_the_share_of_something_else_is_not_compared(self):
        assert shares(*pair(name="tỷ lệ trường kiên cố")) == []

    def test_a_share_before_the_pair_is_not_its(self):
        assert shares(*pair(sentence="Đạt 57,3%; có 864/1506 học sinh học tiếp.")) == []


def listing(sentence, *values, name="số hộ", whole=127, **given):
    """A total of 127 households, which ``sentence`` names first, and its parts."""
    total = observation_row(
        whole, f"{whole} hộ", sentence=sentence, unit="hộ", name="tổng số hộ", group="t", **given
    )
    parts = (
        observation_row(
            value, f"{value} hộ", sentence=sentence, unit="hộ", name=name, group=str(value), part_of="t"
        )
        for value in values
    )
    return total, *parts


class TestSums:
    def test_parts_that_exceed_their_total_are_found(self):
        (finding,) = sums(*listing("127 hộ, trong đó: 100 hộ nghèo, 30 hộ cận nghèo.", 100, 30))
        assert finding.severity is Severity.WARNING
        assert finding.message == "The total is printed as 127; its parts add up to 130: 100 + 30."
        assert finding.message_vi == "Tổng được ghi là 127 hộ; các phần cộng lại là 130 hộ: 100 hộ + 30 hộ."

    def test_a_part_larger_than_its_total_is_found(self):
        (finding,) = sums(*listing("127 hộ (trong đó 172 hộ nghèo).", 172))
        assert finding.message == "The total is printed as 127, but one part alone is 172."

    @pytest.mark.parametrize(
        ("sentence", "values"),
        [
            ("127 hộ, gồm 100 hộ nghèo, 27 hộ cận nghèo.", (100, 27)),
            ("127 hộ, trong đó 100 hộ nghèo.", (100,)),  # a list may leave some out
            (
                "127 hộ (gồm 100 hộ nghèo, 27 hộ cận nghèo), trong đó 90 hộ đủ điều kiện.",
                (100, 27, 90),
            ),  # twice divided
            ("127 hộ; hỗ trợ thêm, trong đó 100 hộ nghèo, 30 hộ cận nghèo.", (100, 30)),  # of something else
            ("127 hộ và 100 hộ nghèo, 30 hộ cận nghèo.", (100, 30)),  # no word says that parts begin
        ],
    )
    def test_other_lists_are_no_findings(self, sentence, values):
        assert sums(*listing(sentence, *values)) == []

    def test_parts_in_rounded_numbers_may_exceed_the_total_by_their_rounding(self):
        sentence = "93,3 tấn, trong đó: khai thác 27,73 tấn, nuôi trồng 65,6 tấn."
        rows = [
            observation_row(
                value.replace(",", "."),
                f"{value} tấn",
                sentence=sentence,
                unit="tấn",
                name="sản lượng",
                group=value,
                part_of=of,
            )
            for value, of in (("93,3", None), ("27,73", "93,3"), ("65,6", "93,3"))
        ]
        assert sums(*rows) == []

    def test_what_is_spent_is_no_part_of_what_was_taken_in(self):
        assert sums(*listing("127 hộ, trong đó: 100 hộ nghèo, 30 hộ khác.", 100, 30, name="chi hộ")) == []

    def test_the_a_of_a_pair_is_no_total_of_what_follows(self):
        sentence = "127 hộ/150 hộ (100 hộ nghèo, 30 hộ cận nghèo)."
        total, *parts = listing(sentence, 100, 30, part_of="u")
        whole = observation_row(150, "150 hộ", sentence=sentence, unit="hộ", name="tổng số hộ", group="u")
        assert sums(total, whole, *parts) == []

    def test_a_list_in_the_next_sentence_belongs_to_the_total_before_it(self):
        (total, *_), after = listing("Hỗ trợ 127 hộ."), "(Trong đó: 100 hộ nghèo; 30 hộ cận nghèo)"
        parts = [
            observation_row(
                value,
                f"{value} hộ",
                sentence=after,
                unit="hộ",
                name="số hộ",
                group=str(value),
                part_of="t",
                offset=15,
            )
            for value in (100, 30)
        ]
        assert len(sums(total, *parts)) == 1
