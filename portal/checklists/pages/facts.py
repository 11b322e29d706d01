"""What stands behind the codes an answer of the records names: fields, clauses, criteria of a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal import content
from portal.agreements.words import title
from portal.core.rules.thresholds import FactRule
from portal.inquiries.pages.questions import question
from portal.web.filters import local_text
from portal.web.words import WORDS, word

OF_ONE = ("self", "latest")  # scopes that name parts of one record; the others name records


def field(code: str, params: Mapping[str, Any]) -> str:
    kind = f"{params.get('record')}_field"
    return word(code, kind) if kind in WORDS else code


def criterion(code: str, params: Mapping[str, Any]) -> str:
    """By the sheets of this release: codes keep their meaning across versions."""
    texts = {entry.code: entry.text for sheet in content.sample_templates().values() for entry in sheet.criteria}
    return local_text(texts[code]) if code in texts else code


def of_agreement(code: str, otherwise: Callable[[str], str]) -> str:
    """Which agreement was judged, among what else the sentence names."""
    return word(code, "agreement_judged") if code in WORDS["agreement_judged"] else otherwise(code)


NAMED: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "fields_filled": field,
    "clauses_filled": lambda code, params: of_agreement(code, title),
    "criteria_done_share": criterion,
    "sample_verdict": criterion,
    "reference_ready": lambda key, params: of_agreement(key, lambda gap: word(gap, "reference_gap")),
    "valid_documents": lambda key, params: word(key, "document"),
    "serious_notes": lambda key, params: word(key, "matter"),
    "supplier_years": lambda key, params: word(key, "beginning"),
    "questions_answered": lambda key, params: question(key).rstrip("?？"),
}


def named(rule: FactRule, value: Any) -> Any:
    """A place of an answer; the codes in it, alone or several, in the reader's words."""
    if rule.fact not in NAMED or rule.params.get("scope", "self") not in OF_ONE:
        return value
    if isinstance(value, tuple):
        return tuple(NAMED[rule.fact](code, rule.params) for code in value)
    return NAMED[rule.fact](value, rule.params) if isinstance(value, str) else value
