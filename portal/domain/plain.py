"""Plain data (TOML files, JSON columns) read strictly into the domain's own types, and written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self, TypeVar

from portal.domain.wording import Text, well_formed

Kind = TypeVar("Kind", bound=StrEnum)
NAMES = ("code", "key", "name", "tier")  # what an entry is known by in messages


class Malformed(ValueError):
    """Says where the data is wrong (file, entry) and how."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where, self.problem = where, problem


class Entry:
    """One table, read key by key; `end` refuses the keys nobody asked for. Every reader raises Malformed."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, Mapping):
            raise Malformed(where, "must be a table")
        self.where = where
        self._data: dict[str, Any] = dict(data)

    def wrong(self, problem: str) -> Malformed:
        return Malformed(self.where, problem)

    def end(self) -> None:
        if self._data:
            raise self.wrong(f"unknown: {', '.join(sorted(self._data))}")

    def has(self, name: str) -> bool:
        return name in self._data

    def names(self) -> list[str]:
        """The keys not read yet."""
        return list(self._data)

    def value(self, name: str) -> Any:
        if name not in self._data:
            raise self.wrong(f"{name} is missing")
        return decoded(self._data.pop(name))

    def string(self, name: str) -> str:
        value = self.value(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{name} must be a text")
        return value

    def optional(self, name: str) -> str | None:
        return self.string(name) if self.has(name) else None

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = default if default is not None and not self.has(name) else self.value(name)
        if not isinstance(value, bool):
            raise self.wrong(f"{name} must be true or false")
        return value

    def whole(self, name: str, low: int, high: int) -> int:
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(f"{name} must be a whole number from {low} to {high}")
        return value

    def number(self, name: str) -> Decimal:
        value = as_number(self.value(name))
        if value is None:
            raise self.wrong(f"{name} must be a number")
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        value = self.value(name) if self.has(name) else ()
        if not isinstance(value, tuple) or not all(isinstance(one, str) and one for one in value):
            raise self.wrong(f"{name} must be a list of texts")
        return value

    def one_of(self, name: str, kind: type[Kind]) -> Kind:
        value = self.value(name)
        if value not in tuple(kind):
            raise self.wrong(f"{name} must be one of {', '.join(kind)}, not {value!r}")
        return kind(value)

    def mapping(self, name: str) -> dict[str, Any]:
        value = self.value(name)
        if not isinstance(value, Mapping):
            raise self.wrong(f"{name} must be a table")
        return {str(key): decoded(part) for key, part in value.items()}

    def text(self, name: str) -> Text:
        return text_from(Entry(self.value(name), f"{self.where}, {name}"))

    def table(self, name: str) -> Self:
        return type(self)(self.value(name), f"{self.where}, {name}")

    def tables(self, name: str) -> list[Self]:
        value = self.value(name) if self.has(name) else ()
        if not isinstance(value, tuple):
            raise self.wrong(f"{name} must be a list of tables")
        return [type(self)(one, f"{self.where}, {title_of(one, name, place)}") for place, one in enumerate(value, 1)]


def title_of(entry: object, name: str, place: int) -> str:
    known = [str(entry[key]) for key in NAMES if key in entry] if isinstance(entry, Mapping) else []
    return known[0] if known else f"{name} {place}"


def text_from(entry: Entry) -> Text:
    """A text in both languages: neither empty, both with well-formed placeholders."""
    text = Text(entry.string("zh"), entry.string("en"))
    entry.end()
    if not (well_formed(text.zh) and well_formed(text.en)):
        raise entry.wrong("a { } or [ ] is not closed, or stands inside another")
    return text


def unique(entry: Entry, what: str, keys: list[str]) -> None:
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        raise entry.wrong(f"{what} twice: {', '.join(doubled)}")


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
    return tuple(decoded(one) for one in value) if isinstance(value, list | tuple) else value


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
