"""The list of quotes made ready for its templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.quotes.pages.notices import ends_soon
from portal.quotes.queries.list import PER_PAGE, ListedQuote, QuoteFilter, choices, counts, page
from portal.quotes.rules.terms import TaxBasis, Validity, validity
from portal.web.filters import day, days, due, unit_money
from portal.web.list_filters import (
    FilterDoubt,
    FilterSelect,
    ListWay,
    doubt_lines,
    filter_select,
    list_pager,
    sort_heading,
    tick_url,
    typed_into,
)
from portal.web.tags import Tag
from portal.web.words import pairs, word

# Headings of the table, each with the order it asks for and its word in the glossary; empty: none.
HEADINGS = (
    ("product", _l("Product"), ""),
    ("supplier", _l("Supplier"), ""),
    ("quoted", _l("Quoted on"), ""),
    ("", _l("Unit price"), "tier_price"),
    ("", _l("Price basis"), "tax_basis"),
    ("", _l("MOQ"), "moq"),
    ("lead", _l("Lead time"), "lead_time"),
    ("until", _l("Valid until"), "quote_validity"),
)


class QuoteListRow(NamedTuple):
    quote: ListedQuote
    price: str
    tax: Tag | str
    lead_time: str
    until: str
    standing: Tag | None


def quote_list(
    wanted: QuoteFilter, today: date, ticked: bool = False, doubts: Iterable[FilterDoubt] = ()
) -> dict[str, Any]:
    """The values of the page and of its fragment. `ticked`: every row is; `doubts`: of what was typed to filter by."""
    numbers, to = counts(wanted, today, ends_soon()), partial(address, wanted)
    return {
        "wanted": wanted,
        "doubts": doubt_lines(doubts, to),
        "ways": [
            ListWay(numbers[show], title, to(show=show or None), show == wanted.show)
            for show, title in [("", _("All")), *pairs("quote_way")]
        ],
        "headings": [sort_heading(wanted, key, str(text), to, term) for key, text, term in HEADINGS],
        "rows": [row_of(quote, today) for quote in page(wanted, today, ends_soon())],
        "pager": list_pager(wanted.page, PER_PAGE, numbers[wanted.show], to),
        "ticked": ticked,
        "tick_url": tick_url(wanted.page, ticked, to),
    }


def address(wanted: QuoteFilter, **changes: Any) -> str:
    """The list with this filter, in some things another."""
    return url_for("quotes.index", **(wanted.query | changes))


def quote_filters(wanted: QuoteFilter, doubts: Iterable[FilterDoubt] = ()) -> list[FilterSelect]:
    offered, names = choices(), {room: url_for(f"{room}.named") for room in ("products", "suppliers")}
    selects = [
        filter_select("product", _("Any product"), offered["product"], wanted.product, names["products"]),
        filter_select("supplier", _("Any supplier"), offered["supplier"], wanted.supplier, names["suppliers"]),
        filter_select("tax", _("Any price basis"), pairs("tax_basis"), wanted.tax),
    ]
    return typed_into((select for select in selects if select.options), doubts)


def row_of(quote: ListedQuote, today: date) -> QuoteListRow:
    lowest, highest = (unit_money(price, quote.currency) for price in (quote.lowest, quote.highest))
    tax = word(quote.tax_basis, "tax_basis")
    return QuoteListRow(
        quote,
        lowest if quote.lowest == quote.highest else f"{highest} – {lowest}",
        Tag(tax, "warn", "warn") if quote.tax_basis == TaxBasis.unknown else tax,
        days(quote.lead_days),
        day(quote.valid_until),
        standing_tag(quote, today),
    )


def standing_tag(quote: ListedQuote, today: date) -> Tag | None:
    """What keeps it from being the price of today."""
    state = validity(quote.valid_until, today, ends_soon())
    if state is Validity.expired:
        return Tag(_("Expired"), "warn", "clock")
    if quote.newer:
        return Tag(_("There is a newer one"), "line")
    if state is Validity.ending:
        return Tag(_("Runs out %(when)s", when=due(quote.valid_until)), "warn", "clock")
    return None
