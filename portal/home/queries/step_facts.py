"""What the rules of the next steps look at, in one statement however much there is."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Any

from peewee import JOIN, Case, Select, Value, fn

from portal.agreements.models import Agreement
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.home.models.step_snoozes import StepSnooze
from portal.home.queries.standing_quotes import grouped
from portal.home.rules.next_steps import ON_THE_WAY, CheapOffer, ProductStanding, ProvenStanding, PutOff, StepFacts
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier, SupplierCategory
from portal.suppliers.rules.pipeline import PATH, Status

NONE, NOBODY = Value(0), Value("")
MOST = 200  # suppliers
NO_OFFER = (NONE, NONE, NOBODY, NONE)


def step_facts(today: date, zone: tzinfo, currency: str, unlicensed: int) -> StepFacts:
    """`currency`: of the team, in which prices are held against each other; `zone`: where a verdict has its day."""
    facts: dict[str, list[Any]] = {"product": [], "supplier": [], "snooze": []}
    for kind, *row in rows(grouped(today, currency) + proven(today) + snoozes(today)):
        facts[kind].append(row)
    return StepFacts(
        tuple(quoted_product(*row) for row in facts["product"]),
        tuple(proven_supplier(zone, *row) for row in facts["supplier"]),
        unlicensed,
        tuple(put_off(*row) for row in facts["snooze"]),
    )


def quoted_product(
    id: int, name: str, units: int, quoting: int, lacking: int, sampled: int, *rest: Any
) -> ProductStanding:
    offers = (rest[:4], rest[4:8])
    cheapest = tuple(
        CheapOffer(quote, supplier, seller, micros if micros >= 0 else None)
        for quote, supplier, seller, micros in offers
        if quote
    )
    return ProductStanding(id, name, units, quoting, lacking, sampled, cheapest)


def proven_supplier(
    zone: tzinfo, id: int, name: str, sample: int, binding: int, coming: int, banned: int, *rest: Any
) -> ProvenStanding:
    at = StepSnooze.created_at.python_value(datetime.fromisoformat(rest[-1]))
    passed_on = at.astimezone(zone).date()
    return ProvenStanding(id, name, Status(rest[2]), sample, passed_on, binding, coming, bool(banned))


def put_off(id: int, reason: str, subject: int, *rest: Any) -> PutOff:
    return PutOff(id, rest[5], subject, date.fromisoformat(rest[-1]), reason, rest[9])


def proven(today: date) -> Any:
    """Suppliers of which a sample passed, with the one that passed last; those that wait longest."""
    later, passed = Sample.alias(), (Sample.verdict == SampleVerdict.passed) & Sample.deleted_at.is_null()
    newer = (later.verdict_at > Sample.verdict_at) | ((later.verdict_at == Sample.verdict_at) & (later.id > Sample.id))
    same = (later.supplier == Sample.supplier) & (later.verdict == SampleVerdict.passed) & later.deleted_at.is_null()
    columns = (Supplier.id, Supplier.name, Sample.id.alias("sample"), Supplier.status, Sample.verdict_at.alias("at"))
    first = (
        Sample.select(*columns)
        .join(Supplier)
        .where(passed, ~fn.EXISTS(later.select(later.id).where(same & newer)))
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(PATH), unsettled(today))
        .order_by(Sample.verdict_at, Sample.id)
        .limit(MOST)
        .alias("first")
    )
    line = first.c
    binding = agreements(line.id, binds(today))
    coming = agreements(line.id, ~binds(today) & lasts(today))
    about = (line.id, line.name, line.sample, binding, coming, banned(line.id))
    rest = (NONE, NONE, line.status, NONE, *NO_OFFER, line.at.cast("text"))
    return Select(from_list=[first], columns=[Value("supplier"), *about, *rest])


def unsettled(today: date) -> Any:
    """On the way, or bought from without an agreement in force."""
    settled = Agreement.select(Agreement.supplier).where(Agreement.deleted_at.is_null(), binds(today))
    return Supplier.status.in_(ON_THE_WAY) | Supplier.id.not_in(settled)


def banned(supplier: Any) -> Any:
    """How many of its categories nobody here may buy."""
    held = SupplierCategory.select(fn.COUNT(Category.id)).join(Category)
    return held.where(SupplierCategory.supplier == supplier, Category.banned)


def agreements(supplier: Any, condition: Any) -> Any:
    """How many of a supplier are like this."""
    on_file = (Agreement.supplier == supplier) & Agreement.deleted_at.is_null()
    return Agreement.select(fn.COUNT(Agreement.id)).where(on_file & condition)


def binds(today: date) -> Any:
    begun = (Agreement.signed_on <= today) & (fn.COALESCE(Agreement.starts_on, Agreement.signed_on) <= today)
    return Case(None, [(begun & lasts(today), 1)], 0) == 1  # a day nobody wrote down is no yes, and its opposite is


def lasts(today: date) -> Any:
    return Agreement.ends_on.is_null() | (Agreement.ends_on >= today)


def snoozes(today: date) -> Any:
    return (
        StepSnooze.select(
            *(Value("snooze"), StepSnooze.id, StepSnooze.reason, StepSnooze.subject, NONE, NONE, NONE),
            *(NONE, NONE, StepSnooze.rule, NONE, NONE, NONE, User.name, NONE, StepSnooze.until.cast("text")),
        )
        .join(User, JOIN.LEFT_OUTER)
        .where(StepSnooze.deleted_at.is_null(), StepSnooze.until > today)
    )
