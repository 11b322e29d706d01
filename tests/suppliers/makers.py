"""Suppliers and what belongs to them: everything is decent by default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.settings.models.categories import Category
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier
from tests.cast import NOW, TODAY, stamp


def make_category(name: str = "Chargers", **about: Any) -> Category:
    found: Category = Category.create(**({"name": name, "kind": "physical", "created_at": NOW} | about))
    return found


def make_supplier(
    name: str = "North Star",
    status: str = "candidate",
    tags: Sequence[str] = (),
    categories: Sequence[Category] = (),
    **about: Any,
) -> Supplier:
    """A maker of physical goods, in any status without having walked there."""
    defaults = {"kind": "maker", "goods": "physical", "status": status}
    found: Supplier = Supplier.enlist(
        stamp(), name=name, tags=tags, categories=[one.id for one in categories], **(defaults | about)
    )
    return found


def make_contact(supplier: Supplier, name: str = "黄建国", **about: Any) -> Contact:
    found: Contact = Contact.add(stamp(), supplier=supplier, name=name, **about)
    return found


def make_document(supplier: Supplier, kind: str = "licence", **about: Any) -> Document:
    found: Document = Document.add(stamp(), supplier=supplier, kind=kind, **about)
    return found


def make_note(supplier: Supplier, text: str = "Delivers on time", **about: Any) -> ReputationNote:
    defaults = {
        "source": "A buyer",
        "source_kind": "peer",
        "tone": "good",
        "on": TODAY,
        "url": "https://example.com/said",
    }
    found: ReputationNote = ReputationNote.add(stamp(), supplier=supplier, text=text, **(defaults | about))
    return found
