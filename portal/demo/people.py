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
    "buyer": ("陈佳", "buyer", None),
    "viewer": ("沈敏", "viewer", None),
    "hanyu": ("韩雨", "buyer", None),
    "omar": ("欧明", "buyer", None),
}
SETTINGS = {"team.name": "北岸优选", "team.time_zone": "Asia/Shanghai", "team.currency": "CNY"}
STARTED = 420  # days ago


def load(world: World) -> None:
    password = hashed(world.password)
    begin = Stamp(None, world.now - timedelta(days=STARTED))
    for username, (name, role, language) in world.say(PEOPLE).items():
        world.people[username] = User.add(username, name, role, password, language, begin)
    for key, value in world.say(SETTINGS).items():
        Setting.put(key, value, world.stamp("admin", STARTED))
    world.businesses["gear"] = Business.open(world.say("北岸数码"), Stage.startup, world.stamp("admin", STARTED))
    world.businesses["digital"] = Business.open(world.say("点点数字"), Stage.startup, world.stamp("admin", 60))
