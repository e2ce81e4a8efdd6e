"""A document as JSON, so that a report need not be read again to be shown.

Objects are written as the lists of their fields, in the order of ``ingest.document``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ingest.document import Document

_FORM = 1


def document_bytes(document: Document) -> bytes:
    """The document as JSON in UTF-8."""
    return json.dumps({"form": _FORM, "document": _plain(document)}, ensure_ascii=False).encode()


def document_from(data: bytes) -> Document:
    """The document that was written as JSON. Raises ``ValueError`` for anything else."""
    try:
        told = json.loads(data)
        if told["form"] != _FORM:
            raise ValueError(f"a document of form {told['form']}, not {_FORM}")
        document = _made(Document, told["document"])
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"no document: {error}") from error
    assert isinstance(document, Document)
    return document


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def _made(kind: Any, value: Any) -> Any:
    """The value as what its type says."""
    if get_origin(kind) in (Union, UnionType):
        own = next(one for one in get_args(kind) if one is not NoneType)
        return None if value is None else _made(own, value)
    if get_origin(kind) is tuple:
        return tuple(_items(get_args(kind), value))
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        if len(value) != len(hints):
            raise ValueError(f"{len(value)} fields where {len(hints)} are known")
        return kind(*(_made(hint, one) for hint, one in zip(hints, value, strict=True)))  # type: ignore[operator]
    return kind(value)


def _items(kinds: tuple[Any, ...], values: list[Any]) -> Iterator[Any]:
    each = (kinds[0],) * len(values) if kinds[-1] is ... else kinds
    return (_made(kind, value) for kind, value in zip(each, values, strict=True))


@cache
def _hints(kind: type) -> tuple[Any, ...]:
    told = get_type_hints(kind)
    return tuple(told[field.name] for field in fields(kind))
