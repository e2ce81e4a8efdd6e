import sqlite3
from contextlib import closing

import numpy as np
import pytest

from ontology.errors import StoreError
from search.encoder import HashingEncoder
from search.vectors import VectorCache


class CountingEncoder(HashingEncoder):
    """Remembers which passages it was asked for."""

    def __init__(self, seed: int = 1) -> None:
        super().__init__(32, seed)
        self.asked: list[str] = []

    def encode_passages(self, texts):
        self.asked.extend(texts)
        return super().encode_passages(texts)


@pytest.fixture
def cache(tmp_path):
    opened = VectorCache(tmp_path / "cache" / "vectors.sqlite")
    yield opened
    opened.close()


def test_a_text_is_embedded_once_however_often_it_comes(cache):
    encoder = CountingEncoder()
    first = cache.encode(encoder, ["lúa", "rừng", "lúa"])
    again = cache.encode(encoder, ["rừng", "chè"])
    assert encoder.asked == ["lúa", "rừng", "chè"]
    np.testing.assert_array_equal(first[0], first[2])
    np.testing.assert_array_equal(first[1], again[0])


def test_vectors_are_those_of_the_encoder_to_half_precision(cache):
    encoder = HashingEncoder(32)
    texts = ["Diện tích chè", "Sản lượng thóc"]
    np.testing.assert_allclose(cache.encode(encoder, texts), encoder.encode_passages(texts), atol=1e-3)


def test_another_model_never_gets_these_vectors(cache):
    one, other = CountingEncoder(seed=1), CountingEncoder(seed=2)
    cache.encode(one, ["lúa"])
    cache.encode(other, ["lúa"])
    assert other.asked == ["lúa"]


def test_vectors_outlive_the_process(tmp_path):
    first = VectorCache(tmp_path / "vectors.sqlite")
    first.encode(HashingEncoder(32), ["lúa"])
    first.close()
    encoder = CountingEncoder()
    second = VectorCache(tmp_path / "vectors.sqlite")
    second.encode(encoder, ["lúa"])
    second.close()
    assert encoder.asked == []


def test_a_crash_keeps_the_slices_that_were_done(cache):
    class Crashing(CountingEncoder):
        def encode_passages(self, texts):
            if self.asked:
                raise KeyboardInterrupt
            return super().encode_passages(texts)

    texts = [f"đoạn {number}" for number in range(600)]
    with pytest.raises(KeyboardInterrupt):
        cache.encode(Crashing(), texts)
    encoder = CountingEncoder()
    cache.encode(encoder, texts)
    assert encoder.asked == texts[512:]


def test_progress_counts_up_to_the_whole(cache):
    told: list[tuple[int, int]] = []
    cache.encode(HashingEncoder(32), ["a", "b", "a"], lambda done, whole: told.append((done, whole)))
    assert told[-1] == (3, 3)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_no_text_gives_no_row(cache):
    assert cache.encode(HashingEncoder(32), []).shape == (0, 32)


def test_a_file_that_is_no_cache_is_set_aside_with_a_warning(tmp_path, caplog):
    caplog.set_level("WARNING")
    (tmp_path / "vectors.sqlite").write_bytes(b"not a database" * 100)
    encoder = CountingEncoder()
    with closing(VectorCache(tmp_path / "vectors.sqlite")) as cache:
        cache.encode(encoder, ["lúa"])
        cache.encode(encoder, ["lúa"])
    assert encoder.asked == ["lúa"]
    assert (tmp_path / "vectors.sqlite.damaged").read_bytes() == b"not a database" * 100
    assert "damaged" in caplog.text


def test_a_page_that_is_damaged_inside_costs_the_cache_and_nothing_else(tmp_path, caplog):
    caplog.set_level("WARNING")
    path, texts = tmp_path / "vectors.sqlite", [f"đoạn {number}" for number in range(200)]
    with closing(VectorCache(path)) as cache:
        expected = cache.encode(HashingEncoder(32), texts)
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    with closing(VectorCache(path)) as cache:
        np.testing.assert_array_equal(cache.encode(HashingEncoder(32), texts), expected)
    assert "damaged" in caplog.text


def test_a_vector_with_a_flipped_bit_is_made_anew(tmp_path):
    path = tmp_path / "vectors.sqlite"
    with closing(VectorCache(path)) as cache:
        expected = cache.encode(HashingEncoder(32), ["lúa"])
    with closing(sqlite3.connect(path)) as connection, connection:
        (value,) = connection.execute("SELECT value FROM vector").fetchone()
        connection.execute("UPDATE vector SET value = ?", (bytes([value[0] ^ 4]) + value[1:],))
    encoder = CountingEncoder()
    with closing(VectorCache(path)) as cache:
        np.testing.assert_array_equal(cache.encode(encoder, ["lúa"]), expected)
    assert encoder.asked == ["lúa"]


def test_a_cache_that_cannot_be_written_is_said_so(tmp_path):
    (tmp_path / "vectors.sqlite").mkdir()
    with pytest.raises(StoreError, match="vector cache"):
        VectorCache(tmp_path / "vectors.sqlite")
