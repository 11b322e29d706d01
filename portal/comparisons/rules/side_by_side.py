"""A whole comparison as people look at it, and as a snapshot keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from portal.comparisons.rules.candidates import HeldPaper, SupplierDossier, candidate
from portal.comparisons.rules.comparison import Comparison, Conclusion, SupplierRank, compare
from portal.comparisons.rules.cost_lead import AskedOffer, CostLead, cost_lead
from portal.comparisons.rules.criteria import ComparisonCriterion, Scheme
from portal.comparisons.rules.recommendation import ProductWorth, doubts
from portal.comparisons.rules.scoring import ScorePart
from portal.market.rules.offers import Goods
from portal.quotes.rules.build_up import CostLine, LineName
from portal.quotes.rules.landed_cost import LandedCost, mixed_tax
from portal.quotes.rules.terms import Break, TaxBasis
from portal.settings.rules.rates import Rate


@dataclass(frozen=True)
class Column:
    """One supplier: what is on record, what it costs, where it stands."""

    number: int  # from 1, in the order asked for: its shape and colour
    dossier: SupplierDossier
    cost: LandedCost | None
    standing: SupplierRank

    @property
    def wins(self) -> bool:
        """First, and first alone."""
        return self.standing.rank == 1 and not self.standing.tied

    @property
    def break_(self) -> Break | None:
        """The price break of the order, in the currency of the quote."""
        if self.dossier.offer is None or self.cost is None:
            return None
        reached = [step for step in self.dossier.offer.terms.breaks if step.from_quantity <= self.cost.ordered]
        return reached[-1]

    @property
    def silent_on_tax(self) -> bool:
        """An offer of which nobody said whether tax is in the price."""
        return self.dossier.offer is not None and self.dossier.offer.terms.tax_basis is TaxBasis.unknown

    @property
    def silent_on_place(self) -> bool:
        """An offer of which nobody said where the delivery ends."""
        return self.dossier.offer is not None and not self.dossier.offer.names_place

    def part(self, criterion: str) -> ScorePart | None:
        """None where the criterion has no weight of its own."""
        return next((part for part in self.standing.score.parts if part.criterion == criterion), None)

    def value(self, criterion: str) -> Decimal | None:
        part = self.part(criterion)
        return part.figure if part else None

    def positions(self, criteria: Iterable[str]) -> list[Decimal | None]:
        """Reach of the target, 0 to 100, in the order of the criteria."""
        parts = [self.part(criterion) for criterion in criteria]
        return [None if part is None or part.position is None else 100 * part.position for part in parts]

    def lines(self, names: Iterable[str]) -> list[CostLine]:
        """These rows of the landed cost."""
        return [self.cost.line(LineName(name)) for name in names] if self.cost else []


@dataclass(frozen=True)
class SideBySide:
    """Money is in `currency`; `on` is the day everything was judged on."""

    goods: Goods
    quantity: int
    currency: str
    on: date
    expired: bool  # quotes that ran out count as well
    scheme: Scheme
    columns: tuple[Column, ...]
    comparison: Comparison
    worth: ProductWorth = ProductWorth()

    def find(self, key: int) -> Column | None:
        return next((column for column in self.columns if column.standing.key == key), None)

    def column(self, key: int) -> Column:
        return next(column for column in self.columns if column.standing.key == key)

    @property
    def weighty(self) -> tuple[ComparisonCriterion, ...]:
        """The criteria that count."""
        return tuple(criterion for criterion in self.scheme.criteria if self.scheme.weights[criterion])

    @property
    def asked(self) -> list[AskedOffer]:
        """What those that can deliver ask, ranked or not."""
        return [
            AskedOffer(
                *(column.standing.key, column.cost, column.dossier.offer.delivery, column.dossier.offer.incoterm),
                stale=column.cost.rate is not None and self.stale(column.cost.rate),
            )
            for column in self.columns
            if column.standing.able and column.cost and column.dossier.offer
        ]

    @cached_property
    def cost_lead(self) -> CostLead | None:
        """Who costs least of those that can deliver, ranked or not."""
        return cost_lead(self.asked, self.currency)

    @cached_property
    def only_prices(self) -> bool:
        """Whether nobody is ranked for want of data, and no landed cost is complete."""
        complete = any(column.cost and column.cost.per_unit is not None for column in self.columns)
        waiting = self.comparison.leader is None and any(column.standing.able for column in self.columns)
        return waiting and not complete

    @cached_property
    def lowest_price(self) -> Column | None:
        """The one that is lowest alone where prices are all that is known, unless it loses, or sells only many times
        what was asked for."""
        lead = self.cost_lead if self.only_prices else None
        if lead is None or not lead.second or len(lead.lowest) > 1:
            return None
        column = self.column(lead.lowest[0])
        loses = self.comparison.conclusion is Conclusion.too_dear
        large = column.cost and self.scheme.standards.large_order(column.cost.ordered, column.cost.asked)
        return None if loses or large else column

    def beside(self, key: int) -> tuple[CostLead | None, tuple[int, ...]]:
        """Who costs least of a supplier and those whose cost can be held against its own, and who is left out of that
        but may cost less."""
        own = next((offer for offer in self.asked if offer.key == key), None)
        if own is None:
            return None, ()
        others = [offer for offer in self.asked if offer is not own and offer.key != key]
        comparable = [own, *(offer for offer in others if offer.alike(own))]
        apart = tuple(offer.key for offer in others if not (offer.alike(own) or offer.surely_dearer(own)))
        return cost_lead(comparable, self.currency), apart

    def stale(self, rate: Rate) -> bool:
        """Whether an exchange rate is older than the policy has it."""
        return self.scheme.standards.old_rate(rate.on, self.on)

    @property
    def settled(self) -> bool:
        """Whether everybody that could win is ranked, and nothing that may count is unknown of them."""
        able = [column.standing for column in self.columns if column.standing.able]
        return all(place.rank is not None and None not in place.score.positions for place in able)

    @property
    def taxes(self) -> tuple[TaxBasis, ...]:
        return tuple(sorted({column.cost.tax_basis for column in self.columns if column.cost}))

    @property
    def ordered(self) -> tuple[Column, ...]:
        """Those above the line first, each in the order asked for: no column moves while weights do."""
        return tuple(sorted(self.columns, key=lambda column: bool(column.standing.below)))

    @property
    def first(self) -> tuple[Column, ...]:
        return tuple(self.column(standing.key) for standing in self.comparison.first)

    @property
    def thresholds(self) -> tuple[int, ...]:
        """Quantities at which some price changes."""
        offers = [column.dossier.offer for column in self.columns if column.dossier.offer]
        return tuple(sorted({step.from_quantity for offer in offers for step in offer.terms.breaks}))

    def held(self, column: Column) -> tuple[HeldPaper, ...]:
        return column.dossier.held(self.goods.papers, self.on)

    @property
    def leader(self) -> Column | None:
        return self.column(self.comparison.leader.key) if self.comparison.leader else None

    @property
    def below(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.standing.below)

    @property
    def rates(self) -> tuple[Rate, ...]:
        return tuple(dict.fromkeys(column.cost.rate for column in self.columns if column.cost and column.cost.rate))

    @property
    def mixed_tax(self) -> bool:
        return mixed_tax(column.cost for column in self.columns if column.cost)

    @property
    def quoted(self) -> tuple[date, date] | None:
        """Days of the oldest and the newest quote."""
        days = [column.dossier.offer.quoted_on for column in self.columns if column.dossier.offer]
        return (min(days), max(days)) if days else None


def side_by_side(
    goods: Goods,
    dossiers: Iterable[SupplierDossier],
    scheme: Scheme,
    quantity: int,
    currency: str,
    rates: Iterable[Rate],
    on: date,
    expired: bool = False,
    worth: ProductWorth | None = None,
) -> SideBySide:
    """Compare the suppliers for `quantity` units in `currency`, as things stand on a day."""
    rivals, known, judging = list(dossiers), tuple(rates), worth or ProductWorth()
    costs = {rival.supplier: rival.cost(quantity, currency, known, on) for rival in rivals}
    always = scheme.standards.agreement_always
    candidates = [
        replace(
            candidate(rival, costs[rival.supplier], goods, on, always),
            doubts=tuple(doubts(costs[rival.supplier], rival, judging, scheme, goods.papers, on)),
        )
        for rival in rivals
    ]
    comparison = compare(candidates, scheme)
    standings = {standing.key: standing for standing in comparison.standings}
    columns = tuple(
        Column(number, rival, costs[rival.supplier], standings[rival.supplier])
        for number, rival in enumerate(rivals, 1)
    )
    return SideBySide(goods, quantity, currency, on, expired, scheme, columns, comparison, judging)
