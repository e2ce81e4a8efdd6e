from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from search.figures import readings, unsupported, written_values
from search.language import Language
from search.phrase import format_number

QUOTE = "Tổng đàn lợn đạt 12.345 con, bằng 98,7% kế hoạch"


def test_figures_of_the_quote_pass_in_either_number_format() -> None:
    assert unsupported("Đàn lợn 12.345 con, đạt 98,7% kế hoạch.", [QUOTE]) == ()
    assert unsupported("The herd counted 12,345 pigs, 98.7% of the plan.", [QUOTE]) == ()


def test_a_figure_that_is_cited_nowhere_is_refused() -> None:
    assert unsupported("Đàn lợn 12.354 con.", [QUOTE]) == ("12.354",)


def test_a_figure_of_a_cited_observation_passes_whatever_its_sign() -> None:
    assert unsupported("giảm 48 ha", [], [Decimal(-48)]) == ()


def test_names_are_no_figures_but_only_where_they_stand_whole() -> None:
    names = ["năm 2023", "07/2021/NQ-HĐND"]

    assert unsupported("Theo 07/2021/NQ-HĐND, năm 2023 có 12.345 con.", [QUOTE], names=names) == ()
    assert unsupported("Năm sau có 2023 con.", [QUOTE], names=names) == ("2023",)


def test_a_decimal_point_of_a_table_is_read_both_ways() -> None:
    assert readings("66.80") == {Decimal("66.80"), Decimal(6680)}
    assert unsupported("tỷ lệ 66,8%", ["Tỷ lệ che phủ 66.80"]) == ()


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(Language))
def test_a_formatted_value_is_always_recognised(value: Decimal, language: Language) -> None:
    assert unsupported(f"= {format_number(value, language)}", [], [value]) == ()


def test_a_figure_in_another_scale_than_the_quote_has_is_refused() -> None:
    quote = "đã giải ngân 12,5 triệu đồng, đạt 40% kế hoạch"
    assert unsupported("Giải ngân 12,5 triệu đồng, 40%.", [quote]) == ()
    assert unsupported("12.5 million VND were disbursed.", [quote]) == ()
    assert unsupported("Giải ngân 12,5 tỷ đồng.", [quote]) == ("12,5",)
    assert unsupported("Giải ngân 40 triệu đồng.", [quote]) == ("40",)


def test_a_column_tells_its_scale_elsewhere() -> None:
    assert unsupported("Đạt 52,2%.", ["Giảm nghèo | 118.406 | 52,2"]) == ()


def test_a_number_that_the_quote_tells_in_words_passes_by_its_row() -> None:
    rows = [{"as_written": "chưa giải ngân", "value": 0}, {"as_written": "12 con", "value": 12}]
    assert list(written_values(rows, ["Vốn giao 5 tỷ đồng, chưa giải ngân."])) == [Decimal(0)]
