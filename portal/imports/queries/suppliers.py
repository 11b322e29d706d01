"""Suppliers as an import finds them, writes them and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import chunked

from portal.core.models import bulk
from portal.core.models.attachments import Attachment
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Stamp, rows
from portal.core.models.users import READS, User
from portal.handover.models.merging import MOVING
from portal.imports.rules.importing import KnownRecord, supplier_keys
from portal.path.models.takeovers import TakeOver, TakeOverSource, TakeOverWish
from portal.path.rules import TakenFrom
from portal.products.models import Source
from portal.reviews.models import ReviewPlan
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier, SupplierCategory, SupplierTag
from portal.suppliers.queries.list import gathered
from portal.suppliers.rules.pipeline import HARMLESS, Status

NAMED = 5  # records that a refusal names


class SupplierWriter:
    model = Supplier

    def __init__(self) -> None:
        self.records: dict[int, Supplier] = {}
        self.retiered: list[Supplier] = []  # their reviews follow the new tier, or the status they enter at
        self.source = TakeOverSource(TakenFrom.file)  # of those that enter past the start

    def known_records(self) -> list[KnownRecord]:
        query = Supplier.select().where(Supplier.deleted_at.is_null()).order_by(Supplier.id)
        self.records = {supplier.id: supplier for supplier in query}
        categories = gathered(SupplierCategory.select(SupplierCategory.supplier, SupplierCategory.category))
        tags = gathered(SupplierTag.select(SupplierTag.supplier, SupplierTag.tag))
        return [
            known(supplier, categories.get(supplier.id, []), tags.get(supplier.id, []))
            for supplier in self.records.values()
        ]

    def free(self, key: int) -> bool:
        """May it be put into a banned category?"""
        return self.records[key].status in HARMLESS

    def add(self, new: Sequence[Mapping[str, Any]], stamp: Stamp) -> list[int]:
        statuses = [Status(about.get("status", Status.candidate)) for about in new]
        ids = Supplier.enlist_all(stamp, [{k: value for k, value in about.items() if k != "status"} for about in new])
        entering = {key: status for key, status in zip(ids, statuses, strict=True) if status != Status.candidate}
        rows_of = bulk.fetched(Supplier, entering)
        # The list itself is the reason why one is paused or retired: whoever wrote it knew.
        wanted = [TakeOverWish(rows_of[key], status, self.source.file) for key, status in entering.items()]
        if wanted:
            TakeOver.enter(wanted, self.source, stamp)
            self.retiered += rows_of.values()
        return ids

    def change(self, changed: Sequence[tuple[KnownRecord, Mapping[str, Any]]], stamp: Stamp) -> list[dict[str, Any]]:
        """The values that stood before. Raises Stale."""
        self.edit([(self.records[record.id], record.values, changes) for record, changes in changed], stamp)
        return [{name: record.values[name] for name in changes} for record, changes in changed]

    def edit(self, edited: Sequence[tuple[Supplier, Mapping[str, Any], Mapping[str, Any]]], stamp: Stamp) -> None:
        Supplier.edit_all(stamp, edited)
        self.retiered += [supplier for supplier, _known, changes in edited if "tier" in changes]

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Some of those that were changed since, or that something hangs on: their names."""
        left = {**changed, **added}
        names = [name for key, name, version in versions(left) if version != left[key]]
        for ids in chunked(list(added), AT_ONCE):
            names += hung_on(ids)
        return list(dict.fromkeys(names))[:NAMED]

    def drop(self, ids: Sequence[int], stamp: Stamp) -> None:
        entered = TakeOver.select(TakeOver.id).where(TakeOver.in_force())
        for some in chunked(ids, AT_ONCE):
            TakeOver.void([key for (key,) in rows(entered.where(TakeOver.supplier.in_(some)))], "", stamp)
            for supplier in Supplier.select().join(ReviewPlan).where(Supplier.id.in_(some)):
                ReviewPlan.drop(supplier, stamp)
        bulk.remove(Supplier, stamp, ids)

    def put_back(self, before: Mapping[int, Mapping[str, Any]], stamp: Stamp) -> None:
        standing = {record.id: record for record in self.known_records() if record.id in before}
        self.edit([(self.records[key], standing[key].values, values) for key, values in before.items()], stamp)


def owners() -> list[tuple[int, str]]:
    """Everybody who can own a supplier or does: id and name."""
    owning = Supplier.select(Supplier.owner).where(Supplier.owner.is_null(False))
    able = User.disabled_at.is_null() & (User.role != READS)
    query = User.select(User.id, User.name).where(able | User.id.in_(owning))
    return rows(query.order_by(User.id))


def banned() -> dict[int, tuple[str, str]]:
    """Name and reason of each category that nobody here may buy."""
    categories = rows(Category.select(Category.id, Category.name, Category.banned_reason).where(Category.banned))
    return {key: (name, reason) for key, name, reason in categories}


def known(supplier: Supplier, categories: Iterable[int], tags: Iterable[str]) -> KnownRecord:
    values = {name: supplier.__data__[name] for name in Supplier.columns()}
    values |= {"categories": sorted(categories), "tags": sorted(tags)}
    return KnownRecord(supplier.id, supplier.version, supplier_keys(values), values)


def versions(ids: Iterable[int]) -> list[tuple[int, str, int]]:
    return [
        row
        for some in chunked(list(ids), AT_ONCE)
        for row in rows(Supplier.select(Supplier.id, Supplier.name, Supplier.version).where(Supplier.id.in_(some)))
    ]


def alive(query: Any) -> Any:
    """Without what was taken away, where rows of this kind can be."""
    deleted = getattr(query.model, "deleted_at", None)
    return query if deleted is None else query.where(deleted.is_null())


def hung_on(ids: list[int]) -> list[str]:
    """Names of the suppliers among these that a quote, sample, contact, file and so on belongs to.

    A take-over is how the import put it at its status; a later one is seen by the version of the supplier.
    """
    models = [model for kind, model in MOVING.items() if kind != "take_over"]
    users = [alive(model.select(model.supplier).where(model.supplier.in_(ids))) for model in (*models, Source)]
    files = Attachment.select(Attachment.object_id).where(Attachment.object_type == "supplier")
    users.append(files.where(Attachment.object_id.in_(ids)))
    used = {key for query in users for (key,) in rows(query.limit(NAMED))}
    return [name for (name,) in rows(Supplier.select(Supplier.name).where(Supplier.id.in_(list(used))))]
