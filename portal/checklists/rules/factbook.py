"""The closed list of facts that rules may use, and the named conditions, as the content describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portal.core.rules.plain_data import refuse, unique
from portal.core.rules.wording import Text


class ParamType(StrEnum):
    choice = "choice"
    text = "text"
    list = "list"
    bool = "bool"
    counted = "count"  # `count` is a method of str
    days = "days"
    money = "money"
    share = "share"
    number = "number"


class FactType(StrEnum):
    share = "share"
    number = "number"
    money = "money"
    choice = "choice"
    bool = "bool"
    by_question = "by_question"
    by_field = "by_field"


class PlaceType(StrEnum):
    """How a placeholder of a basis sentence is written: count, number and days bare, the others with their unit."""

    counted = "count"  # `count` is a method of str
    number = "number"
    days = "days"
    share = "share"
    money = "money"
    date = "date"
    hours = "hours"
    duration = "duration"
    answer = "answer"
    name = "name"
    names = "names"
    text = "text"


@dataclass(frozen=True, kw_only=True)
class Param:
    type: ParamType
    required: bool = False
    default: Any = None
    setting: str | None = None  # follows this policy setting where the rule does not say
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        sources = self.required + (self.default is not None) + (self.setting is not None)
        refuse({"a parameter is required, or has a default, or follows a setting": sources != 1})


@dataclass(frozen=True, kw_only=True)
class Returns:
    type: FactType
    unit: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    name: str
    title: Text
    subjects: tuple[str, ...]
    returns: Returns
    placeholders: Mapping[str, PlaceType]
    records: tuple[str, ...]
    unknown: Text  # what to say when base data are missing
    page: str  # where to enter them
    params: Mapping[str, Param] = field(default_factory=dict)
    page_for: Mapping[str, str] = field(default_factory=dict)  # the same, by the value of a parameter
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    key: str
    title: Text
    subjects: tuple[str, ...]
    records: tuple[str, ...]
    when: Text


@dataclass(frozen=True)
class Factbook:
    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        unique("fact", (fact.name for fact in self.facts))
        unique("condition", (condition.key for condition in self.conditions))
