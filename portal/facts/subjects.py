"""What a path is about, each read once a page: the supplier, the need, its goods, the newest sample, the agreement."""

from __future__ import annotations

from typing import Any

from peewee import Case

from portal.agreements.models import Agreement
from portal.agreements.queries import binds, lasts
from portal.facts.records import Records
from portal.needs.models import Need, NeedCandidate
from portal.products.models import Product
from portal.samples.models.samples import Sample
from portal.suppliers.models.suppliers import Supplier


def supplier(records: Records) -> Any:
    """None for the list of a need."""
    key = records.subject.supplier if records.subject else None
    return Supplier.get_or_none(Supplier.id == key) if key else None


def need(records: Records) -> Any:
    """The need of the list; of a list about the supplier alone the one open need it is looked at for.

    None where there is none, or several of which no one knows which is meant.
    """
    subject = records.subject
    if subject is None:
        return None
    if subject.need is not None:
        return Need.get_or_none(Need.id == subject.need)
    looked_at = NeedCandidate.select(NeedCandidate.need).where(NeedCandidate.supplier == subject.supplier)
    query = Need.select().where(Need.id.in_(looked_at), Need.closed_on.is_null(), Need.deleted_at.is_null())
    open_needs = list(query.limit(2))
    return open_needs[0] if len(open_needs) == 1 else None


def product(records: Records) -> Any:
    """What the need looks for; None where it names no product."""
    asked = records.once(need)
    key = asked.product_id if asked else None
    return Product.get_or_none(Product.id == key, Product.deleted_at.is_null()) if key else None


def sample(records: Records) -> Any:
    """The newest sample of the supplier, of the need's product where the need names one; None without."""
    asked, wanted = records.once(need), records.once(supplier)
    if wanted is None:
        return None
    query = Sample.select().where(Sample.supplier == wanted.id, Sample.deleted_at.is_null())
    if asked is not None and asked.product_id:
        query = query.where(Sample.product == asked.product_id)
    return query.order_by(Sample.asked_on.desc(), Sample.id.desc()).first()


def agreement(records: Records) -> Any:
    """The agreement with the supplier that is in force, the one signed last; else the newest that has not ended: a
    draft, or a signed one that has not begun. None without."""
    wanted = records.once(supplier)
    if wanted is None:
        return None
    query = Agreement.select().where(Agreement.supplier == wanted.id, Agreement.deleted_at.is_null())
    in_force = Case(None, [(binds(records.today), Agreement.signed_on)])
    newest_first = in_force.desc(nulls="LAST"), Agreement.id.desc()
    return query.where(lasts(records.today)).order_by(*newest_first).first()
