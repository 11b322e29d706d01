"""Two comparisons the team kept: one of a fortnight ago, and one of today with newer quotes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from peewee import fn

from portal import content
from portal.agreements.queries import Shelf
from portal.comparisons.queries.dossiers import dossiers
from portal.comparisons.rules.criteria import cost_anchors, scheme_for, standards_of
from portal.comparisons.rules.recommendation import product_worth
from portal.comparisons.rules.side_by_side import SideBySide, side_by_side
from portal.core.models.record import rows
from portal.market.queries.goods import goods
from portal.market.queries.offers import quotations
from portal.market.rules.offers import Goods
from portal.market.rules.price_gaps import MarketOffer, alarm_limits
from portal.needs.queries import brief, open_for
from portal.quotes.models import Quote
from portal.settings.models.rates import FxRate
from portal.snapshots.models import Snapshot

if TYPE_CHECKING:
    from portal.demo import World

CURRENCY, HOME, MOST = "CNY", "CN", 4
KEPT = (
    (14, "buyer", "初步对比", "先请前两家寄样品，运费问清后再比一次。"),
    (
        1,
        "admin",
        "签约前对比",
        "首批分两次下单，第二家留作备用。",
    ),
)


def load(world: World) -> None:
    """Of the product most suppliers quote; nothing where no product has two quotes."""
    sellers = fn.COUNT(Quote.supplier.distinct())
    query = Quote.select(Quote.product, sellers).group_by(Quote.product).order_by(sellers.desc(), Quote.product)
    quoted = [goods(product) for product, number in rows(query.limit(1)) if number > 1]
    for about in filter(None, quoted):
        for ago, person, title, conclusion in world.say(KEPT):
            sheet = compared(about, world.day(ago))
            if len(sheet.columns) > 1:
                author = world.people[person].name
                Snapshot.take(sheet, title, conclusion, address(sheet), author, world.stamp(person, ago))


def compared(about: Goods, day: date) -> SideBySide:
    """The product's suppliers by the quotes there were that day."""
    sellers = Quote.select(Quote.supplier).where(Quote.product == about.id, Quote.quoted_on <= day).distinct()
    suppliers = [key for (key,) in rows(sellers.order_by(Quote.supplier).limit(MOST))]
    lookup, quantity, rates = content.policy().lookup(None), about.monthly_units or 100, FxRate.known()
    quoted = quotations(about, suppliers, day)
    records = dossiers(about, suppliers, quoted.by_supplier, day, lookup, Shelf(content.clauses(), HOME))
    compared = [MarketOffer(record.supplier, record.offer) for record in records if record.offer]
    briefs = [brief(need) for need in open_for(about.id)]
    allowed = [(asked.limit, asked.currency) for asked in briefs if asked.limit is not None]
    worth = product_worth(about, quoted.market, allowed, quantity, CURRENCY, rates, day, alarm_limits(lookup), compared)
    standards = standards_of(lookup)
    cost = cost_anchors(worth.cost, worth.most, standards)
    scheme = scheme_for(digital=about.digital, cost=cost, standards=standards)
    return side_by_side(about, records, scheme, quantity, CURRENCY, rates, day, worth=worth)


def address(sheet: SideBySide) -> str:
    suppliers = [("supplier", column.dossier.supplier) for column in sheet.columns]
    weights = [(f"w_{criterion}", int(weight)) for criterion, weight in sheet.scheme.weights.items()]
    return urlencode([("product", sheet.goods.id), ("quantity", sheet.quantity), *suppliers, *weights])
