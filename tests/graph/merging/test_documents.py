"""Documents of several reports: which nodes are one by their numbers and names, and which never are."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from graph.merging.documents import contradict, document_merges, number_key
from graph.merging.told import Cited, ToldDocument

HUYEN, TINH, CP = "org/ubnd/109", "org/hdnd/12", "org/government"
LEVELS = {HUYEN: ("district", "109"), TINH: ("province", "12"), CP: ("national", "")}


def cited(report="a", district="109", province="12", until=date(2024, 6, 30)):
    return Cited(f"claim/{report}", report, district, province, until)


def own(report="a", number="07/2021/NQ-HĐND", kind="resolution", **said):
    """A document that one report does not cite in full."""
    at = {key: said.pop(key) for key in ("district", "province", "until") if key in said}
    return ToldDocument(
        f"doc-in/{report}/{kind}/{number}/{said.get('titles', '')}",
        whole=False,
        kind=kind,
        number=number,
        cited=(cited(report, **at),),
        **said,
    )


def whole(seat=TINH, number="07/2021/NQ-HĐND", kind="resolution", year=2021, by=(), **said):
    """A document that reports cite in full; ``by`` are those."""
    level, unit = LEVELS.get(seat, ("district", seat.rpartition("/")[2]))
    return ToldDocument(
        f"doc/{seat}/{year}/{kind}/{number}",
        whole=True,
        kind=kind,
        number=number,
        seat=seat,
        level=level,
        unit=unit,
        year=year,
        cited=by or (cited("b"),),
        **said,
    )


def rules(*documents):
    return [merge.rule for merge in document_merges(documents)]


MEANT = {"year": 2021, "inferred": frozenset([TINH])}
PLAN = {"number": "18/KH-UBND", "kind": "plan"}
DAY = {"year": 2024, "days": frozenset([date(2024, 1, 21)])}
OTHER_DAY = {"year": 2024, "days": frozenset([date(2024, 1, 22)])}
TITLE = ("phát triển rừng bền vững giai đoạn 2021-2025",)
OTHER_TITLE = ("tuyên truyền phổ biến bình đẳng giới trong trường học",)
EARLIER = date(2022, 6, 30)
ELSEWHERE = (cited("c", district="107"),)


@pytest.mark.parametrize(
    ("documents", "rule"),
    [
        # A number that bears its year, and the issuer that it lets infer.
        ((own(**MEANT), whole()), "number-of-year"),
        ((own(number="7/2021/NQ-HĐND", **MEANT), whole()), "number-of-year"),
        ((own(**MEANT), whole(by=ELSEWHERE)), "number-of-year-elsewhere"),
        ((own(titles=TITLE, **MEANT), whole(by=ELSEWHERE, titles=TITLE)), "number-of-year"),
        ((own(year=2021), whole()), None),  # whose it is, nobody says
        ((own(year=2021, titles=TITLE), whole(titles=TITLE)), "number-of-year"),
        ((own(**MEANT), whole(by=(cited("a"),))), None),  # no other report cites it
        ((own(year=2021, inferred=frozenset(["org/hdnd/109"])), whole()), None),
        ((own(province="11", district="098", **MEANT), whole()), None),  # another province
        ((own(titles=OTHER_TITLE, **MEANT), whole(titles=TITLE)), None),
        ((own(number="07a/2021/NQ-HĐND", **MEANT), whole()), None),  # a number with a letter is another
        ((own(kind="decision", **MEANT), whole()), None),
        ((own(kind="", **MEANT), whole()), "number-of-year"),  # only a link names it, by its number
        ((own(number="07/2022/NQ-HĐND", year=2022, inferred=frozenset([TINH])), whole()), None),
        # The same number and day.
        ((own(**PLAN, **DAY), whole(HUYEN, **PLAN, **DAY)), "number-and-day"),
        ((own(**PLAN, **OTHER_DAY), whole(HUYEN, **PLAN, **DAY)), None),
        ((own(**PLAN, **DAY, district="107"), whole(HUYEN, **PLAN, **DAY)), None),  # another district
        ((own(**PLAN, **DAY), own("b", **PLAN, **DAY)), "number-and-day"),
        ((own(**PLAN, **DAY), own("b", **PLAN, **OTHER_DAY)), None),
        ((own(**PLAN, **DAY), own("b", district="107", **PLAN, **DAY)), None),
        ((own(titles=TITLE, **PLAN, **DAY), own("b", titles=OTHER_TITLE, **PLAN, **DAY)), None),
        (
            (
                own(inferred=frozenset([HUYEN]), **PLAN, **DAY),
                own("b", inferred=frozenset([TINH]), **PLAN, **DAY),
            ),
            None,
        ),
        # The number alone: waits for a person, if at all.
        ((own(**PLAN), whole(HUYEN, **PLAN, year=2023)), "number-alone"),
        ((own(**PLAN), whole(HUYEN, **PLAN, year=2019)), None),  # numbers of committees begin anew each year
        ((own(**PLAN), whole(HUYEN, **PLAN, year=2025)), None),  # issued after the report was written
        ((own(number="05-NQ/HU"), whole("org/hu/109", "05-NQ/HU", year=2020)), "number-alone"),
        (
            (
                own(number="05-NQ/HU"),
                whole("org/hu/109", "05-NQ/HU", year=2020),
                whole("org/hu/109", "05-NQ/HU", year=2016),
            ),
            None,
        ),  # of two terms
        ((own(number="06", kind="scheme"), own("b", number="06", kind="scheme")), "number-alone"),
        ((own(number="06", kind="scheme"), own("b", "06", "scheme", district="107")), None),
        ((own(**PLAN), own("b", **PLAN)), "number-alone"),
        ((own(**PLAN), own("b", until=EARLIER, **PLAN)), None),
        ((own(**PLAN, titles=TITLE), own("b", titles=TITLE, until=EARLIER, **PLAN)), "number-alone"),
        ((own(**PLAN), own("b", **PLAN, **DAY), own("c", **PLAN, **OTHER_DAY)), None),
        ((own(year=2021, titles=TITLE), own("b", year=2021, titles=TITLE)), "number-of-year"),
        # What the state passed is cited in every province; a commune's documents are left alone.
        (
            (
                own(number="62/2019/NĐ-CP", kind="decree", year=2019, seat=CP, district="098", province="11"),
                whole(CP, "62/2019/NĐ-CP", "decree", 2019),
            ),
            "number-of-year",
        ),
        ((own(**PLAN, **DAY), whole("org/ubnd/03187", **PLAN, **DAY)), None),
    ],
)  # fmt: skip
def test_numbered_documents_are_one_by_these_rules(documents, rule):
    assert rules(*documents) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({"year": 2013}, {"year": 2013, "district": "098", "province": "11"}, "law-and-year"),
        ({"year": 2013}, {"year": 2024}, None),
        ({}, {"district": "098", "province": "11"}, "law-by-name"),
        ({"year": 2013}, {}, "law-by-name"),
        ({"year": 2024}, {"until": date(2020, 6, 30)}, None),  # passed after that report
        ({"titles": ("Luật Đất đai",)}, {"titles": ("Luật Đầu tư",)}, None),
        ({"titles": ("Luật đất đai",)}, {"titles": ("Luật Đất  đai",)}, "law-by-name"),
    ],
)
def test_laws_are_one_by_name_and_year(first, second, rule):
    law = {"number": "", "kind": "law", "titles": ("Luật Đất đai",)}
    assert (rules(own("a", **law | first), own("b", **law | second)) or [None]) == [rule]


@pytest.mark.parametrize(
    ("title", "other", "rule"),
    [
        ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XX", {}, "title"),
        ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XX", {"district": "107"}, None),
        ("Nghị quyết của HĐND huyện", {}, None),  # says only whose it is
        ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XX", {"kind": "plan"}, None),
    ],
)
def test_a_distinctive_title_is_proposed_within_a_district(title, other, rule):
    named = {"number": "", "titles": (title,)}
    assert (rules(own("a", **named), own("b", **named | other)) or [None]) == [rule]


def test_what_one_report_names_twice_is_never_merged_by_a_name():
    law = {"number": "", "kind": "law", "titles": ("Luật Đất đai",)}
    assert rules(own("a", **law), own("a", year=2013, **law)) == []


def test_the_node_with_a_known_identity_stands_for_both_and_each_has_its_sentence():
    (merge,) = document_merges([own(**MEANT), whole()])
    assert merge.into == whole().node
    assert merge.claims == ("claim/a", "claim/b")
    assert merge.sure


def test_the_order_of_what_is_read_makes_no_difference():
    told = [
        own(**MEANT), whole(), own("c", **PLAN, **DAY), own("d", **PLAN, **DAY),
        own("e", "", "law", titles=("Luật Đất đai",)), own("f", "", "law", titles=("Luật Đất đai",)),
    ]  # fmt: skip
    expected = document_merges(told)
    assert len(expected) == 3
    for seed in range(5):
        shuffled = random.Random(seed).sample(told, len(told))
        assert document_merges(shuffled) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("43-NQ/TU", "43/NQ-TU"), ("7/KH-UBND", "07/kh-ubnd"), ("143/ NQ-HĐND", "143/NQ-HĐND")],
)
def test_a_number_written_two_ways_is_one(one, other):
    assert number_key(one) == number_key(other)


def test_a_resolution_is_not_older_than_the_report_that_cites_it():
    report = own(number="28-NQ/TW", until=date(2020, 5, 31))
    assert contradict(report, whole("org/tw", "28-NQ/TW", year=2022))
    assert not contradict(report, whole("org/tw", "28-NQ/TW", year=2018))


def test_a_thousand_reports_are_merged_in_seconds():
    """40 citations each in 100 districts: a tenth of the numbers recur in all reports."""
    documents = [
        own(f"r{report}", f"{number}/KH-UBND", "plan", district=f"{report % 100:03}", inferred=frozenset())
        for report in range(1000)
        for number in range(40)
    ]
    begins = time.perf_counter()
    assert len(document_merges(documents)) == 4000
    assert time.perf_counter() - begins < 20
