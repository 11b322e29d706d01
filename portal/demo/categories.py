"""What the demo team trades in, and what nobody here may buy: the shipped list of banned categories."""

from __future__ import annotations

from typing import Any

from portal import content
from portal.demo import World
from portal.settings.models.categories import Category, MainCategory

CATEGORIES: dict[str, dict[str, Any]] = {
    "chargers": {"name": "充电器与线材", "kind": "physical", "powered": True, "permit": "3C 认证"},
    "cups": {"name": "杯壶", "kind": "physical", "worn_or_eaten": True, "colour_matters": True},
    "clothes": {"name": "服装", "kind": "physical", "worn_or_eaten": True, "colour_matters": True},
    "snacks": {
        "name": "零食",
        "kind": "physical",
        "worn_or_eaten": True,
        "permit": "食品经营许可证",
    },
    "memberships": {"name": "视频与音乐会员", "kind": "digital"},
    "top_up": {
        "name": "话费与游戏充值",
        "kind": "digital",
        "permit": "运营商或发行商授权书",
    },
    "software": {"name": "软件授权", "kind": "digital"},
}
MAIN = {"gear": ("chargers", "cups", "clothes"), "digital": ("memberships", "top_up")}


def load(world: World) -> None:
    stamp = world.stamp("admin", 410)
    for key, about in world.say(CATEGORIES).items():
        world.categories[key] = Category.add(stamp, **about)
    banned = content.policy().banned.items()
    Category.forbid(
        [(key, world.shipped(category.title), world.shipped(category.reason)) for key, category in banned], stamp
    )
    world.categories |= {str(row.banned_key): row for row in Category.select().where(Category.banned)}
    for business, keys in MAIN.items():
        MainCategory.put(world.businesses[business], [world.categories[key].id for key in keys], stamp)
