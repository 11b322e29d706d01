"""Suppliers as an import finds them, writes them and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import chunked

from portal.domain.importing import There, supplier_keys
from portal.domain.pipeline import HARMLESS
from portal.models.attachments import Attachment
from portal.models.base import Stamp, change, rows
from portal.models.categories import Category
from portal.models.merging import MOVING
from portal.models.products import Source
from portal.models.supplier_lists import gathered
from portal.models.suppliers import Supplier, SupplierCategory, SupplierTag, derived
from portal.models.users import User

COLUMNS = ("name", "legal_name", "kind", "goods", "country", "place", "since_year", "since_month", "company_code",
           "website", "tier", "owner", "note")  # fmt: skip
AT_ONCE = 500  # rows a statement names
NAMED = 5  # records that a refusal names


class SupplierWriter:
    def __init__(self) -> None:
        self.found: dict[int, Supplier] = {}
        self.retiered: list[Supplier] = []  # their reviews follow the new tier

    def there(self) -> list[There]:
        query = Supplier.select().where(Supplier.deleted_at.is_null()).order_by(Supplier.id)
        self.found = {one.id: one for one in query}
        categories = gathered(SupplierCategory.select(SupplierCategory.supplier, SupplierCategory.category))
        tags = gathered(SupplierTag.select(SupplierTag.supplier, SupplierTag.tag))
        return [known(one, categories.get(one.id, []), tags.get(one.id, [])) for one in self.found.values()]

    def free(self, key: int) -> bool:
        """May it be put into a banned category?"""
        return self.found[key].status in HARMLESS

    def add(self, values: Mapping[str, Any], stamp: Stamp) -> Supplier:
        about = dict(values)
        related = {name: about.pop(name, ()) for name in ("categories", "tags")}
        return Supplier.enlist(stamp, **related, **about)

    def change(self, there: There, changes: Mapping[str, Any], stamp: Stamp) -> tuple[int, dict[str, Any]]:
        """The version after it, and the values that stood before. Raises Stale, and Banned."""
        supplier = self.found[there.id]
        supplier.edit(there.version, stamp, **{**there.values, **changes})
        self.retiered += [supplier] if "tier" in changes else []
        return supplier.version, {name: there.values[name] for name in changes}

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Some of those that were changed since, or that something hangs on: their names."""
        left = {**changed, **added}
        names = [name for key, name, version in versions(left) if version != left[key]]
        for ids in chunked(list(added), AT_ONCE):
            names += hung_on(ids)
        return list(dict.fromkeys(names))[:NAMED]

    def take_back(self, key: int, before: Mapping[str, Any] | None, stamp: Stamp) -> None:
        supplier = Supplier.get_by_id(key)
        if before is None:
            supplier.remove(stamp)
            return
        now = known(supplier, *(held(model, column, key) for model, column in LABELS)).values
        then = {**now, **before}
        about = {name: then[name] for name in COLUMNS}
        with change(stamp) as log:
            supplier.change_row(supplier.version, **about, **derived(about, then["tags"]))
            supplier.relate(then["categories"], then["tags"])
            self.retiered += [supplier] if "tier" in before else []
            log("supplier.edit", supplier, {name: now[name] for name in before}, dict(before))


def owners() -> list[tuple[int, str]]:
    """Everybody who can own a supplier or does: id and name."""
    owning = Supplier.select(Supplier.owner).where(Supplier.owner.is_null(False))
    query = User.select(User.id, User.name).where(User.disabled_at.is_null() | User.id.in_(owning))
    return rows(query.order_by(User.id))


def banned() -> dict[int, tuple[str, str]]:
    """Name and reason of each category that nobody here may buy."""
    found = rows(Category.select(Category.id, Category.name, Category.banned_reason).where(Category.banned))
    return {key: (name, reason) for key, name, reason in found}


LABELS: tuple[tuple[Any, Any], ...] = (
    (SupplierCategory, SupplierCategory.category),
    (SupplierTag, SupplierTag.tag),
)


def known(supplier: Supplier, categories: Iterable[int], tags: Iterable[str]) -> There:
    values = {name: supplier.__data__[name] for name in COLUMNS}
    values |= {"categories": sorted(categories), "tags": sorted(tags)}
    return There(supplier.id, supplier.version, supplier_keys(values), values)


def held(model: Any, column: Any, key: int) -> list[Any]:
    return [value for (value,) in rows(model.select(column).where(model.supplier == key))]


def versions(ids: Iterable[int]) -> list[tuple[int, str, int]]:
    return [
        row
        for some in chunked(list(ids), AT_ONCE)
        for row in rows(Supplier.select(Supplier.id, Supplier.name, Supplier.version).where(Supplier.id.in_(some)))
    ]


def hung_on(ids: list[int]) -> list[str]:
    """Names of the suppliers among these that a quote, sample, contact, file and so on belongs to."""
    users = [model.select(model.supplier).where(model.supplier.in_(ids)) for model in (*MOVING.values(), Source)]
    files = Attachment.select(Attachment.object_id).where(Attachment.object_type == "supplier")
    users.append(files.where(Attachment.object_id.in_(ids)))
    used = {key for query in users for (key,) in rows(query.limit(NAMED))}
    return [name for (name,) in rows(Supplier.select(Supplier.name).where(Supplier.id.in_(list(used))))]
