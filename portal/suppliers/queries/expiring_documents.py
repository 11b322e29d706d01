"""The papers that run out, or have, of the suppliers in a list: a column of its one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from peewee import Value, fn

from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.documents import PaperNotices, alarming
from portal.suppliers.rules.pipeline import WORKING


class Ending(NamedTuple):
    expires_on: date
    kind: str


def endings(today: date, notices: PaperNotices) -> Any:
    """Of a supplier worked with: end and kind of each, as one text that `endings_from` reads."""
    end_and_kind = Document.expires_on.cast("TEXT").concat(" ").concat(Document.kind)
    return Document.select(fn.STRING_AGG(end_and_kind, Value(","))).where(
        Document.supplier == Supplier.id,
        Supplier.status.in_(WORKING),
        Document.deleted_at.is_null(),
        Document.expires_on <= alarming(today, notices)[1],
        ~Document.replaced(),
    )


def endings_from(text: str | None) -> tuple[Ending, ...]:
    """The first to end first."""
    pairs = [pair.split(" ") for pair in (text or "").split(",") if pair]
    return tuple(sorted(Ending(date.fromisoformat(end), kind) for end, kind in pairs))
