"""Who costs least of those that can deliver, ranked or not, and by how much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.core.rules.money import round_money, round_unit
from portal.quotes.rules.basis import PriceBasis
from portal.quotes.rules.build_up import CostInput, LineName
from portal.quotes.rules.landed_cost import LandedCost
from portal.quotes.rules.terms import TaxBasis


class CostBasis(StrEnum):
    landed_cost = "landed_cost"
    unit_price = "unit_price"  # where fewer than two landed costs are known
    known_part = "known_part"  # the same, with the fees that somebody stated, spread over the order


@dataclass(frozen=True)
class AskedOffer:
    """What a supplier that can deliver asks for the quantity compared."""

    key: int
    cost: LandedCost
    delivery: str  # where its landed cost ends: empty at the team's door
    incoterm: str
    stale: bool = False  # its exchange rate is older than the policy has it

    def alike(self, other: AskedOffer) -> bool:
        """Whether landed costs can be held against each other: one known tax, one place, rates that hold."""
        own, theirs = (PriceBasis(offer.cost.tax_basis, offer.delivery) for offer in (self, other))
        return own.like(theirs) and not self.stale and not other.stale

    def surely_dearer(self, other: AskedOffer) -> bool:
        """Than one with tax in it, whatever tax comes on top."""
        paid = other.cost.tax_basis is TaxBasis.included and other.cost.per_unit is not None
        held = paid and not self.stale and not other.stale and self.delivery == other.delivery
        return held and self.cost.at_least >= (other.cost.per_unit or 0)

    @property
    def on_top(self) -> Decimal:
        """What is known of freight, packing and fees, a unit of the order; a return loss is no payment."""
        lines = (line for line in self.cost.lines if line.name not in (LineName.unit_price, LineName.return_loss))
        return sum((line.at_least for line in lines), Decimal(0))

    @property
    def waiting(self) -> frozenset[CostInput]:
        """What nobody knows of its price and fees."""
        return frozenset(self.cost.unknown) - {CostInput.return_rate}

    def figure(self, basis: CostBasis, currency: str) -> Decimal:
        """A landed cost to the smallest coin, a price to four places: what is said is said of what is read."""
        if basis is CostBasis.landed_cost and self.cost.per_unit is not None:
            return round_money(self.cost.per_unit, currency)
        return round_unit(self.cost.unit_price + self.on_top)

    def total(self, basis: CostBasis, currency: str) -> Decimal:
        """The whole order, rounded once: landed with its return loss, else what is known of the money out."""
        if basis is CostBasis.landed_cost:
            return landed_total(self.cost, currency)
        return self.cost.outlay_at_least

    def place(self, basis: CostBasis) -> str:
        return self.delivery if basis is CostBasis.landed_cost else self.incoterm


def landed_total(cost: LandedCost, currency: str) -> Decimal:
    """The landed cost of a whole order with its return loss, from the exact lines."""
    return round_money(sum((line.at_least for line in cost.lines), Decimal(0)) * cost.ordered, currency)


@dataclass(frozen=True)
class CostLead:
    """The lowest figure, of several where it is the same, and the next one; `second` is None where there is none.

    `alike`: on one basis of tax and delivery, so that the lowest stays the lowest. `exact`: the lowest and the next
    sell the quantity itself, and nothing is unknown of the lowest alone, so that the difference is saved on it.
    `lower`: those whose cost is not known whole, and lower as far as it is.
    """

    basis: CostBasis
    lowest: tuple[int, ...]
    amount: Decimal
    second: Decimal | None
    following: tuple[int, ...]
    totals: Mapping[int, Decimal]  # of the whole order of each that is compared
    alike: bool
    exact: bool
    lower: tuple[int, ...]
    stale: bool  # some exchange rate in it

    @property
    def compared(self) -> tuple[int, ...]:
        return tuple(self.totals)

    @property
    def saves(self) -> Decimal:
        """What an order from the lowest costs less than one from the next, as the two totals stand in the table."""
        least = max(self.totals[key] for key in self.lowest)
        return min((self.totals[key] for key in self.following), default=least) - least

    @property
    def known(self) -> int:
        """How many figures were compared."""
        return len(self.compared)

    @property
    def less(self) -> Decimal | None:
        """What the lowest is under the next one, a unit."""
        return None if self.second is None else self.second - self.amount


def cost_lead(offers: Iterable[AskedOffer], currency: str) -> CostLead | None:
    """By landed cost where two are known, else by unit price; None where nobody can deliver."""
    able = list(offers)
    landed = [offer for offer in able if offer.cost.per_unit is not None]
    whole = len(landed) >= min(2, len(able))
    bare = CostBasis.known_part if any(offer.on_top for offer in able) else CostBasis.unit_price
    basis, compared = (CostBasis.landed_cost, landed) if whole else (bare, able)
    if not compared:
        return None
    figures = {offer.key: offer.figure(basis, currency) for offer in compared}
    amount = min(figures.values())
    second = min((figure for figure in figures.values() if figure > amount), default=None)
    lowest = tuple(key for key, figure in figures.items() if figure == amount)
    following = tuple(key for key, figure in figures.items() if figure == second)
    named = [offer for offer in compared if offer.key in lowest + following]
    first, rest = ([offer for offer in named if offer.key in keys] for keys in (lowest, following))
    sure = all(mine.waiting <= theirs.waiting for mine in first for theirs in rest)
    partly = [offer for offer in able if offer not in compared]
    return CostLead(
        basis=basis,
        lowest=lowest,
        amount=amount,
        second=second,
        following=following,
        totals={offer.key: offer.total(basis, currency) for offer in compared},
        alike=on_one_basis(compared, basis, lowest),
        exact=sure and all(offer.cost.ordered == offer.cost.asked for offer in named),
        lower=tuple(offer.key for offer in partly if offer.cost.at_least < amount),
        stale=any(offer.stale for offer in compared),
    )


def on_one_basis(offers: Collection[AskedOffer], basis: CostBasis, lowest: Collection[int]) -> bool:
    """Whether no tax and no carriage still to come can make the lowest dearer than another.

    What has tax in it and is the lowest stays so, whatever tax is added to the others.
    """
    taxes = {offer.cost.tax_basis for offer in offers}
    with_tax = all(offer.cost.tax_basis is TaxBasis.included for offer in offers if offer.key in lowest)
    taxed_alike = with_tax or (len(taxes) == 1 and TaxBasis.unknown not in taxes)
    return taxed_alike and len({offer.place(basis) for offer in offers}) == 1
