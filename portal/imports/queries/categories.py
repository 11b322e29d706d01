"""Categories as an import makes them and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import chunked

from portal.core.models import bulk
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Stamp, rows
from portal.imports.queries.suppliers import NAMED
from portal.imports.rules.importing import KnownRecord
from portal.products.models import Product
from portal.settings.models.categories import Category, MainCategory
from portal.suppliers.models.suppliers import Supplier, SupplierCategory


class CategoryWriter:
    """Makes categories; none that is on file is changed by a list."""

    model = Category

    def known_records(self) -> list[KnownRecord]:
        return []

    def add(self, new: Sequence[Mapping[str, Any]], stamp: Stamp) -> list[int]:
        """The ids, in their order; one that was taken off the list before is brought back, its name is still there."""
        names = [about["name"] for about in new]
        gone = {row.name: row for row in Category.select().where(Category.name.in_(names))}
        for row in gone.values():
            row.restore(stamp)
        made = iter(bulk.add(Category, stamp, [about for about in new if about["name"] not in gone]))
        return [gone[name].id if name in gone else next(made) for name in names]

    def change(self, changed: Sequence[tuple[KnownRecord, Mapping[str, Any]]], stamp: Stamp) -> list[dict[str, Any]]:
        return []

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Names of those that were changed since, or that something belongs to."""
        names: list[str] = []
        for ids in chunked(list(added), AT_ONCE):
            query = Category.select(Category.id, Category.name, Category.version).where(Category.id.in_(ids))
            names += [name for key, name, version in rows(query) if version != added[key]]
            names += [name for (name,) in rows(Category.select(Category.name).where(Category.id.in_(used(ids))))]
        return list(dict.fromkeys(names))[:NAMED]

    def drop(self, ids: Sequence[int], stamp: Stamp) -> None:
        for some in chunked(ids, AT_ONCE):
            SupplierCategory.delete().where(SupplierCategory.category.in_(some)).execute()
        bulk.remove(Category, stamp, ids)

    def put_back(self, before: Mapping[int, Mapping[str, Any]], stamp: Stamp) -> None:
        pass


def used(ids: Iterable[int]) -> list[int]:
    """Those of these categories that a product, a supplier or a business still has."""
    ids = list(ids)
    of_suppliers = SupplierCategory.select(SupplierCategory.category).join(Supplier)
    queries = (
        Product.select(Product.category).where(Product.category.in_(ids), Product.deleted_at.is_null()),
        of_suppliers.where(SupplierCategory.category.in_(ids), Supplier.deleted_at.is_null()),
        MainCategory.select(MainCategory.category).where(MainCategory.category.in_(ids)),
    )
    return [key for query in queries for (key,) in rows(query)]
