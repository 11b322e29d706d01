"""Two needs: one with three candidates of which one is blocked, and one nobody has looked into, its deadline past."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.demo import World
from portal.needs.models import Need, NeedCandidate

CHARGER: dict[str, Any] = {
    "title": "换一家更稳的 65W 充电器供应商",
    "goal": "现在的主力供货价偏高、旺季断货，要找第二家能长期供货的。",
    "customers": "年轻上班族，在网店买，出差和办公桌各放一个。",
    "must": "65W 三口输出\n国标插头\n有强制认证",
    "nice": "可折叠插脚\n附 1.5 米线",
    "price_low": Decimal(69),
    "price_high": Decimal(89),
    "margin": Decimal("0.4"),
    "monthly_units": 1200,
    "first_order": 500,
    "longest_lead": 14,
    "compliance": ["test_report", "certificate", "label"],
    "breakers": "不肯提供检测报告；要求全款预付。",
}
MUG: dict[str, Any] = {
    "title": "春季促销的礼品杯",
    "goal": "经得起快递、能小批量印字的杯子。",
    "customers": "给员工一次订 50 到 200 个的公司。",
    "must": "350 毫升\n可进洗碗机",
    "monthly_units": 200,
    "compliance": ["test_report"],
}
LOOKED_AT = (
    ("tuochuan", "样品已通过，账期 30 天"),
    ("wanli", "价格最低，包装费还没问清"),
    ("lumina", "美元报价，交期偏长"),
)


def load(world: World) -> None:
    charger = add(world, 20, 25, product="charger", category="chargers", **CHARGER)
    for supplier, note in world.say(LOOKED_AT):
        NeedCandidate.put(charger.id, world.suppliers[supplier].id, note, world.stamp("buyer", 12))
    add(world, 40, -5, product=None, category="cups", **MUG)


def add(world: World, ago: int, left: int, product: str | None, category: str, **about: Any) -> Need:
    """Written down so many days ago; `left` days until its deadline."""
    fields = {"business": world.businesses["gear"], "currency": "CNY", "due_on": world.day(-left)}
    fields |= {"product": world.products[product] if product else None, "categories": [world.categories[category].id]}
    people = {"owner": world.people["buyer"].id, "by": world.people["buyer"].id}
    return Need.add(world.stamp("buyer", ago), **fields, **people, **world.say(about))
