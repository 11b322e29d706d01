"""A basket: its bids, the cheapest ways to buy it from one, a few or any suppliers; whether those can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from portal.baskets.rules.bids import BasketItem, BasketQuote, Bid, bid
from portal.baskets.rules.plans import BasketAnswer, BasketPlan, SingleSource
from portal.baskets.rules.splitting import cheapest_split
from portal.quotes.rules.standing import newest_that_holds
from portal.quotes.rules.terms import TaxBasis
from portal.settings.rules.rates import Rate

FEW = (1, 2, 3)  # suppliers a team can look after; more only where it is asked for


@dataclass(frozen=True)
class BasketSupplier:
    id: int
    name: str
    retired: bool = False  # the team left it; only somebody's own choice brings it here


@dataclass(frozen=True)
class Basket:
    """Money is in `currency`; `on` is the day everything was judged on."""

    items: tuple[BasketItem, ...]
    suppliers: tuple[BasketSupplier, ...]
    bids: Mapping[tuple[int, int], Bid]  # by product and supplier
    currency: str
    on: date
    expired: bool = False  # quotes that ran out count as well

    @cached_property
    def usable(self) -> tuple[Bid, ...]:
        return tuple(bid for bid in self.bids.values() if bid.usable)

    @cached_property
    def covered(self) -> tuple[BasketItem, ...]:
        """The items somebody can deliver; only they are in the totals."""
        able = {bid.item.id for bid in self.usable}
        return tuple(item for item in self.items if item.id in able)

    @property
    def left_out(self) -> tuple[BasketItem, ...]:
        return tuple(item for item in self.items if item not in self.covered)

    @cached_property
    def sources(self) -> tuple[int, ...]:
        """The suppliers that can deliver something, in the order asked for."""
        able = {bid.supplier for bid in self.usable}
        return tuple(supplier.id for supplier in self.suppliers if supplier.id in able)

    def offering(self, item: BasketItem) -> tuple[Bid, ...]:
        return tuple(bid for bid in self.usable if bid.item == item)

    @cached_property
    def taxes(self) -> dict[str, tuple[int, ...]]:
        """Who quotes on which tax basis, once for each quote."""
        return grouped((bid.tax, bid.supplier) for bid in self.usable)

    @cached_property
    def deliveries(self) -> dict[str, tuple[int, ...]]:
        """The same by where the cost ends; empty at the team's own door."""
        return grouped((bid.quote.delivery, bid.supplier) for bid in self.usable)

    @property
    def comparable(self) -> bool:
        """One known tax basis and delivery that ends at one place: else a lower total says nothing.

        A tax basis that nobody knows is like no other, and only one supplier has nothing to be held against.
        """
        guessed = TaxBasis.unknown in self.taxes and len(self.sources) > 1
        return len(self.taxes) <= 1 and len(self.deliveries) <= 1 and not guessed

    @property
    def odd(self) -> tuple[int, ...]:
        """The suppliers that quote on another tax basis than most, or one nobody knows, or deliver elsewhere."""
        smaller = [group for groups in (self.taxes, self.deliveries) for group in unlike(groups)[0]]
        odd = {supplier for _basis, suppliers in smaller for supplier in suppliers}
        return tuple(supplier for supplier in self.sources if supplier in odd)

    @cached_property
    def ways(self) -> tuple[BasketAnswer, ...]:
        """From one supplier, from a few, and last from as many as it takes."""
        counts = dict.fromkeys((*(most for most in FEW if most < len(self.sources)), len(self.sources)))
        return tuple(self.answer(most) for most in counts if most)

    @property
    def answers(self) -> tuple[BasketAnswer, ...]:
        """Those ways that are better than the one before with fewer suppliers; the first always."""
        kept = [way for way, before in zip(self.ways[1:], self.ways, strict=False) if way.better_than(before)]
        return (*self.ways[:1], *kept)

    def rival(self, plan: BasketPlan) -> BasketPlan | None:
        """A way with unknown fees that is cheaper so far: it may still become the cheapest."""
        last = self.ways[-1].open if self.ways else None
        return last if last and last.least < plan.total else None

    def answer(self, most: int) -> BasketAnswer:
        whole = self.plan(most, self.usable)
        if whole is None or not whole.unknown:
            return BasketAnswer(most, whole, None)
        return BasketAnswer(most, self.plan(most, [bid for bid in self.usable if not bid.unknown]), whole)

    def plan(self, most: int, bids: Iterable[Bid]) -> BasketPlan | None:
        lots = {(bid.item.id, bid.supplier): bid.lot for bid in bids}
        split = cheapest_split([item.id for item in self.covered], self.sources, lots, most)
        if split is None:
            return None
        pairs = zip(self.covered, split.suppliers, strict=True)
        return BasketPlan(tuple(self.bids[item.id, supplier] for item, supplier in pairs))

    @cached_property
    def singles(self) -> tuple[SingleSource, ...]:
        """Everything from each supplier, as far as it can deliver it."""
        return tuple(self.single(supplier) for supplier in self.suppliers)

    def single(self, supplier: BasketSupplier) -> SingleSource:
        bids = tuple(bid for bid in self.usable if bid.supplier == supplier.id)
        able = {bid.item.id for bid in bids}
        return SingleSource(supplier.id, BasketPlan(bids), tuple(item for item in self.items if item.id not in able))

    @cached_property
    def cheapest(self) -> Decimal | None:
        """The least total of which every fee is known; None while there is none, or totals cannot be compared."""
        last = self.answers[-1] if self.answers else None
        return last.known.total if self.comparable and last and last.known else None

    @property
    def rates(self) -> tuple[Rate, ...]:
        return tuple(dict.fromkeys(bid.rate for bid in self.usable if bid.rate))


def unlike(groups: Mapping[str, tuple[int, ...]]) -> tuple[list[tuple[str, tuple[int, ...]]], str | None]:
    """The groups that stand apart, and the largest, which is the usual one; of equal ones that which came first.

    What nobody knows is never the usual.
    """
    known = [basis for basis in groups if basis != TaxBasis.unknown]
    usual = max(known, key=lambda basis: len(groups[basis]), default=None)
    return [(basis, suppliers) for basis, suppliers in groups.items() if basis != usual], usual


def grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for key, supplier in pairs:
        groups.setdefault(key, []).append(supplier)
    return {key: tuple(suppliers) for key, suppliers in groups.items()}


def basket_of(
    items: Iterable[BasketItem],
    suppliers: Iterable[BasketSupplier],
    quotes: Iterable[BasketQuote],
    currency: str,
    rates: Iterable[Rate],
    on: date,
    expired: bool = False,
) -> Basket:
    """`quotes`: newest first of each supplier and product; the newest that holds counts, else the newest of all is
    named as run out."""
    wanted, known = tuple(items), tuple(rates)
    by_id = {item.id: item for item in wanted}
    by_pair: dict[tuple[int, int], list[BasketQuote]] = {}
    for quote in quotes:
        by_pair.setdefault((quote.product, quote.supplier), []).append(quote)
    newest = {key: newest_that_holds(theirs, on, expired) or theirs[0] for key, theirs in by_pair.items()}
    bids = {key: bid(quote, by_id[key[0]], currency, known, on, expired) for key, quote in newest.items()}
    order = sorted(bids, key=lambda key: [item.id for item in wanted].index(key[0]))
    return Basket(wanted, tuple(suppliers), {key: bids[key] for key in order}, currency, on, expired)
