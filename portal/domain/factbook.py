"""The closed list of facts that rules may use, and the named conditions, as the content describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.domain.plain import Entry
from portal.domain.wording import Text


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
    params: Mapping[str, Param]
    returns: Returns
    placeholders: Mapping[str, PlaceType]
    records: tuple[str, ...]
    unknown: Text  # what to say when base data are missing
    page: str  # where to enter them
    page_for: Mapping[str, str]  # the same, by the value of a parameter
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    key: str
    title: Text
    subjects: tuple[str, ...]
    records: tuple[str, ...]
    when: Text


def fact_from(entry: Entry) -> Fact:
    fact = Fact(
        name=entry.string("name"),
        title=entry.text("title"),
        subjects=entry.strings("subjects"),
        params=_params(entry.table("params")) if entry.has("params") else {},
        returns=_returns(entry.table("returns")),
        placeholders=_places(entry.table("placeholders")),
        records=entry.strings("records"),
        unknown=entry.text("unknown"),
        page=entry.string("page"),
        page_for=entry.mapping("page_for") if entry.has("page_for") else {},
        note=entry.text("note") if entry.has("note") else None,
    )
    entry.end()
    return fact


def condition_from(entry: Entry) -> Condition:
    condition = Condition(
        key=entry.string("key"),
        title=entry.text("title"),
        subjects=entry.strings("subjects"),
        records=entry.strings("records"),
        when=entry.text("when"),
    )
    entry.end()
    return condition


def _params(entry: Entry) -> dict[str, Param]:
    return {name: _param(entry.table(name)) for name in entry.names()}


def _param(entry: Entry) -> Param:
    param = Param(
        type=entry.one_of("type", ParamType),
        required=entry.flag("required", default=False),
        default=entry.value("default") if entry.has("default") else None,
        setting=entry.optional("setting"),
        values=entry.strings("values"),
    )
    entry.end()
    if param.required + (param.default is not None) + (param.setting is not None) != 1:
        raise entry.wrong("a parameter is required, or has a default, or follows a setting")
    return param


def _returns(entry: Entry) -> Returns:
    returns = Returns(
        type=entry.one_of("type", FactType), unit=entry.optional("unit"), options=entry.strings("options")
    )
    entry.end()
    return returns


def _places(entry: Entry) -> dict[str, PlaceType]:
    return {name: entry.one_of(name, PlaceType) for name in entry.names()}
