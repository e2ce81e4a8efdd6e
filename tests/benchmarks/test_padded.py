"""A padded data directory has as many passages as were asked for, and answers as before."""

from __future__ import annotations

import shutil

from benchmarks.padded import pad
from search.checking import check_index
from tests.services import service_of_texts
from ui.service import Service
from ui.settings import load_settings

TEXT = "UBND HUYỆN {}\nBÁO CÁO\nTình hình năm 2023\n\nTổng đàn trâu đạt {} con. Xây 3 cầu.\n"


def test_more_passages_change_no_answer_and_are_found(tmp_path):
    source = service_of_texts(tmp_path, x=TEXT.format("VĂN QUAN", 10), y=TEXT.format("SÌN HỒ", 20))
    before = source.status()
    passages = source.snapshot().index.manifest.passages
    assert pad(source.settings.data, tmp_path / "b", 40) == 40 - passages
    padded = Service(load_settings(tmp_path / "b", "hashing"))
    assert padded.snapshot().index.manifest.passages == 40
    check_index(padded.workspace.generation(padded.status().generation) / "index", thorough=True)
    question = "Huyện nào có tổng đàn trâu cao nhất năm 2023?"
    assert padded.ask(question).rows == source.ask(question).rows != ()
    assert len({hit.id for hit in padded.search("tổng đàn trâu", 40)}) > passages
    shutil.rmtree(tmp_path / "b")
    assert source.status() == before
