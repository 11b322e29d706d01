"""What the parts of a basket's page share: which way is looked at, and how names and sums are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _

from portal.baskets.rules.basket import Basket
from portal.baskets.rules.bids import Bid
from portal.baskets.rules.plans import BasketAnswer, BasketPlan
from portal.baskets.rules.risks import BasketRecords, RiskMark
from portal.quotes.rules.build_up import CostInput
from portal.web.filters import listed, money, number
from portal.web.language import ngettext
from portal.web.words import word

LETTERS = "ABCDE"  # of as many suppliers as a basket may have


class BasketAges(NamedTuple):
    """Days for which the team's policy lets an exchange rate and a quote pass as current."""

    rate: int
    quote: int


@dataclass(frozen=True)
class BasketView:
    """A basket and the way to buy it that is looked at; None where nobody delivers anything."""

    basket: Basket
    answer: BasketAnswer | None
    ages: BasketAges
    records: BasketRecords = field(default_factory=BasketRecords)
    lettered: bool = False  # suppliers stand as their letter, where a page of paper holds very much

    @property
    def plan(self) -> BasketPlan | None:
        return self.answer.plan if self.answer else None

    def marks(self, bid: Bid) -> tuple[RiskMark, ...]:
        """What stands against a bid."""
        return self.records.marks(bid, self.basket.on)

    def number(self, supplier: int) -> int:
        """The shape and colour of a supplier: its place among those asked for, whichever way is looked at."""
        return [known.id for known in self.basket.suppliers].index(supplier) + 1

    def letter(self, supplier: int) -> str:
        return LETTERS[self.number(supplier) - 1]

    def name(self, supplier: int) -> str:
        if self.lettered:
            return self.letter(supplier)
        return next(known.name for known in self.basket.suppliers if known.id == supplier)

    def names(self, suppliers: Iterable[int]) -> str:
        return listed(map(self.name, suppliers))

    def money(self, amount: Decimal) -> str:
        return money(amount, self.basket.currency)

    def total(self, plan: BasketPlan) -> str:
        """With "at least" while a fee is unknown."""
        return self.amount(plan.total, bool(plan.unknown))

    def amount(self, known: Decimal, unknown: bool) -> str:
        """What is known of an amount; where that is nothing and something is unknown, it is not known: never 0."""
        if not unknown:
            return self.money(known)
        return _("at least %(amount)s", amount=self.money(known)) if known else _("not known")

    def unknown(self, plan: BasketPlan) -> str:
        """North: packing; South: freight per order and platform fee."""
        return _("; ").join(
            _("%(supplier)s: %(fees)s", supplier=self.name(supplier), fees=fee_names(fees))
            for supplier, fees in plan.unknown.items()
        )


def fee_names(fees: Iterable[CostInput]) -> str:
    return listed(word(fee, "cost_input") for fee in fees)


def counted_suppliers(count: int) -> str:
    return ngettext("%(num)s supplier", "%(num)s suppliers", count, number(count))


def counted_products(count: int) -> str:
    return ngettext("%(num)s product", "%(num)s products", count, number(count))
