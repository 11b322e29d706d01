"""Lines of what to know, parted where they name suppliers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from portal.comparisons.rules.side_by_side import Column
from portal.web.filters import listed

NAMES = "\0"  # where a sentence names its suppliers; no name holds it


class WatchLink(NamedTuple):
    text: str
    url: str


class WatchLine(NamedTuple):
    """A sentence about suppliers, parted where they are named: on paper their marks stand there.

    `link` leads to the rows behind it, or to the field that is missing."""

    tone: str
    icon: str
    before: str
    columns: tuple[Column, ...] = ()
    after: str = ""
    link: WatchLink | None = None

    @property
    def names(self) -> str:
        return listed(column.dossier.name for column in self.columns)


def about(columns: Iterable[Column], tone: str, icon: str, sentence: str, link: WatchLink | None = None) -> WatchLine:
    before, _names, after = sentence.partition(NAMES)
    return WatchLine(tone, icon, before, tuple(columns), after, link)


def alike(columns: Iterable[Column], key: Callable[[Column], Any]) -> Iterator[tuple[Any, list[Column]]]:
    """Suppliers of whom the same is to be said."""
    for value, group in groupby(sorted(columns, key=key), key=key):
        yield value, list(group)
