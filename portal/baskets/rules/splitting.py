"""The cheapest way to have every item from some suppliers, exact: each item from one of them, and what a supplier
charges once per order counted once for it, however many items it sends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

ZERO = Decimal(0)
Once = tuple[Decimal, ...]  # what one order pays once, one place for each kind of fee
MOST_ITEMS, MOST_SOURCES = 10, 5  # more than that is refused: the search grows with both, and a page holds no more


@dataclass(frozen=True)
class Lot:
    """What one item costs from one supplier: money for the goods, and what its order pays once."""

    amount: Decimal
    once: Once = ()


Lots = Mapping[tuple[int, int], Lot]  # by item and supplier
Choice = Sequence[tuple[int, Lot]]  # who sells an item: the place of the supplier in a list, and its lot


@dataclass(frozen=True)
class Split:
    """Which supplier sends each item, in the order of the items, and what that comes to."""

    total: Decimal
    suppliers: tuple[int, ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """Each once, in the order of the items."""
        return tuple(dict.fromkeys(self.suppliers))


def order_once(onces: Sequence[Once]) -> Once:
    """What an order of several lots pays once: of each fee the largest that is asked for one of them."""
    return tuple(map(max, *onces)) if len(onces) > 1 else onces[0]


def cheapest_split(items: Sequence[int], suppliers: Sequence[int], lots: Lots, most: int) -> Split | None:
    """The least total with at most `most` suppliers; of equal ones that with fewer suppliers, then with those named
    first. None where they cannot send everything together."""
    best: Split | None = None
    for group in combinations(suppliers, min(most, len(suppliers))):
        split = split_among(items, group, lots, best.total if best else None)
        if split and (best is None or rank(split, suppliers) < rank(best, suppliers)):
            best = split
    return best


def rank(split: Split, suppliers: Sequence[int]) -> tuple[Decimal, int, tuple[int, ...]]:
    return split.total, len(split.sources), tuple(suppliers.index(supplier) for supplier in split.suppliers)


Fees = tuple[Once | None, ...]  # what each supplier asks once for the items it sends; None: it sends none
Ways = dict[Fees, tuple[Decimal, int, tuple[int, ...]]]  # cost, number of suppliers, who sends each item


def split_among(
    items: Sequence[int], suppliers: Sequence[int], lots: Lots, limit: Decimal | None = None
) -> Split | None:
    """The cheapest split among these suppliers, of whom some may be left out; None where it costs more than `limit`.

    Item by item: of all ways to buy the items so far that leave every supplier with the same fees once, only the
    cheapest can become the cheapest of all, and none that costs more than a split that is known already.
    """
    offered = [
        [(place, lots[item, key]) for place, key in enumerate(suppliers) if (item, key) in lots] for item in items
    ]
    if not all(offered):
        return None
    least = [min(lot.amount for _place, lot in choice) for choice in offered]
    if limit is not None and sum(least, ZERO) > limit:
        return None
    near = total_of(near_split(offered))
    limit = near if limit is None else min(limit, near)
    ways: Ways = {(None,) * len(suppliers): (ZERO, 0, ())}
    for at, choice in enumerate(offered):
        ways = continued(ways, choice, limit - sum(least[at + 1 :], ZERO))
    if not items or not ways:
        return None
    cost, _number, places = min(ways.values())
    return Split(cost, tuple(suppliers[place] for place in places))


def continued(ways: Ways, choice: Choice, limit: Decimal) -> Ways:
    """The ways to buy one item more that cost at most `limit`."""
    further: Ways = {}
    for fees, (cost, number, places) in ways.items():
        for place, lot in choice:
            before = fees[place]
            once = lot.once if before is None else order_once((before, lot.once))
            total = cost + lot.amount + sum(once, ZERO) - sum(before or (), ZERO)
            if total > limit:
                continue
            way = (*fees[:place], once, *fees[place + 1 :])
            state = (total, number + (before is None), (*places, place))
            if way not in further or state < further[way]:
                further[way] = state
    return further


def near_split(offered: Sequence[Choice]) -> list[tuple[int, Lot]]:
    """A good split, not always the best: each item from the cheapest, then moved while that saves something."""
    chosen = [min(choice, key=lambda pair: pair[1].amount) for choice in offered]
    total, moved = total_of(chosen), True
    while moved:
        moved = False
        for at, choice in enumerate(offered):
            for pair in choice:
                other = [*chosen[:at], pair, *chosen[at + 1 :]]
                if (cost := total_of(other)) < total:
                    chosen, total, moved = other, cost, True
    return chosen


def total_of(chosen: Sequence[tuple[int, Lot]]) -> Decimal:
    by_supplier: dict[int, list[Once]] = defaultdict(list)
    for place, lot in chosen:
        by_supplier[place].append(lot.once)
    fees = sum((sum(order_once(onces), ZERO) for onces in by_supplier.values()), ZERO)
    return sum((lot.amount for _place, lot in chosen), fees)
