"""A list's furniture, made ready for a template: ways of looking at it, what it is narrowed and sorted by, its pages.

Each address is of the list with its filter; `address(**changes)` has in some things another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from portal.core.forms.rows import FEW, MANY, NAMED, meant_by
from portal.core.rules.text import whole

LONGEST = 120  # of a name that is typed into a filter


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
    """A choice of the filter, from a list; of more than a few a part of the name is typed. `label` is also what stands
    there while nothing is chosen; `names` the address that completes one of very many."""

    name: str
    label: str
    options: list[FilterOption]
    names: str = ""
    typed: str = ""  # what can mean none of them, or several

    @property
    def listed(self) -> bool:
        return len(self.options) <= FEW

    @property
    def line(self) -> str:
        return self.typed or next((option.text for option in self.options if option.chosen), "")

    @property
    def awaited(self) -> bool:
        """Whether the names come while one is typed."""
        return bool(self.names) and len(self.options) > MANY

    @property
    def names_here(self) -> list[str]:
        return [] if self.awaited else [option.text for option in self.options[:MANY]]


class FilterDoubt(NamedTuple):
    """What was typed into a field of the filter and can mean several of its choices, or none."""

    name: str
    text: str
    meant: list[tuple[int | str, str]]


class DoubtLine(NamedTuple):
    text: str
    ways: list[tuple[str, str]]  # what it can mean, and the list narrowed to that


class ListHeading(NamedTuple):
    """In the order of `ui.sort`."""

    text: str
    url: str = ""  # of the list in the order of this column; empty: it has none
    direction: str = "none"
    term: str = ""  # of the glossary, where a newcomer may not know the word


class ListPager(NamedTuple):
    """In the order of `ui.pager`."""

    first: int
    last: int
    total: int
    previous: str
    next: str


def filter_select(
    name: str, label: str, offered: Iterable[tuple[int | str, str]], chosen: Any, names: str = ""
) -> FilterSelect:
    return FilterSelect(name, label, [FilterOption(value, text, value == chosen) for value, text in offered], names)


def by_value(
    asked: Mapping[str, str], **named: Callable[[], Iterable[tuple[Any, str]]]
) -> tuple[dict[str, str], list[FilterDoubt]]:
    """An address with the value of each choice whose name was typed, and what is in doubt: that narrows nothing.

    `named`: value and name of the choices of a field; looked up where the text is no number of a row.
    """
    values, doubts = dict(asked), []
    for field, choices in named.items():
        text = values.get(field, "").replace("\x00", "")[:LONGEST].strip()
        if not text or whole(text) is not None:
            continue
        pairs = list(choices())
        meant = [pair for pair in pairs if str(pair[0]) == text] or meant_by(text, pairs)
        if len(meant) == 1:
            values[field] = str(meant[0][0])
        else:
            del values[field]
            doubts.append(FilterDoubt(field, text, meant[:NAMED]))
    return values, doubts


def typed_into(selects: Iterable[FilterSelect], doubts: Iterable[FilterDoubt]) -> list[FilterSelect]:
    """The fields of the filter with what was typed, where it is in doubt."""
    texts = {doubt.name: doubt.text for doubt in doubts}
    return [select._replace(typed=texts.get(select.name, "")) for select in selects]


def doubt_lines(doubts: Iterable[FilterDoubt], address: Callable[..., str]) -> list[DoubtLine]:
    return [
        DoubtLine(doubt.text, [(name, address(**{doubt.name: value})) for value, name in doubt.meant])
        for doubt in doubts
    ]


def sort_heading(wanted: Any, key: str, text: str, address: Callable[..., str], term: str = "") -> ListHeading:
    """The heading of a column by which `wanted` may be sorted; a second press turns the order round."""
    if not key:
        return ListHeading(text, term=term)
    if key != wanted.sort:
        return ListHeading(text, address(sort=key, down="no"), term=term)
    url = address(sort=key, down="no" if wanted.down else "yes")
    return ListHeading(text, url, "descending" if wanted.down else "ascending", term)


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
