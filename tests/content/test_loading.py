"""The shipped files load, and a bad one says where it is wrong."""

from __future__ import annotations

import json

import pytest

from portal import content
from portal.domain.checklists import Checklist, checklist_from
from portal.domain.plain import Malformed
from portal.domain.sampling import Kind, SampleTemplate
from portal.domain.stages import Stage

LISTS = [pytest.param(one, id=key) for key, one in content.checklists().items()]


def test_there_is_one_list_for_each_stage():
    assert list(content.stage_checklists()) == list(Stage)


def test_the_eight_steps_come_in_their_order():
    steps = [one.step for one in content.checklists().values() if one.step]
    assert steps == [1, 2, 3, 4, 5, 6, 7, 8]


def test_there_is_one_sample_template_for_each_kind_of_goods():
    assert set(content.sample_templates()) == set(Kind)


@pytest.mark.parametrize("checklist", LISTS)
def test_a_shipped_list_is_the_same_after_its_way_through_json(checklist):
    assert Checklist.from_json(json.loads(json.dumps(checklist.to_json()))) == checklist


@pytest.mark.parametrize("template", content.sample_templates().values(), ids=lambda one: one.key)
def test_a_shipped_sample_template_is_the_same_after_its_way_through_json(template):
    assert SampleTemplate.from_json(json.loads(json.dumps(template.to_json()))) == template


def test_a_file_is_read_once():
    assert content.policy() is content.policy()
    assert content.checklists() is content.checklists()


def test_a_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "startup.toml"
    path.write_text("key = ", encoding="utf-8")
    with pytest.raises(Malformed, match=r"^startup\.toml: "):
        content.read(path)


def test_a_mistake_in_a_shipped_file_names_file_and_code(tmp_path):
    shipped = (content.FOLDER / "checklists" / "startup.toml").read_text(encoding="utf-8")
    path = tmp_path / "startup.toml"
    path.write_text(shipped.replace('code = "S03"\nsection = "small"', 'code = "S03"\nsection = 3'), encoding="utf-8")
    with pytest.raises(Malformed, match=r"^startup\.toml, S03: section must be a text$"):
        checklist_from(content.read(path))
