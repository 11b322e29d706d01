"""Agreements with suppliers: their days, what they say of each clause, and the papers as they were sent and signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import CharField, DateField, ForeignKeyField, JSONField, TextField

from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.references.models import GoldenSample
from portal.references.rules import cited
from portal.suppliers.models.suppliers import Supplier

CLAUSE = "sealed_sample_no"  # where an agreement cites numbers of sealed samples


class Cited(Exception):
    """Agreements rest on its number: id and title of each."""

    def __init__(self, agreements: list[tuple[int, str]]) -> None:
        super().__init__(", ".join(title for _key, title in agreements))
        self.agreements = agreements


class Agreement(Entry):
    supplier_id: int
    supplier = ForeignKeyField(Supplier, index=True)
    title = CharField(max_length=120)
    number = CharField(max_length=80, default="")
    goods = CharField(max_length=10)  # physical, digital, both
    sent_on = DateField(null=True)
    signed_on = DateField(null=True)
    starts_on = DateField(null=True)  # None: from the day it was signed
    ends_on = DateField(null=True, index=True)
    renewal_on = DateField(null=True)  # the day a renewal was begun
    # What makes a clause needed: yes, no, or empty while nobody said.
    branded = CharField(max_length=3, default="")
    custom = CharField(max_length=3, default="")
    feed = CharField(max_length=3, default="")
    clauses = JSONField(default=dict)  # "price_notice_days" -> value, does not apply, note
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    def write(self, seen: int, stamp: Stamp, clauses: Mapping[str, Any]) -> None:
        """What it says of each clause. Raises Stale if somebody saved since, and Gone for what it cites."""
        with change(stamp) as log:
            GoldenSample.hold(stated(clauses))
            before = dict(self.clauses)
            self.change_row(seen, clauses=dict(clauses))
            moved = [key for key in {**before, **clauses} if before.get(key) != clauses.get(key)]
            log("agreement.write", self, of_clauses(before, moved), of_clauses(clauses, moved))

    def restore(self, stamp: Stamp) -> None:
        """Raises Gone for what it cites."""
        with change(stamp):
            GoldenSample.hold(stated(self.clauses))
            super().restore(stamp)

    def renew(self, on: date | None, stamp: Stamp) -> None:
        """A renewal was begun on a day, or was not after all."""
        if self.renewal_on != on:
            self.amend(self.version, stamp, renewal_on=on)


def of_clauses(clauses: Mapping[str, Any], keys: list[str]) -> dict[str, Any]:
    return {key: clauses.get(key) for key in keys}


class AgreementFile(Entry):
    """The paper as it stood on a day; a newer one never replaces it."""

    agreement_id: int
    agreement = ForeignKeyField(Agreement, index=True)
    on = DateField()
    note = CharField(max_length=200, default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


def correct_reference(reference: GoldenSample, seen: int, stamp: Stamp, **about: Any) -> None:
    """Save what a person typed of a sealed sample. Raises Stale, NumberTaken, NotNewer; Cited for another number."""
    number = str(reference.number)
    with change(stamp):
        reference.correct(seen, stamp, **about)
        if reference.number != number:
            refuse_cited(number)


def remove_reference(reference: GoldenSample, stamp: Stamp) -> None:
    """A sealed sample goes. Raises Cited."""
    with change(stamp):
        reference.remove(stamp)
        refuse_cited(str(reference.number))


def citing(number: str) -> list[tuple[int, str]]:
    """The agreements that cite a number: id and title, the oldest first."""
    on_file = Agreement.deleted_at.is_null() & Supplier.deleted_at.is_null()
    query = Agreement.select(Agreement.id, Agreement.title, Agreement.clauses).join(Supplier).where(on_file)
    agreements = rows(query.order_by(Agreement.id))
    return [(key, title) for key, title, clauses in agreements if number in cited(stated(clauses))]


def stated(clauses: Any) -> str:
    """What the row of an agreement keeps in the clause that cites."""
    return str(clauses.get(CLAUSE, {}).get("value") or "")


def refuse_cited(number: str) -> None:
    if agreements := citing(number):
        raise Cited(agreements)
