"""The numbers of the home page, in one statement."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from peewee import Select, fn

from portal.core.models.record import db
from portal.products.models import Source
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status


class Figures(NamedTuple):
    suppliers: int
    active: int  # suppliers people buy from
    unproven: int  # of them, without a sample that passed
    margin: int  # active suppliers with the role
    traffic: int
    backup: int
    testing: int  # samples without a verdict
    overdue: int  # of them, promised and not here


def figures(today: date) -> Figures:
    kept = Supplier.deleted_at.is_null()
    active = kept & (Supplier.status == Status.active)
    suppliers = Supplier.select(fn.COUNT(Supplier.id))
    passed = Sample.select(Sample.supplier).where(Sample.verdict == SampleVerdict.passed, Sample.deleted_at.is_null())
    testing = Sample.deleted_at.is_null() & Sample.verdict.is_null()
    samples = Sample.select(fn.COUNT(Sample.id))
    columns = [
        suppliers.where(kept),
        suppliers.where(active),
        suppliers.where(active & Supplier.id.not_in(passed)),
        *(with_role(role).where(active) for role in ("margin", "traffic", "backup")),
        samples.where(testing),
        samples.where(testing, Sample.received_on.is_null(), Sample.promised_on < today),
    ]
    [row] = Select(columns=columns).bind(db).tuples().execute()
    return Figures(*row)


def with_role(role: str) -> Select:
    return Source.select(fn.COUNT(fn.DISTINCT(Source.supplier))).join(Supplier).where(Source.role == role)
