"""The team's limits and rhythms: shipped starting values, and what the team changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from portal.core.rules.plain_data import Between
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Lookup
from portal.core.rules.wording import Text
from portal.settings.rules.settings import RhythmSetting, SettingType, TeamSetting

RHYTHM = "review_rhythm."
MONTHS = ("check_months", "review_months", "risk_months", "requote_months")


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How often a supplier of a tier is looked at, in months; 0 means not by the calendar."""

    tier: str
    title: Text
    meaning: Text
    check_months: Annotated[int, Between(0, 120)]
    review_months: Annotated[int, Between(1, 120)]
    risk_months: Annotated[int, Between(0, 120)]
    requote_months: Annotated[int, Between(0, 120)]
    note: Text
    reason: Text
    editable: bool
    starting_value: bool


@dataclass(frozen=True, kw_only=True)
class BannedCategory:
    key: str
    title: Text
    reason: Text
    editable: bool
    starting_value: bool


@dataclass(frozen=True, kw_only=True)
class Policy:
    """`changed` holds what the team set: a setting's key -> a value, or for a setting by stage a table of stages.

    A rhythm is changed under `review_rhythm.<tier>.<field>`, such as `review_rhythm.strategic.review_months`.
    """

    version: int
    settings: Mapping[str, TeamSetting]
    rhythms: Mapping[str, Rhythm]
    banned: Mapping[str, BannedCategory]
    changed: Mapping[str, Any] = field(default_factory=dict)

    def with_changes(self, changed: Mapping[str, Any]) -> Policy:
        return replace(self, changed=dict(changed))

    @cached_property
    def adjustable(self) -> Mapping[str, TeamSetting]:
        """All a team may change: the settings that decide something today, and how often suppliers of a tier are
        reviewed."""
        rhythms = [review_setting(rhythm) for rhythm in self.rhythms.values()]
        deciding = [setting for setting in self.settings.values() if setting.waits_for is None]
        return {setting.key: setting for setting in (*deciding, *rhythms)}

    def setting(self, key: str) -> TeamSetting:
        """KeyError for one that does not exist."""
        return self.adjustable[key] if key in self.adjustable else self.settings[key]

    def values(self, key: str) -> dict[Stage | None, Decimal | str]:
        """The values in force: by stage where it depends on it, else under None."""
        return {stage: self.value(key, stage) for stage in self.setting(key).places}

    def kept(self, key: str) -> Any:
        """As the values in force are stored."""
        return self.adjustable[key].kept(self.values(key))

    def value(self, key: str, stage: Stage | None = None) -> Decimal | str:
        """The value in force. KeyError for a setting that does not exist, or one by stage when no stage is given."""
        setting = self.setting(key)
        change = self.changed.get(key)
        if not setting.by_stage:
            return setting.within(setting.read(setting.value if change is None else change))
        if stage is None:
            raise KeyError(f"{key} needs a stage")
        by_stage = change if isinstance(change, Mapping) else {}
        return setting.within(setting.read(by_stage.get(stage.value, setting.by_stage[stage])))

    def number(self, key: str, stage: Stage | None = None) -> Decimal:
        """The value of a setting that is a figure."""
        return Decimal(self.value(key, stage))

    def is_changed(self, key: str) -> bool:
        return self.values(key) != self.adjustable[key].shipped

    def lookup(self, stage: Stage | None) -> Lookup:
        """What rules ask: the value of a setting, for a business at this stage."""
        return lambda key: self.value(key, stage)

    def rhythm(self, tier: str) -> Rhythm:
        """The rhythm in force for a tier. KeyError if there is no such tier."""
        names = {name: f"{RHYTHM}{tier}.{name}" for name in MONTHS}
        changes: dict[str, Any] = {name: int(self.changed[key]) for name, key in names.items() if key in self.changed}
        return replace(self.rhythms[tier], **changes)

    def review_months(self, tier: str) -> int:
        """Months between two reviews of a supplier of this tier. KeyError if there is no such tier."""
        return self.rhythm(tier).review_months


def review_setting(rhythm: Rhythm) -> RhythmSetting:
    return RhythmSetting(
        key=f"{RHYTHM}{rhythm.tier}.review_months",
        title=rhythm.title,
        type=SettingType.number,
        unit="month",
        value=Decimal(rhythm.review_months),
        reason=Text(
            zh=f"{rhythm.meaning.zh}{rhythm.reason.zh}",
            en=f"{rhythm.meaning.en} {rhythm.reason.en}",
        ),
        editable=rhythm.editable,
        starting_value=rhythm.starting_value,
    )
