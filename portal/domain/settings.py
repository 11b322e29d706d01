"""One setting of the policy: a limit or a choice with its reason, the same for all or by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from portal.domain.plain import Entry, as_number
from portal.domain.spans import LONGEST
from portal.domain.stages import Stage
from portal.domain.wording import Text


class SettingType(StrEnum):
    money = "money"
    number = "number"
    percent = "percent"  # kept as 0 to 1
    ratio = "ratio"
    choice = "choice"


@dataclass(frozen=True, kw_only=True)
class Setting:
    key: str
    title: Text
    type: SettingType
    reason: Text
    editable: bool
    starting_value: bool
    unit: str | None = None
    value: Decimal | str | None = None
    by_stage: Mapping[Stage, Decimal | str] = field(default_factory=dict)

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
            raise ValueError(f"{self.key} cannot be {value!r}")
        return number


def setting_from(entry: Entry) -> Setting:
    raw = entry.mapping("by_stage") if entry.has("by_stage") else {}
    setting = Setting(
        key=entry.string("key"),
        title=entry.text("title"),
        type=entry.one_of("type", SettingType),
        reason=entry.text("reason"),
        editable=entry.flag("editable"),
        starting_value=entry.flag("starting_value"),
        unit=entry.optional("unit"),
    )
    value = entry.value("value") if entry.has("value") else None
    entry.end()
    if (value is None) == (not raw) or (raw and set(raw) != set(Stage)):
        raise entry.wrong("needs a value, or by_stage with every stage")
    try:
        if raw:
            return replace(setting, by_stage={stage: setting.read(raw[stage.value]) for stage in Stage})
        return replace(setting, value=setting.read(value))
    except ValueError as error:
        raise entry.wrong(str(error)) from None


def _typed(value: object) -> object:
    try:
        return Decimal(value) if isinstance(value, str) else value
    except ArithmeticError:
        return None
