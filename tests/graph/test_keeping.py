"""What is kept of a store: only of one that cannot change, only so much, and never of another."""

from __future__ import annotations

from graph.keeping import kept
from graph.store import memory_store


def counted(size):
    asked = []

    @kept(size)
    def look(store, key):
        asked.append(key)
        return f"{key} of {store.path}"

    return look, asked


def read_only():
    store = memory_store()
    store.read_only = True
    return store


def test_a_store_that_cannot_change_is_looked_at_once():
    look, asked = counted(2)
    store = read_only()
    assert look(store, "a") == look(store, "a") == "a of None"
    assert asked == ["a"]


def test_a_store_that_may_change_is_looked_at_each_time():
    look, asked = counted(2)
    store = memory_store()
    look(store, "a"), look(store, "a")
    assert asked == ["a", "a"]


def test_each_store_keeps_its_own():
    look, asked = counted(2)
    look(read_only(), "a"), look(read_only(), "a")
    assert asked == ["a", "a"]


def test_only_the_newest_are_kept():
    look, asked = counted(2)
    store = read_only()
    for key in "abca":
        look(store, key)
    assert asked == ["a", "b", "c", "a"]
    look(store, "c")
    assert len(asked) == 4
