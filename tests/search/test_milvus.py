"""Vectors in Milvus, held against those in a file. Milvus is milvus-lite: the same client, in a file."""

import json
from importlib.util import find_spec

import numpy as np
import pytest

from ontology.errors import StoreError
from search.catalogue import report_passages
from search.checking import check_index
from search.dense import VectorReader, VectorWriter
from search.encoder import HashingEncoder
from search.index import open_index
from search.indexing import build_index, update_index
from search.manifest import MILVUS, VECTORS
from search.vector_place import BESIDE, open_vectors, read_place, tidy_vectors, write_vectors
from search.vectors import VectorCache
from tests.factories import document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pymilvus") is None, reason="the extra 'milvus' is not installed"),
]
DIMENSIONS = 32


def rows(count: int, seed: int = 0) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    return values.astype(np.float16).astype(np.float32)  # as the vector cache gives them


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    return f"milvus:{tmp_path_factory.mktemp('milvus') / 'vectors.db'}"


@pytest.fixture
def place(server, tmp_path):
    return read_place(server).of(tmp_path)


def collections(place) -> set[str]:
    from search.milvus import _connected

    held = _connected(place.address).list_collections()
    return {name for name in held if name.startswith(f"huyenkg_{place.owner}_")}


def collection(folder) -> str:
    return json.loads((folder / MILVUS).read_text())["collection"]


def published(folder, place, source=None, removed=(), added=(), vectors=None):
    """A state: that of the folder ``source`` without some ids, with others."""
    folder.mkdir()
    writer = write_vectors(source, DIMENSIONS, place)
    writer.remove(list(removed))
    writer.add(list(added), rows(3000)[list(added)] if vectors is None else vectors)
    writer.write(folder / place.file)
    return open_vectors(folder, place)


def test_the_same_questions_find_the_same_as_in_a_file(tmp_path, place):
    there = published(tmp_path / "there", place, added=range(2500))
    writer = VectorWriter(DIMENSIONS)
    writer.add(range(2500), rows(2500))
    writer.write(tmp_path / "v")
    here = VectorReader(tmp_path / "v")
    assert (len(there), sorted(there.ids().tolist())) == (2500, list(range(2500)))
    for number, asked in enumerate(rows(40, seed=7)):
        only = None if number % 2 else list(range(number, 2500, 7))
        found, expected = there.search(asked, 100, only), here.search(asked, 100, only)
        assert [id_ for id_, _ in found] == [id_ for id_, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-5)


def test_a_filter_may_name_more_ids_than_one_expression_holds(tmp_path, place, monkeypatch):
    monkeypatch.setattr("search.milvus._NAMED", 100)
    reader = published(tmp_path / "a", place, added=range(1000))
    only = list(range(0, 1000, 3))
    assert sorted(id_ for id_, _ in reader.search(rows(1)[0], 400, only)) == only
    assert reader.search(rows(1)[0], 5, only) == reader.search(rows(1)[0], 400, only)[:5]
    assert reader.search(rows(1)[0], 5, []) == []


def test_each_state_keeps_what_it_held(tmp_path, place):
    first = published(tmp_path / "1", place, added=range(10))
    second = published(tmp_path / "2", place, tmp_path / "1", removed=[2, 3, 99], added=[10, 11])
    third = published(tmp_path / "3", place, tmp_path / "2", removed=[11], added=[12])
    held = [sorted(reader.ids().tolist()) for reader in (first, second, third)]
    kept = [0, 1, *range(4, 10)]
    assert held == [list(range(10)), [*kept, 10, 11], [*kept, 10, 12]]
    assert [len(reader) for reader in (first, second, third)] == [10, 10, 10]
    assert first.search(rows(3000)[3], 1)[0][0] == 3
    assert second.search(rows(3000)[3], 20, [3, 4]) == second.search(rows(3000)[3], 20, [4])


def test_what_a_killed_writer_did_is_seen_by_nobody_and_undone_by_the_next(tmp_path, place):
    reader = published(tmp_path / "1", place, added=range(20))
    before = reader.search(rows(1)[0], 20)
    killed = write_vectors(tmp_path / "1", DIMENSIONS, place)
    killed.remove(range(5))
    killed.add([20, 21], rows(2, seed=3))  # and it never wrote its file
    assert [id_ for id_, _ in reader.search(rows(1)[0], 50)] == [id_ for id_, _ in before]
    following = published(tmp_path / "2", place, tmp_path / "1", removed=[7], added=[20])
    assert sorted(following.ids().tolist()) == [*range(7), *range(8, 21)]
    assert following.search(rows(3000)[20], 1, [20])[0][1] == pytest.approx(1, abs=1e-3)
    assert [id_ for id_, _ in reader.search(rows(1)[0], 50)] == [id_ for id_, _ in before]


