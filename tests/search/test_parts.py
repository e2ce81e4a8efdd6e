"""Which projects of programmes questions name."""

from __future__ import annotations

import pytest

from search.parts import read_parts, with_narrower


@pytest.mark.parametrize(
    ("question", "programmes", "year", "ids"),
    [
        ("Dự án 5 chương trình giảm nghèo được giao bao nhiêu vốn?", ["NTP-PR"], 2023, ["NTP-PR.5"]),
        ("tieu du an 1 du an 4 giai ngan bao nhieu", ["NTP-EM"], 2023, ["NTP-EM.4.1"]),
        ("Sub-project 1 of Project 4", [], 2023, ["NTP-EM.4.1", "NTP-PR.4.1"]),
        ("Tiểu dự án 2 Chương trình 135", ["135"], 2018, ["135.2"]),
        ("Bao nhiêu xã đạt tiêu chí số 17?", ["NTM"], 2023, []),
        ("Huyện có 05 dự án mới?", [], 2023, []),
    ],
)
def test_a_question_names_projects_of_the_programme_and_term(question, programmes, year, ids):
    assert [part.id for part in read_parts(question, programmes, [year])] == ids


def test_a_project_takes_in_its_sub_projects():
    (part,) = read_parts("Dự án 4", ["NTP-EM"], [2023])
    assert with_narrower([part]) == ("NTP-EM.4", "NTP-EM.4.1", "NTP-EM.4.2")
