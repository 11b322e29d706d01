"""The filter row of a list: fields that offer a choice, made ready for a template."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class FilterOption(NamedTuple):
    value: int | str
    text: str
    chosen: bool


class FilterSelect(NamedTuple):
    """A choice of the filter; `label` is also what stands there while nothing is chosen."""

    name: str
    label: str
    options: list[FilterOption]


def filter_select(wanted: Any, name: str, label: str, offered: Iterable[tuple[int | str, str]]) -> FilterSelect:
    """`wanted`: the filter as it is, with a field of this name."""
    chosen = getattr(wanted, name)
    return FilterSelect(name, label, [FilterOption(value, text, value == chosen) for value, text in offered])
