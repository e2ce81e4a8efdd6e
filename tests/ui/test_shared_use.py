"""One writer beside many readers: who began before an ingest ends on what was there then."""

from __future__ import annotations

import gc

from graph.queries import find_observations
from ingest.record import Kind
from tests.services import service_of_text, service_of_texts
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings

REPORT = "UBND HUYỆN PHONG THỔ\nBÁO CÁO\nTình hình năm 2023\nI. KINH TẾ\nĐàn trâu {} con.\n"


def values(store) -> list[int]:
    return sorted(int(row.value) for row in find_observations(store).rows)


def publish_more(service: Service, folder) -> None:
    """Three generations more, by another writer."""
    writer = Service(service.settings)
    for number in (130, 140, 150):
        (folder / f"{number}.txt").write_text(REPORT.format(number), "utf-8")
        writer.ingest([folder / f"{number}.txt"], IngestOptions(), lambda stage, done, total: None)


def test_a_page_that_began_before_three_ingests_ends_on_what_it_began_with(tmp_path):
    reader = service_of_text(tmp_path, REPORT.format(120))
    writer = Service(reader.settings)
    begun = reader.snapshot()
    publish_more(reader, tmp_path)
    assert values(begun.store) == [120]
    assert values(reader.snapshot().store) == [120, 130, 140, 150]
    first = reader.workspace.generation(begun.manifest.generation)
    assert first.is_dir()
    del begun
    gc.collect()
    writer.remove("150.txt", lambda stage, done, total: None)
    assert not first.exists()
    assert values(reader.snapshot().store) == [120, 130, 140]


def test_whoever_has_only_the_store_of_a_generation_keeps_it(tmp_path):
    reader = service_of_text(tmp_path, REPORT.format(120))
    store = reader.snapshot().store
    generation = reader.workspace.current().generation
    publish_more(reader, tmp_path)
    assert values(reader.snapshot().store) == [120, 130, 140, 150]
    Service(reader.settings).remove("150.txt", lambda stage, done, total: None)
    assert reader.workspace.generation(generation).is_dir()
    assert values(store) == [120]


def test_facts_that_are_taken_one_by_one_are_all_of_the_state_that_they_began_with(tmp_path):
    reader = service_of_texts(tmp_path, a=REPORT.format(120), b=REPORT.format(121))
    facts = reader.facts(Kind.OBSERVATIONS)
    assert next(facts)["value"] == 120
    writer = Service(reader.settings)
    writer.remove("b.txt", lambda stage, done, total: None)
    publish_more(reader, tmp_path)
    assert [row["value"] for row in facts] == [121]


def test_to_look_at_a_directory_that_is_not_there_makes_none(tmp_path):
    service = Service(Settings(data=tmp_path / "none", cache=tmp_path))
    assert list(service.facts(Kind.OBSERVATIONS)) == []
    assert not (tmp_path / "none").exists()
