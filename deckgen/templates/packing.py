"""Records → JSON, and back: only what their annotations name comes out of it, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
_SCALARS: Mapping[type, type | tuple[type, ...]] = {str: str, int: int, float: (int, float), bool: bool}


def packed(record: object) -> bytes:
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(kind: type[Record], data: bytes) -> Record:
    """The `kind` in what `packed` gave. Raises ValueError where `data` is something else."""
    wanted: Any = kind
    try:
        record: Record = _maker(wanted)(json.loads(data))
    except (ValueError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(f"this is no packed {wanted.__name__}") from fault
    return record


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value.decode() if isinstance(value, bytes) else value


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes such a value of plain data. Raises ValueError, TypeError or AttributeError."""
    inner = get_args(kind)
    match get_origin(kind):
        case None if kind in _SCALARS:
            return lambda data: _checked(data, _SCALARS[kind])
        case None if kind is bytes:
            return lambda data: data.encode()
        case None:
            makers = [_maker(each) for each in get_type_hints(kind).values()]
            return lambda data: kind(*_each(makers, data))
        case origin if origin in (Union, UnionType):
            (some,) = (_maker(each) for each in inner if each is not NoneType)
            return lambda data: None if data is None else some(data)
        case origin if origin is tuple and inner[-1] is ...:
            item = _maker(inner[0])
            return lambda data: tuple(map(item, _checked(data, list)))
        case origin if origin is tuple:
            makers = list(map(_maker, inner))
            return lambda data: tuple(_each(makers, data))
        case _:
            # JSON knows keys as texts only.
            key, value = int if inner[0] is int else str, _maker(inner[1])
            return lambda data: {key(name): value(each) for name, each in data.items()}


def _each(makers: list[Callable[[Any], Any]], data: Any) -> list[Any]:
    return [make(each) for make, each in zip(makers, _checked(data, list), strict=True)]


def _checked(data: Any, kind: type | tuple[type, ...]) -> Any:
    if not isinstance(data, kind):
        raise ValueError(f"{data!r} is no {kind}")
    return data
