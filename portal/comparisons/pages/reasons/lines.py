"""Lines of what to know, parted where they name suppliers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from flask import url_for

from portal.comparisons.rules.side_by_side import Column
from portal.web.filters import listed

NAMES = "\0"  # where a sentence names its suppliers; no name holds it


class WatchLink(NamedTuple):
    text: str
    url: str


class WatchLine(NamedTuple):
    """A sentence about suppliers, parted where they are named: on paper their marks stand there.

    `links` lead to the rows behind it, one for each supplier, or to the field that is missing."""

    tone: str
    icon: str
    before: str
    columns: tuple[Column, ...] = ()
    after: str = ""
    links: tuple[WatchLink, ...] = ()

    @property
    def names(self) -> str:
        return listed(column.dossier.name for column in self.columns)


def about(columns: Iterable[Column], tone: str, icon: str, sentence: str, links: Iterable[WatchLink] = ()) -> WatchLine:
    before, _names, after = sentence.partition(NAMES)
    return WatchLine(tone, icon, before, tuple(columns), after, tuple(links))


def place_links(columns: Sequence[Column], place: str, text: str) -> Iterator[WatchLink]:
    """To a place on the page of each supplier; of several each by its name."""
    for column in columns:
        url = url_for("suppliers.show", id=column.dossier.supplier, _anchor=place)
        yield WatchLink(text if len(columns) == 1 else column.dossier.name, url)


def alike(columns: Iterable[Column], key: Callable[[Column], Any]) -> Iterator[tuple[Any, list[Column]]]:
    """Suppliers of whom the same is to be said."""
    for value, group in groupby(sorted(columns, key=key), key=key):
        yield value, list(group)
