"""A data directory whose vectors lie in Milvus: published, killed, rebuilt, backed up, looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import BadInput, StoreError
from search.vector_place import Place, read_place
from ui.doctor import examine
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings, load_settings
from ui.steps import Step

REPORT = "UBND huyện Văn Quan\nBáo cáo\n\nTrồng mới {year} ha rừng.\n"


def quiet(stage: str, done: int, total: int) -> None:
    pass


@pytest.mark.parametrize(
    "told", ["milvus:", "milvus:ftp://a", "milvus:http://a:b:c", "http://a:1", "milvus:/a", "faiss"]
)
def test_a_setting_that_names_no_place_is_refused_without_being_repeated(told):
    with pytest.raises(BadInput) as caught:
        load_settings(environment={"HUYENKG_VECTORS": told.replace("//a", "//user:s3cret@a")})
    assert "s3cret" not in f"{caught.value.message} {caught.value.hint}"


def test_the_place_of_vectors_is_shown_without_its_password():
    settings = load_settings(
        environment={"HUYENKG_VECTORS": "milvus:https://user:s3cret@host:19530/db?index=X"}
    )
    assert settings.vectors.shown == "https://host:19530/db"
    assert "s3cret" not in repr(settings)
    assert load_settings(environment={}).vectors == Place()


def test_data_directories_share_no_collection(tmp_path):
    place = read_place("milvus:http://host:19530")
    assert len({place.of(tmp_path / name).owner for name in ("a", "b")}) == 2
    assert place.of(tmp_path / "a").owner == place.of(tmp_path / "b" / ".." / "a").owner


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    pytest.importorskip("pymilvus", reason="the extra 'milvus' is not installed")
    return read_place(f"milvus:{tmp_path_factory.mktemp('milvus') / 'vectors.db'}")


@pytest.fixture
def service(server, tmp_path):
    return Service(Settings(tmp_path / "data", tmp_path / "cache", "hashing", vectors=server))


def ingest(service: Service, folder: Path, year: int) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / f"{year}.txt"
    path.write_text(REPORT.format(year=year), "utf-8")
    (outcome,) = service.ingest([path], IngestOptions(period=str(year)), quiet)
    assert outcome.code == ""


def found(service: Service) -> set[str]:
    return {hit.passage.name for hit in service.search("trồng mới rừng", 10)}


def collections(service: Service) -> int:
    from search.milvus import _connected

    place = service.workspace.place
    held = _connected(place.address).list_collections()
    return sum(name.startswith(f"huyenkg_{place.owner}_") for name in held)


@pytest.mark.slow
def test_reports_come_and_go_and_a_reader_of_an_older_generation_keeps_what_it_saw(service, tmp_path):
    ingest(service, tmp_path / "reports", 2021)
    older = service.snapshot().index
    ingest(service, tmp_path / "reports", 2022)
    service.remove("2021.txt", quiet)
    assert found(service) == {"2022.txt"}
    assert {hit.passage.name for hit in older.search("trồng mới rừng")} == {"2021.txt"}
    assert collections(service) == 1
    checks = {check.name: check for check in examine(service.settings, deep=True)}
    assert checks["Search index"].good
    assert checks["Vectors"].found == f"in Milvus at {service.settings.vectors.shown}"


@pytest.mark.slow
def test_a_killed_publication_leaves_the_old_state_and_the_next_cleans_up(service, tmp_path):
    ingest(service, tmp_path / "reports", 2021)

    class Killed(BaseException):
        pass

    def die(step: Step) -> None:
        if step is Step.INDEX_WRITTEN:
            raise Killed

    service.workspace.reached = die
    with pytest.raises(Killed):
        ingest(service, tmp_path / "reports", 2022)
    with pytest.raises(Killed):
        service.rebuild(quiet)
    assert (found(service), collections(service)) == ({"2021.txt"}, 2)
    service.workspace.reached = lambda _step: None
    ingest(service, tmp_path / "reports", 2022)
    assert (found(service), collections(service)) == ({"2021.txt", "2022.txt"}, 1)


@pytest.mark.slow
def test_a_rebuild_brings_vectors_to_where_the_setting_says(service, tmp_path):
    ingest(service, tmp_path / "reports", 2021)
    beside = Service(Settings(tmp_path / "data", tmp_path / "cache", "hashing"))
    assert found(beside) == {"2021.txt"}  # the index says where its vectors lie
    with pytest.raises(StoreError, match="do not lie where they should") as caught:
        ingest(beside, tmp_path / "reports", 2022)
    assert "huyenkg rebuild" in caught.value.hint
    beside.rebuild(quiet)
    assert (beside.workspace.generation(2) / "index" / "vectors.faiss").is_file()
    assert found(beside) == {"2021.txt"}
    with pytest.raises(StoreError, match="do not lie where they should"):
        ingest(service, tmp_path / "reports", 2022)
    service.rebuild(quiet)
    ingest(service, tmp_path / "reports", 2022)
    assert found(service) == {"2021.txt", "2022.txt"}


@pytest.mark.slow
def test_a_backup_is_restored_into_a_collection_of_its_own(service, tmp_path):
    ingest(service, tmp_path / "reports", 2021)
    service.back_up(tmp_path / "backup.tar.gz", quiet, vectors=True, force=False)
    other = Service(
        Settings(tmp_path / "other", tmp_path / "cache", "hashing", vectors=service.settings.vectors)
    )
    other.restore(tmp_path / "backup.tar.gz", quiet, replace=False)
    assert (found(other), found(service)) == ({"2021.txt"}, {"2021.txt"})
    assert (collections(other), collections(service)) == (1, 1)
