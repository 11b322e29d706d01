"""What speaks against an order, or is not checked yet, though its price is known: the gates and alarms of a comparison
(METHODS 1.1, 3.1), for each supplier and item."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.baskets.rules.bids import Bid
from portal.core.rules.thresholds import Lookup
from portal.market.rules.offers import Goods, QuoteOffer
from portal.market.rules.price_gaps import AlarmLevel, MarketOffer, PriceAlarm, alarm_limits, price_alarms
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate
from portal.suppliers.rules.documents import best, holds


class BidRisk(StrEnum):
    """Graver ones first."""

    banned = "banned"  # nobody may buy what is in this category
    serious = "serious"  # word of mouth of a court, fraud or a sanction that waits for an answer
    sample_failed = "sample_failed"
    paper_out = "paper_out"  # a paper that is needed has run out
    no_paper = "no_paper"  # a paper that is needed is not on file, or nobody wrote down how long it holds
    retest = "retest"
    no_sample = "no_sample"  # no sample of it has a signed verdict
    no_category = "no_category"  # so nobody can say whether it is banned


STOPS = frozenset({BidRisk.banned, BidRisk.serious, BidRisk.sample_failed, BidRisk.paper_out})
SAMPLE_RISKS = {SampleVerdict.drop: BidRisk.sample_failed, SampleVerdict.retest: BidRisk.retest}
LOW = (AlarmLevel.red, AlarmLevel.amber)
Pair = tuple[int, int]  # product and supplier


@dataclass(frozen=True)
class RiskMark:
    """A risk of a bid; `paper` is the kind of paper it is about."""

    risk: BidRisk
    paper: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing should be ordered as it stands."""
        return self.risk in STOPS


@dataclass(frozen=True, kw_only=True)
class BasketRecords:
    """What is on file of the products and suppliers of a basket. Nothing on file is unknown, never a pass."""

    goods: Mapping[int, Goods] = field(default_factory=dict)
    papers: Mapping[int, Collection[tuple[str, date | None]]] = field(default_factory=dict)  # by supplier
    samples: Mapping[Pair, tuple[int, SampleVerdict | None]] = field(default_factory=dict)  # the one it is judged by
    serious: Mapping[int, Collection[str]] = field(default_factory=dict)  # by supplier: what waits for an answer
    alarms: Mapping[Pair, PriceAlarm] = field(default_factory=dict)

    def alarm(self, bid: Bid) -> PriceAlarm | None:
        """The alarm of a price that lies low, or has too few beside it; None where it lies well among the others."""
        alarm = self.alarms.get((bid.item.id, bid.supplier))
        return None if alarm is None or alarm.level is AlarmLevel.clear else alarm

    def low(self, bid: Bid) -> PriceAlarm | None:
        """The same for a price below a line."""
        alarm = self.alarm(bid)
        return alarm if alarm and alarm.level in LOW else None

    def sample(self, bid: Bid) -> int | None:
        return self.samples.get((bid.item.id, bid.supplier), (None, None))[0]

    def marks(self, bid: Bid, today: date) -> tuple[RiskMark, ...]:
        """What stands against a bid, graver first."""
        goods = self.goods.get(bid.item.id)
        marks = [*self.of_supplier(bid.supplier), *self.of_sample(bid)]
        if goods is not None:
            marks += [*of_category(goods), *self.of_papers(goods, bid.supplier, today)]
        return tuple(sorted(marks, key=lambda mark: tuple(BidRisk).index(mark.risk)))

    def of_supplier(self, supplier: int) -> Iterator[RiskMark]:
        if self.serious.get(supplier):
            yield RiskMark(BidRisk.serious)

    def of_sample(self, bid: Bid) -> Iterator[RiskMark]:
        verdict = self.samples.get((bid.item.id, bid.supplier), (None, None))[1]
        if verdict is not SampleVerdict.passed:
            yield RiskMark(SAMPLE_RISKS[verdict] if verdict else BidRisk.no_sample)

    def of_papers(self, goods: Goods, supplier: int, today: date) -> Iterator[RiskMark]:
        """By the kinds of paper that goods like these ask for."""
        filed = self.papers.get(supplier, ())
        for kind in goods.papers:
            ends = [holds(kind, until, today) for other, until in filed if other == kind]
            standing = best(ends) if ends else None
            if standing is not True:
                yield RiskMark(BidRisk.no_paper if standing is None else BidRisk.paper_out, kind)


def of_category(goods: Goods) -> Iterator[RiskMark]:
    if goods.banned is None:
        yield RiskMark(BidRisk.no_category)
    elif goods.banned:
        yield RiskMark(BidRisk.banned)


def common(marks: Iterable[Collection[RiskMark]]) -> tuple[RiskMark, ...]:
    """What stands against every one of several bids, in the order of the first."""
    first, *others = marks or ((),)
    return tuple(mark for mark in first if all(mark in other for other in others))


def alarms_of(
    bids: Iterable[Bid],
    offers: Mapping[int, QuoteOffer],
    markets: Mapping[int, list[MarketOffer]],
    goods: Mapping[int, Goods],
    currency: str,
    rates: tuple[Rate, ...],
    on: date,
    lookup: Lookup,
) -> dict[Pair, PriceAlarm]:
    """The price alarm of each bid against all that is quoted for its product, at the quantity that is wanted.

    `offers`: by the id of their quote; `markets` and `goods`: by product.
    """
    by_product: dict[int, list[Bid]] = {}
    for bid in bids:
        by_product.setdefault(bid.item.id, []).append(bid)
    limits, alarms = alarm_limits(lookup), dict[Pair, PriceAlarm]()
    for product, of_product in by_product.items():
        about = goods.get(product)
        kept = about.reference.changed(currency, rates, on) if about and about.reference else None
        compared = [MarketOffer(bid.supplier, offers[bid.quote.id]) for bid in of_product]
        known = price_alarms(
            markets.get(product, ()),
            of_product[0].item.quantity,
            currency,
            rates,
            on,
            limits,
            kept.amount if kept else None,
            compared,
        )
        alarms |= {(product, bid.supplier): known[bid.supplier] for bid in of_product if bid.supplier in known}
    return alarms
