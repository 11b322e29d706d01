"""What a product costs from each supplier, in the team's money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.domain.landed_cost import LandedCost, landed_cost, landed_cost_in
from portal.domain.rates import convert
from portal.domain.terms import Terms, Validity, validity
from portal.models import FxRate
from portal.models.dossiers import goods
from portal.models.offers import offers
from portal.models.product_lists import PriceLine, sources
from portal.team import team


@dataclass(frozen=True)
class Current:
    """The newest quote of a supplier at a quantity; `landed` is None when no rate is kept for its currency."""

    supplier_id: int
    supplier: str
    quote_id: int
    terms: Terms
    valid: Validity
    own: LandedCost  # in the currency of the quote
    landed: LandedCost | None  # in the team's


def current_offers(product: Any, today: date, expired: bool) -> list[Current]:
    """One line per supplier: its newest quote that holds; with `expired` also one that has run out."""
    quantity = product.monthly_units or 1
    about = goods(product.id)
    if about is None:
        return []
    names = {row.supplier_id: (row.supplier, row.return_rate) for row in sources(product.id)}
    found = offers(about, list(names), {key: rate for key, (_name, rate) in names.items()}, today)
    rates = FxRate.known()
    lines = []
    for key, quotes in found.items():
        usable = [one for one in quotes if expired or validity(one.valid_until, today) is not Validity.expired]
        if usable:
            one = usable[0]
            lines.append(
                Current(
                    key,
                    names[key][0],
                    one.id,
                    one.terms,
                    validity(one.valid_until, today),
                    landed_cost(one.terms, quantity),
                    landed_cost_in(team().currency, one.terms, quantity, rates, today),
                )
            )
    return sorted(lines, key=lambda line: (line.landed is None, line.landed.at_least if line.landed else 0))


def history(lines: list[PriceLine]) -> dict[str, list[tuple[date, Any]]]:
    """supplier -> (day, lowest price in the team's money); quotes without a rate for their day are left out."""
    rates = FxRate.known()
    series: dict[str, list[tuple[date, Any]]] = {}
    for line in lines:
        found = convert(line.lowest, line.currency, team().currency, rates, line.quoted_on)
        if found is not None:
            series.setdefault(line.supplier, []).append((line.quoted_on, found.amount))
    return series
