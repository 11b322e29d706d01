"""The list of quotes: which are shown, their rows, and what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import Select, Value, fn

from portal.core.models.record import db, rows
from portal.core.rules.search_marks import words_of
from portal.core.rules.text import page_number, whole
from portal.products.models import Product
from portal.products.queries.filter import bought
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.terms import ENDS_SOON, TaxBasis
from portal.suppliers.models.suppliers import Supplier

PER_PAGE, LONGEST = 50, 200
SHOWN = ("holds", "ending", "expired")
SORTS = ("product", "supplier", "quoted", "until", "lead")


@dataclass(frozen=True)
class QuoteFilter:
    q: str = ""
    show: str = ""  # see SHOWN; empty: all
    tax: str = ""
    product: int | None = None
    supplier: int | None = None
    sort: str = "quoted"
    down: bool = True
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> QuoteFilter:
        """The filter an address asks for; what cannot be is left out."""
        show, tax, sort = (asked.get(name, "")[:10] for name in ("show", "tax", "sort"))
        return cls(
            q=asked.get("q", "")[:LONGEST].replace("\x00", ""),
            show=show if show in SHOWN else "",
            tax=tax if tax in list(TaxBasis) else "",
            product=whole(asked.get("product", "")),
            supplier=whole(asked.get("supplier", "")),
            sort=sort if sort in SORTS else "quoted",
            down=asked.get("down", "no" if sort in SORTS else "yes") == "yes",
            page=page_number(asked.get("page")),
        )

    @property
    def query(self) -> dict[str, str]:
        """The address of this filter, without what it leaves open and without the page."""
        asked = {name: value for name, value in asdict(self).items() if name not in ("page", "sort", "down")}
        address = {name: str(value) for name, value in asked.items() if value not in ("", None)}
        if (self.sort, self.down) != ("quoted", True):
            address |= {"sort": self.sort, "down": "yes" if self.down else "no"}
        return address

    @property
    def narrow(self) -> bool:
        return bool(set(self.query) - {"sort", "down"})


class ListedQuote(NamedTuple):
    """`lowest` and `highest`: of its prices by quantity."""

    id: int
    product_id: int
    product: str
    kind: str
    supplier_id: int
    supplier: str
    quoted_on: date
    valid_until: date | None
    currency: str
    tax_basis: str
    moq: int | None
    lead_days: int | None
    lowest: Decimal
    highest: Decimal
    newer: bool  # its supplier gave another for the product later, and that one holds


def matching(wanted: QuoteFilter, today: date, soon: timedelta = ENDS_SOON, show: str | None = None) -> Any:
    """Of quotes joined with Supplier and Product; `show` in the place of that of the filter."""
    alive = (Quote.deleted_at, Supplier.deleted_at, Product.deleted_at)
    condition = alive[0].is_null() & alive[1].is_null() & alive[2].is_null()
    for word in words_of(wanted.q):
        condition &= bought(Quote, word)
    if wanted.tax:
        condition &= Quote.tax_basis == wanted.tax
    if wanted.product is not None:
        condition &= Quote.product == wanted.product
    if wanted.supplier is not None:
        condition &= Quote.supplier == wanted.supplier
    narrowed = standing(today, soon).get(wanted.show if show is None else show)
    return condition if narrowed is None else condition & narrowed


def standing(today: date, soon: timedelta) -> dict[str, Any]:
    """How a quote stands today, as `SHOWN` names it."""
    return {
        "holds": Quote.in_force(today),
        "ending": Quote.valid_until.between(today, today + soon),
        "expired": Quote.valid_until < today,
    }


def joined(*columns: Any) -> Any:
    return Quote.select(*columns).join(Supplier).switch(Quote).join(Product)


def counts(wanted: QuoteFilter, today: date, soon: timedelta = ENDS_SOON) -> dict[str, int]:
    """How many each way of looking shows; one statement."""
    ways = [joined(fn.COUNT(Quote.id)).where(matching(wanted, today, soon, show)) for show in ("", *SHOWN)]
    [numbers] = Select(columns=ways).bind(db).tuples().execute()
    return dict(zip(("", *SHOWN), numbers, strict=True))


def page(wanted: QuoteFilter, today: date, soon: timedelta = ENDS_SOON) -> list[ListedQuote]:
    prices = {how: PriceBreak.select(how(PriceBreak.unit_price)).where(PriceBreak.quote == Quote.id) for how in ENDS}
    column = order_column(wanted.sort)
    query = joined(
        Quote.id,
        Product.id,
        Product.name,
        Product.kind,
        Supplier.id,
        Supplier.name,
        Quote.quoted_on,
        Quote.valid_until,
        Quote.currency,
        Quote.tax_basis,
        Quote.moq,
        Quote.lead_days,
        *prices.values(),
        ~Quote.newest(today),
    )
    # Where each has a value there are no empty ones to put last, and an index serves the order.
    last = "LAST" if getattr(column, "null", True) else None
    order = column.desc(nulls=last) if wanted.down else column.asc(nulls=last)
    query = query.where(matching(wanted, today, soon)).order_by(order, Quote.id.desc()).paginate(wanted.page, PER_PAGE)
    amount = PriceBreak.unit_price.python_value
    return [
        ListedQuote(*[*row, amount(lowest), amount(highest), bool(newer)])
        for *row, lowest, highest, newer in rows(query)
    ]


ENDS = (fn.MIN, fn.MAX)


def order_column(sort: str) -> Any:
    columns: dict[str, Any] = {
        "product": Product.name,
        "supplier": Supplier.name,
        "quoted": Quote.quoted_on,
        "until": Quote.valid_until,
        "lead": Quote.lead_days,
    }
    return columns[sort]


def choices() -> dict[str, list[tuple[int, str]]]:
    """Products and suppliers with quotes, by name. One statement."""
    there = matching(QuoteFilter(), date.min)
    products = joined(Value("product"), Product.id, Product.name).where(there).distinct()
    suppliers = joined(Value("supplier"), Supplier.id, Supplier.name).where(there).distinct()
    offered: dict[str, list[tuple[int, str]]] = {"product": [], "supplier": []}
    for kind, key, name in sorted(rows(products | suppliers), key=lambda row: (row[2], row[1])):
        offered[kind].append((key, name))
    return offered


def products_quoted() -> list[tuple[int, str]]:
    return choices()["product"]


def suppliers_quoted() -> list[tuple[int, str]]:
    return choices()["supplier"]
