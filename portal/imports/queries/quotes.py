"""Quotes with their prices as an import finds them, writes them and takes them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import chunked, fn

from portal.core.models import bulk
from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Stamp, rows
from portal.imports.models.imports import ImportRow
from portal.imports.queries.suppliers import NAMED
from portal.imports.rules.importing import KnownRecord, quote_keys
from portal.products.models import Product, Source
from portal.quotes.models import Quote
from portal.quotes.queries.price_breaks import breaks_of
from portal.quotes.rules.terms import FEES
from portal.suppliers.models.suppliers import Supplier

UNSAID = {"tax_basis": "unknown", **{f"{name}_state": "unknown" for name in FEES}}
DAYS, AMOUNTS = frozenset({"quoted_on", "valid_until"}), frozenset({"deposit_share", *FEES})


class QuoteWriter:
    model = Quote

    def __init__(self) -> None:
        self.records: dict[int, Quote] = {}

    def known_records(self) -> list[KnownRecord]:
        self.records = {quote.id: quote for quote in standing(Quote.select()).order_by(Quote.id)}
        prices = breaks_of(Quote.deleted_at.is_null())
        return [known(quote, prices.get(quote.id, ())) for quote in self.records.values()]

    def add(self, new: Sequence[Mapping[str, Any]], stamp: Stamp) -> list[int]:
        return Quote.record_all(stamp, [{**UNSAID, **values} for values in new])

    def change(self, changed: Sequence[tuple[KnownRecord, Mapping[str, Any]]], stamp: Stamp) -> list[dict[str, Any]]:
        """The values that stood before. Raises Stale."""
        Quote.correct_all(
            stamp, [(self.records[record.id], changes, record.values["breaks"]) for record, changes in changed]
        )
        return [{name: kept(record.values[name]) for name in changes} for record, changes in changed]

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Some of those that were changed since, or that a file hangs on: supplier and product of each."""
        left = {**changed, **added}
        names: list[str] = []
        for ids in chunked(list(left), AT_ONCE):
            files = Attachment.select(Attachment.object_id).where(Attachment.object_type == "quote")
            used = {key for (key,) in rows(files.where(Attachment.object_id.in_([key for key in ids if key in added])))}
            query = Quote.select(Quote.id, Supplier.name, Product.name, Quote.version).join(Supplier)
            for key, supplier, product, version in rows(query.switch(Quote).join(Product).where(Quote.id.in_(ids))):
                names += [f"{supplier} · {product}"] if version != left[key] or key in used else []
        return names[:NAMED]

    def drop(self, ids: Sequence[int], stamp: Stamp) -> None:
        bulk.remove(Quote, stamp, ids)
        for some in chunked(ids, AT_ONCE):
            drop_sources(some, stamp)

    def put_back(self, before: Mapping[int, Mapping[str, Any]], stamp: Stamp) -> None:
        standing = bulk.fetched(Quote, before)
        prices = {
            key: breaks
            for some in chunked(list(before), AT_ONCE)
            for key, breaks in breaks_of(Quote.id.in_(some)).items()
        }
        changes = {key: {name: read(name, value) for name, value in values.items()} for key, values in before.items()}
        Quote.correct_all(stamp, [(standing[key], about, prices.get(key, ())) for key, about in changes.items()])


def drop_sources(ids: Sequence[int], stamp: Stamp) -> None:
    """A supplier is a source of a product only because it quoted: it came with the quote and goes with it."""
    same = (Source.supplier == Quote.supplier) & (Source.product == Quote.product)
    came = same & (Source.created_at == Quote.created_at) & (Source.version == 1)
    other = Quote.alias()
    others = other.select(other.id).where(
        other.supplier == Source.supplier, other.product == Source.product, other.deleted_at.is_null()
    )
    query = Source.select(Source.id, Source.supplier, Source.product, Source.role).join(Quote, on=came).distinct()
    gone = rows(query.where(Quote.id.in_(ids), ~fn.EXISTS(others)).order_by(Source.id))
    Source.delete().where(Source.id.in_([key for key, *_about in gone])).execute()
    with change(stamp) as log:
        for key, supplier, product, role in gone:
            log("source.remove", ("source", key), {"supplier": supplier, "product": product, "role": role})


def standing(query: Any) -> Any:
    """Quotes of suppliers and products that are still there."""
    alive = (Quote.deleted_at.is_null(), Supplier.deleted_at.is_null(), Product.deleted_at.is_null())
    return query.join(Supplier).switch(Quote).join(Product).where(*alive)


def known(quote: Quote, breaks: tuple[tuple[int, Decimal], ...]) -> KnownRecord:
    values = {name: quote.__data__[name] for name in Quote.columns()} | {"breaks": breaks}
    return KnownRecord(quote.id, quote.version, quote_keys(values), values)


def kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return [[quantity, str(price)] for quantity, price in value]
    return str(value) if isinstance(value, Decimal | date) else value


def read(name: str, value: Any) -> Any:
    """What `kept` was given."""
    if name == "breaks":
        return [(quantity, Decimal(price)) for quantity, price in value]
    if value and name in DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if value and name in AMOUNTS else value


class MostQuoted(NamedTuple):
    product: int
    name: str
    suppliers: int
    keys: list[int]  # of the suppliers


def most_quoted(part_of: int) -> MostQuoted | None:
    """The product with quotes of the most suppliers among the quotes of an import."""
    of_import = (ImportRow.part_of == part_of) & (ImportRow.kind == "quotes") & ImportRow.object_id.is_null(False)
    imported = Quote.id.in_(ImportRow.select(ImportRow.object_id).where(of_import))
    quotes = rows(standing(Quote.select(Quote.product, Product.name, Quote.supplier)).where(imported))
    sellers: dict[tuple[int, str], set[int]] = {}
    for product, name, supplier in quotes:
        sellers.setdefault((product, name), set()).add(supplier)
    if not sellers:
        return None
    (product, name), keys = max(sellers.items(), key=lambda entry: (len(entry[1]), -entry[0][0]))
    return MostQuoted(product, name, len(keys), sorted(keys))


def exported(which: Any = None) -> list[tuple[str, str, str, Any, tuple[tuple[int, Decimal], ...]]]:
    """Supplier, product and its code of every quote, the quote, and its prices."""
    prices = breaks_of(Quote.deleted_at.is_null())
    query = standing(Quote.select(Quote, Supplier.name, Product.name, Product.code)).order_by(Quote.id)
    query = query if which is None else query.where(which)
    return [(q.supplier.name, q.product.name, q.product.code, q, prices.get(q.id, ())) for q in query]
