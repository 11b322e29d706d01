"""The demo team speaks one language at a time, wholly."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from peewee import CharField, TextField

from portal import demo
from portal.demo import CHINESE, World, english
from portal.tables import MODELS
from tests import databases
from tests.databases import ENGINES

# Questions of the team's own are told in both languages; the standing cast of the tests is among the people.
LEFT_OUT = {"audit_event", "user"}
SPOKEN = {"note", "text", "goal", "customers", "findings", "purpose", "use_scene", "conclusion", "difference", "reason"}


def texts(columns=None):
    """Every text of the team's own rows: table, column, what stands there."""
    for table in MODELS:
        name = table._meta.table_name
        fields = [field for field in table._meta.sorted_fields if isinstance(field, CharField | TextField)]
        for field in fields if name not in LEFT_OUT else ():
            if columns is None or field.name in columns:
                for row in table.select(field).tuples():
                    yield name, field.name, str(row[0] or "")


@pytest.fixture(scope="module", params=ENGINES)
def spoken(request, tmp_path_factory):
    def load(language):
        return databases.crowded(request.param, tmp_path_factory.mktemp("demo"), language)

    return load


def test_an_english_visitor_meets_no_chinese(spoken):
    with spoken("en") as (_url, _database, world):
        assert [place for place in texts() if CHINESE.search(place[2])] == []
        assert not [person.name for person in world.demo.people.values() if CHINESE.search(person.name)]


def test_a_chinese_visitor_reads_no_english_sentence(spoken):
    with spoken("zh"):
        sentences = [place for place in texts(SPOKEN) if len(re.findall(r"[A-Za-z]{2,} ", place[2])) > 3]
        assert sentences == []


def test_both_teams_have_the_same_rows(spoken):
    counts = []
    for language in ("zh", "en"):
        with spoken(language):
            counts.append({table._meta.table_name: table.select().count() for table in MODELS})
    assert counts[0] == counts[1]


def test_everything_the_team_says_has_its_english_and_nothing_else_is_kept():
    said = {text for path in Path(demo.__file__).parent.glob("*.py") for text in strings(path) if CHINESE.search(text)}
    assert not english().keys() - said
    questions = {text for text in said - english().keys() if text.endswith("？")}
    assert said - english().keys() - questions == {"[一-鿿]"}


def strings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_what_has_no_english_stops_the_load():
    day = datetime(2026, 1, 1, tzinfo=UTC)
    world = World(day.date(), day, "", b"", Path(), "en")
    assert world.say({"a": ("拓川电子", 3, None)}) == {"a": ("Tuochuan Electronics", 3, None)}
    with pytest.raises(KeyError):
        world.say("没有人翻译过")
