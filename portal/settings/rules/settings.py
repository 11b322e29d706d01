"""One setting of the policy: a limit or a choice with its reason, the same for all or by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from portal.core.rules.plain_data import as_number, refuse
from portal.core.rules.spans import LONGEST
from portal.core.rules.stages import Stage
from portal.core.rules.wording import Text

LONGEST_RHYTHM = 36


class SettingType(StrEnum):
    money = "money"
    number = "number"
    percent = "percent"  # kept as 0 to 1
    ratio = "ratio"
    choice = "choice"


@dataclass(frozen=True, kw_only=True)
class TeamSetting:
    key: str
    title: Text
    type: SettingType
    reason: Text
    editable: bool
    starting_value: bool
    unit: str | None = None
    value: Decimal | str | None = None
    by_stage: Mapping[Stage, Decimal | str] = field(default_factory=dict)
    waits_for: str | None = None  # the records without which it changes nothing; until they are kept nobody is shown it

    def __post_init__(self) -> None:
        fixed = not self.by_stage if self.value is not None else set(self.by_stage) == set(Stage)
        refuse({"needs a value, or by_stage with every stage": not fixed})
        for value in self.by_stage.values() or (self.value,):
            refuse({f"{self.key} cannot be {value!r}": self.read(value) != value})

    @property
    def places(self) -> list[Stage | None]:
        """Where it has a value: at each stage, or once."""
        return [stage for stage in Stage if stage in self.by_stage] or [None]

    @property
    def shipped(self) -> dict[Stage | None, Decimal | str]:
        """The values the product came with, by place."""
        return {stage: self.read(self.value if stage is None else self.by_stage[stage]) for stage in self.places}

    def kept(self, values: Mapping[Stage | None, Decimal | str]) -> Any:
        """As it is stored: a text, a table of texts by stage, or None for the values the product came with."""
        if dict(values) == self.shipped:
            return None
        return {str(stage): str(value) for stage, value in values.items()} if self.by_stage else str(values[None])

    @property
    def most(self) -> int | None:
        """In its unit; None where it has no end."""
        return LONGEST.get(self.unit or "") if self.type is SettingType.number else None

    def within(self, value: Decimal | str) -> Decimal | str:
        """A value that was kept before there was an end counts as the end."""
        return value if self.most is None else min(Decimal(value), Decimal(self.most))

    def read(self, value: object) -> Decimal | str:
        """A value of this setting as kept in JSON (numbers also as text). ValueError if it cannot be one."""
        if self.type is SettingType.choice:
            if isinstance(value, str) and value:
                return value
            raise ValueError(f"{self.key} must be a text")
        number = as_number(_typed(value))
        if number is None or number < 0 or (self.type is SettingType.percent and number > 1):
            raise ValueError(f"{self.key} cannot be {value}")
        return number


@dataclass(frozen=True, kw_only=True)
class RhythmSetting(TeamSetting):
    """How often suppliers of a tier are reviewed: whole months, 1 to LONGEST_RHYTHM."""

    @property
    def most(self) -> int:
        return LONGEST_RHYTHM

    def read(self, value: object) -> Decimal | str:
        months = Decimal(super().read(value))
        if months < 1 or months % 1:
            raise ValueError(f"{self.key} cannot be {value}")
        return months


def _typed(value: object) -> object:
    try:
        return Decimal(value) if isinstance(value, str) else value
    except ArithmeticError:
        return None
