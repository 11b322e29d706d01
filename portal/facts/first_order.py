"""What the first order of a need costs with the supplier, by its newest quote that still holds."""

from __future__ import annotations

from portal.facts.records import Records
from portal.facts.subjects import need, supplier
from portal.market.queries.goods import goods
from portal.market.queries.offers import offers
from portal.market.rules.offers import QuoteOffer
from portal.quotes.rules.landed_cost import landed_cost_in
from portal.quotes.rules.standing import newest_that_holds
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate


def offered(records: Records) -> QuoteOffer | None:
    """The newest quote in force for the product of the need; None where either names none."""
    wanted, asked = records.once(supplier), records.once(need)
    product = goods(asked.product_id) if wanted and asked and asked.product_id else None
    theirs = offers(product, [wanted.id], {}, records.today)[wanted.id] if product else []
    return newest_that_holds(theirs, records.today)


def rates(records: Records) -> tuple[Rate, ...]:
    return FxRate.known()


def costs_more_than(key: str, records: Records) -> bool | None:
    """Whether the money out for the first order is above a limit of the policy, in the currency of the limit.

    None without the quantity, a quote or a rate, and where only a fee nobody knows could lift it above.
    """
    asked, offer = records.once(need), records.once(offered)
    if offer is None or not asked.first_order:
        return None
    currency = records.policy.settings[key].unit or records.currency
    cost = landed_cost_in(currency, offer.terms, asked.first_order, records.once(rates), records.today)
    if cost is None:
        return None
    if cost.outlay_at_least > records.limit(key):
        return True
    return None if cost.outlay is None else False
