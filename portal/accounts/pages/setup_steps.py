"""The three steps of the first run, as the page says how far it is."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext as _
from flask_login import current_user

ADMINISTRATOR, TEAM, COLLEAGUES = 1, 2, 3


class SetupStep(NamedTuple):
    title: str
    note: str
    state: str  # done, on, or "" for one to come


def setup_steps(current: int) -> list[SetupStep]:
    steps = [
        (ADMINISTRATOR, _("1 Administrator"), current_user.name),
        (TEAM, _("2 Team and business"), _("everything can be changed later")),
        (COLLEAGUES, _("3 Colleagues"), _("can be skipped")),
    ]
    return [SetupStep(title, note, step_state(number, current)) for number, title, note in steps]


def step_state(number: int, current: int) -> str:
    if number == current:
        return "on"
    return "done" if number < current else ""
