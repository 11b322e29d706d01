"""The sentences of checklists in the reader's language: an item with its limit, an answer, what the records say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from portal import content
from portal.checklists.pages.facts import named
from portal.checklists.rules.answers import AnswerState, Stored
from portal.checklists.rules.factbook import PlaceType
from portal.checklists.rules.items import Item, ItemType
from portal.core.rules.thresholds import Comparator, FactRule, Lookup
from portal.core.rules.wording import fill
from portal.inquiries.rules.inquiries import Reply
from portal.inquiries.words import value_text
from portal.web.filters import day, money, number, percent
from portal.web.language import choose
from portal.web.words import word

MOST_NAMES = 5


def item_text(item: Item, lookup: Lookup) -> str:
    """The line of an item, with the limits in force."""
    limits = item.limits
    values = {}
    if limits:
        values["pass"] = limit_text(item, limits.pass_, lookup)
        values["warn"] = limit_text(item, limits.warn, lookup) if limits.warn else ""
    return fill(item.text.for_(choose()), values)


def limit_text(item: Item, comparator: Comparator, lookup: Lookup) -> str:
    limit = comparator.limit(lookup)
    if not isinstance(limit, int | Decimal):
        return ""
    return figure_text(item, Decimal(limit))


def figure_text(item: Item, figure: Decimal) -> str:
    """A figure as it stands in a sentence that names its unit."""
    if item.type is ItemType.percent:
        return percent(figure)
    return money(figure, item.unit or "") if item.type is ItemType.money else number(figure)


def answer_text(item: Item, value: Stored | None) -> str:
    """An answer on record, in words; empty where there is none."""
    if value is None or value == [] or value == "":
        return ""
    return ANSWERS[item.type](item, value)


def options_text(item: Item, value: Any) -> str:
    keys = value if isinstance(value, list) else [value]
    return listed(tuple(item.option(str(key)).text.for_(choose()) for key in keys))


def number_text(item: Item, value: Any) -> str:
    text = figure_text(item, Decimal(str(value)))
    return f"{text} {word(item.unit, 'unit')}" if item.unit and item.type is ItemType.number else text


def yes_no_text(item: Item, value: Any) -> str:
    return _("Yes") if value == "yes" else _("No")


ANSWERS: dict[ItemType, Callable[[Item, Any], str]] = {
    ItemType.yes_no: yes_no_text,
    ItemType.yes_no_na: yes_no_text,
    ItemType.choice: options_text,
    ItemType.choices: options_text,
    ItemType.number: number_text,
    ItemType.money: number_text,
    ItemType.percent: number_text,
    ItemType.rating: lambda item, value: _("%(num)s of 5", num=value),
    ItemType.date: lambda item, value: str(value),
    ItemType.text: lambda item, value: str(value),
    ItemType.file: lambda item, value: _("files: %(num)s", num=len(value)),
}


def given_text(item: Item, stored: Mapping[str, Any] | None) -> str:
    """What is on record, in words: an answer, "does not apply", or nothing."""
    if not stored or stored["state"] == AnswerState.unknown:
        return _("no answer")
    return _("Does not apply") if stored["state"] == AnswerState.na else answer_text(item, stored["value"])


def basis_text(item: Item, places: Mapping[str, Any]) -> str:
    """The sentence beside an answer from the records."""
    if item.rule is None or item.basis is None:
        return ""
    kinds = content.facts()[item.rule.fact].placeholders
    values = {name: place_in(item.rule, kinds[name], value) for name, value in places.items() if name in kinds}
    return fill(item.basis.for_(choose()), values)


def place_in(rule: FactRule, kind: PlaceType, value: Any) -> str:
    """A place of the sentence of a rule; the answer to a question reads as the question's own page has it."""
    if kind is PlaceType.answer and rule.fact == "question_value":
        question = next((question for question in content.questions() if question.key == rule.params["key"]), None)
        return value_text(question, Reply(value)) if question else place_text(kind, value)
    return place_text(kind, named(rule, value))


def place_text(kind: PlaceType, value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return listed(value)
    if kind is PlaceType.duration:
        return duration_text(str(value))
    if kind is PlaceType.share:
        return percent(value)
    if kind is PlaceType.money:
        return money(value)
    if isinstance(value, date):
        return day(value)
    return number(value) if isinstance(value, int | Decimal) else str(value)


def duration_text(value: str) -> str:
    """A figure with the unit that stands behind it."""
    figure, _space, unit = value.partition(" ")
    return f"{number(Decimal(figure))} {word(unit, 'duration')}"


def listed(names: tuple[str, ...]) -> str:
    """Names in a row; a long row ends with how many more there are."""
    comma = "、" if choose() == "zh" else ", "
    row = comma.join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return _("%(names)s and %(num)s more", names=row, num=more) if more > 0 else row
