"""What a need says: it was written down once, and the lists do not ask for it again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from portal.core.models.record import rows
from portal.core.rules.thresholds import Figure
from portal.facts.answer import Answer, Link, Missing, known_fact, share
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import need, supplier
from portal.needs.rules import highest_cost, lines
from portal.products.models import Product
from portal.settings.models.categories import Category
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate, convert

CURRENCY = "CNY"  # of every item in money


class Wares(NamedTuple):
    """What the need looks for."""

    kinds: frozenset[str]  # physical, digital
    filed: bool  # under a category
    monthly_units: int | None  # of its product


def wares(records: Records) -> Wares:
    """Of the need's product and categories."""
    asked = records.once(need)
    if asked is None:
        return Wares(frozenset(), False, None)
    product = Product.get_or_none(Product.id == asked.product_id) if asked.product_id else None
    named = Category.select(Category.kind).where(Category.id.in_(asked.categories), Category.deleted_at.is_null())
    kinds = {kind for (kind,) in rows(named)} if asked.categories else set()
    filed = bool(kinds) or bool(product and product.category_id)
    if product:
        kinds = {product.kind}
    return Wares(frozenset(kinds), filed, product.monthly_units if product else None)


def rates(records: Records) -> tuple[Rate, ...]:
    return FxRate.known()


def in_currency(records: Records, amount: Decimal, from_: str, to: str) -> Decimal | None:
    """None: no rate is kept."""
    converted = convert(amount, from_, to, records.once(rates) if from_ != to else (), records.today)
    return converted.amount if converted else None


def page(records: Records) -> Link | None:
    asked = records.once(need)
    return ("needs.show", {"id": str(asked.id)}) if asked else None


def goal(asked: Any, _wanted: Wares) -> Figure | None:
    return asked.goal.strip() or None


def customers(asked: Any, _wanted: Wares) -> Figure | None:
    return asked.customers.strip() or None


def specs(asked: Any, wanted: Wares) -> Figure | None:
    """Those it must have, where the goods are filed under a category."""
    return tuple(lines(asked.must)) or None if wanted.filed else None


def lead_time_days(asked: Any, _wanted: Wares) -> Figure | None:
    return asked.longest_lead


def compliance(asked: Any, _wanted: Wares) -> Figure | None:
    return tuple(asked.compliance) or None


def breakers(asked: Any, _wanted: Wares) -> Figure | None:
    return asked.breakers.strip() or None


SAID = {reader.__name__: reader for reader in (goal, customers, specs, lead_time_days, compliance, breakers)}


def need_value(records: Records, params: Params) -> Answer:
    """What the need itself says in `field`, as it stands there."""
    asked = records.once(need)
    stated = SAID[params["field"]](asked, records.once(wares)) if asked else None
    return Missing(link=page(records)) if stated is None else known_fact(stated, records.today, link=page(records))


def expected_units(records: Records, params: Params) -> Answer:
    """Units a month that the need expects, or else its product does."""
    asked = records.once(need)
    units = None if asked is None else asked.monthly_units
    if units is None:
        units = records.once(wares).monthly_units
    if units is None:
        return Missing(link=page(records))
    return known_fact(units, records.today, link=page(records), units=units, products=None, days=None)


def max_landed_cost(records: Records, params: Params) -> Answer:
    """The highest landed cost of a unit that leaves the margin, in the currency of the items."""
    asked = records.once(need)
    if asked is None or asked.price_low is None or asked.margin is None:
        return Missing(link=page(records))
    price = in_currency(records, asked.price_low, asked.currency, CURRENCY)
    cost = highest_cost(price, asked.margin)
    if cost is None:
        return Missing((f"{asked.currency} → {CURRENCY}",), link=("rates.index", {"base": asked.currency}))
    return known_fact(cost, records.today, link=page(records), price=price, margin=asked.margin, fee=None, cost=cost)


def fields_filled(records: Records, params: Params) -> Answer:
    """The share of `fields` that the need has."""
    asked = records.once(need)
    if asked is None:
        return Missing()
    names = tuple(params["fields"])
    missing = tuple(name for name in names if getattr(asked, COLUMNS.get(name, name)) in (None, "", []))
    ok, count = len(names) - len(missing), len(names)
    return known_fact(share(ok, count), records.today, link=page(records), ok=ok, count=count, missing=missing)


COLUMNS = {"owner": "owner_id"}


def goods(records: Records) -> frozenset[str]:
    """Kinds of the goods looked for; where the need does not say, those the supplier sells."""
    wanted = records.once(wares).kinds
    asked = records.once(supplier)
    if wanted or asked is None:
        return wanted
    return frozenset({"physical", "digital"} if asked.goods == "both" else {asked.goods})


def physical_goods(records: Records) -> bool | None:
    kinds = records.once(goods)
    return "physical" in kinds if kinds else None


def digital_goods(records: Records) -> bool | None:
    kinds = records.once(goods)
    return "digital" in kinds if kinds else None


QUESTIONS: dict[str, Question] = {
    "need_value": need_value,
    "expected_units": expected_units,
    "max_landed_cost": max_landed_cost,
    "fields_filled/need": fields_filled,
}
CONDITIONS: dict[str, Condition] = {"physical_goods": physical_goods, "digital_goods": digital_goods}
