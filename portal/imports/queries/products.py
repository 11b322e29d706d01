"""Products as an import finds them, writes them and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from peewee import chunked

from portal.core.models import bulk
from portal.core.models.attachments import Attachment
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Stamp, rows
from portal.core.rules.text import folded
from portal.imports.queries.suppliers import NAMED, alive
from portal.imports.rules.importing import KnownRecord, product_keys
from portal.products.models import Product, Source
from portal.quotes.models import Quote
from portal.samples.models.samples import Sample


class ProductWriter:
    model = Product

    def __init__(self) -> None:
        self.records: dict[int, Product] = {}

    def known_records(self) -> list[KnownRecord]:
        query = Product.select().where(Product.deleted_at.is_null()).order_by(Product.id)
        self.records = {product.id: product for product in query}
        return [known(product) for product in self.records.values()]

    def add(self, new: Sequence[Mapping[str, Any]], stamp: Stamp) -> list[int]:
        return bulk.add(Product, stamp, [{"search": searched(values), **values} for values in new])

    def change(self, changed: Sequence[tuple[KnownRecord, Mapping[str, Any]]], stamp: Stamp) -> list[dict[str, Any]]:
        """The values that stood before. Raises Stale."""
        edited = [
            (self.records[record.id], {"search": searched({**record.values, **changes}), **changes})
            for record, changes in changed
        ]
        bulk.amend(Product, stamp, edited)
        return [{name: kept(record.values[name]) for name in changes} for record, changes in changed]

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Some of those that were changed since, or that something hangs on: their names."""
        left = {**changed, **added}
        names: list[str] = []
        for ids in chunked(list(left), AT_ONCE):
            query = Product.select(Product.id, Product.name, Product.version).where(Product.id.in_(ids))
            names += [name for key, name, version in rows(query) if version != left[key]]
        for ids in chunked(list(added), AT_ONCE):
            names += hung_on(ids)
        return list(dict.fromkeys(names))[:NAMED]

    def drop(self, ids: Sequence[int], stamp: Stamp) -> None:
        bulk.remove(Product, stamp, ids)

    def put_back(self, before: Mapping[int, Mapping[str, Any]], stamp: Stamp) -> None:
        standing = bulk.fetched(Product, before)
        bulk.amend(Product, stamp, [(standing[key], then(standing[key], values)) for key, values in before.items()])


def codes_on_file() -> list[tuple[str]]:
    return rows(Product.select(Product.code).where(Product.deleted_at.is_null(), Product.code != "").distinct())


AMOUNTS = frozenset({"sale_price", "sale_share", "sale_fee", "return_rate"})


def known(product: Product) -> KnownRecord:
    values = {name: product.__data__[name] for name in Product.columns()}
    return KnownRecord(product.id, product.version, product_keys(values, values["business"]), values)


def then(product: Product, before: Mapping[str, Any]) -> dict[str, Any]:
    """The values a product gets back, from what `kept` made of them."""
    values = {name: Decimal(value) if name in AMOUNTS and value else value for name, value in before.items()}
    return values | {"search": searched({**known(product).values, **values})}


def kept(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def searched(values: Mapping[str, Any]) -> str:
    """What the search box looks into."""
    return folded(" ".join(values.get(name) or "" for name in ("name", "code", "note")))


def hung_on(ids: Iterable[int]) -> list[str]:
    """Names of the products among these that a supplier, quote, sample or file belongs to."""
    models = (Source, Quote, Sample)
    users: list[Any] = [alive(model.select(model.product).where(model.product.in_(ids))) for model in models]
    files = Attachment.select(Attachment.object_id).where(Attachment.object_type == "product")
    users.append(files.where(Attachment.object_id.in_(ids)))
    used = {key for query in users for (key,) in rows(query.limit(NAMED))}
    return [name for (name,) in rows(Product.select(Product.name).where(Product.id.in_(list(used))))]
