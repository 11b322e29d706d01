"""Contacts as an import finds them, writes them and takes them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import chunked

from portal.core.models import bulk
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Stamp, rows
from portal.imports.queries.suppliers import NAMED
from portal.imports.rules.importing import KnownRecord, contact_keys
from portal.suppliers.models.suppliers import Contact, Supplier


class ContactWriter:
    model = Contact

    def __init__(self) -> None:
        self.records: dict[int, Contact] = {}

    def known_records(self) -> list[KnownRecord]:
        query = Contact.select().join(Supplier).where(Contact.deleted_at.is_null(), Supplier.deleted_at.is_null())
        self.records = {contact.id: contact for contact in query.order_by(Contact.id)}
        return [known(contact) for contact in self.records.values()]

    def add(self, new: Sequence[Mapping[str, Any]], stamp: Stamp) -> list[int]:
        return bulk.add(Contact, stamp, new)

    def change(self, changed: Sequence[tuple[KnownRecord, Mapping[str, Any]]], stamp: Stamp) -> list[dict[str, Any]]:
        """The values that stood before. Raises Stale."""
        bulk.amend(Contact, stamp, [(self.records[record.id], changes) for record, changes in changed])
        return [{name: record.values[name] for name in changes} for record, changes in changed]

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Some of those that were changed since: their names."""
        left = {**changed, **added}
        names: list[str] = []
        for ids in chunked(list(left), AT_ONCE):
            query = Contact.select(Contact.id, Contact.name, Contact.version).where(Contact.id.in_(ids))
            names += [name for key, name, version in rows(query) if version != left[key]]
        return names[:NAMED]

    def drop(self, ids: Sequence[int], stamp: Stamp) -> None:
        bulk.remove(Contact, stamp, ids)

    def put_back(self, before: Mapping[int, Mapping[str, Any]], stamp: Stamp) -> None:
        standing = bulk.fetched(Contact, before)
        bulk.amend(Contact, stamp, [(standing[key], values) for key, values in before.items()])


def known(contact: Contact) -> KnownRecord:
    values = {name: contact.__data__[name] for name in Contact.columns()}
    return KnownRecord(contact.id, contact.version, contact_keys(values, values["supplier"]), values)


def exported() -> list[tuple[Any, ...]]:
    """Every contact for a spreadsheet, supplier by supplier."""
    columns = [Supplier.name if name == "supplier" else getattr(Contact, name) for name in Contact.columns()]
    query = Contact.select(*columns).join(Supplier).where(Contact.deleted_at.is_null(), Supplier.deleted_at.is_null())
    return rows(query.order_by(Supplier.id, Contact.id))
