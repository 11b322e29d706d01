"""What the settings are called and how their values read, for the history of changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.content import policy
from portal.core.forms.currencies import currency_name
from portal.core.models.record import rows
from portal.settings.models.categories import Category
from portal.settings.models.settings import SettingChange
from portal.settings.pages.time_zones import zone_name
from portal.settings.rules.policy import RHYTHM
from portal.settings.rules.settings import SettingType, TeamSetting
from portal.settings.team import POLICY
from portal.web.filters import local_text, moment, sign
from portal.web.words import word

ANCHORS, WEIGHTS = "comparison.anchors", "comparison.weights"
# Which words a setting of the type choice may take: setting -> kind of portal.words.
CHOICES = {
    "stage.inspection_mode": "inspection_mode",
    "sampling.level": "inspection_level",
    "comparison.agreement_gate": "agreement_gate",
}


@dataclass(frozen=True)
class ChangeLine:
    id: int
    title: str
    before: str
    after: str
    by: str
    at: str
    note: str
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
            change.note,
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
    limits = {**policy().settings, **policy().adjustable}  # what waits for its records may have been changed before
    limit = limits.get(key.removeprefix(POLICY))
    if limit is not None and value is None:
        return _("%(value)s (starting value)", value=parts_text(limit, "stage", limit.shipped))
    if value is None or value == {}:
        return _("starting value")
    if isinstance(value, Mapping) and key.startswith(ANCHORS):
        return " · ".join(f"{word(name, 'criterion')} {pair['bad']} → {pair['good']}" for name, pair in value.items())
    if isinstance(value, Mapping):
        return parts_text(limit, "criterion" if key == WEIGHTS else "stage", value)
    names = {"team.time_zone": zone_name, "team.currency": currency_name}
    return names[key](str(value)) if key in names else part_text(limit, value)


def parts_text(limit: TeamSetting | None, kind: str, values: Mapping[Any, Any]) -> str:
    """Several values, each behind what it is for; a single one alone."""
    return " · ".join(
        f"{word(name, kind)} {part_text(limit, part)}" if name else part_text(limit, part)
        for name, part in values.items()
    )


def part_text(limit: TeamSetting | None, value: Any) -> str:
    return str(value) if limit is None else figure(limit, value)


def figure(limit: TeamSetting, value: Any) -> str:
    """One value of a limit with its unit, a choice by its name."""
    if limit.type is SettingType.choice:
        return word(str(value), CHOICES.get(limit.key, ""))
    if limit.type is SettingType.money:
        return f"{unit(limit)}{Decimal(typed(limit, value)):,f}"
    return f"{typed(limit, value)}{'' if limit.type is SettingType.percent else ' '}{unit(limit)}".strip()


def unit(limit: TeamSetting) -> str:
    """What stands beside the figure."""
    if limit.type is SettingType.percent:
        return "%"
    return sign(limit.unit or "") if limit.type is SettingType.money else word(limit.unit or "", "limit_unit")


def typed(limit: TeamSetting, value: Any) -> str:
    """As it stands in the field."""
    if limit.type is SettingType.choice:
        return str(value)
    number = Decimal(str(value))
    return f"{(number * 100 if limit.type is SettingType.percent else number).normalize():f}"


def setting_page(key: str) -> str:
    """The page a value is set on."""
    if key.startswith(POLICY):
        group = key.removeprefix(POLICY).split(".")[0]
        return url_for("policy.index", open=group, _anchor=key.removeprefix(POLICY))
    if key.startswith(ANCHORS + "."):
        return url_for("anchors.index", category=key.removeprefix(ANCHORS + "."))
    return url_for("anchors.index" if key in (ANCHORS, WEIGHTS) else "settings.index")
