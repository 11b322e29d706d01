"""The snapshots there are, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from peewee import JOIN

from portal.core.models.record import rows
from portal.core.models.users import User
from portal.products.models import Product
from portal.snapshots.models import Snapshot

FEW = 8


class SnapshotLine(NamedTuple):
    id: int
    title: str
    product_id: int
    product: str
    quantity: int
    by: str | None
    at: datetime


def recent(product: int | None = None, limit: int = FEW) -> list[SnapshotLine]:
    """Snapshots, newest first."""
    query = (
        Snapshot.select(
            Snapshot.id, Snapshot.title, Product.id, Product.name, Snapshot.quantity, User.name, Snapshot.at
        )
        .join(Product)
        .join(User, JOIN.LEFT_OUTER, on=Snapshot.by == User.id)
        .order_by(Snapshot.id.desc())
        .limit(limit)
    )
    if product is not None:
        query = query.where(Snapshot.product == product)
    return [SnapshotLine(*row) for row in rows(query)]
