"""What a list is narrowed by, made ready for a template: ways of looking at it, and fields that offer a choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class ListWay(NamedTuple):
    """One way of looking at a list, and how many rows it shows."""

    number: int
    title: str
    url: str
    chosen: bool
    urgent: bool = False


class FilterOption(NamedTuple):
    value: int | str
    text: str
    chosen: bool


class FilterSelect(NamedTuple):
    """A choice of the filter; `label` is also what stands there while nothing is chosen."""

    name: str
    label: str
    options: list[FilterOption]


def filter_select(name: str, label: str, offered: Iterable[tuple[int | str, str]], chosen: Any) -> FilterSelect:
    return FilterSelect(name, label, [FilterOption(value, text, value == chosen) for value, text in offered])
