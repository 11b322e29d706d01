"""Quotes and their price breaks. A newer quote never replaces an older row: the older ones are the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField, chunked, fn

from portal.core.models import bulk
from portal.core.models.change import Entry, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.insert import insert
from portal.core.models.record import Record, Stamp, plain, rows
from portal.core.models.users import User
from portal.products.models import Product, Source
from portal.quotes.rules.terms import Break
from portal.suppliers.models.suppliers import Supplier

Breaks = Sequence[tuple[int, Decimal]]  # from this quantity on, this price a unit


class Quote(Entry):
    SEARCHED = ("note", "payment_note")
    supplier_id: int
    product_id: int
    supplier = ForeignKeyField(Supplier)
    product = ForeignKeyField(Product, index=True)
    quoted_on = DateField()
    valid_until = DateField(null=True, index=True)
    currency = CharField(max_length=3)
    tax_basis = CharField(max_length=10)  # included, excluded, unknown
    moq = IntegerField(null=True)
    order_multiple = IntegerField(default=1)
    largest_order = IntegerField(null=True)  # None: no limit is known
    lead_days = IntegerField(null=True)
    # Each fee is a state (amount, zero, not_applicable, unknown) and, for "amount", a figure.
    freight_per_order_state = CharField(max_length=15)
    freight_per_order = MicrosField(null=True)
    freight_per_unit_state = CharField(max_length=15)
    freight_per_unit = MicrosField(null=True)
    packing_state = CharField(max_length=15)  # per unit
    packing = MicrosField(null=True)
    platform_fee_state = CharField(max_length=15)  # per order
    platform_fee = MicrosField(null=True)
    other_fees_state = CharField(max_length=15)  # per order
    other_fees = MicrosField(null=True)
    payment = CharField(max_length=20, default="unknown")  # prepaid, deposit, on_delivery, credit, wallet, unknown
    credit_days = IntegerField(null=True)
    deposit_share = MicrosField(null=True)
    payment_note = CharField(max_length=200, default="")
    incoterm = CharField(max_length=3, default="")
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("supplier", "product", "quoted_on"), False),)

    @classmethod
    def in_force(cls, today: date) -> Any:
        """The condition that a quote is written down, given by `today` and holds through its last day."""
        runs = cls.valid_until.is_null() | (cls.valid_until >= today)
        return cls.deleted_at.is_null() & (cls.quoted_on <= today) & runs

    @classmethod
    def newest(cls, today: date) -> Any:
        """The condition that its supplier gave no newer one for the product that holds today."""
        newer = cls.alias()
        runs = newer.valid_until.is_null() | (newer.valid_until >= today)
        return ~fn.EXISTS(given_after(newer).where(runs & (newer.quoted_on <= today)))

    @classmethod
    def replaced(cls) -> Any:
        """Whether its supplier quoted the product again later; that one may have run out as well."""
        return fn.EXISTS(given_after(cls.alias()))

    @classmethod
    def record(cls, stamp: Stamp, breaks: Breaks, **about: Any) -> Self:
        """Write down a quote. An older one of the same supplier and product stays as history."""
        with change(stamp) as log:
            quote = cls.create(created_at=stamp.at, by=stamp.user_id, **about)
            quote.price(breaks)
            Source.get_or_create(
                supplier=quote.supplier_id, product=quote.product_id, defaults={"created_at": stamp.at}
            )
            log("quote.add", quote, after={**plain(about), "breaks": price_lines(breaks)})
        return quote

    @classmethod
    def record_all(cls, stamp: Stamp, quotes: Sequence[Mapping[str, Any]]) -> list[int]:
        """Many quotes, each with its `breaks`: their ids, in their order."""
        with change(stamp) as log:
            made = {"created_at": stamp.at, "by": stamp.user_id}
            bare = [{name: value for name, value in about.items() if name != "breaks"} for about in quotes]
            ids = insert(cls, ({**about, **made} for about in bare))
            price_all({key: about["breaks"] for key, about in zip(ids, quotes, strict=True)})
            pairs = dict.fromkeys((about["supplier"], about["product"]) for about in bare)
            Source.join_in(pairs, stamp.at)
            for key, about, whole in zip(ids, bare, quotes, strict=True):
                log("quote.add", ("quote", key), after={**plain(about), "breaks": price_lines(whole["breaks"])})
        return ids

    @classmethod
    def correct_all(cls, stamp: Stamp, corrections: Sequence[tuple[Self, Mapping[str, Any], Breaks]]) -> None:
        """Mend many quotes: each with what is new of it and the prices it had. Raises Stale."""
        with change(stamp) as log:
            events = [moved(quote, about, breaks) for quote, about, breaks in corrections]
            bare = [{name: value for name, value in about.items() if name != "breaks"} for _q, about, _b in corrections]
            bulk.rewrite(cls, [(quote, about) for (quote, *_rest), about in zip(corrections, bare, strict=True)])
            priced = {quote.id: about["breaks"] for quote, about, _breaks in corrections if "breaks" in about}
            for some in chunked(list(priced), bulk.AT_ONCE):
                PriceBreak.delete().where(PriceBreak.quote.in_(some)).execute()
            price_all(priced)
            for (quote, *_rest), (before, after) in zip(corrections, events, strict=True):
                log("quote.edit", quote, plain(before), plain(after))

    def correct(self, seen: int, stamp: Stamp, breaks: Breaks, **about: Any) -> None:
        """Mend what was written down wrong, if nobody saved since; raises Stale otherwise."""
        with change(stamp) as log:
            before = {key: self.__data__[key] for key in about} | {"breaks": price_lines(self.breaks())}
            after = about | {"breaks": price_lines(breaks)}
            self.change_row(seen, **about)
            PriceBreak.delete().where(PriceBreak.quote == self).execute()
            self.price(breaks)
            moved = {key for key in after if before[key] != after[key]}
            log(
                "quote.edit",
                self,
                plain({key: before[key] for key in moved}),
                plain({key: after[key] for key in moved}),
            )

    def price(self, breaks: Breaks) -> None:
        for from_quantity, unit_price in breaks:
            PriceBreak.create(quote=self, from_quantity=from_quantity, unit_price=unit_price)

    def breaks(self) -> list[tuple[int, Decimal]]:
        query = PriceBreak.select(PriceBreak.from_quantity, PriceBreak.unit_price).where(PriceBreak.quote == self)
        return rows(query.order_by(PriceBreak.from_quantity))


def given_after(newer: Any) -> Any:
    """Quotes, by their alias, that the supplier of a quote gave for the same product later."""
    later = (newer.quoted_on > Quote.quoted_on) | ((newer.quoted_on == Quote.quoted_on) & (newer.id > Quote.id))
    same = (newer.supplier == Quote.supplier) & (newer.product == Quote.product) & newer.deleted_at.is_null()
    return newer.select(newer.id).where(same & later)


def price_all(breaks: Mapping[int, Breaks]) -> None:
    lines = [(key, *line) for key, tiers in breaks.items() for line in tiers]
    names = ("quote", "from_quantity", "unit_price")
    insert(PriceBreak, (dict(zip(names, line, strict=True)) for line in lines))


def moved(quote: Quote, about: Mapping[str, Any], breaks: Breaks) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of what is said about a quote, the values that differ: before and after."""
    before = {name: price_lines(breaks) if name == "breaks" else quote.__data__[name] for name in about}
    after = {name: price_lines(value) if name == "breaks" else value for name, value in about.items()}
    names = [name for name in about if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def price_lines(breaks: Breaks) -> list[str]:
    return [f"{quantity}: {price}" for quantity, price in breaks]


class PriceBreak(Record):
    quote = ForeignKeyField(Quote, on_delete="CASCADE")
    from_quantity = IntegerField()
    unit_price = MicrosField()

    class Meta:
        indexes = ((("quote", "from_quantity"), True),)

    @classmethod
    def gathered(cls, query: Any) -> list[tuple[Any, tuple[Break, ...]]]:
        """Each quote of a query that joins its breaks, with them: quotes in the order of the query, breaks as well."""
        quotes: dict[int, Any] = {}
        breaks: dict[int, list[Break]] = defaultdict(list)
        for row in query.objects():
            quotes[row.id] = row
            breaks[row.id] += [Break(row.from_quantity, row.unit_price)] if row.unit_price is not None else []
        return [(row, tuple(breaks[key])) for key, row in quotes.items()]
