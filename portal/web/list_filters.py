"""A list's furniture, made ready for a template: ways of looking at it, what it is narrowed and sorted by, its pages.

Each address is of the list with its filter; `address(**changes)` has in some things another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


class ListHeading(NamedTuple):
    """In the order of `ui.sort`."""

    text: str
    url: str = ""  # of the list in the order of this column; empty: it has none
    direction: str = "none"


class ListPager(NamedTuple):
    """In the order of `ui.pager`."""

    first: int
    last: int
    total: int
    previous: str
    next: str


def filter_select(name: str, label: str, offered: Iterable[tuple[int | str, str]], chosen: Any) -> FilterSelect:
    return FilterSelect(name, label, [FilterOption(value, text, value == chosen) for value, text in offered])


def sort_heading(wanted: Any, key: str, text: str, address: Callable[..., str]) -> ListHeading:
    """The heading of a column by which `wanted` may be sorted; a second press turns the order round."""
    if not key:
        return ListHeading(text)
    if key != wanted.sort:
        return ListHeading(text, address(sort=key, down="no"))
    url = address(sort=key, down="no" if wanted.down else "yes")
    return ListHeading(text, url, "descending" if wanted.down else "ascending")


def list_pager(page: int, size: int, total: int, address: Callable[..., str]) -> ListPager:
    """The way from a page of `size` rows to those before and after it."""
    last = page * size
    previous = address(page=page - 1) if page > 1 else ""
    following = address(page=page + 1) if last < total else ""
    return ListPager(last - size + 1, min(last, total), total, previous, following)


def all_ticked(asked: Mapping[str, str]) -> bool:
    """Whether an address asks for every row of the page ticked."""
    return asked.get("ticked") == "all"


def tick_url(page: int, ticked: bool, address: Callable[..., str]) -> str:
    """The address of the same page with every row ticked; where they are, with none."""
    return address(page=page, ticked=None if ticked else "all")
