"""All words of the content: both languages, one word for one thing, and nothing that must not be said."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from portal import content
from portal.core.rules.wording import places, well_formed

FILES = sorted(content.FOLDER.rglob("*.toml"))
DATA = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
GLOSSARY = DATA[content.FOLDER / "glossary.toml"]["terms"]
LATER = [path for path in FILES if path.name in ("clauses.toml", "questions.toml", "policy.toml")]
MACHINE = "卡盟"


def texts(value: Any, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every table with a zh or en text in it, and where it is."""
    if isinstance(value, dict):
        where = f"{where} {value.get('code') or value.get('key') or value.get('name') or ''}".strip()
        if {"zh", "en"} & value.keys():
            yield where, value
        for name, part in value.items():
            yield from texts(part, f"{where}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, where)


ALL = [found for path, data in DATA.items() for found in texts(data, path.name)]
HAN = [(where, text["zh"]) for where, text in ALL]


def test_every_text_stands_in_both_languages():
    assert len(ALL) > 1000
    for where, text in ALL:
        assert text.get("zh", "").strip(), where
        assert text.get("en", "").strip(), where


def test_every_text_names_the_same_placeholders_and_closes_them():
    for where, text in ALL:
        assert well_formed(text["zh"]) and well_formed(text["en"]), where
        assert places(text["zh"]) == places(text["en"]), where


def test_the_english_holds_no_chinese():
    for where, text in ALL:
        assert not any("一" <= letter <= "鿿" for letter in text["en"]), where


def test_no_text_shouts():
    for where, text in ALL:
        assert not set(text["zh"] + text["en"]) & set("!！"), where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_word_no_one_uses_is_only_named_as_one_to_avoid(path):
    for where, zh in [(where, text["zh"] + text["en"]) for where, text in texts(DATA[path], path.name)]:
        assert MACHINE not in zh, where
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if MACHINE in line]
    assert all(line.startswith("avoid_zh") for line in lines)


def test_words_to_avoid_are_not_used_where_the_term_would_stand():
    for term in GLOSSARY:
        for avoided in term.get("avoid_zh", ()):
            used = [where for where, zh in HAN if avoided in zh and term["zh"] not in zh]
            assert not used, f"{avoided} instead of {term['zh']}: {used}"


def test_a_term_has_one_translation():
    assert len({term["key"] for term in GLOSSARY}) == len(GLOSSARY)
    assert len({term["zh"] for term in GLOSSARY}) == len(GLOSSARY)
    assert len({term["en"] for term in GLOSSARY}) == len(GLOSSARY)


@pytest.mark.parametrize("path", LATER, ids=lambda path: path.name)
def test_what_is_read_later_has_unique_keys_and_conditions_that_exist(path):
    for name, entries in DATA[path].items():
        if isinstance(entries, list):
            keys = [entry.get("key") or entry.get("tier") or entry.get("grade") or str(entry) for entry in entries]
            assert len(set(keys)) == len(keys), name
            for entry in entries:
                for condition in {"must_when", "applies_when"} & entry.keys():
                    assert entry[condition] in content.conditions()


def test_clauses_belong_to_topics_and_questions_feed_items():
    clauses = DATA[content.FOLDER / "clauses.toml"]
    topics = {topic["key"] for topic in clauses["topics"]}
    assert {clause["topic"] for clause in clauses["clauses"]} == topics
    assert not [clause["key"] for clause in clauses["clauses"] if clause["type"] == "choice" and not clause["options"]]
    codes = {item.code for checklist in content.checklists().values() for item in checklist.items}
    assert {question["item"] for question in DATA[content.FOLDER / "questions.toml"]["questions"]} <= codes


def test_rules_about_clauses_and_questions_name_keys_that_exist():
    clauses = DATA[content.FOLDER / "clauses.toml"]
    keys = {
        "clauses_filled": {clause["key"] for clause in clauses["clauses"]},
        "clause_number": {clause["key"] for clause in clauses["clauses"]},
        "question_value": {one["key"] for one in DATA[content.FOLDER / "questions.toml"]["questions"]},
        "questions_answered": {one["key"] for one in DATA[content.FOLDER / "questions.toml"]["questions"]},
    }
    for item in (item for checklist in content.checklists().values() for item in checklist.items):
        if item.rule and item.rule.fact in keys:
            named = {item.rule.params["key"]} if "key" in item.rule.params else set(item.rule.params.get("keys", ()))
            assert named <= keys[item.rule.fact], item.code
