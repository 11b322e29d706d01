"""Needs in the reader's language, and what the offers for a product leave of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.domain.candidates import Offer
from portal.domain.landed_cost import LandedCost
from portal.domain.needs import Block, Brief, Gap, Unknown, Way
from portal.domain.rates import Rate
from portal.domain.todo import Kind
from portal.models.need_pages import brief, open_for
from portal.words import WORDS

WORDS["todo"][Kind.need] = _l("Need")
WORDS.update(
    need_way={Way.open: _l("Open"), Way.closed: _l("Closed")},
    compliance={
        "test_report": _l("Test report"),
        "certificate": _l("Mandatory certificate"),
        "licence": _l("Industry permit"),
        "brand_authorisation": _l("Brand authorisation"),
        "source_evidence": _l("Source evidence"),
        "age_limit": _l("Age limit"),
        "label": _l("Labelling"),
        "none": _l("No special need"),
    },
    need_block={
        Block.banned: _l("banned category"),
        Block.no_quote: _l("no quote"),
        Block.expired: _l("the quote has expired"),
        Block.no_rate: _l("no exchange rate"),
        Block.too_little: _l("cannot deliver the whole first order"),
        Block.over: _l("over the highest acceptable cost"),
        Block.too_slow: _l("too slow"),
        Block.dropped: _l("its sample was dropped"),
        Block.no_sample: _l("no sample has passed"),
    },
    need_unknown={
        Unknown.no_product: _l("which product the need is for"),
        Unknown.no_category: _l("the category"),
        Unknown.no_order: _l("the first order quantity"),
        Unknown.no_limit: _l("the highest acceptable cost"),
        Unknown.fees: _l("some fees"),
        Unknown.no_lead: _l("its lead time"),
        Unknown.no_longest: _l("the longest lead time"),
    },
)


@dataclass(frozen=True)
class Offered:
    """What a supplier asks, landed at the first order of the need; `gap` is None while it cannot be told."""

    name: str
    quote: int
    cost: LandedCost | None
    gap: Gap | None


@dataclass(frozen=True)
class Against:
    """An open need of a product, and its offers by how near they come; those that cannot be compared last."""

    need: Any
    brief: Brief
    offers: list[Offered]


def against(product: int, offers: Iterable[tuple[str, Offer]], rates: Iterable[Rate], today: date) -> list[Against]:
    """What its offers leave of every open need of a product, in one statement."""
    every = list(offers)
    found = [(need, brief(need)) for need in open_for(product)]
    return [Against(need, asked, sorted(told(asked, every, rates, today), key=nearness)) for need, asked in found]


def told(asked: Brief, offers: Iterable[tuple[str, Offer]], rates: Iterable[Rate], today: date) -> Iterable[Offered]:
    for name, offer in offers:
        cost = asked.cost(offer, rates, today)
        yield Offered(name, offer.id, cost, asked.gap(cost))


def nearness(one: Offered) -> tuple[bool, Decimal, str]:
    return one.gap is None, one.gap.amount if one.gap else Decimal(0), one.name
