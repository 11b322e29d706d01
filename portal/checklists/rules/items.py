"""One line of a checklist: what it asks, of whom, what it needs beside it, and what passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from portal.core.rules.plain_data import Between, refuse, unique
from portal.core.rules.thresholds import FactRule, Limits, Result
from portal.core.rules.wording import Text, places, unclosed


class ItemType(StrEnum):
    yes_no = "yes_no"
    yes_no_na = "yes_no_na"
    choice = "choice"
    choices = "choices"
    number = "number"
    money = "money"
    percent = "percent"
    date = "date"
    text = "text"
    file = "file"
    rating = "rating"


YES_NO = frozenset({ItemType.yes_no, ItemType.yes_no_na})
CHOSEN = frozenset({ItemType.choice, ItemType.choices})
FIGURES = frozenset({ItemType.number, ItemType.money, ItemType.percent, ItemType.rating})


class Evidence(StrEnum):
    none = "none"
    note = "note"
    file = "file"


class EvidenceWhen(StrEnum):
    always = "always"
    passed = "pass"
    not_passed = "not_pass"


class OnFail(StrEnum):
    stop = "stop"  # ends the list
    action = "action"  # opens a task


class AnsweredBy(StrEnum):
    person = "person"
    auto = "auto"  # computed; a person may override with a reason
    proposed = "proposed"  # computed; counts once a person confirms


@dataclass(frozen=True)
class ItemOption:
    key: str
    zh: str
    en: str
    result: Result

    def __post_init__(self) -> None:
        judged = self.result in (Result.passed, Result.warned, Result.failed)
        refuse({"result must be pass, warn or fail": not judged} | unclosed(self.zh, self.en))

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class Item:
    code: str  # stable across versions
    section: str
    text: Text
    why: Text
    type: ItemType
    weight: Annotated[int, Between(1, 5)]
    answer: AnsweredBy
    evidence: Evidence
    unit: str | None = None
    must: bool = False
    must_when: str | None = None  # key of a condition
    applies_when: str | None = None  # key of a condition
    evidence_when: EvidenceWhen | None = None  # None: no evidence is asked for
    on_fail: OnFail | None = None
    options: tuple[ItemOption, ...] = ()
    limit: Limits | None = None
    rule: FactRule | None = None
    basis: Text | None = None

    def __post_init__(self) -> None:
        unique("option", (option.key for option in self.options))
        refuse(contradictions(self))

    @property
    def limits(self) -> Limits | None:
        """What a typed figure is held against: the item's own limit, else that of its rule."""
        return self.limit or self.rule

    def option(self, key: str) -> ItemOption:
        """KeyError if the item has no such option."""
        return {option.key: option for option in self.options}[key]


def contradictions(item: Item) -> dict[str, bool]:
    """The rules an item keeps, and whether it breaks them."""
    computed = item.answer is not AnsweredBy.person
    limited = {"pass"} | {"warn" for limits in (item.limits,) if limits and limits.warn}
    named = places(item.text.zh) | places(item.text.en)
    return {
        "options belong to a choice, and a choice needs them": bool(item.options) != (item.type in CHOSEN),
        "must and must_when exclude each other": item.must and item.must_when is not None,
        "a computed answer needs a rule and its basis": computed and not (item.rule and item.basis),
        "an answer by a person has no rule and no basis": not computed and bool(item.rule or item.basis),
        "evidence and evidence_when go together": (item.evidence is Evidence.none) != (item.evidence_when is None),
        "a limit belongs to a figure": item.limit is not None and item.type not in FIGURES,
        "the text names a limit that is not there": bool(named - (limited if item.limits else frozenset())),
        "both languages must name the same limits": places(item.text.zh) != places(item.text.en),
    }
