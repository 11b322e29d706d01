"""Exchange rates the team wrote down: dollars three times, Singapore once, and none for euros."""

from __future__ import annotations

from decimal import Decimal

from portal.demo import World
from portal.settings.models.rates import FxRate

RATES = (("USD", "7.18", 210, "招行牌价"), ("USD", "7.12", 90, "招行牌价"), ("USD", "7.09", 4, "招行牌价"))


def load(world: World) -> None:
    for base, value, ago, note in world.say((*RATES, ("SGD", "5.46", 30, "开户行牌价"))):
        FxRate.record(base, "CNY", Decimal(value), world.day(ago), note, world.stamp("admin", ago))
