"""What an ingest says of the time that it still takes."""

from __future__ import annotations

import pytest

from ui.pace import Left, Pace, left_words


def test_nothing_is_told_before_a_file_was_read() -> None:
    assert Pace(100).left(3.0) is None


def test_before_anything_is_published_the_pace_of_reading_is_the_least_that_is_left() -> None:
    pace = Pace(100)
    pace.read(20)
    assert pace.left(10.0) == Left(40.0, at_least=True)


def test_it_goes_by_bytes_and_not_by_files() -> None:
    pace = Pace(1000)
    for size in (1, 1, 98):
        pace.read(size)
    assert pace.left(5.0) == Left(45.0, at_least=True)


def test_what_was_published_tells_the_pace_of_everything() -> None:
    pace = Pace(100)
    pace.read(20)
    pace.publish(15.0)  # 10 of them for reading, 5 for the rest
    assert pace.left(15.0) == Left(60.0, at_least=False)
    pace.read(20)
    assert pace.left(25.0) == Left(50.0, at_least=False)
    pace.read(60)
    assert pace.left(60.0) == Left(15.0, at_least=False)


def test_an_ingest_that_became_slower_never_says_less_than_reading_still_takes() -> None:
    pace = Pace(100)
    pace.read(50)
    pace.publish(10.0)
    pace.read(10)
    assert pace.left(30.0) == Left(20.0, at_least=False)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (Left(59.4, False), "about 59 s left"),
        (Left(60.0, True), "at least 1 min left"),
        (Left(61.0, False), "about 2 min left"),
        (Left(3700.0, False), "about 1 h 02 min left"),
    ],
)
def test_it_is_told_in_words(left: Left, words: str) -> None:
    assert left_words(left) == words
