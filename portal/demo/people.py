"""The demo team: five people, its settings, and two lines of business."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.passwords import hashed
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.core.rules.stages import Stage
from portal.demo import World
from portal.settings.models.businesses import Business
from portal.settings.models.settings import Setting

# sign-in name -> name, role, language
PEOPLE = {
    "admin": ("周岚", "admin", None),
    "buyer": ("Chen Jia 陈佳", "buyer", None),
    "viewer": ("Sam Porter", "viewer", None),
    "hanyu": ("韩雨", "buyer", "zh"),
    "omar": ("Omar Nasser", "buyer", "en"),
}
SETTINGS = {"team.name": "北岸优选 Northbank", "team.time_zone": "Asia/Shanghai", "team.currency": "CNY"}
STARTED = 420  # days ago


def load(world: World) -> None:
    password = hashed(world.password)
    begin = Stamp(None, world.now - timedelta(days=STARTED))
    for username, (name, role, language) in PEOPLE.items():
        world.people[username] = User.add(username, name, role, password, language, begin)
    for key, value in SETTINGS.items():
        Setting.put(key, value, world.stamp("admin", STARTED))
    world.businesses["gear"] = Business.open("北岸数码 Northbank Gear", Stage.startup, world.stamp("admin", STARTED))
    world.businesses["digital"] = Business.open("点点数字 Dotpoint", Stage.startup, world.stamp("admin", 60))
