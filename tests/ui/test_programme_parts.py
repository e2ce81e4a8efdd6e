"""Questions about projects of programmes are answered by their own figures alone."""

from __future__ import annotations

import pytest

from graph.catalogue import list_programmes
from graph.observed import read_observations
from graph.overviews import figures_under
from tests.services import service_over

REPORT = """BÁO CÁO
Tình hình thực hiện nhiệm vụ năm 2023 của huyện Sìn Hồ, tỉnh Lai Châu

## Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi

Tổng vốn giao 50.000 triệu đồng.

- Dự án 1: Vốn giao 9.100 triệu đồng.

- Tiểu dự án 2 Dự án 4: Vốn giao 700 triệu đồng.
"""

OLDER = """BÁO CÁO
Tình hình thực hiện nhiệm vụ năm 2019 của huyện Nậm Pồ, tỉnh Điện Biên

## Chương trình MTQG giảm nghèo bền vững

- Dự án 3: Vốn giao 640 triệu đồng.
"""

SPENT = """BÁO CÁO
Tình hình thực hiện nhiệm vụ năm 2023 của huyện {district}

## Chương trình MTQG {programme}

- Dự án 1: Vốn giao {allotted} triệu đồng, đã giải ngân {spent} triệu đồng.

- Dự án 4: Vốn giao {spent} triệu đồng, đã giải ngân 90 triệu đồng.
"""
EM = "phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"
DISTRICTS = (
    ("Sìn Hồ, tỉnh Lai Châu", EM, "9.100", "4.500"),
    ("Nậm Pồ, tỉnh Điện Biên", EM, "6.200", "5.100"),
)
OTHER = ("Mường Tè, tỉnh Lai Châu", "giảm nghèo bền vững", "7.200", "6.300")


def of_districts(folder, districts):
    for number, (district, programme, allotted, spent) in enumerate(districts):
        text = SPENT.format(district=district, programme=programme, allotted=allotted, spent=spent)
        (folder / f"{number}.md").write_text(text, "utf-8")
    return service_over(folder, *sorted(folder.iterdir()))


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    (folder / "r.md").write_text(REPORT, "utf-8")
    (folder / "older.md").write_text(OLDER, "utf-8")
    return service_over(folder, folder / "r.md", folder / "older.md")


@pytest.mark.parametrize(
    ("question", "status", "values"),
    [
        ("Dự án 1 của Sìn Hồ năm 2023 được giao bao nhiêu vốn?", "answered", [9100]),
        ("Dự án 4 Chương trình MTQG dân tộc thiểu số của Sìn Hồ", "answered", [700]),
        ("How much was allotted to Project 6 in Sin Ho in 2023?", "not_found", []),
    ],
)
def test_a_project_is_answered_by_its_own_figures_alone(service, question, status, values):
    answer = service.ask(question).to_json()
    assert answer["status"] == status
    assert [row["value"] for row in answer["rows"]] == values


def test_the_figures_of_a_programme_bear_their_project(service):
    store = service.snapshot().store
    (node,) = (row.node for row in list_programmes(store).rows if row.node.endswith("/NTP-EM"))
    rows = read_observations(store, figures_under(store, node))
    figures = [(row.value, row.programme_part) for row in rows]
    assert figures == [(50000, None), (9100, "NTP-EM.1"), (700, "NTP-EM.4.2")]


def test_a_project_is_that_of_the_term_of_the_reports(service):
    answer = service.ask("Dự án 3 của Nậm Pồ được giao bao nhiêu vốn?").to_json()
    assert [(row["value"], row["programme_part"]) for row in answer["rows"]] == [(640, "NTP-PR.2016.3")]
    assert service.ask("Dự án 3 của Sìn Hồ").to_json()["status"] == "not_found"


def test_another_district_by_its_chip_is_asked_for_the_projects_of_its_own_reports(service):
    answer = service.ask("Dự án 3 của Sìn Hồ", {"district": "Nậm Pồ"}).to_json()
    assert [row["value"] for row in answer["rows"]] == [640]


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Dự án 6 của Sìn Hồ", ["báo cáo năm 2023 của huyện Sìn Hồ không nêu"], ["nậm pồ", "đang có"]),
        ("Project 6 of Sin Ho", ["by the report of Sìn Hồ"], ["at hand"]),
        ("Dự án 1 của Sìn Hồ được giao bao nhiêu vốn?", ["thiếu đất ở"], ["hạ tầng kinh tế"]),
    ],
)
def test_an_answer_claims_no_more_than_was_looked_through(service, question, told, untold):
    text = service.ask(question).to_json()["answer"].lower()
    assert all(words.lower() in text for words in told)
    assert not any(words in text for words in untold)


def test_projects_that_no_words_name_are_not_understood(service):
    answer = service.ask("Dân số Sìn Hồ năm 2023", {"intent": "parts"})
    assert (answer.status, answer.rows, answer.understood) == ("not_found", (), False)
    assert answer.answer.startswith("Chưa hiểu câu hỏi")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Huyện nào giải ngân Dự án 1 nhiều nhất?", ("Nậm Pồ", 5100)),
        ("Huyện nào giải ngân Dự án 1 thấp nhất?", ("Sìn Hồ", 4500)),
        ("Huyện nào được giao vốn Dự án 1 cao nhất?", ("Sìn Hồ", 9100)),
        ("Which district disbursed the most for Project 1?", ("Nậm Pồ", 5100)),
    ],
)
def test_districts_are_ranked_by_figures_of_the_project(tmp_path, question, first):
    rows = of_districts(tmp_path, DISTRICTS).ask(question).to_json()["rows"]
    assert (rows[0]["district"], rows[0]["value"]) == first
    assert {row["programme_part"] for row in rows} == {"NTP-EM.1"}


def test_projects_of_two_programmes_are_listed_and_not_ranked(tmp_path):
    rows = of_districts(tmp_path, (*DISTRICTS, OTHER)).ask("Huyện nào giải ngân Dự án 1 nhiều nhất?").rows
    assert {row["programme_part"] for row in rows} == {"NTP-EM.1", "NTP-PR.1"}
    assert {row["district"] for row in rows} == {"Sìn Hồ", "Nậm Pồ", "Mường Tè"}
