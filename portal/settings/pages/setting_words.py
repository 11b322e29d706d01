"""What the settings are called and how their values read, for the history of changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.content import policy
from portal.core.models.record import rows
from portal.settings.models.categories import Category
from portal.settings.models.settings import SettingChange
from portal.settings.rules.settings import SettingType, TeamSetting
from portal.web.filters import local_text, moment
from portal.web.words import word

ANCHORS, WEIGHTS, POLICY, RHYTHM = "comparison.anchors", "comparison.weights", "policy.", "review_rhythm."
# Which words a setting of the type choice may take: setting -> kind of portal.words.
CHOICES = {"stage.inspection_mode": "inspection_mode", "sampling.level": "inspection_level"}


@dataclass(frozen=True)
class ChangeLine:
    id: int
    title: str
    before: str
    after: str
    by: str
    at: str
    restore: int | None  # the version in force, where this older value can be brought back


def lines(changes: list[SettingChange]) -> list[ChangeLine]:
    categories: dict[int, str] = dict(rows(Category.select(Category.id, Category.name)))
    return [
        ChangeLine(
            change.id,
            title(change.key, categories),
            value_text(change.key, change.before),
            value_text(change.key, change.value),
            change.by or _("the program"),
            moment(change.at),
            change.current if change.version < change.current else None,
        )
        for change in changes
    ]


def title(key: str, categories: Mapping[int, str]) -> str:
    if key.startswith(POLICY + RHYTHM):
        tier = policy().rhythms.get(key.split(".")[2])
        return _("Review rhythm: %(tier)s", tier=local_text(tier.title) if tier else key)
    if key.startswith(POLICY):
        limit = policy().settings.get(key.removeprefix(POLICY))
        return local_text(limit.title) if limit else key
    if key.startswith(ANCHORS + "."):
        return _("Scoring standards: %(category)s", category=categories.get(int(key.rsplit(".")[-1]), key))
    names = {"team.name": _("Team"), "team.time_zone": _("Time zone"), "team.currency": _("Currency")}
    names |= {ANCHORS: _("Scoring standards for all categories"), WEIGHTS: _("Default weights")}
    return names.get(key, key)


def value_text(key: str, value: Any) -> str:
    """A stored value as people read it; None is the starting value."""
    limit = policy().settings.get(key.removeprefix(POLICY))
    if value is None or value == {}:
        return _("starting value")
    if isinstance(value, Mapping) and key.startswith(ANCHORS):
        return " · ".join(f"{word(name, 'criterion')} {pair['bad']} → {pair['good']}" for name, pair in value.items())
    if isinstance(value, Mapping):
        kind = "criterion" if key == WEIGHTS else "stage"
        return " · ".join(f"{word(name, kind)} {figure(limit, part)}" for name, part in value.items())
    return figure(limit, value)


def figure(limit: TeamSetting | None, value: Any) -> str:
    """One value of a limit as it is typed: a share in percent, a choice by its name."""
    if limit is None:
        return str(value)
    if limit.type is SettingType.choice:
        return word(str(value), CHOICES.get(limit.key, ""))
    return f"{typed(limit, value)}{'%' if limit.type is SettingType.percent else ''}"


def typed(limit: TeamSetting, value: Any) -> str:
    """As it stands in the field."""
    if limit.type is SettingType.choice:
        return str(value)
    number = Decimal(str(value))
    return f"{(number * 100 if limit.type is SettingType.percent else number).normalize():f}"


def setting_page(key: str) -> str:
    """The page a value is set on."""
    if key.startswith(POLICY):
        return url_for("policy.index")
    if key.startswith(ANCHORS + "."):
        return url_for("anchors.index", category=key.removeprefix(ANCHORS + "."))
    return url_for("anchors.index" if key in (ANCHORS, WEIGHTS) else "settings.index")
