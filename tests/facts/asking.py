"""Asking the records for one item of a shipped list."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from portal import content
from portal.domain.stages import Stage
from portal.facts import Records, answers
from tests.cast import TODAY
from tests.makers.products import make_business

ZONE = ZoneInfo("Asia/Shanghai")


def records(stage: str = "startup") -> Records:
    return Records(make_business().id, Stage(stage), TODAY, content.policy(), "CNY", "CN", ZONE)


def ask(code: str, stage: str = "startup") -> Any:
    item = content.stage_checklists()[Stage(stage)].item(code)
    return answers([item], records(stage), content.policy().lookup(Stage(stage)))[code]
