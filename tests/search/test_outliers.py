"""Which channels are outliers, and how they are written down."""

import numpy as np

from scripts.model_outliers import as_toml, largest_values
from search.convert_directory import write_directory
from search.convert_onnx import INNER
from search.convert_weights import Container
from search.outliers import NO_OUTLIERS, Outliers, found_outliers, load_outliers


def largest(**far: float) -> np.ndarray:
    """Of 100 channels, all ordinary but those that are named (``c4=8``)."""
    values = np.linspace(0.5, 1, 100, dtype=np.float32)
    for name, value in far.items():
        values[int(name[1:])] = value
    return values


def test_what_is_far_above_all_but_some_is_an_outlier():
    norms = {"a": largest(c4=1.1, c7=2.2, c9=60), "b": largest()}
    inner = {"c": largest(c3=2.4, c5=3.4), "d": largest(c1=2)}
    assert found_outliers(norms, inner) == Outliers({"a": {7: 2, 9: 64}}, {"c": (5,)})


def test_factors_are_one_but_for_outliers():
    outliers = Outliers({"a": {1: 8}}, {})
    np.testing.assert_array_equal(outliers.factors("a", 3), np.array([1, 8, 1], np.float32))
    np.testing.assert_array_equal(outliers.factors("b", 3), np.ones(3, np.float32))


def test_those_of_the_bundled_model_are_few_and_read_as_they_are_written(tmp_path, monkeypatch):
    told = load_outliers()
    assert len(told.norms) == 24  # the last is followed by no product
    assert all(1 <= len(of) <= 5 for of in told.norms.values())
    assert told.inner[f"encoder.layer.4.{INNER}"] == (778,)
    (tmp_path / "outliers.toml").write_text(as_toml(told), "utf-8")
    monkeypatch.setattr("search.outliers.files", lambda package: tmp_path)
    assert load_outliers() == told
    (tmp_path / "outliers.toml").write_text(as_toml(NO_OUTLIERS), "utf-8")
    assert load_outliers() == NO_OUTLIERS


def test_what_goes_into_products_is_measured_over_all_texts(tiny_container, tmp_path):
    write_directory(Container(tiny_container), tmp_path)
    both = largest_values(tmp_path, ["lúa", "rừng"])
    assert len(both) == 2 * 2 + 2  # what each of two layers is given, normalises between and has behind Gelu
    singles = [largest_values(tmp_path, [text]) for text in ("lúa", "rừng")]
    for name, values in both.items():
        assert values.shape == ((64,) if name.endswith(INNER) else (32,))
        np.testing.assert_array_equal(values, np.maximum(*(one[name] for one in singles)))
