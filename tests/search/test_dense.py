import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import StoreError
from search.dense import VectorReader, VectorWriter


def rows(count: int, seed: int = 0, dimensions: int = 16) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


@pytest.fixture
def written(tmp_path):
    writer = VectorWriter(16)
    writer.add(range(10, 30), rows(20))
    writer.write(tmp_path / "vectors.faiss")
    return tmp_path / "vectors.faiss"


def test_the_nearest_vector_to_a_stored_one_is_itself(written):
    reader = VectorReader(written)
    assert len(reader) == 20
    for id_, row in zip(range(10, 30), rows(20), strict=True):
        (found, cosine), *_ = reader.search(row, 3)
        assert found == id_
        assert cosine == pytest.approx(1, abs=2e-3)


def test_a_filter_comes_before_ranking(written):
    found = VectorReader(written).search(rows(20)[0], 5, only=[12, 29, 25])
    assert sorted(id_ for id_, _ in found) == [12, 25, 29]
    assert VectorReader(written).search(rows(20)[0], 5, only=[]) == []


def test_removed_ids_are_gone_and_the_others_stay(written, tmp_path):
    writer = VectorWriter(16, written)
    writer.remove([10, 11, 999])
    writer.add([40], rows(1, seed=5))
    writer.write(tmp_path / "next.faiss")
    ids = {id_ for id_, _ in VectorReader(tmp_path / "next.faiss").search(rows(20)[0], 100)}
    assert ids == {*range(12, 30), 40}
    assert len(VectorReader(written)) == 20  # the source is left as it was


def test_writing_leaves_no_temporary_file(written):
    assert [path.name for path in written.parent.iterdir()] == ["vectors.faiss"]


def test_an_empty_index_finds_nothing(tmp_path):
    VectorWriter(16).write(tmp_path / "empty.faiss")
    assert VectorReader(tmp_path / "empty.faiss").search(rows(1)[0], 5) == []


def test_a_damaged_or_missing_file_is_refused(tmp_path):
    (tmp_path / "bad.faiss").write_bytes(b"no index at all")
    for name in ("bad.faiss", "missing.faiss"):
        with pytest.raises(StoreError, match=name):
            VectorReader(tmp_path / name)


def test_vectors_of_another_length_are_refused(written):
    with pytest.raises(StoreError, match="length 16, the model makes 384"):
        VectorWriter(384, written)


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, 10**9), min_size=1, max_size=30), st.data())
def test_what_was_added_and_not_removed_is_found(tmp_path_factory, ids, data):
    ordered = sorted(ids)
    gone = data.draw(st.sets(st.sampled_from(ordered)))
    writer = VectorWriter(16)
    writer.add(ordered, rows(len(ordered)))
    writer.remove(sorted(gone))
    path = tmp_path_factory.mktemp("vectors") / "v.faiss"
    writer.write(path)
    assert {id_ for id_, _ in VectorReader(path).search(rows(1)[0], 100)} == ids - gone
