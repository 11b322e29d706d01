"""Days of other records in the review calendar: layers that are switched on and off."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.actions.rules import TodoGroup
from portal.reviews.queries.dates import (
    LIMIT,
    OtherDate,
    Window,
    agreements_ending,
    papers_ending,
    quotes_ending,
    samples_due,
)
from portal.settings.team import team
from portal.web.filters import day
from portal.web.words import word

LAYERS: dict[str, Callable[[Window], list[OtherDate]]] = {
    "quotes": quotes_ending,
    "papers": papers_ending,
    "agreements": lambda window: agreements_ending(window, team().shelf),
    "samples": samples_due,
}
SYMBOLS = {"quotes": "clock", "papers": "clip", "agreements": "edit", "samples": "flask"}
PAGES = {"quote": "quotes.show", "paper": "suppliers.show", "sample": "samples.show", "test": "samples.show"}
TONES: dict[str, str] = {TodoGroup.overdue: "bad", TodoGroup.today: "warn"}


class DateLayer(NamedTuple):
    """A kind of days: its box, and how many are listed where more of them fall into the month; else 0."""

    key: str
    label: str
    symbol: str
    chosen: bool
    cut_at: int


class DateEntry(NamedTuple):
    on: date
    day: str
    event: str
    supplier: str
    text: str  # both, and what it is about
    href: str
    symbol: str
    tone: str


def date_layers(chosen: Collection[str], window: Window, today: date) -> tuple[list[DateLayer], list[DateEntry]]:
    """The boxes, and what those that are ticked bring, earliest first."""
    dates = {key: LAYERS[key](window) if key in chosen else [] for key in LAYERS}
    layers = [
        DateLayer(key, word(key, "review_layer"), SYMBOLS[key], key in chosen, LIMIT if len(days) == LIMIT else 0)
        for key, days in dates.items()
    ]
    entries = [date_entry(other, SYMBOLS[key], today) for key, days in dates.items() for other in days]
    return layers, sorted(entries, key=lambda entry: entry.on)


def date_entry(other: OtherDate, symbol: str, today: date) -> DateEntry:
    about = word(other.about, "document") if other.sort == "paper" else other.about
    event = word(other.sort, "review_date")
    return DateEntry(
        on=other.on,
        day=day(other.on),
        event=event,
        supplier=other.supplier,
        text=_("%(what)s: %(about)s (%(supplier)s)", what=event, about=about, supplier=other.supplier),
        href=page_of(other),
        symbol=symbol,
        tone=date_tone(other.on, today),
    )


def date_tone(on: date, today: date) -> str:
    """Bad when it has passed, warn today."""
    return TONES.get(TodoGroup.of(on, today), "")


def page_of(other: OtherDate) -> str:
    anchor = "documents" if other.sort == "paper" else None
    return url_for(PAGES.get(other.sort, "agreements.show"), id=other.row_id, _anchor=anchor)
