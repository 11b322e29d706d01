"""What a person typed for the limits of a team, held against the limits that person was looking at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from portal.core.rules.stages import Stage
from portal.core.rules.text import plain_number, whole
from portal.settings.rules.policy import Policy
from portal.settings.rules.settings import SettingType, TeamSetting

RESET, SEEN = "reset-", "seen-"
LARGEST = 10**12
LONGEST_FIGURE = 60
FIGURE = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,6})?%?")


class Unreadable(ValueError):
    """No value of the setting; `most` is the end that was passed."""

    def __init__(self, text: str, most: int | None = None) -> None:
        super().__init__(text)
        self.most = most


class PolicyChanges(NamedTuple):
    """What was changed, as it is stored (None: back to the starting value), and what is wrong, by name of the field."""

    values: dict[str, Any]
    faults: dict[str, Unreadable]


@dataclass(frozen=True)
class SentPolicy:
    """The page as it came back. A field that was not on it stays as it is."""

    sent: Mapping[str, str] = field(default_factory=dict)

    def text(self, setting: TeamSetting, stage: Stage | None) -> str | None:
        return self.sent.get(field_name(setting.key, stage))

    def resets(self, key: str) -> bool:
        return RESET + key in self.sent

    def seen(self, key: str) -> int:
        """The version the person was looking at; 0 for the starting value."""
        return whole(self.sent.get(SEEN + key)) or 0

    def changes(self, looked_at: Policy, choices: Mapping[str, Collection[str]]) -> PolicyChanges:
        """What differs from the limits the person was looking at; `choices`: the codes a choice may take."""
        changes = PolicyChanges({}, {})
        for setting in looked_at.adjustable.values():
            typed, faults = self.values(setting, looked_at, choices.get(setting.key, ()))
            changes.faults.update(faults)
            if setting.editable and not faults and typed != looked_at.values(setting.key):
                changes.values[setting.key] = setting.kept(typed)
        return changes

    def values(
        self, setting: TeamSetting, looked_at: Policy, codes: Collection[str]
    ) -> tuple[dict[Stage | None, Decimal | str], dict[str, Unreadable]]:
        """The values of one setting as they are wanted, and the fields that say none."""
        if self.resets(setting.key):
            return setting.shipped, {}
        values, faults = looked_at.values(setting.key), {}
        for stage in setting.places:
            text = self.text(setting, stage)
            try:
                values[stage] = values[stage] if text is None else value_of(setting, text, codes)
            except Unreadable as fault:
                faults[field_name(setting.key, stage)] = fault
        return values, faults

    def touched(self, looked_at: Policy, choices: Mapping[str, Collection[str]]) -> dict[str, str]:
        """What was typed anew and which ways back were chosen, as it was sent."""
        sent = {name: text for name, text in self.sent.items() if name.startswith(RESET)}
        for setting in looked_at.adjustable.values():
            typed, _faults = self.values(setting, looked_at, choices.get(setting.key, ()))
            for stage, value in looked_at.values(setting.key).items():
                text = self.text(setting, stage)
                if text is not None and typed[stage] != value:
                    sent[field_name(setting.key, stage)] = text
        return sent


def field_name(key: str, stage: Stage | None) -> str:
    return f"{key}-{stage}" if stage else key


def value_of(setting: TeamSetting, text: str, codes: Collection[str]) -> Decimal | str:
    """Raises Unreadable for what the setting cannot be."""
    plain = plain_number(text[:LONGEST_FIGURE])
    if setting.type is SettingType.choice:
        if plain not in codes:
            raise Unreadable(text)
        return plain
    # Decimal would also take 1_000, digits of every script, and an exponent: 1e-999999 has a million digits.
    if len(text) > LONGEST_FIGURE or not FIGURE.fullmatch(plain) or any(map(ornate, text)):
        raise Unreadable(text)
    number = Decimal(plain.removesuffix("%"))
    if number > LARGEST:
        raise Unreadable(text)
    if setting.most is not None and number > setting.most:
        raise Unreadable(text, setting.most)
    return read(setting, number / 100 if setting.type is SettingType.percent else number, text)


def ornate(char: str) -> bool:
    """Whether it is a digit in looks only: "5²" would else be read as 52."""
    return unicodedata.category(char) == "No"


def read(setting: TeamSetting, number: Decimal, text: str) -> Decimal | str:
    try:
        return setting.read(f"{number:f}")
    except ValueError:
        raise Unreadable(text) from None
