"""The shipped files load, and a bad one says where it is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from portal import content
from portal.agreements.rules.clauses import ClauseBook
from portal.checklists.rules.checklists import Checklist
from portal.checklists.rules.factbook import Factbook, Param
from portal.core.rules.plain_data import Malformed, read
from portal.core.rules.stages import Stage
from portal.inquiries.rules.questions import QuestionBook
from portal.samples.rules.sampling import GoodsKind, SampleTemplate

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))  # as databases hold them
LISTS = [pytest.param(one, id=key) for key, one in content.checklists().items()]


def test_there_is_one_list_for_each_stage():
    assert list(content.stage_checklists()) == list(Stage)


def test_the_eight_steps_come_in_their_order():
    steps = [one.step for one in content.checklists().values() if one.step]
    assert steps == [1, 2, 3, 4, 5, 6, 7, 8]


def test_there_is_one_sample_template_for_each_kind_of_goods():
    assert set(content.sample_templates()) == set(GoodsKind)


@pytest.mark.parametrize("checklist", LISTS)
def test_a_shipped_list_is_the_same_after_its_way_through_json(checklist):
    assert Checklist.from_json(json.loads(json.dumps(checklist.to_json()))) == checklist


@pytest.mark.parametrize("template", content.sample_templates().values(), ids=lambda one: one.key)
def test_a_shipped_sample_template_is_the_same_after_its_way_through_json(template):
    assert SampleTemplate.from_json(json.loads(json.dumps(template.to_json()))) == template


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_what_an_older_release_published_reads_and_is_written_as_it_stood(path):
    stored = path.read_text(encoding="utf-8")
    kind = SampleTemplate if path.stem.startswith("sample") else Checklist
    assert json.dumps(kind.from_json(json.loads(stored)).to_json(), ensure_ascii=False, indent=1) + "\n" == stored


@pytest.mark.parametrize(
    ("kind", "name", "table", "noun"),
    [
        (Checklist, "checklists/startup.toml", "sections", "section"),
        (Checklist, "checklists/startup.toml", "items", "item"),
        (SampleTemplate, "sample_templates/digital.toml", "groups", "group"),
        (SampleTemplate, "sample_templates/digital.toml", "criteria", "criterion"),
        (ClauseBook, "clauses.toml", "topics", "topic"),
        (ClauseBook, "clauses.toml", "clauses", "clause"),
        (QuestionBook, "questions.toml", "questions", "question"),
        (Factbook, "facts.toml", "facts", "fact"),
        (Factbook, "facts.toml", "conditions", "condition"),
        (content.PolicyFile, "policy.toml", "settings", "setting"),
        (content.PolicyFile, "policy.toml", "review_rhythm", "tier"),
        (content.PolicyFile, "policy.toml", "banned_categories", "banned category"),
    ],
)
def test_an_entry_of_a_shipped_file_stands_there_once(kind, name, table, noun):
    data = tomllib.loads((content.FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)
    first = data[table][0]
    [title] = [first[key] for key in ("code", "key", "name", "tier") if key in first]
    with pytest.raises(Malformed, match=f"^{name}: {noun} twice: {re.escape(title)}$"):
        read(kind, data | {table: [*data[table], first]}, name)


@pytest.mark.parametrize("sources", [{}, {"required": True, "default": 5}, {"default": 5, "setting": "order.limit"}])
def test_a_parameter_of_a_fact_comes_from_one_place(sources):
    with pytest.raises(Malformed, match="top: a parameter is required, or has a default, or follows a setting"):
        read(Param, {"type": "count"} | sources, "facts.toml, top")


def test_a_file_is_read_once():
    assert content.policy() is content.policy()
    assert content.checklists() is content.checklists()


def test_a_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "startup.toml"
    path.write_text("key = ", encoding="utf-8")
    with pytest.raises(Malformed, match=r"^startup\.toml: "):
        content.load(Checklist, path)


def test_a_mistake_in_a_shipped_file_names_file_and_code(tmp_path):
    shipped = (content.FOLDER / "checklists" / "startup.toml").read_text(encoding="utf-8")
    path = tmp_path / "startup.toml"
    path.write_text(shipped.replace('code = "S03"\nsection = "small"', 'code = "S03"\nsection = 3'), encoding="utf-8")
    with pytest.raises(Malformed, match=r"^startup\.toml, S03: section must be a text, not 3$"):
        content.load(Checklist, path)
