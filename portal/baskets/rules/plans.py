"""Ways to buy a basket: who sends what, what each supplier is paid, and what of it is only known at least."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from portal.baskets.rules.bids import ONCE, BasketItem, Bid
from portal.baskets.rules.splitting import order_once
from portal.quotes.rules.build_up import ZERO, CostInput


@dataclass(frozen=True)
class BasketPlan:
    """One order for each supplier; what an order pays once is counted once for it."""

    bids: tuple[Bid, ...]

    @cached_property
    def sources(self) -> tuple[int, ...]:
        """Who gets the most money stands first."""
        suppliers = dict.fromkeys(bid.supplier for bid in self.bids)
        return tuple(sorted(suppliers, key=self.pay, reverse=True))

    def of(self, supplier: int) -> tuple[Bid, ...]:
        return tuple(bid for bid in self.bids if bid.supplier == supplier)

    def bid(self, item: BasketItem) -> Bid | None:
        return next((bid for bid in self.bids if bid.item == item), None)

    def goods(self, supplier: int) -> Decimal:
        return sum((bid.amount for bid in self.of(supplier)), ZERO)

    def once(self, supplier: int) -> Decimal:
        """What its order pays once: of each fee the largest that one of its quotes asks."""
        bids = self.of(supplier)
        return sum(order_once([bid.once for bid in bids]), ZERO) if bids else ZERO

    def pay(self, supplier: int) -> Decimal:
        return self.goods(supplier) + self.once(supplier)

    @cached_property
    def total(self) -> Decimal:
        """What is known of the money out: all of it while nothing is unknown."""
        return sum((self.pay(supplier) for supplier in dict.fromkeys(bid.supplier for bid in self.bids)), ZERO)

    @property
    def least(self) -> Decimal:
        """The least it can come to, whatever the unknown fees are: a later break may cost less than the order shown."""
        return self.total - sum((bid.amount - bid.floor for bid in self.bids), ZERO)

    @cached_property
    def unknown(self) -> dict[int, tuple[CostInput, ...]]:
        """What nobody knows of the fees, by supplier."""
        open_fees = {supplier: [name for bid in self.of(supplier) for name in bid.unknown] for supplier in self.sources}
        return {supplier: tuple(dict.fromkeys(names)) for supplier, names in open_fees.items() if names}

    def open_goods(self, supplier: int) -> bool:
        """Whether a fee for each unit is unknown, so that its goods cost more than is known."""
        return any(name not in ONCE for name in self.unknown.get(supplier, ()))

    def open_once(self, supplier: int) -> bool:
        """Whether a fee its order pays once is unknown."""
        return any(name in ONCE for name in self.unknown.get(supplier, ()))


@dataclass(frozen=True)
class SingleSource:
    """Everything from one supplier; `lacks` is what it cannot deliver, and then the total is of a part."""

    supplier: int
    plan: BasketPlan
    lacks: tuple[BasketItem, ...]


@dataclass(frozen=True)
class BasketAnswer:
    """The cheapest way with at most `most` suppliers.

    `known`: among the bids of which every fee is known. `open`: among all, where that one has unknown fees, so that
    its total may still rise. One with unknown fees never takes the place of a known one.
    """

    most: int
    known: BasketPlan | None
    open: BasketPlan | None

    @property
    def plan(self) -> BasketPlan | None:
        return self.known or self.open

    def better_than(self, other: BasketAnswer) -> bool:
        """A way where there was none, a known total where there was none, or a lower one."""
        if self.plan is None or other.plan is None:
            return self.plan is not None
        if (self.known is None) != (other.known is None):
            return self.known is not None
        return self.plan.total < other.plan.total
