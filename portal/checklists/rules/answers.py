"""What a person typed or chose for an item, read into the value that is kept (plain JSON)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.checklists.rules.items import Item, ItemType
from portal.core.rules.text import clean, plain_number

Stored = str | int | list[str] | list[int]

TEXT_MOST = 4_000  # characters
FILES_MOST = 20  # per answer
WHOLE_DIGITS, DECIMALS = 12, 6  # of a figure as typed
RATING_LOW, RATING_HIGH = 1, 5
FIRST_YEAR, LAST_YEAR = 1900, 2200
_NUMBER = re.compile(r"[+-]?([0-9]+)(?:\.([0-9]+))?")


class AnswerState(StrEnum):
    unknown = "unknown"
    answered = "answered"
    na = "na"


class AnswerFault(StrEnum):
    """Why an answer cannot be kept; the words are the form's."""

    not_an_option = "not_an_option"
    not_a_number = "not_a_number"
    out_of_range = "out_of_range"
    too_precise = "too_precise"
    not_a_date = "not_a_date"
    not_a_file = "not_a_file"
    too_long = "too_long"
    unreadable = "unreadable"  # holds a NUL character


class BadAnswer(ValueError):
    def __init__(self, fault: AnswerFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class AnswerReading:
    state: AnswerState
    value: Stored | None = None


UNKNOWN = AnswerReading(AnswerState.unknown)
NOT_APPLICABLE = AnswerReading(AnswerState.na)


def read_answer(item: Item, raw: Sequence[str]) -> AnswerReading:
    """The form's values for an item (as from getlist) read into what is kept. Raises BadAnswer.

    Nothing but blanks is unknown. Kept are: "yes"/"no"; an option's key, or a list of keys in the item's order;
    figures as plain decimal text, shares as 0 to 1; a rating as a whole number 1 to 5; dates as YYYY-MM-DD; files
    as a list of attachment numbers.
    """
    typed = [clean(text).strip() for text in raw]
    typed = [text for text in typed if text]
    if any("\0" in text for text in typed):
        raise BadAnswer(AnswerFault.unreadable)
    if not typed:
        return UNKNOWN
    if item.type is ItemType.yes_no_na and typed[0] == "na":
        return NOT_APPLICABLE
    return AnswerReading(AnswerState.answered, READERS[item.type](item, typed))


def yes_or_no(item: Item, typed: Sequence[str]) -> str:
    """Kept as "yes" or "no". Raises BadAnswer(not_an_option)."""
    if typed[0] not in ("yes", "no"):
        raise BadAnswer(AnswerFault.not_an_option)
    return typed[0]


def one_option(item: Item, typed: Sequence[str]) -> str:
    """The key of one option. Raises BadAnswer(not_an_option)."""
    return some_options(item, typed[:1])[0]


def some_options(item: Item, typed: Sequence[str]) -> list[str]:
    """The keys given, in the order of the item. Raises BadAnswer(not_an_option)."""
    keys = [option.key for option in item.options]
    if not set(typed) <= set(keys):
        raise BadAnswer(AnswerFault.not_an_option)
    return [key for key in keys if key in typed]


def figure(item: Item, typed: Sequence[str]) -> str:
    """A number in the unit of the item, of any sign. Raises BadAnswer."""
    return plain(number_from(typed[0]))


def amount(item: Item, typed: Sequence[str]) -> str:
    """Money in the item's unit, not below zero. Raises BadAnswer."""
    number = number_from(typed[0])
    if number < 0:
        raise BadAnswer(AnswerFault.out_of_range)
    return plain(number)


def share(item: Item, typed: Sequence[str]) -> str:
    """A percentage as typed ("95", "95%"), 0 to 100, kept as 0.95. Raises BadAnswer."""
    number = number_from(typed[0].rstrip(" %％")) / 100
    if not 0 <= number <= 1:
        raise BadAnswer(AnswerFault.out_of_range)
    return plain(number)


def rating(item: Item, typed: Sequence[str]) -> int:
    """A whole number, 1 to 5. Raises BadAnswer."""
    number = number_from(typed[0])
    if number != number.to_integral_value() or not RATING_LOW <= number <= RATING_HIGH:
        raise BadAnswer(AnswerFault.out_of_range)
    return int(number)


def day(item: Item, typed: Sequence[str]) -> str:
    """YYYY-MM-DD, FIRST_YEAR to LAST_YEAR. Raises BadAnswer(not_a_date or out_of_range)."""
    try:
        on = date.fromisoformat(typed[0])
    except ValueError:
        raise BadAnswer(AnswerFault.not_a_date) from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise BadAnswer(AnswerFault.out_of_range)
    return on.isoformat()


def words(item: Item, typed: Sequence[str]) -> str:
    """Up to TEXT_MOST characters. Raises BadAnswer(too_long)."""
    if len(typed[0]) > TEXT_MOST:
        raise BadAnswer(AnswerFault.too_long)
    return typed[0]


def files(item: Item, typed: Sequence[str]) -> list[int]:
    """Ids of attachments, each once and ascending, up to FILES_MOST. Raises BadAnswer(not_a_file or too_long)."""
    if not all(re.fullmatch(r"[1-9][0-9]{0,17}", text) for text in typed):
        raise BadAnswer(AnswerFault.not_a_file)
    if len(typed) > FILES_MOST:
        raise BadAnswer(AnswerFault.too_long)
    return sorted({int(text) for text in typed})


def number_from(text: str) -> Decimal:
    """A figure as people type it (full-width digits, thousands commas, 万). Raises BadAnswer."""
    match = _NUMBER.fullmatch(plain_number(text))
    if match is None:
        raise BadAnswer(AnswerFault.not_a_number)
    if len(match[1].lstrip("0")) > WHOLE_DIGITS:
        raise BadAnswer(AnswerFault.out_of_range)
    if len((match[2] or "").rstrip("0")) > DECIMALS:
        raise BadAnswer(AnswerFault.too_precise)
    return Decimal(match[0])


def plain(number: Decimal) -> str:
    """The shortest plain text of a figure: no exponent, no trailing zeros, no minus zero."""
    return format(number.normalize() + 0, "f")


READERS: dict[ItemType, Callable[[Item, Sequence[str]], Stored]] = {
    ItemType.yes_no: yes_or_no,
    ItemType.yes_no_na: yes_or_no,
    ItemType.choice: one_option,
    ItemType.choices: some_options,
    ItemType.number: figure,
    ItemType.money: amount,
    ItemType.percent: share,
    ItemType.rating: rating,
    ItemType.date: day,
    ItemType.text: words,
    ItemType.file: files,
}
