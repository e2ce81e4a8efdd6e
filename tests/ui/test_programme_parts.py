"""Questions about projects of programmes are answered by their own figures alone."""

from __future__ import annotations

import pytest

from search.language import Language
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings

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


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    (folder / "r.md").write_text(REPORT, "utf-8")
    service = Service(Settings(data=folder / "data", cache=folder / "cache", model="hashing"))
    (folder / "older.md").write_text(OLDER, "utf-8")
    service.ingest(
        [folder / "r.md", folder / "older.md"], IngestOptions(jobs=1), lambda stage, done, total: None
    )
    return service


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
    nodes = service.start_nodes("programme", Language.VIETNAMESE)
    (node,) = (node for node in nodes if node.endswith("/NTP-EM"))
    figures = [(row.value, row.programme_part) for row in service.programme_figures(node)]
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
