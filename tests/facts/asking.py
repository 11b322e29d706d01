"""Asking the records for one item of a shipped list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from portal import content
from portal.core.rules.stages import Stage
from portal.facts import Records, Subject, answers
from tests.cast import TODAY
from tests.products.makers import make_business

ZONE = ZoneInfo("Asia/Shanghai")


def records(stage: str = "startup") -> Records:
    return Records(make_business().id, Stage(stage), TODAY, content.policy(), "CNY", "CN", ZONE)


def ask(code: str, stage: str = "startup") -> Any:
    item = content.stage_checklists()[Stage(stage)].item(code)
    return answers([item], records(stage), content.policy().lookup(Stage(stage)))[code]


def ask_path(code: str, supplier: Any = None, need: Any = None, stage: str = "startup") -> Any:
    """What the records say to an item of the eight lists of a path; KeyError where they are not asked."""
    subject = Subject(supplier and supplier.id, need and need.id)
    item = next(item for one in content.checklists().values() if one.step for item in one.items if item.code == code)
    return answers([item], replace(records(stage), subject=subject), content.policy().lookup(Stage(stage)))[code]
