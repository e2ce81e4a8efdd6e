"""Vector indexes that become another kind as they grow and shrink, at sizes that a test can afford."""

from pathlib import Path

import numpy as np
import pytest

from ontology.errors import StoreError
from search.dense import VectorReader, VectorWriter
from search.vector_kinds import Sizes

SIZES = Sizes(lists_from=300, none_below=200, probed=4)
DIMENSIONS = 32


def clustered(count: int, seed: int = 0) -> np.ndarray:
    """Unit vectors, ten around each of some centres."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(count // 10 + 1, DIMENSIONS))
    rows = centres[random.integers(len(centres), size=count)] + 0.5 * random.normal(size=(count, DIMENSIONS))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def made(path, count: int, source=None, sizes: Sizes = SIZES) -> VectorReader:
    """An index of ids from 0 on; one that ``source`` holds gets what is missing or loses what is too much."""
    writer = VectorWriter(DIMENSIONS, source, sizes)
    held = len(writer)
    writer.add(range(held, count), clustered(2000)[held:count])
    writer.remove(range(count, held))
    writer.write(path)
    return VectorReader(path)


@pytest.mark.parametrize(("count", "lists"), [(300, 0), (301, 7), (1000, 25), (2000, 50)])
def test_the_kind_follows_the_size(tmp_path, count, lists):
    assert made(tmp_path / "v", count).lists == lists


def test_a_million_vectors_get_four_times_their_root_in_lists():
    assert [Sizes().lists(count) for count in (10**6, 250_000, 10)] == [4000, 2000, 1]


def test_a_question_looks_into_a_sixteenth_of_the_lists_and_never_into_less_than_64():
    assert [Sizes().probes(lists) for lists in (400, 1788, 4000)] == [64, 111, 250]
    assert SIZES.probes(4000) == 4


@pytest.mark.parametrize(
    ("sizes", "lists"),
    [
        ((290, 310), [0, 7]),
        ((310, 250), [7, 7]),  # an index that goes up and down a little is not made anew
        ((310, 250, 199, 250), [7, 7, 0, 0]),
        ((400, 820), [10, 10]),  # 20 lists would be wanted: not yet more than twice as many …
        ((400, 880), [10, 22]),  # … as now, when they are made anew
        ((1000, 520, 460), [25, 25, 11]),
    ],
)
def test_lists_come_stay_and_go(tmp_path, sizes, lists):
    source, found = None, []
    for count in sizes:
        reader = made(tmp_path / str(count), count, source)
        found.append(reader.lists)
        source = tmp_path / str(count)
        assert sorted(reader.ids().tolist()) == list(range(count))
    assert found == lists


@pytest.mark.parametrize("seed", range(4))
def test_no_id_is_lost_or_doubled_by_any_row_of_changes(tmp_path, seed):
    random = np.random.default_rng(seed)
    expected: dict[int, int] = {}  # which vector lies under an id
    pool, source, kinds = clustered(1500), None, set()
    for number in range(12):
        writer = VectorWriter(DIMENSIONS, source, SIZES)
        most = 700 if number % 4 < 2 else 60
        gone = random.permutation(sorted(expected))[: random.integers(0, 500)]
        writer.remove(gone.tolist())
        new = random.choice(2000, size=random.integers(0, most), replace=False)  # some are there already
        picked = random.integers(len(pool), size=len(new))
        writer.add(new.tolist(), pool[picked])
        expected = {id_: at for id_, at in expected.items() if id_ not in set(gone.tolist())}
        expected |= dict(zip(new.tolist(), picked.tolist(), strict=True))
        source = tmp_path / str(number)
        writer.write(source)
        reader = VectorReader(source)
        kinds.add(bool(reader.lists))
        assert sorted(reader.ids().tolist()) == sorted(expected)
        for id_ in sorted(expected)[::40]:
            assert reader.search(pool[expected[id_]], 1, only=[id_])[0][1] == pytest.approx(1, abs=0.01)
    assert kinds == {False, True}


def test_a_vector_under_a_known_id_takes_the_place_of_the_old_one(tmp_path):
    for count in (50, 600):  # both kinds
        writer = VectorWriter(DIMENSIONS, None, SIZES)
        writer.add(range(count), clustered(count))
        writer.write(tmp_path / "first")
        writer = VectorWriter(DIMENSIONS, tmp_path / "first", SIZES)
        writer.add([7], clustered(1, seed=9))
        writer.write(tmp_path / "next")
        assert len(VectorReader(tmp_path / "next")) == count
        assert VectorReader(tmp_path / "next").search(clustered(1, seed=9)[0], 1)[0][0] == 7


def recall(reader: VectorReader, stored: np.ndarray, asked: np.ndarray) -> float:
    truth = np.argsort(-(asked @ stored.T), axis=1)[:, :10]
    found = [{id_ for id_, _ in reader.search(row, 10)} for row in asked]
    return float(
        np.mean([len(own & set(true)) / 10 for own, true in zip(found, truth.tolist(), strict=True)])
    )


def test_nearly_all_of_the_nearest_are_found_in_few_lists(tmp_path):
    stored, asked = clustered(2000), clustered(2000)[::20] + 0.02
    few = made(tmp_path / "few", 2000, sizes=Sizes(300, 200, probed=8))
    assert few.lists == 50
    assert recall(few, stored, asked) >= 0.9
    every = made(tmp_path / "every", 2000, sizes=Sizes(300, 200, probed=50))
    assert recall(every, stored, asked) >= 0.98


def test_lists_made_anew_hold_the_very_same_vectors(tmp_path):
    first = made(tmp_path / "first", 400)
    again = made(tmp_path / "again", 400, tmp_path / "first", Sizes(300, 200, probed=4))
    writer = VectorWriter(DIMENSIONS, tmp_path / "first", SIZES)
    writer.add(range(400, 2000), clustered(2000)[400:])
    writer.remove(range(900, 2000))
    writer.write(tmp_path / "grown")
    grown = VectorReader(tmp_path / "grown")
    assert (first.lists, again.lists, grown.lists) == (10, 10, 22)
    asked, ids = clustered(1, seed=3)[0], list(range(400))
    assert first.search(asked, 400, ids) == pytest.approx(np.array(grown.search(asked, 400, ids)), abs=1e-6)


@pytest.mark.parametrize("count", [250, 900])
def test_a_filter_finds_all_that_it_lets_pass(tmp_path, count):
    reader = made(tmp_path / "v", count, sizes=Sizes(300, 200, probed=1))
    asked = clustered(1, seed=4)[0]
    for only in ([3], list(range(0, count, 50)), list(range(100)), [count + 5, 8], [8, 10**12]):
        held = [id_ for id_ in only if id_ < count]
        found = reader.search(asked, 1000, only)
        assert sorted(id_ for id_, _ in found) == held
        assert [id_ for id_, _ in found[:5]] == [id_ for id_, _ in reader.search(asked, 5, only)]


def test_who_wants_more_than_the_nearest_lists_hold_gets_it(tmp_path):
    reader = made(tmp_path / "v", 900, sizes=Sizes(300, 200, probed=1))
    assert sorted(id_ for id_, _ in reader.search(clustered(1)[0], 900)) == list(range(900))


def test_a_reader_sees_what_it_opened_while_the_next_index_is_written_in_its_place(tmp_path):
    reader = made(tmp_path / "v", 900)
    before = reader.search(clustered(1)[0], 20)
    writer = VectorWriter(DIMENSIONS, tmp_path / "v", SIZES)
    writer.remove([id_ for id_, _ in before])
    writer.write(tmp_path / "v")
    assert reader.search(clustered(1)[0], 20) == before
    assert len(VectorReader(tmp_path / "v")) == 880


def test_vectors_in_lists_stay_on_the_disk(tmp_path):
    made(tmp_path / "v", 900)
    kept = VectorReader(tmp_path / "v")
    assert str(tmp_path / "v") in Path("/proc/self/maps").read_text()
    assert len(kept) == 900


@pytest.mark.parametrize("count", [100, 900])
@pytest.mark.parametrize("keep", [3, 40, 0.5, -8])
def test_a_file_that_was_cut_off_is_named(tmp_path, count, keep):
    made(tmp_path / "v", count)
    whole = (tmp_path / "v").read_bytes()
    cut = keep if keep > 1 else int(len(whole) * keep) if keep > 0 else len(whole) + keep
    (tmp_path / "cut").write_bytes(whole[:cut])
    for opened in (VectorReader, lambda path: VectorWriter(DIMENSIONS, path)):
        with pytest.raises(StoreError, match=r"The vectors in .*cut cannot be read"):
            opened(tmp_path / "cut")


def test_a_file_of_another_kind_of_index_is_refused(tmp_path):
    import faiss

    faiss.write_index(faiss.IndexFlatIP(DIMENSIONS), str(tmp_path / "other"))
    with pytest.raises(StoreError, match="other cannot be read"):
        VectorReader(tmp_path / "other")
