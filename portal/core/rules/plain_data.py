"""Plain data (TOML files, JSON columns) read strictly into the domain's own types, and written back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Part = Callable[[Any, str, str], Any]
NAMES = ("code", "key", "name", "tier")  # what a table is known by in messages
BARE = {str: "a text", bool: "true or false", int: "a whole number", Decimal: "a number"}


class Malformed(ValueError):
    """Says where the data is wrong (file, entry) and how."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where, self.problem = where, problem


class Between(NamedTuple):
    """What a whole number may be, both ends included: `weight: Annotated[int, Between(1, 5)]`."""

    low: int
    high: int


class TablePlan(NamedTuple):
    parts: Mapping[str, tuple[str, Part]]  # by key: the name of the field, and how it is read
    needed: frozenset[str]

    def misfit(self, keys: Collection[str]) -> str:
        problems = [f"{key} is missing" for key in self.parts if key in self.needed and key not in keys]
        if strange := sorted(set(keys) - set(self.parts)):
            problems.append(f"unknown: {', '.join(strange)}")
        return "; ".join(problems)


def read(kind: type[T], data: object, where: str) -> T:
    """The dataclass from a table, by the types of its fields; what the class itself refuses included.

    Raises Malformed, naming `where`, the tables on the way by their code or key, and the key.
    """
    if not isinstance(data, Mapping):
        raise Malformed(where, "must be a table")
    known: TablePlan = plan(kind)  # type: ignore[arg-type]
    if not known.needed <= data.keys() <= known.parts.keys():
        raise Malformed(where, known.misfit(data.keys()))
    values = {}
    for key, value in data.items():
        name, part = known.parts[key]
        values[name] = part(value, where, key)
    try:
        return kind(**values)
    except ValueError as error:
        raise Malformed(where, str(error)) from None


@cache
def plan(kind: Any) -> TablePlan:
    """How the fields of a dataclass stand in a table: an underscore at the end of a name is no part of the key."""
    hints = get_type_hints(kind, include_extras=True)
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    parts = {field.name.rstrip("_"): (field.name, part_of(hints[field.name])) for field in fields(kind)}
    return TablePlan(parts, frozenset(name.rstrip("_") for name in needed))


@cache
def part_of(hint: Any) -> Part:
    """How a value of this type is read. Called with the value, where it stands and what it is called there."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        parts = [part_of(member) for member in inner if member is not NoneType]
        return parts[0] if len(parts) == 1 else partial(first_fit, parts)
    if origin is Annotated:
        return partial(within, *inner)
    if origin is tuple:
        return partial(row_of, part_of(inner[0]))
    if is_dataclass(hint):
        return lambda value, where, name: read(hint, value, f"{where}, {name}")  # type: ignore[arg-type]
    if origin is not None:
        return partial(table_of, part_of(inner[0]), part_of(inner[1]))
    return partial(one_of, hint) if hint is not Any and issubclass(hint, StrEnum) else partial(bare, hint)


def first_fit(parts: Iterable[Part], value: Any, where: str, name: str) -> Any:
    for part in parts:
        with suppress(Malformed):
            return part(value, where, name)
    raise Malformed(where, f"{name} cannot be {value!r}")


def within(kind: type[int], bounds: Between, value: Any, where: str, name: str) -> Any:
    number = bare(kind, value, where, name)
    if not bounds.low <= number <= bounds.high:
        raise Malformed(where, f"{name} must be from {bounds.low} to {bounds.high}, not {number}")
    return number


def row_of(part: Part, values: Any, where: str, name: str) -> tuple[Any, ...]:
    if not isinstance(values, list | tuple):
        raise Malformed(where, f"{name} must be a list")
    return tuple(part(value, where, title_of(value, f"{name} {place}")) for place, value in enumerate(values, 1))


def title_of(value: Any, otherwise: str) -> str:
    return next((str(value[key]) for key in NAMES if key in value), otherwise) if isinstance(value, dict) else otherwise


def table_of(key_part: Part, part: Part, data: Any, where: str, name: str) -> dict[Any, Any]:
    if not isinstance(data, Mapping):
        raise Malformed(where, f"{name} must be a table")
    inside = f"{where}, {name}"
    return {key_part(key, inside, "a key"): part(value, inside, str(key)) for key, value in data.items()}


def one_of(kind: type[StrEnum], value: Any, where: str, name: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise Malformed(where, f"{name} must be one of {', '.join(kind)}, not {value!r}") from None


def bare(kind: Any, value: Any, where: str, name: str) -> Any:
    """A text that is not blank, a flag, a whole number or an exact one; Any takes what there is."""
    known: Any = as_number(decoded(value)) if kind is Decimal else decoded(value)
    if kind is not Any and (type(known) is not kind or (kind is str and not known.strip())):
        raise Malformed(where, f"{name} must be {BARE[kind]}, not {value!r}")
    return known


def refuse(broken: Mapping[str, bool]) -> None:
    """ValueError that names each rule of these that is broken: what a class refuses when it is made."""
    if problems := [rule for rule, is_broken in broken.items() if is_broken]:
        raise ValueError("; ".join(problems))


def unique(noun: str, keys: Iterable[str]) -> None:
    """ValueError that names the keys that stand more than once."""
    if doubled := sorted(key for key, times in Counter(keys).items() if times > 1):
        raise ValueError(f"{noun} twice: {', '.join(doubled)}")


def as_number(value: object) -> Decimal | None:
    """A whole or decimal number; None for anything else, not-a-number and infinity included."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def decoded(value: Any) -> Any:
    """JSON or TOML data as the domain holds it: lists as tuples, tagged decimals as Decimal."""
    if isinstance(value, Mapping):
        return Decimal(value["decimal"]) if value.keys() == {"decimal"} else value
    return tuple(decoded(part) for part in value) if isinstance(value, list | tuple) else value


def encoded(value: Any) -> Any:
    """The domain's values as JSON holds them. A trailing underscore of a field name is dropped, None left out."""
    if is_dataclass(value):
        pairs = ((field.name.rstrip("_"), getattr(value, field.name)) for field in fields(value))
        return {name: encoded(part) for name, part in pairs if part is not None}
    if isinstance(value, Mapping):
        return {str(name): encoded(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [encoded(part) for part in value]
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return str(value) if isinstance(value, StrEnum) else value
