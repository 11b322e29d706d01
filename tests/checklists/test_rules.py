"""A published list: what it refuses, and that its JSON is the whole of it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from portal.checklists.rules.checklists import Checklist
from portal.checklists.rules.items import AnsweredBy, Evidence
from portal.core.rules.plain_data import Malformed
from portal.core.rules.stages import Stage
from tests.checklists.lists import at_least, item_table, rule, words


def list_table(*items, **differs):
    table = {
        "key": "stage_startup",
        "title": words("List"),
        "purpose": words("Grow"),
        "version": 1,
        "subject": "business",
        "stage": "startup",
        "sections": [{"key": "first", "title": words("First")}, {"key": "second", "title": words("Second")}],
        "items": list(items),
    }
    return table | differs


def test_a_list_knows_its_items_and_sections():
    checklist = Checklist.from_json(list_table(item_table(), item_table(code="S02", section="second")))
    assert checklist.stage is Stage.startup
    assert [item.code for item in checklist.items_of("second")] == ["S02"]
    assert checklist.item("S02").answer is AnsweredBy.person
    assert checklist.item("S01").evidence is Evidence.none


def test_a_list_is_the_same_after_its_way_through_json():
    rich = item_table(
        "percent",
        code="S03",
        unit="percent",
        must_when="cross_border",
        applies_when="digital_goods",
        evidence="note",
        evidence_when="not_pass",
        on_fail="action",
        text=words("At least {pass}, or {warn}"),
        rule=rule(at_least("0.95"), at_least("0.90"))
        | {"params": {"top": 5, "kinds": ["a"], "share": Decimal("0.05")}},
    )
    checklist = Checklist.from_json(list_table(item_table("choice"), rich | {"code": "S02"}, rich))
    assert Checklist.from_json(json.loads(json.dumps(checklist.to_json()))) == checklist


@pytest.mark.parametrize(
    ("differs", "problem"),
    [
        ({"type": "yesno"}, "S01: type must be one of"),
        ({"weight": 6}, "S01: weight must be from 1 to 5, not 6"),
        ({"weight": 0}, "S01: weight must be from 1 to 5, not 0"),
        ({"weight": True}, "S01: weight must be a whole number, not True"),
        ({"must": 1}, "S01: must must be true or false, not 1"),
        ({"on_fail": None}, "S01: on_fail must be one of stop, action, not None"),
        ({"text": {"zh": "报价齐了"}}, "S01, text: en is missing"),
        ({"text": {"zh": " ", "en": "x"}}, "S01, text: zh must be a text"),
        ({"text": words("At least {pass}")}, "S01: the text names a limit that is not there"),
        ({"text": {"zh": "{pass}", "en": "x"}, "rule": rule(at_least(1))}, "S01: both languages must name the same"),
        ({"must": True, "must_when": "cross_border"}, "S01: must and must_when exclude each other"),
        ({"options": [{"key": "a", "zh": "a", "en": "a", "result": "pass"}]}, "S01: options belong to a choice"),
        ({"type": "choice"}, "S01: options belong to a choice"),
        ({"answer": "auto"}, "S01: a computed answer needs a rule"),
        ({"rule": rule(at_least(1)), "answer": "person"}, "S01: an answer by a person has no rule"),
        ({"evidence": "note"}, "S01: evidence and evidence_when go together"),
        ({"evidence_when": "pass"}, "S01: evidence and evidence_when go together"),
        ({"limit": {"pass": at_least(1)}}, "S01: a limit belongs to a figure"),
        ({"colour": "red"}, "S01: unknown: colour"),
        ({"options": {"a": "b"}}, "S01: options must be a list"),
        ({"type": "choice", "options": ["a"]}, "S01, options 1: must be a table"),
        ({"must": True, "must_when": "x", "evidence": "note"}, "exclude each other; evidence and evidence_when go"),
        ({"section": "third"}, "no such section: S01"),
        ({"rule": rule({"op": "~", "value": 1})}, "S01, rule, pass: op must be one of"),
        ({"rule": rule(at_least(1)) | {"params": {"top": {}}}}, "S01, rule: a parameter is a plain value"),
        ({"rule": rule(at_least(1)) | {"params": 5}}, "S01, rule: params must be a table"),
        ({"rule": rule(at_least(1)), "basis": words("[{count}")}, "S01, basis: a { } or"),
    ],
)
def test_a_malformed_item_is_refused_by_file_and_code(differs, problem):
    with pytest.raises(Malformed, match=r"^startup\.toml") as refused:
        Checklist.from_json(list_table(item_table() | item_table(**differs)), "startup.toml")
    assert problem in str(refused.value)


def test_a_key_that_is_misspelt_is_named_beside_the_one_that_is_missing():
    table = item_table()
    table["wieght"] = table.pop("weight")
    with pytest.raises(Malformed, match=r"S01: weight is missing; unknown: wieght$"):
        Checklist.from_json(list_table(table))


def test_one_code_stands_for_one_item():
    with pytest.raises(Malformed, match="item twice: S01"):
        Checklist.from_json(list_table(item_table(), item_table()))


def test_one_key_stands_for_one_option():
    option = {"key": "a", "zh": "a", "en": "a", "result": "pass"}
    with pytest.raises(Malformed, match="option twice: a"):
        Checklist.from_json(list_table(item_table("choice", options=[option, option])))


def test_an_option_is_judged_pass_warn_or_fail():
    option = {"key": "a", "zh": "a", "en": "a", "result": "unknown"}
    with pytest.raises(Malformed, match="result must be pass, warn or fail"):
        Checklist.from_json(list_table(item_table("choice", options=[option])))


@pytest.mark.parametrize("data", [None, [], "text", {"items": 1}, {}])
def test_what_is_no_list_at_all_is_refused(data):
    with pytest.raises(Malformed):
        Checklist.from_json(data)
