"""What the rules of the next steps look at, in one statement however much there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from peewee import JOIN, Select, Value, fn

from portal.agreements.models import Agreement
from portal.agreements.queries import binds, lasts
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


class FactLine(NamedTuple):
    """A line of any kind of fact; what a kind has no use for is 0 or empty."""

    kind: str
    id: int
    name: str
    numbers: tuple[int, int, int, int, int]
    offers: tuple[CheapOffer, ...]
    code: str  # the status of a supplier, the rule that is put off
    person: str
    at: str

    @classmethod
    def of(cls, kind: str, id: int, name: str, *rest: Any) -> FactLine:
        numbers, first, second, at = rest[:5], rest[5:9], rest[9:13], rest[13]
        return cls(kind, id, name, numbers, offers_of(first, second), first[2], second[2], at)


def step_facts(today: date, zone: tzinfo, currency: str, unlicensed: int) -> StepFacts:
    """`currency`: of the team, in which prices are held against each other; `zone`: where a verdict has its day."""
    lines = [FactLine.of(*row) for row in rows(grouped(today, currency) + proven(today) + snoozes(today))]
    return StepFacts(
        tuple(quoted_product(line) for line in lines if line.kind == "product"),
        tuple(proven_supplier(line, zone) for line in lines if line.kind == "supplier"),
        unlicensed,
        tuple(put_off(line) for line in lines if line.kind == "snooze"),
    )


def offers_of(*offers: tuple[int, int, str, int]) -> tuple[CheapOffer, ...]:
    """The offers there are; a quote that is none has no id."""
    named = [offer for offer in offers if offer[0]]
    return tuple(
        CheapOffer(quote, supplier, name, micros if micros >= 0 else None) for quote, supplier, name, micros in named
    )


def quoted_product(line: FactLine) -> ProductStanding:
    units, quoting, lacking, sampled, wanted = line.numbers
    return ProductStanding(line.id, line.name, units, quoting, lacking, sampled, line.offers, wanted)


def proven_supplier(line: FactLine, zone: tzinfo) -> ProvenStanding:
    sample, binding, coming, forbidden, _unused = line.numbers
    passed_on = Sample.verdict_at.python_value(datetime.fromisoformat(line.at)).astimezone(zone).date()
    return ProvenStanding(line.id, line.name, Status(line.code), sample, passed_on, binding, coming, bool(forbidden))


def put_off(line: FactLine) -> PutOff:
    subject, *_unused = line.numbers
    return PutOff(line.id, line.code, subject, date.fromisoformat(line.at), line.name, line.person)


def fact(kind: str, id: Any, name: Any, numbers: Sequence[Any], code: Any, person: Any, at: Any) -> list[Any]:
    """The columns of a fact that is no product, as `FactLine.of` reads them."""
    padded = [*numbers, *[NONE] * (5 - len(numbers))]
    return [Value(kind), id, name, *padded, NONE, NONE, code, NONE, NONE, NONE, person, NONE, at.cast("text")]


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
    numbers = (line.sample, binding, coming, banned(line.id))
    about = fact("supplier", line.id, line.name, numbers, line.status, NOBODY, line.at)
    return Select(from_list=[first], columns=about)


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


def snoozes(today: date) -> Any:
    snooze = StepSnooze
    about = (snooze.id, snooze.reason, [snooze.subject], snooze.rule, User.name, snooze.until)
    query = snooze.select(*fact("snooze", *about)).join(User, JOIN.LEFT_OUTER)
    return query.where(snooze.deleted_at.is_null(), snooze.until > today)
