"""Values kept as they stood: dataclasses to a JSON-able table, and back by their own type hints."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def freeze(value: Any) -> Any:
    """`value` as JSON can hold it; figures and dates as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: freeze(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): freeze(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [freeze(part) for part in value]
    return str(value) if isinstance(value, Decimal | date | Enum) else value


def thaw(cls: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass again. What it had no field for is left out, and a field that is younger takes its default."""
    hints = hints_of(cls)  # type: ignore[arg-type]
    known = {part.name: melted(hints[part.name], data[part.name]) for part in fields(cls) if part.name in data}  # type: ignore[arg-type]
    return cls(**known)


@cache
def hints_of(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls)


def melted(hint: Any, value: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        return melted(next(kind for kind in inner if kind is not type(None)), value)
    if origin is tuple:
        return tuple(melted(inner[0], part) for part in value)
    if origin is not None and issubclass(origin, Mapping):
        return {melted(inner[0], key): melted(inner[1], part) for key, part in value.items()}
    if is_dataclass(hint):
        return thaw(hint, value)  # type: ignore[arg-type]
    if hint is date:
        return date.fromisoformat(value)
    return hint(value) if hint in (Decimal, int, str) or (isinstance(hint, type) and issubclass(hint, Enum)) else value
