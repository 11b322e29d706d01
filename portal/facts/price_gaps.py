"""How far the supplier's price stands from those of the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from portal.facts.answer import Answer, Link, Missing, known_fact
from portal.facts.purchases import Params
from portal.facts.quoted import QuotedProduct, at_field, in_force, own_in_force, where
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import need
from portal.market.rules.price_gaps import PriceGap, price_gap
from portal.quotes.rules.landed_cost import landed_cost_in
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate

FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")


def rates(records: Records) -> tuple[Rate, ...]:
    return FxRate.known()


def unit_cost(records: Records, quote: QuotedProduct, quantity: int) -> Decimal | None:
    """Landed, in the team's currency; None where something in it is unknown, or so many cannot be had."""
    cost = landed_cost_in(records.currency, quote.offer.terms, quantity, records.once(rates), records.today)
    return None if cost is None or cost.short else cost.per_unit


def quantity(records: Records, quote: QuotedProduct) -> int:
    """Units for which costs are compared: the need's first order, else a month's sales, else the smallest order."""
    looked_for = records.once(need)
    first_order = looked_for.first_order if looked_for and looked_for.product_id else None
    return int(first_order or quote.row.units or quote.offer.terms.least)


def gaps(records: Records, params: Params) -> Iterator[tuple[PriceGap, QuotedProduct]]:
    """Each product of the supplier that can be held against the others.

    Compared are the quotes in force not older than `max_age_days`, like for like, one for each supplier, of which
    everything is known.
    """
    since = records.today - timedelta(days=int(params["max_age_days"]))
    for mine in own_in_force(records):
        rivals = records.once(in_force)[mine.row.product_id].values()
        recent = [rival for rival in rivals if rival.breaks and rival.row.quoted_on >= since]
        if mine not in recent:
            continue
        asked, basis = quantity(records, mine), mine.offer.basis
        alike = [rival for rival in recent if rival is not mine and basis.like(rival.offer.basis)]
        costs = [cost for rival in alike if (cost := unit_cost(records, rival, asked)) is not None]
        cost = unit_cost(records, mine, asked)
        gap = None if cost is None else price_gap(cost, costs, int(params["min_others"]))
        if gap:
            yield gap, mine


def lowest(records: Records, params: Params) -> tuple[PriceGap, QuotedProduct] | None:
    return min(gaps(records, params), key=lambda compared: compared[0].ratio, default=None)


def price_gap_of(records: Records, params: Params) -> Answer:
    """The landed unit cost of the supplier divided by the median of the others' (METHODS 3.1): its lowest product,
    with the lines of the price alarm. `compared`: how many of those it quotes (`count`), where not all could be."""
    known = list(gaps(records, params))
    if not known:
        return Missing(link=unsaid(records))
    gap, quote = min(known, key=lambda compared: compared[0].ratio)
    return known_fact(
        gap.ratio,
        records.today,
        link=("comparisons.index", {"product": str(quote.row.product_id), "quantity": str(quantity(records, quote))}),
        ratio=gap.ratio,
        gap=gap.share,
        others=gap.others,
        product=quote.row.goods,
        amber=records.limit("price_alarm.amber"),
        red=records.limit("price_alarm.red"),
        compared=len(known) if len(known) < len(own_in_force(records)) else None,
        count=len(own_in_force(records)),
    )


def unsaid(records: Records) -> Link | None:
    """Where the figures for a comparison belong: its own quote, or the product that too few others quote for."""
    newest = next(iter(own_in_force(records)), None)
    if newest is None:
        return where(records)
    if not newest.breaks:
        return newest.link
    silent = next((fee for fee in FEES if not newest.says(fee)), None)
    if silent and unit_cost(records, newest, quantity(records, newest)) is None:
        return at_field(newest.link, f"{silent}-state-0")
    if not newest.says("tax_basis"):
        return at_field(newest.link, "tax_basis")
    return "products.show", {"id": str(newest.row.product_id), "_anchor": "quotes"}


def price_gap_flagged(records: Records) -> bool | None:
    """Whether it is below the amber line of the price alarm; None while nobody can say."""
    params = {name: records.limit(f"price_alarm.{name}") for name in ("min_others", "max_age_days")}
    cheapest = lowest(records, params)
    return cheapest[0].ratio < records.limit("price_alarm.amber") if cheapest else None


QUESTIONS: dict[str, Question] = {"price_gap": price_gap_of}
CONDITIONS: dict[str, Condition] = {"price_gap_flagged": price_gap_flagged}
