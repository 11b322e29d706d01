"""The limits and rhythms of a team as their page shows them: a small form each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.content import policy
from portal.core.rules.stages import Stage
from portal.settings import team
from portal.settings.models.settings import history, versions
from portal.settings.pages.setting_words import CHOICES, POLICY, RHYTHM, lines, typed
from portal.settings.rules.policy import Rhythm
from portal.settings.rules.settings import SettingType, TeamSetting
from portal.web.filters import local_text
from portal.web.tags import Tag
from portal.web.words import pairs, word

LONGEST_RHYTHM = 36


@dataclass(frozen=True)
class SentLimit:
    """What came back with a fault: the key of the form, what was typed, and what stands if a colleague was faster.

    `most`: the end that was passed.
    """

    key: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    stands: str = ""
    most: int | None = None


class LimitField(NamedTuple):
    """A field of a limit: its only one, or the one of a stage."""

    name: str
    value: str
    label: str = ""
    unit: str | None = None
    inputmode: str = "decimal"
    choices: list[tuple[str, str]] | None = None


class LimitForm(NamedTuple):
    """A limit or rhythm with its reason, and whether it is still the value the product came with."""

    key: str
    url: str
    version: int
    title: str
    reason: str
    fields: list[LimitField]
    changed: bool
    fault: str
    editable: bool = True

    @property
    def tag(self) -> Tag:
        return Tag(_("changed"), "acc") if self.changed else Tag(_("starting value"), "line")


def limits_page(sent: SentLimit) -> dict[str, Any]:
    seen = versions(POLICY)
    groups: dict[str, list[LimitForm]] = {}
    for limit in policy().settings.values():
        groups.setdefault(limit.key.split(".")[0], []).append(limit_form(limit, seen, sent))
    rhythms = map(team.team().policy.rhythm, policy().rhythms)
    return {
        "groups": groups,
        "rhythms": [rhythm_form(rhythm, seen, sent) for rhythm in rhythms],
        "history": lines(history(prefix=POLICY)),
    }


def limit_form(limit: TeamSetting, seen: Mapping[str, int], sent: SentLimit) -> LimitForm:
    values = standing(limit) | (dict(sent.texts) if sent.key == limit.key else {})
    stages = [str(stage) for stage in Stage] if limit.by_stage else [""]
    return LimitForm(
        key=limit.key,
        url=url_for("policy.update", key=limit.key),
        version=seen.get(POLICY + limit.key, 0),
        title=local_text(limit.title),
        reason=local_text(limit.reason),
        fields=[limit_field(limit, stage, values[stage]) for stage in stages],
        changed=team.team().policy.is_changed(limit.key),
        fault=limit_fault(sent) if sent.key == limit.key else "",
        editable=limit.editable,
    )


def standing(limit: TeamSetting) -> dict[str, str]:
    """The value in force as it is typed: by stage where it depends on it, else under the empty key."""
    stages: list[Stage | None] = list(Stage) if limit.by_stage else [None]
    return {str(stage or ""): typed(limit, team.team().policy.value(limit.key, stage)) for stage in stages}


def limit_field(limit: TeamSetting, stage: str, value: str) -> LimitField:
    return LimitField(
        name=f"value-{stage}",
        value=value,
        label=word(stage, "stage") if stage else "",
        unit="%" if limit.type is SettingType.percent else word(limit.unit or "", "limit_unit"),
        choices=pairs(CHOICES[limit.key]) if limit.key in CHOICES else None,
    )


def limit_fault(sent: SentLimit) -> str:
    if sent.stands:
        return changed_meanwhile(sent)
    if sent.most is not None:
        return _("Enter %(most)s or less.", most=sent.most)
    return _("Enter a number, for example 100.")


def changed_meanwhile(sent: SentLimit) -> str:
    return _(
        "A colleague changed this meanwhile. It now says: %(value)s. Save again to keep what you typed.",
        value=sent.stands,
    )


def rhythm_key(tier: str) -> str:
    return f"{RHYTHM}{tier}.review_months"


def rhythm_form(rhythm: Rhythm, seen: Mapping[str, int], sent: SentLimit) -> LimitForm:
    key = rhythm_key(rhythm.tier)
    months = sent.texts[""] if sent.key == key else str(rhythm.review_months)
    return LimitForm(
        key=key,
        url=url_for("policy.rhythm", tier=rhythm.tier),
        version=seen.get(POLICY + key, 0),
        title=local_text(rhythm.title),
        reason=f"{local_text(rhythm.meaning)} {local_text(rhythm.reason)}",
        fields=[LimitField("months", months, _("Every so many months"), inputmode="numeric")],
        changed=team.team().policy.is_changed(key),
        fault=rhythm_fault(sent) if sent.key == key else "",
    )


def rhythm_fault(sent: SentLimit) -> str:
    return changed_meanwhile(sent) if sent.stands else _("Enter 1 to 36 months.")