def test_what_no_directory_names_any_more_is_taken_out(tmp_path, place):
    from search.milvus import _connected

    published(tmp_path / "1", place, added=range(10))
    published(tmp_path / "2", place, tmp_path / "1", removed=[2])
    published(tmp_path / "3", place, tmp_path / "2", removed=[3])
    published(tmp_path / "lost", place, added=range(3))  # of a rebuild that was killed
    assert collections(place) == {collection(tmp_path / "3"), collection(tmp_path / "lost")}
    tidy_vectors(place, [tmp_path / "2", tmp_path / "3"])
    assert collections(place) == {collection(tmp_path / "3")}
    (row,) = _connected(place.address).query(
        collection(tmp_path / "3"), "passage >= 0", output_fields=["count(*)"]
    )
    assert row["count(*)"] == 9  # 2 is gone, 3 is still read in the second state
    assert sorted(open_vectors(tmp_path / "2", place).ids().tolist()) == [0, 1, *range(3, 10)]


def test_collections_of_other_data_directories_are_left_alone(tmp_path, server):
    mine, other = (read_place(server).of(tmp_path / name) for name in ("mine", "other"))
    published(tmp_path / "of-other", other, added=range(3))
    tidy_vectors(mine, [])
    assert len(collections(other)) == 1
    assert len(open_vectors(tmp_path / "of-other", mine)) == 3


def test_nothing_is_dropped_where_a_directory_cannot_be_read(tmp_path, place):
    published(tmp_path / "1", place, added=range(3))
    (tmp_path / "2").mkdir()
    (tmp_path / "2" / MILVUS).write_text("torn")
    tidy_vectors(place, [tmp_path / "2"])
    assert collections(place) == {collection(tmp_path / "1")}


@pytest.mark.parametrize("torn", ["", "{}", '{"address": 1'])
def test_a_damaged_file_is_named(tmp_path, place, torn):
    published(tmp_path / "1", place, added=range(3))
    (tmp_path / "1" / MILVUS).write_text(torn)
    for use in (open_vectors, lambda folder, where: write_vectors(folder, DIMENSIONS, where)):
        with pytest.raises(StoreError, match=r"vectors\.milvus\.json does not tell"):
            use(tmp_path / "1", place)


def test_a_collection_that_is_gone_asks_for_a_rebuild(tmp_path, place):
    published(tmp_path / "1", place, added=range(3))
    tidy_vectors(place, [])
    with pytest.raises(StoreError, match="failed"):
        len(open_vectors(tmp_path / "1", place))
    with pytest.raises(StoreError, match="has no collection") as caught:
        write_vectors(tmp_path / "1", DIMENSIONS, place)
    assert "huyenkg rebuild" in caught.value.hint


def test_a_copy_of_a_data_directory_reads_the_vectors_and_never_changes_them(tmp_path, server, place):
    published(tmp_path / "1", place, added=range(3))
    copy = read_place(server).of(tmp_path / "copy")
    assert len(open_vectors(tmp_path / "1", copy)) == 3
    with pytest.raises(StoreError, match="another data directory") as caught:
        write_vectors(tmp_path / "1", DIMENSIONS, copy)
    assert "huyenkg rebuild" in caught.value.hint


def test_vectors_of_another_length_or_at_another_place_are_refused(tmp_path, place):
    published(tmp_path / "1", place, added=range(3))
    with pytest.raises(StoreError, match="length 32, the model makes 384"):
        write_vectors(tmp_path / "1", 384, place)
    with pytest.raises(StoreError, match="in a file beside it"):
        write_vectors(tmp_path / "1", DIMENSIONS, BESIDE)
    with pytest.raises(StoreError, match="has no collection"):
        write_vectors(tmp_path / "1", DIMENSIONS, read_place(f"milvus:{tmp_path}/other.db").of(tmp_path))


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path):
    place = read_place("milvus:http://reader:s3cret@127.0.0.1:1").of(tmp_path)
    with pytest.raises(StoreError) as caught:
        write_vectors(None, DIMENSIONS, place)
    assert "http://127.0.0.1:1" in caught.value.message
    assert "s3cret" not in f"{caught.value.message} {caught.value.hint} {place!r} {place.shown}"


def test_an_index_with_vectors_there_finds_what_one_with_a_file_does(tmp_path, place):
    lines = ["Diện tích lúa nương còn 118 ha.", "Cháy rừng xảy ra 2 vụ.", "Dư nợ cho vay đạt 210 tỷ đồng."]
    reports = [report_passages(document("\n".join(lines), name, f"{name}.txt")) for name in ("a", "b")]
    encoder, cache = HashingEncoder(128), VectorCache(tmp_path / "vectors.sqlite")
    build_index(tmp_path / "file", reports, encoder, cache)
    build_index(tmp_path / "there", reports[:1], encoder, cache, place=place)
    update_index(tmp_path / "there", tmp_path / "next", (), reports[1:], encoder, cache, place=place)
    cache.close()
    assert check_index(tmp_path / "next", thorough=True, place=place).startswith("6 passages of 2 reports")
    assert not (tmp_path / "next" / VECTORS).exists()
    here = open_index(tmp_path / "file", lambda: encoder)
    there = open_index(tmp_path / "next", lambda: encoder, place)
    for question in ("lúa nương", "chay rung", "dư nợ"):
        found = [[(hit.passage, hit.score) for hit in index.search(question)] for index in (here, there)]
        assert found[0] == found[1]
