"""Decent items, criteria and answers; a test states only what differs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.items import Item
from portal.checklists.rules.judging import NOTHING, AnswerSource, GivenAnswer, JudgedItem, judge
from portal.core.rules.plain_data import read
from portal.core.rules.thresholds import Figure
from portal.samples.rules.sampling import SampleCriterion, SampleTemplate

SETTINGS: dict[str, Decimal | str] = {
    "order.limit": Decimal(30),
    "checklist.pass_score": Decimal(80),
    "checklist.watch_score": Decimal(60),
    "verdict.major_weight": Decimal(3),
    "verdict.minor_weight": Decimal(1),
    "verdict.sample_pass": Decimal(80),
    "verdict.sample_retest": Decimal(60),
}
YES_NO_NA_OPTIONS = ("clean", "pass"), ("minor", "warn"), ("serious", "fail")


def lookup(key: str) -> Decimal | str:
    return SETTINGS[key]


def words(text: str) -> dict[str, str]:
    return {"zh": f"中 {text}", "en": text}


def at_least(value: str | int) -> dict[str, Any]:
    return {"op": ">=", "value": Decimal(value)}


def rule(passes: dict[str, Any], warns: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"fact": "fields_filled", "params": {}, "pass": passes} | ({"warn": warns} if warns else {})


def item_table(type_: str = "yes_no", **differs: Any) -> dict[str, Any]:
    table = {
        "code": "S01",
        "section": "first",
        "text": words("Quotes are in"),
        "why": words("Because"),
        "type": type_,
        "weight": 3,
        "answer": "person",
        "evidence": "none",
    }
    if type_ in ("choice", "choices"):
        table["options"] = [{"key": key, "zh": key, "en": key, "result": result} for key, result in YES_NO_NA_OPTIONS]
    if "rule" in differs:
        table |= {"answer": "auto", "basis": words("Of {count}")}
    return table | differs


def make_item(type_: str = "yes_no", **differs: Any) -> Item:
    return read(Item, item_table(type_, **differs), "S01")


def judged(item: Item, answer: GivenAnswer = NOTHING, figure: Figure | None = None, **known: bool | None) -> JudgedItem:
    return judge(item, answer, figure, known, lookup)


def answered(value: Any, source: AnswerSource = AnswerSource.person, figure: Figure | None = None) -> GivenAnswer:
    return GivenAnswer(AnswerState.answered, value, source, figure)


def criterion_table(code: str = "PH01", severity: str = "major", **differs: Any) -> dict[str, Any]:
    table = {
        "code": code,
        "group": "look",
        "text": words("Deviation"),
        "how": words("Measure it"),
        "severity": severity,
        "required": True,
        "filled_by": "person",
        "limit_from": "default",
        "measures": [{"key": "deviation", "op": "<=", "value": 2, "unit": "percent"}],
    }
    return table | differs


def make_criterion(code: str = "PH01", severity: str = "major", **differs: Any) -> SampleCriterion:
    return read(SampleCriterion, criterion_table(code, severity, **differs), code)


def make_template(*criteria: dict[str, Any]) -> SampleTemplate:
    table = {
        "key": "sample_physical",
        "title": words("Test"),
        "purpose": words("Find out"),
        "version": 1,
        "kind": "physical",
        "groups": [{"key": "look", "title": words("Look")}],
        "criteria": list(criteria),
    }
    return SampleTemplate.from_json(table)
