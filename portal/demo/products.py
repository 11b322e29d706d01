"""What the two shops sell, and what each supplier is to it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.core.rules.text import folded
from portal.demo import World
from portal.products.models import Product, Source

PRODUCTS: dict[str, dict[str, Any]] = {
    "charger": {
        "business": "gear",
        "category": "chargers",
        "name": "65W 氮化镓充电器",
        "code": "GN-65",
        "powered": True,
        "monthly_units": 600,
        "sale_price": "79",
        "sale_share": "0.05",
        "sale_fee": "0.6",
        "return_rate": "0.02",
    },
    "cable": {
        "business": "gear",
        "category": "chargers",
        "name": "USB-C 编织线 1.5 m",
        "code": "CB-15",
        "monthly_units": 1500,
        "sale_price": "19.9",
        "return_rate": "0.01",
    },
    "mug": {
        "business": "gear",
        "category": "cups",
        "name": "定制印字马克杯",
        "code": "MG-01",
        "custom": True,
        "worn_or_eaten": True,
        "colour_matters": True,
        "monthly_units": 200,
        "sale_price": "59",
    },
    "shirt": {
        "business": "gear",
        "category": "clothes",
        "name": "重磅纯棉 T 恤",
        "code": "TS-230",
        "worn_or_eaten": True,
        "colour_matters": True,
        "monthly_units": 400,
        "sale_price": "69",
        "return_rate": "0.06",
    },
    "video": {
        "business": "digital",
        "category": "memberships",
        "name": "视频会员月卡",
        "code": "VM-1M",
        "kind": "digital",
        "monthly_units": 3000,
        "sale_price": "17.5",
        "sale_share": "0.02",
        "sale_fee": "0",
        "return_rate": "0.004",
    },
    "top_up": {
        "business": "digital",
        "category": "top_up",
        "name": "话费充值 100 元",
        "code": "TU-100",
        "kind": "digital",
        "monthly_units": 5000,
        "sale_price": "99.6",
        "return_rate": "0.002",
    },
}
MONEY = ("sale_price", "sale_share", "sale_fee", "return_rate")
ROLES = (
    ("tuochuan", "charger", "margin", "0.015"),
    ("wanli", "charger", "traffic", None),
    ("lumina", "charger", "backup", None),
    ("hengqi", "cable", "traffic", "0.008"),
    ("brightleaf", "mug", "margin", None),
    ("qinghe", "shirt", "margin", "0.05"),
    ("starbridge", "video", "traffic", "0.003"),
    ("aurora", "top_up", "traffic", None),
)


def load(world: World) -> None:
    for key, row in world.say(PRODUCTS).items():
        about = dict(row)
        business, category = about.pop("business"), about.pop("category")
        money = {name: Decimal(about.pop(name)) for name in MONEY if name in about}
        world.products[key] = Product.add(
            world.stamp("buyer", 320),
            business=world.businesses[business],
            category=world.categories[category],
            currency="CNY",
            search=folded(f"{about['name']} {about['code']}"),
            **({"kind": "physical"} | about | money),
        )
    for supplier, product, role, rate in ROLES:
        ids = world.suppliers[supplier].id, world.products[product].id
        Source.put(*ids, role, Decimal(rate) if rate else None, world.stamp("buyer", 300))
