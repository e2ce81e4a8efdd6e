"""Results that are kept with the store that they were read from, and go when it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from graph.store import GraphStore

Key = ParamSpec("Key")
Found = TypeVar("Found")


def kept(
    size: int,
) -> Callable[[Callable[Concatenate[GraphStore, Key], Found]], Callable[Concatenate[GraphStore, Key], Found]]:
    """Keeps the results of a function of a store and hashable positional arguments, the newest ``size``.

    Only of a store opened for reading, which never changes: a new ingest is read through a new store.
    """

    def decorate(
        work: Callable[Concatenate[GraphStore, Key], Found],
    ) -> Callable[Concatenate[GraphStore, Key], Found]:
        def found(store: GraphStore, /, *key: Key.args, **named: Key.kwargs) -> Found:
            if not store.read_only or named:
                return work(store, *key, **named)
            own = store.memory.setdefault(work, {})
            if key in own:
                return own[key]  # type: ignore[no-any-return]
            result = work(store, *key, **named)
            while len(own) >= size:
                own.pop(next(iter(own), None), None)
            own[key] = result
            return result

        update_wrapper(found, work)
        return found

    return decorate
