"""A year of quotes: histories, breaks, foreign money, fees known and unknown, some run out."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from portal.core.rules.money import round_money
from portal.demo import World
from portal.quotes.models import Quote
from portal.quotes.rules.terms import FEES


class DemoQuote(NamedTuple):
    supplier: str
    product: str
    breaks: tuple[tuple[int, str], ...]
    ago: int  # days since it was quoted
    holds: int | None  # days it holds from then; None: no end named
    about: dict[str, Any] = {}


FREE = {"freight_per_unit": "zero", "packing": "zero", "platform_fee": "not_applicable", "other_fees": "zero"}
CODES = {"freight_per_order": "not_applicable", "freight_per_unit": "not_applicable", "packing": "not_applicable"}
ROWS = (
    DemoQuote(
        "tuochuan",
        "charger",
        ((100, "38.5"), (500, "36.2"), (1000, "34.8")),
        12,
        60,
        FREE
        | {
            "freight_per_order": "180",
            "moq": 100,
            "order_multiple": 20,
            "lead_days": 10,
            "payment": "credit",
            "credit_days": 30,
        },
    ),
    DemoQuote(
        "wanli",
        "charger",
        ((50, "29.9"), (300, "28.5")),
        9,
        30,
        FREE | {"freight_per_order": "120", "packing": "unknown", "moq": 50, "lead_days": 5, "payment": "prepaid"},
    ),
    DemoQuote(
        "lumina",
        "charger",
        ((200, "5.3"), (1000, "4.9")),
        15,
        45,
        FREE
        | {
            "currency": "USD",
            "freight_per_order": "260",
            "moq": 200,
            "lead_days": 21,
            "incoterm": "FOB",
            "payment": "deposit",
            "deposit_share": "0.3",
        },
    ),
    DemoQuote(
        "harbor",
        "charger",
        ((100, "5.1"),),
        20,
        90,
        FREE | {"currency": "EUR", "freight_per_order": "300", "moq": 100, "lead_days": 25, "incoterm": "CIF"},
    ),
    DemoQuote("oldport", "charger", ((100, "33"),), 300, 60, FREE | {"freight_per_order": "150", "lead_days": 12}),
    DemoQuote(
        "hengqi",
        "cable",
        ((200, "5.2"), (1000, "4.6"), (5000, "4.1")),
        20,
        90,
        FREE | {"freight_per_order": "80", "moq": 200, "lead_days": 7, "payment": "on_delivery"},
    ),
    DemoQuote(
        "tuochuan", "cable", ((500, "5.0"),), 40, 35, FREE | {"freight_per_order": "60", "moq": 500, "lead_days": 9}
    ),
    DemoQuote(
        "tuochuan", "cable", ((500, "4.9"),), 3, 45, FREE | {"freight_per_order": "60", "moq": 500, "lead_days": 9}
    ),
    DemoQuote(
        "wanli", "cable", ((300, "4.4"),), 9, 30, FREE | {"freight_per_order": "120", "moq": 300, "lead_days": 6}
    ),
    DemoQuote(
        "brightleaf",
        "mug",
        ((50, "3.2"), (200, "2.6")),
        25,
        120,
        {
            "currency": "USD",
            "freight_per_order": "140",
            "packing": "0.35",
            "moq": 50,
            "lead_days": 28,
            "incoterm": "EXW",
            "note": "同一图案只收一次制版费。",
        },
    ),
    DemoQuote(
        "chenyu", "mug", ((300, "17.5"),), 18, 60, FREE | {"freight_per_unit": "0.8", "moq": 300, "lead_days": 20}
    ),
    DemoQuote(
        "tuochuan", "mug", ((100, "19.6"),), 12, 60, FREE | {"freight_per_order": "180", "moq": 100, "lead_days": 15}
    ),
    DemoQuote(
        "qinghe",
        "shirt",
        ((100, "26"), (500, "23.5")),
        30,
        75,
        FREE | {"freight_per_order": "100", "moq": 100, "lead_days": 14, "payment": "deposit", "deposit_share": "0.5"},
    ),
    DemoQuote(
        "starbridge",
        "video",
        ((1, "14.2"), (500, "13.9"), (5000, "13.6")),
        6,
        14,
        CODES | {"platform_fee": "zero", "other_fees": "zero", "lead_days": 0, "payment": "wallet"},
    ),
    DemoQuote(
        "aurora",
        "video",
        ((100, "13.8"),),
        8,
        10,
        CODES | {"platform_fee": "unknown", "lead_days": 0, "payment": "wallet"},
    ),
    DemoQuote(
        "aurora",
        "top_up",
        ((1, "98.1"), (1000, "97.6")),
        5,
        7,
        CODES | {"platform_fee": "zero", "other_fees": "zero", "lead_days": 0, "payment": "prepaid"},
    ),
    DemoQuote("starbridge", "top_up", ((1, "98.4"),), 16, 9, CODES | {"platform_fee": "zero", "lead_days": 0}),
)
# Earlier quotes of the same supplier and product: days ago -> factor on today's first price.
PAST = {
    ("tuochuan", "charger"): ((340, "1.08"), (230, "1.05"), (120, "1.02")),
    ("wanli", "charger"): ((200, "1.2"), (100, "1.1")),
    ("hengqi", "cable"): ((300, "0.94"), (150, "0.98")),
    ("starbridge", "video"): ((180, "1.04"), (90, "1.02"), (40, "1.01")),
}


def load(world: World) -> None:
    for row in world.say(ROWS):
        for ago, factor in PAST.get((row.supplier, row.product), ()):
            write(world, row, ago, 60, Decimal(factor))
        write(world, row, row.ago, row.holds, Decimal(1))


def write(world: World, row: DemoQuote, ago: int, holds: int | None, factor: Decimal) -> None:
    about = {name: value for name, value in row.about.items() if name not in FEES}
    for name in FEES:
        fee = row.about.get(name, "unknown")
        known = fee in ("zero", "unknown", "not_applicable")
        about |= {f"{name}_state": fee if known else "amount", name: None if known else Decimal(fee)}
    if "deposit_share" in about:
        about["deposit_share"] = Decimal(about["deposit_share"])
    currency = about.setdefault("currency", "CNY")
    breaks = [(quantity, round_money(Decimal(price) * factor, currency)) for quantity, price in row.breaks]
    day = world.day(ago)
    Quote.record(
        world.stamp("buyer", ago),
        breaks,
        supplier=world.suppliers[row.supplier].id,
        product=world.products[row.product].id,
        quoted_on=day,
        valid_until=None if holds is None else day + timedelta(days=holds),
        **({"tax_basis": "included"} | about),
    )
