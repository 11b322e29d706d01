"""Answers, sample results and clauses in the words of the shipped lists."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from portal.agreements.rules.clauses import Clause, given_from
from portal.agreements.words import said_text
from portal.checklists.pages.sentences import answer_text
from portal.checklists.rules.items import Item
from portal.content import checklists, clauses, sample_templates
from portal.inquiries.pages.questions import question, question_of
from portal.inquiries.rules.inquiries import reply_from
from portal.inquiries.words import reply_text as reply_words
from portal.samples.rules.sampling import FIGURE, SampleCriterion
from portal.samples.words.measures import values_text
from portal.web.filters import local_text


def in_words(code: str, column: str, value: Any) -> str:
    """Empty where the shipped list does not know such a value: an older version may have asked otherwise."""
    try:
        if column == "value" and code in items():
            return answer_text(items()[code], value)
        if column == "code" and code in criteria():
            return local_text(criteria()[code].text)
        if column == "values" and code in criteria():
            return values_text({key: Decimal(figure) for key, figure in value.items()}, criteria()[code])
        if column == "values" and FIGURE in value:
            return str(value[FIGURE])
        if isinstance(value, dict) and column in written():
            return said_text(written()[column], given_from(written()[column], value))
    except (KeyError, InvalidOperation):
        pass
    return ""


def inquiry_words(column: str, value: Any) -> str:
    """The questions of an inquiry by their text, an answer with its unit; empty for its other columns."""
    if column in ("questions", "keys", "off"):
        return " · ".join(question(key) for key in value)
    asked = question_of(column)
    return reply_words(asked, reply_from(asked, value)) if asked else ""


@cache
def items() -> dict[str, Item]:
    return {item.code: item for checklist in checklists().values() for item in checklist.items}


@cache
def criteria() -> dict[str, SampleCriterion]:
    return {criterion.code: criterion for template in sample_templates().values() for criterion in template.criteria}


@cache
def written() -> dict[str, Clause]:
    return {clause.key: clause for clause in clauses().clauses}


def titles() -> dict[str, Any]:
    """What the shipped lists are called, by key."""
    steps = {key: checklist.title for key, checklist in checklists().items()}
    return steps | {template.key: template.title for template in sample_templates().values()}
