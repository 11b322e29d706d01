"""How far a supplier lies above the cheapest: over the products it quotes today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.quotes.rules.landed_cost import LandedCost
from portal.quotes.rules.terms import TaxBasis


@dataclass(frozen=True)
class StandingOffer:
    """The quote of a supplier for a product that holds today; `cost` is None without a rate for its currency."""

    supplier: int
    product: int
    cost: LandedCost | None


@dataclass(frozen=True)
class SupplierGap:
    """`share`: how far its best quote lies above the cheapest comparable one of the same product, 0 where it is the
    cheapest; None where no product of it can be compared. `compared` of `products` it quotes today could be.
    `at_most`: of the cheapest not all costs are known; with what is unknown the share can only become less.
    """

    share: Decimal | None
    compared: int
    products: int
    at_most: bool = False


def cost_gaps(offers: Iterable[StandingOffer]) -> dict[int, SupplierGap]:
    """By supplier. Prices with tax are never held against those without, nor a supplier against itself alone."""
    products: dict[int, set[int]] = defaultdict(set)
    fields: dict[tuple[int, TaxBasis], list[StandingOffer]] = defaultdict(list)
    for offer in offers:
        products[offer.supplier].add(offer.product)
        if offer.cost is not None and offer.cost.tax_basis is not TaxBasis.unknown:
            fields[offer.product, offer.cost.tax_basis].append(offer)
    shares: dict[int, list[tuple[Decimal, bool]]] = defaultdict(list)
    for field in fields.values():
        for supplier, share in field_shares(field):
            shares[supplier].append(share)
    return {supplier: best(shares[supplier], len(of)) for supplier, of in products.items()}


def field_shares(field: Iterable[StandingOffer]) -> Iterator[tuple[int, tuple[Decimal, bool]]]:
    """Of each supplier whose cost is known: its share, and whether it is only at most so much.

    What the others cost at least is held against it, so an offer of which something is unknown is never taken for a
    dear one. Nothing is so and so much above nothing: beside a least cost of 0 there is no share.
    """
    costs = {offer.supplier: offer.cost for offer in field if offer.cost}
    least = {supplier: cost.at_least if cost.per_unit is None else cost.per_unit for supplier, cost in costs.items()}
    for supplier, cost in costs.items():
        others = [other for other in costs if other != supplier]
        if cost.per_unit is None or not others:
            continue
        cheapest = min(others, key=lambda other: least[other])
        if least[cheapest] >= cost.per_unit:
            yield supplier, (Decimal(0), False)
        elif least[cheapest]:
            yield supplier, (cost.per_unit / least[cheapest] - 1, costs[cheapest].per_unit is None)


def best(shares: Sequence[tuple[Decimal, bool]], products: int) -> SupplierGap:
    if not shares:
        return SupplierGap(None, 0, products)
    share, at_most = min(shares)
    return SupplierGap(share, len(shares), products, at_most)
