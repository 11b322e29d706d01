"""Every supplier at its step: what the board shows, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.agreements.models import Agreement
from portal.agreements.queries import binds
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.needs.models import Need, NeedCandidate
from portal.path.models.passages import Passage, in_force, lines
from portal.path.models.takeovers import TakeOver, standing, takeovers
from portal.path.rules import ORDER, Lag, Path, PathStep, Spot, disagreement, proposed, stalled
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier, SupplierCategory
from portal.suppliers.rules.pipeline import Status


class PathSupplier(NamedTuple):
    id: int
    name: str
    status: str
    goods: str
    owner_id: int | None
    owner: str | None
    created_at: Any
    version: int
    banned: int  # categories that nobody here may buy
    sampled: bool  # a sample of it passed
    agreed: bool  # an agreement with it is in force


class PathNeed(NamedTuple):
    """A need that a supplier is looked at for."""

    id: int
    title: str


@dataclass(frozen=True)
class PathCard:
    """A supplier on its furthest path. `since`: the day it came to the step."""

    supplier: PathSupplier
    need: PathNeed | None
    step: PathStep | None  # None: past the last gate
    since: date
    days: int
    stalled: bool
    lag: Lag | None
    forced: int  # gates passed with a reason
    taken: bool  # it was taken over to where it stands
    to: Status | None  # the status its records propose


def cards(today: date, zone: tzinfo, most_days: int) -> list[PathCard]:
    """The suppliers that are not retired; those longest at their step first. Paused and banned ones do not stall."""
    passed = behind(Passage.in_force(), TakeOver.in_force())
    needs = looked_at_for()
    everybody = suppliers(today)
    all_cards = (path_card(supplier, needs[supplier.id], passed, today, zone, most_days) for supplier in everybody)
    return sorted(all_cards, key=lambda card: (card.since, card.supplier.name, card.supplier.id))


def suppliers(today: date) -> list[PathSupplier]:
    passed = (Sample.verdict == SampleVerdict.passed) & Sample.deleted_at.is_null()
    sampled = fn.EXISTS(Sample.select(Sample.id).where(Sample.supplier == Supplier.id, passed))
    bound = Agreement.deleted_at.is_null() & binds(today)
    agreed = fn.EXISTS(Agreement.select(Agreement.id).where(Agreement.supplier == Supplier.id, bound))
    banned = (
        SupplierCategory.select(fn.COUNT(Category.id))
        .join(Category)
        .where(SupplierCategory.supplier == Supplier.id, Category.banned)
    )
    query = (
        Supplier.select(
            *(Supplier.id, Supplier.name, Supplier.status, Supplier.goods, User.id, User.name),
            *(Supplier.created_at, Supplier.version, banned, sampled, agreed),
        )
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired)
    )
    return [PathSupplier(*row) for row in rows(query)]


def looked_at_for() -> dict[int, list[PathNeed]]:
    """The open needs each supplier is a candidate of, the nearest deadline first."""
    query = (
        NeedCandidate.select(NeedCandidate.supplier, Need.id, Need.title)
        .join(Need)
        .where(Need.closed_on.is_null(), Need.deleted_at.is_null())
        .order_by(Need.due_on.asc(nulls="LAST"), Need.id)
    )
    needs: dict[int, list[PathNeed]] = defaultdict(list)
    for supplier, need, title in rows(query):
        needs[supplier].append(PathNeed(need, title))
    return needs


def path_card(
    supplier: PathSupplier,
    needs: list[PathNeed],
    passed: Mapping[Spot, Any],
    today: date,
    zone: tzinfo,
    most_days: int,
) -> PathCard:
    need, path = furthest(supplier.id, needs, passed)
    at = path.open_step
    since = (path.last.at if path.last else supplier.created_at).astimezone(zone).date()
    taken = path.last is not None and path.last.taken
    bought = taken and supplier.status == Status.active  # only its lists are empty
    waits = at is not None and supplier.status != Status.paused and not supplier.banned and not bought
    to = None if supplier.banned else proposed(Status(supplier.status), bool(supplier.sampled), bool(supplier.agreed))
    return PathCard(
        supplier=supplier,
        need=need,
        step=at,
        since=since,
        days=(today - since).days,
        stalled=waits and stalled(since, today, most_days),
        lag=disagreement(Status(supplier.status), at),
        forced=sum(mark.passed is not None and mark.passed.forced for mark in path.marks),
        taken=taken,
        to=to,
    )


def behind(passed: Any, taken: Any) -> dict[Spot, Any]:
    """Which gates lie behind suppliers: passed, or else taken over; `passed`, `taken`: which rows of either count."""
    return standing(takeovers(taken)) | in_force(lines(passed))


def furthest(supplier: int, needs: Iterable[PathNeed], passed: Mapping[Spot, Any]) -> tuple[PathNeed | None, Path]:
    """The path on which it came furthest; the one for no need in particular where it has no other, or began that."""
    paths: list[tuple[PathNeed | None, Path]] = [(need, Path(supplier, need.id, passed)) for need in needs]
    unbound = Path(supplier, None, passed)
    if not paths or unbound.begun:
        paths.append((None, unbound))
    return max(paths, key=lambda need_and_path: reached(need_and_path[1]))


def reached(path: Path) -> int:
    """How many steps lie behind the supplier."""
    return len(ORDER) if path.open_step is None else path.open_step.place
