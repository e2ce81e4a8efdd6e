"""What is kept between questions never outlives the reports that it was read from."""

from __future__ import annotations

from tests.services import service_of_text
from ui.ingesting import IngestOptions

TEXT = """UBND HUYỆN SÌN HỒ
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023

I. NÔNG NGHIỆP
Diện tích chè đạt {area} ha.
"""
QUESTION = "Diện tích chè của Sìn Hồ năm 2023 là bao nhiêu?"
OPTIONS = {"district": "Sìn Hồ, Lai Châu", "period": "2023"}


def values(service):
    return [row["value"] for row in service.ask(QUESTION).to_json()["rows"]]


def test_a_report_that_was_read_anew_is_answered_from_at_once(tmp_path):
    service = service_of_text(tmp_path, TEXT.format(area=314), **OPTIONS)
    assert values(service) == [314]
    service.remove("a.txt", lambda *_: None)
    (tmp_path / "b.txt").write_text(TEXT.format(area=271), "utf-8")
    service.ingest([tmp_path / "b.txt"], IngestOptions(jobs=1, **OPTIONS), lambda *_: None)
    assert values(service) == [271]
