"""The charger in use stands beside a candidate's, and beside what buyers choose instead."""

from __future__ import annotations

from portal.demo import World
from portal.samples.models.rivals import SampleRival


def load(world: World) -> None:
    sample, other = world.samples["tuochuan/charger"], world.samples["wanli/charger"]
    difference = world.say("外观和性能差不多，万砾源的包装差；价格低 8%，暂不换。")
    SampleRival.take_up(sample, other.id, "", difference, world.stamp("buyer", 20))
    brand, beside = world.say(("某品牌 65W 氮化镓，149 元", "体积小一圈，配线短；充电速度一样。"))
    SampleRival.take_up(sample, None, brand, beside, world.stamp("hanyu", 18))
