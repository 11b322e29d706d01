"""Open and finished actions, as plain values."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from peewee import JOIN

from portal.actions.models import Action
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.suppliers.models.suppliers import Supplier


class ActionLine(NamedTuple):
    id: int
    version: int
    text: str
    owner_id: int | None
    owner: str | None
    due_on: date | None
    supplier_id: int | None
    supplier: str | None
    done_at: datetime | None

    def late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today and self.done_at is None


def actions(
    supplier: int | None = None, owner: int | None = None, done: bool | None = False, limit: int = 200
) -> list[ActionLine]:
    """The actions of a supplier or a person: open ones by due date, those without a date last."""
    query = (
        Action.select(
            Action.id,
            Action.version,
            Action.text,
            Action.owner,
            User.name,
            Action.due_on,
            Supplier.id,
            Supplier.name,
            Action.done_at,
        )
        .join(User, JOIN.LEFT_OUTER, on=Action.owner)
        .switch(Action)
        .join(Supplier, JOIN.LEFT_OUTER, on=Action.supplier)
        .where(Action.deleted_at.is_null())
        .order_by(Action.due_on.asc(nulls="LAST"), Action.id)
        .limit(limit)
    )
    if supplier is not None:
        query = query.where(Action.supplier == supplier)
    if owner is not None:
        query = query.where(Action.owner == owner)
    if done is not None:
        query = query.where(Action.done_at.is_null(not done))
    return [ActionLine(*row) for row in rows(query)]
