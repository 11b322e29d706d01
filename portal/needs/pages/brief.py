"""Needs in the reader's language, and what the offers for a product leave of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.comparisons.rules.candidates import QuoteOffer
from portal.needs.queries import brief, open_for
from portal.needs.rules import Brief, CostGap
from portal.quotes.rules.landed_cost import LandedCost
from portal.settings.rules.rates import Rate


@dataclass(frozen=True)
class Offered:
    """What a supplier asks, landed at the first order of the need; `gap` is None while it cannot be told."""

    name: str
    quote: int
    cost: LandedCost | None
    gap: CostGap | None


@dataclass(frozen=True)
class NeedOffers:
    """An open need of a product, and its offers by how near they come; those that cannot be compared last."""

    need: Any
    brief: Brief
    offers: list[Offered]


def against(
    product: int, offers: Iterable[tuple[str, QuoteOffer]], rates: Iterable[Rate], today: date
) -> list[NeedOffers]:
    """What its offers leave of every open need of a product, in one statement."""
    every = list(offers)
    found = [(need, brief(need)) for need in open_for(product)]
    return [NeedOffers(need, asked, sorted(told(asked, every, rates, today), key=nearness)) for need, asked in found]


def told(
    asked: Brief, offers: Iterable[tuple[str, QuoteOffer]], rates: Iterable[Rate], today: date
) -> Iterable[Offered]:
    for name, offer in offers:
        cost = asked.cost(offer, rates, today)
        yield Offered(name, offer.id, cost, asked.gap(cost))


def nearness(one: Offered) -> tuple[bool, Decimal, str]:
    return one.gap is None, one.gap.amount if one.gap else Decimal(0), one.name
