"""The numbers of the home page and of the menu beside it, in one statement."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from peewee import Select, fn

from portal.core.models.record import db
from portal.home.queries.counters import Counters, counter_columns
from portal.products.models import Product, Source
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.snapshots.models import Snapshot
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.filter import unlicensed
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
    unlicensed: int  # suppliers in work without a licence on file
    products: int
    comparisons: int  # that were kept
    sampled: int  # samples of any age
    counters: Counters  # of the menu


def figures(user_id: int | None, today: date) -> Figures:
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
        suppliers.where(kept, unlicensed()),
        Product.select(fn.COUNT(Product.id)).where(Product.deleted_at.is_null()),
        Snapshot.select(fn.COUNT(Snapshot.id)),
        samples.where(Sample.deleted_at.is_null()),
        *counter_columns(user_id, today),
    ]
    [row] = Select(columns=columns).bind(db).tuples().execute()
    of_menu = len(Counters.__dataclass_fields__)
    return Figures._make((*row[:-of_menu], Counters(*row[-of_menu:])))


def with_role(role: str) -> Select:
    return Source.select(fn.COUNT(fn.DISTINCT(Source.supplier))).join(Supplier).where(Source.role == role)
