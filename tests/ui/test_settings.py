"""Settings from the environment: what several people share is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import BadInput, StoreError
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Limits, Settings, load_settings


def quiet(stage: str, done: int, total: int) -> None:
    pass


def test_without_settings_anybody_may_read_and_write_within_the_usual_limits():
    settings = load_settings(environment={})
    assert (settings.password, settings.user_header, settings.read_only) == ("", "", False)
    assert settings.limits == Limits(file_mb=20, files=50, all_mb=200)


def test_what_several_people_share_is_set_by_the_environment():
    settings = load_settings(
        environment={
            "HUYENKG_PASSWORD": " với dấu cách ",
            "HUYENKG_USER_HEADER": " X-Forwarded-User ",
            "HUYENKG_READONLY": "Yes",
            "HUYENKG_UPLOAD_MB": "5",
            "HUYENKG_UPLOAD_FILES": "2",
            "HUYENKG_UPLOAD_ALL_MB": "8",
        }
    )
    assert settings.password == " với dấu cách "
    assert settings.user_header == "X-Forwarded-User"
    assert settings.read_only
    assert settings.limits == Limits(5, 2, 8)
    assert "với dấu cách" not in repr(settings)


@pytest.mark.parametrize("told", ["0", "", "no", "false"])
def test_a_store_that_is_not_said_to_be_for_reading_only_is_written(told):
    assert not load_settings(environment={"HUYENKG_READONLY": told}).read_only


@pytest.mark.parametrize("told", ["0", "-1", "20MB", "1.5", "²"])
def test_a_limit_that_is_no_number_is_refused(told):
    with pytest.raises(BadInput, match="HUYENKG_UPLOAD_MB"):
        load_settings(environment={"HUYENKG_UPLOAD_MB": told})


def test_nothing_is_written_where_reports_may_only_be_read(tmp_path: Path):
    service = Service(Settings(tmp_path / "data", tmp_path / "cache", "hashing", read_only=True))
    for change in (
        lambda: service.ingest([tmp_path], IngestOptions(), quiet),
        lambda: service.remove("a.txt", quiet),
        lambda: service.rebuild(quiet),
    ):
        with pytest.raises(StoreError, match="for reading only"):
            change()
    assert not (tmp_path / "data").exists()
