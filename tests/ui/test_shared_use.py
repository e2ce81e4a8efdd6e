"""One writer beside many readers: who began before an ingest ends on what was there then."""

from __future__ import annotations

import gc

from graph.queries import find_observations
from tests.services import service_of_text
from ui.ingesting import IngestOptions
from ui.service import Service

REPORT = "UBND HUYỆN PHONG THỔ\nBÁO CÁO\nTình hình năm 2023\nI. KINH TẾ\nĐàn trâu {} con.\n"


def values(store) -> list[int]:
    return sorted(int(row.value) for row in find_observations(store).rows)


def test_a_page_that_began_before_three_ingests_ends_on_what_it_began_with(tmp_path):
    reader = service_of_text(tmp_path, REPORT.format(120))
    writer = Service(reader.settings)
    begun = reader.snapshot()
    for number in (130, 140, 150):
        (tmp_path / f"{number}.txt").write_text(REPORT.format(number), "utf-8")
        writer.ingest([tmp_path / f"{number}.txt"], IngestOptions(jobs=1), lambda stage, done, total: None)
    assert values(begun.store) == [120]
    assert values(reader.snapshot().store) == [120, 130, 140, 150]
    first = reader.workspace.generation(begun.manifest.generation)
    assert first.is_dir()
    del begun
    gc.collect()
    writer.remove("150.txt", lambda stage, done, total: None)
    assert not first.exists()
    assert values(reader.snapshot().store) == [120, 130, 140]
