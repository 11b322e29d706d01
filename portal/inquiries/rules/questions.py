"""The questions for a first contact, as they are shipped and as an inquiry keeps those it asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from portal.agreements.rules.clauses import ClauseOption
from portal.core.rules.plain_data import Between, read, refuse, unique
from portal.core.rules.wording import Text


class QuestionType(StrEnum):
    text = "text"
    number = "number"
    money = "money"
    percent = "percent"
    yes_no = "yes_no"
    choice = "choice"
    file = "file"  # answered by saying which file came, or where it is


OWN = "own_"  # what the key of a team's own question begins with
LONGEST_REPLY, LONGEST_NAME, LONGEST_NOTE = 1000, 300, 300  # characters
FIGURES = (QuestionType.number, QuestionType.percent, QuestionType.money)
# Conditions that the goods asked about decide; what nobody decides is asked.
OF_GOODS = {"physical_goods": "physical", "digital_goods": "digital"}


class Choice(StrEnum):
    """Which questions of the book are asked."""

    core = "core"
    all = "all"


@dataclass(frozen=True, kw_only=True)
class Question:
    key: str
    text: Text
    type: QuestionType
    unit: str | None = None
    options: tuple[ClauseOption, ...] = ()
    core: bool = True
    applies_when: str | None = None
    item: str | None = None  # of a checklist: what the answer is good for

    def __post_init__(self) -> None:
        refuse(
            {
                "a choice has options, nothing else has": (self.type is QuestionType.choice) != bool(self.options),
                "a figure has a unit, nothing else has": (self.unit is not None) != (self.type in FIGURES),
            }
        )

    def concerns(self, goods: str) -> bool:
        """Whether it is asked about goods of this kind (physical, digital, both)."""
        return goods == "both" or OF_GOODS.get(self.applies_when or "", goods) == goods

    def to_json(self) -> dict[str, Any]:
        """As an inquiry keeps it: it stays as it was asked when the book changes."""
        kept: dict[str, Any] = {
            "key": self.key,
            "text": {"zh": self.text.zh, "en": self.text.en},
            "type": self.type.value,
        }
        if self.unit:
            kept["unit"] = self.unit
        if self.options:
            kept["options"] = [{"key": option.key, "zh": option.zh, "en": option.en} for option in self.options]
        return kept


@dataclass(frozen=True)
class QuestionBook:
    version: Annotated[int, Between(1, 10**6)]
    questions: tuple[Question, ...]  # in the order they are asked

    def __post_init__(self) -> None:
        unique("question", (question.key for question in self.questions))


def chosen(book: Iterable[Question], choice: Choice, goods: str) -> tuple[Question, ...]:
    """The questions of a choice that concern goods of this kind, in the order of the book."""
    return tuple(question for question in book if (question.core or choice is Choice.all) and question.concerns(goods))


def kept_from(data: Iterable[Any]) -> tuple[Question, ...]:
    """The questions an inquiry keeps. Raises Malformed."""
    return tuple(read(Question, kept, f"question {place}") for place, kept in enumerate(data, 1))
