"""What a unit really costs: the price at the break, and everything that comes on top (METHODS 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.core.rules.money import adding_up, round_money, round_unit
from portal.quotes.rules.build_up import ZERO, CostInput, CostLine, LineName, build_up, paid, per_unit
from portal.quotes.rules.terms import BadTerms, TaxBasis, Terms, TermsFault
from portal.settings.rules.rates import Rate, rate_for


@dataclass(frozen=True)
class BuyUp:
    """Ordering `quantity` instead costs `outlay`, which is `saves` less. A fee per unit named in `unknown` may eat
    the saving."""

    quantity: int
    outlay: Decimal
    saves: Decimal
    unknown: tuple[CostInput, ...]


@dataclass(frozen=True)
class LandedCost:
    """The cost of an order for `asked` units.

    `ordered` differs from `asked` below the MOQ, between two multiples and above the largest order. Per-unit figures
    are spread over the units ordered, for all of them arrive. `at_least` is what is known of the unit cost (4 places,
    half up). Goods and outlay are whole orders, rounded to the currency's smallest coin: goods alone, and with the
    known fees but without the return loss, which is no payment.
    """

    currency: str
    asked: int
    ordered: int
    below_moq: bool
    lines: tuple[CostLine, ...]
    at_least: Decimal
    goods: Decimal
    outlay_at_least: Decimal
    buy_up: BuyUp | None
    tax_basis: TaxBasis
    rate: Rate | None = None  # None: quoted in this currency

    @property
    def unknown(self) -> tuple[CostInput, ...]:
        return tuple(dict.fromkeys(name for line in self.lines for name in line.unknown))

    @property
    def per_unit(self) -> Decimal | None:
        """Landed cost of a unit; None while anything in it is unknown."""
        return None if self.unknown else self.at_least

    @property
    def outlay(self) -> Decimal | None:
        """Money out for the order; None while a fee is unknown."""
        return self.outlay_at_least if set(self.unknown) <= {CostInput.return_rate} else None

    @property
    def unit_price(self) -> Decimal:
        return self.lines[0].at_least

    @property
    def short(self) -> int:
        """Units of those asked for that the supplier cannot deliver."""
        return max(self.asked - self.ordered, 0)

    @property
    def parts(self) -> dict[LineName, Decimal]:
        """What is known of each line, to 4 places: as written, they add up to `at_least`."""
        amounts = adding_up([line.at_least for line in self.lines], self.at_least)
        return dict(zip((line.name for line in self.lines), amounts, strict=True))

    def line(self, name: LineName) -> CostLine:
        return next(line for line in self.lines if line.name is name)


def landed_cost(terms: Terms, asked: int) -> LandedCost:
    """The landed cost in the currency of the quote when `asked` units (1 or more) are wanted. Raises BadTerms."""
    if asked < 1:
        raise BadTerms(TermsFault.quantity)
    ordered = terms.order_for(asked)
    lines = build_up(terms, ordered)
    return LandedCost(
        currency=terms.currency,
        asked=asked,
        ordered=ordered,
        below_moq=asked < terms.least,
        lines=lines,
        at_least=round_unit(sum((line.at_least for line in lines), ZERO)),
        goods=round_money(lines[0].at_least * ordered, terms.currency),
        outlay_at_least=round_money(paid(terms, ordered), terms.currency),
        buy_up=buy_up(terms, ordered),
        tax_basis=terms.tax_basis,
    )


def landed_cost_in(to: str, terms: Terms, asked: int, rates: Iterable[Rate], on: date) -> LandedCost | None:
    """The landed cost in another currency, each line by one rate, rounded once after that.

    None where no rate is kept for the day: not comparable, never a guess. Raises BadTerms like `landed_cost`.
    """
    if terms.currency == to:
        return landed_cost(terms, asked)
    rate = rate_for(terms.currency, to, rates, on)
    if rate is None:
        return None
    priced = terms.in_currency(to, lambda amount: rate.change(amount, terms.currency))
    return replace(landed_cost(priced, asked), rate=rate)


def mixed_tax(costs: Iterable[LandedCost]) -> bool:
    """Whether prices with and without tax stand side by side, or one of several whose basis nobody knows."""
    return len({cost.tax_basis for cost in costs}) > 1


def buy_up(terms: Terms, ordered: int) -> BuyUp | None:
    """The cheapest larger order, where a later break makes it cost less in all than this one (METHODS 3.2)."""
    now = paid(terms, ordered)
    larger = {terms.order_for(line.from_quantity) for line in terms.breaks}
    cost, quantity = min(((paid(terms, order), order) for order in larger if order > ordered), default=(now, ordered))
    if cost >= now:
        return None
    unknown = tuple(item for item, fee in per_unit(terms).items() if fee.known is None)
    return BuyUp(quantity, round_money(cost, terms.currency), round_money(now - cost, terms.currency), unknown)
