"""Rivals for a product: suppliers with quotes, samples and papers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portal import content
from portal.checklists.models.templates import Template, TemplateVersion
from portal.core.models.users import User
from portal.products.models import Product
from portal.quotes.models import PriceBreak, Quote
from portal.reviews.models import Review, ReviewPlan
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from portal.samples.rules.sampling import GoodsKind
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.settings.models.rates import FxRate
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from tests.agreements.makers import make_agreement, written
from tests.cast import NOW, TODAY

AS_QUOTED = {key: {"na": True, "note": "As quoted"} for key in ("lead_time_days", "payment_terms", "credit_days")}


def make_goods(**about: Any) -> Product:
    """A charger sold at 100 yuan, 300 a month, in an allowed category."""
    business, _made = Business.get_or_create(name="Shop", defaults={"stage": "growth", "created_at": NOW})
    category = Category.create(name=f"Chargers {Category.select().count()}", kind="physical", created_at=NOW)
    defaults = {"name": "65W charger", "kind": "physical", "currency": "CNY", "sale_price": Decimal(100)}
    defaults |= {"sale_share": Decimal(0), "sale_fee": Decimal(0)}
    defaults |= {"monthly_units": 300, "return_rate": Decimal("0.02"), "business": business, "category": category}
    return Product.create(**(defaults | {"created_at": NOW} | about))


def make_rival(
    name: str, status: str = "sampling", licence: bool = True, agreement: bool = True, **about: Any
) -> Supplier:
    row = {"kind": "maker", "goods": "physical", "name_key": name.casefold(), "since_year": 2019, "since_month": 6}
    supplier = Supplier.create(name=name, status=status, **(row | {"status_at": NOW, "created_at": NOW} | about))
    if licence:
        make_paper(supplier, "licence", TODAY + timedelta(days=400))
    if agreement:
        make_agreement(supplier, goods="both", clauses=written() | AS_QUOTED)
    return supplier


def make_paper(supplier: Supplier, kind: str, expires_on: date | None) -> Document:
    return Document.create(supplier=supplier, kind=kind, expires_on=expires_on, created_at=NOW)


def make_offer(supplier: Supplier, product: Product, price: str = "40", **about: Any) -> Quote:
    """One price from a piece on, every fee nothing, 10 days, paid on delivery; `breaks` replaces the price."""
    breaks = about.pop("breaks", {1: price})
    fees = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
    row = {f"{fee}_state": "zero" for fee in fees} | {"currency": "CNY", "tax_basis": "included", "moq": 100}
    row |= {"lead_days": 10, "payment": "on_delivery", "quoted_on": TODAY - timedelta(days=5)}
    quote = Quote.create(supplier=supplier, product=product, created_at=NOW, **(row | about))
    for quantity, unit_price in breaks.items():
        PriceBreak.create(quote=quote, from_quantity=quantity, unit_price=Decimal(unit_price))
    return quote


def make_verdict(supplier: Supplier, product: Product, verdict: str | None = "pass", **cycles: int) -> Sample:
    """A sample with two batches whose durability was 500 and 490 cycles unless said otherwise."""
    shipped = content.sample_templates()[GoodsKind.physical]
    template, _made = Template.get_or_create(key=shipped.key, defaults={"subject": "sample"})
    version, _made = TemplateVersion.get_or_create(
        template=template, version=shipped.version, defaults={"content": shipped.to_json(), "published_at": NOW}
    )
    sample = Sample.create(
        supplier=supplier,
        product=product,
        kind="physical",
        template_version=version,
        currency="CNY",
        asked_on=TODAY - timedelta(days=30),
        verdict=verdict,
        verdict_at=NOW if verdict else None,
        created_at=NOW,
    )
    tester = User.select().first()
    for number, figure in (cycles or {"B1": 500, "B2": 490}).items():
        batch = Batch.create(sample=sample, number=number, created_at=NOW)
        for code, values in (("PH05", {"cycles": str(figure)}), ("PH08", {"score": "5"}), ("PH13", {"complete": "90"})):
            Measurement.create(batch=batch, code=code, tester=tester, values=values, at=NOW)
    return sample


RIVALS = ("拓能电子", "Huisheng Digital", "万利源贸易", "Lumina Cross-border Trading", "鼎新科技")


def make_meeting(today: date, most: int = 5) -> tuple[Product, list[Supplier]]:
    """A product and up to five suppliers with everything a comparison can say of them."""
    goods = make_goods(name="65W 氮化镓充电器 GaN charger", powered=True)
    found = [make_rival(name, licence=False) for name in RIVALS[:most]]
    days = {"quoted_on": today - timedelta(days=9), "valid_until": today + timedelta(days=60)}
    steps, freight = {100: "39.5", 500: "38.5", 2000: "37"}, {"freight_per_unit_state": "amount"}
    for number, supplier in enumerate(found):
        make_paper(supplier, "licence", today + timedelta(days=300))
        make_paper(supplier, "certificate", today + timedelta(days=90 - 50 * number))
        make_verdict(supplier, goods, ("pass", "pass", "drop", None, "pass")[number], B1=500, B2=500 - 20 * number)
        terms = (
            freight | {"freight_per_unit": "1.2", "breaks": steps, "payment": "credit", "credit_days": 30},
            freight | {"freight_per_unit": "2.1", "price": "36.8", "payment": "deposit", "deposit_share": "0.3"},
            {"price": "29.9", "packing_state": "unknown", "payment": "prepaid", "tax_basis": "excluded"},
            {"price": "5.1", "currency": "USD", "moq": 800, "order_multiple": 100, "lead_days": 16, "incoterm": "FOB"},
            {"price": "41", "currency": "EUR"},
        )[number]
        make_offer(supplier, goods, **(days | terms))
    make_rate(on=today - timedelta(days=2))
    return goods, found


LONG_NAMES = (
    "深圳市前海拓能新能源科技股份有限公司宝安分公司",
    "Guangzhou Huisheng Digital Technology Import & Export Co., Ltd.",
    "义乌市万利源国际贸易有限公司",
    "Lumina Cross-border Trading Company Limited (Hong Kong)",
    "东莞市鼎新精密电子科技有限公司",
)


def make_crowded_meeting(today: date) -> tuple[Product, list[Supplier]]:
    """Five suppliers with long names, of whom little is known and much is wrong."""
    goods = make_goods(name="65W 氮化镓三口快充充电器（含 1.5 米编织线，国标插头）", powered=True)
    found = [make_rival(name, licence=False) for name in LONG_NAMES]
    unknown = {f"{fee}_state": "unknown" for fee in ("packing", "other_fees", "freight_per_order")}
    terms = {"currency": "USD", "moq": 1000, "order_multiple": 24, "payment": "deposit", "incoterm": "DDP"}
    terms |= {"deposit_share": "0.35", "credit_days": 45, "quoted_on": today - timedelta(days=9)}
    for number, supplier in enumerate(found):
        make_paper(supplier, "certificate", today - timedelta(days=9))
        make_verdict(supplier, goods, ("retest", None, "drop", "pass", None)[number])
        tax = ("included", "excluded", "unknown")[number % 3]
        make_offer(supplier, goods, "12.3456", valid_until=today + timedelta(days=2), tax_basis=tax, **unknown, **terms)
        Review.create(supplier=supplier, done_on=today - timedelta(days=60), outcome="watch", at=NOW)
        plan = {"every_months": 3, "starts_on": today, "anchor_day": 24, "due_on": today - timedelta(days=3)}
        ReviewPlan.create(supplier=supplier, **plan)
    return goods, found


NEW_NAMES = ("穗杉杯业", "永岭杯业", "澄屿日用", "栈桥百货", "Harbor Lane Goods")


def make_first_meeting(today: date) -> tuple[Product, list[Supplier]]:
    """What a new team has: the prices of five suppliers, and hardly anything else."""
    goods = make_goods(name="316 不锈钢保温杯 500 ml", sale_price=None, monthly_units=None, return_rate=None)
    nothing = {"licence": False, "agreement": False, "since_year": None, "since_month": None}
    sellers = [make_rival(name, **nothing) for name in NEW_NAMES]
    fees = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
    unknown = {f"{fee}_state": "unknown" for fee in fees} | {"payment": "unknown", "quoted_on": today}
    prices, days = ("19.78", "23.04", "24.50", "26.90", "28.10"), (None, 10, None, 7, None)
    terms = zip(sellers, prices, days, (500, 100, None, 200, None), strict=True)
    for number, (seller, price, lead, moq) in enumerate(terms):
        tax = ("included", "included", "unknown", "excluded", "unknown")[number]
        make_offer(seller, goods, price, lead_days=lead, moq=moq, tax_basis=tax, **unknown)
    return goods, sellers


def make_rate(base: str = "USD", value: str = "7.18", on: date = TODAY) -> FxRate:
    return FxRate.create(base=base, quote="CNY", value=Decimal(value), on=on, at=NOW)


def address(product: Product, *suppliers: Supplier, quantity: int = 500, **more: Any) -> str:
    """The address of a comparison with the shipped weights, unless others are given."""
    from portal.comparisons.rules.criteria import DEFAULT_WEIGHTS

    weights = {f"w_{criterion}": int(weight) for criterion, weight in DEFAULT_WEIGHTS.items()} | more
    parts = [f"product={product.id}", f"quantity={quantity}", *(f"supplier={one.id}" for one in suppliers)]
    return "/comparisons/show?" + "&".join(parts + [f"{key}={value}" for key, value in weights.items()])
