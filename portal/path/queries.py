"""Every supplier at its step: what the board shows, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.core.models.record import rows
from portal.core.models.users import User
from portal.needs.models import Need, NeedCandidate
from portal.path.models import Passage, PassageLine, in_force, lines
from portal.path.rules import ORDER, Lag, Path, PathStep, Spot, disagreement, stalled
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier, SupplierCategory
from portal.suppliers.rules.pipeline import Status


class NamedNeed(NamedTuple):
    id: int
    name: str
    status: str
    goods: str
    owner_id: int | None
    owner: str | None
    created_at: Any
    banned: int  # categories that nobody here may buy


@dataclass(frozen=True)
class Card:
    """A supplier on its furthest path. `since`: the day it came to the step."""

    supplier: NamedNeed
    need: tuple[int, str] | None
    step: PathStep | None  # None: past the last gate
    since: date
    days: int
    stalled: bool
    lag: Lag | None
    forced: int  # gates passed with a reason


def cards(today: date, zone: tzinfo, most_days: int) -> list[Card]:
    """The suppliers that are not retired; those longest at their step first. Paused and banned ones do not stall."""
    passed = in_force(lines(Passage.in_force()))
    needs = looked_at_for()
    found = [card(one, needs[one.id], passed, today, zone, most_days) for one in suppliers()]
    return sorted(found, key=lambda one: (one.since, one.supplier.name, one.supplier.id))


def suppliers() -> list[NamedNeed]:
    banned = (
        SupplierCategory.select(fn.COUNT(Category.id))
        .join(Category)
        .where(SupplierCategory.supplier == Supplier.id, Category.banned)
    )
    query = (
        Supplier.select(
            *(Supplier.id, Supplier.name, Supplier.status, Supplier.goods, User.id, User.name),
            *(Supplier.created_at, banned),
        )
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired)
    )
    return [NamedNeed(*row) for row in rows(query)]


def looked_at_for() -> dict[int, list[tuple[int, str]]]:
    """The open needs each supplier is a candidate of, the nearest deadline first."""
    query = (
        NeedCandidate.select(NeedCandidate.supplier, Need.id, Need.title)
        .join(Need)
        .where(Need.closed_on.is_null(), Need.deleted_at.is_null())
        .order_by(Need.due_on.asc(nulls="LAST"), Need.id)
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for supplier, need, title in rows(query):
        found[supplier].append((need, title))
    return found


def card(
    one: NamedNeed,
    needs: list[tuple[int, str]],
    passed: Mapping[Spot, PassageLine],
    today: date,
    zone: tzinfo,
    most_days: int,
) -> Card:
    need, path = furthest(one.id, needs, passed)
    at = path.here
    since = (path.last.at if path.last else one.created_at).astimezone(zone).date()
    waits = at is not None and one.status != Status.paused and not one.banned
    return Card(
        supplier=one,
        need=need,
        step=at,
        since=since,
        days=(today - since).days,
        stalled=waits and stalled(since, today, most_days),
        lag=disagreement(Status(one.status), at),
        forced=sum(mark.passed is not None and mark.passed.forced for mark in path.marks),
    )


def furthest(
    supplier: int, needs: Iterable[tuple[int, str]], passed: Mapping[Spot, Any]
) -> tuple[tuple[int, str] | None, Path]:
    """The path on which it came furthest; without an open need the one for none in particular."""
    paths = [(need, Path(supplier, need[0], passed)) for need in needs]
    if not paths:
        return None, Path(supplier, None, passed)
    return max(paths, key=lambda one: len(ORDER) if one[1].here is None else one[1].here.place)
