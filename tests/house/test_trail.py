"""The verbs of the audit trail: each has a word, is written by the program, and is brought about by a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.app import create_app
from portal.config import Config
from portal.core.models.change import Entry
from portal.core.models.record import table_name
from portal.tables import MODELS
from portal.web.words import WORDS, word

ROOT = Path(__file__).parents[2]


OF_AN_ENTRY = ("add", "edit", "remove", "restore")
# A paper, a template, a question asked and a step put off stand as they were; a category is banned, never deleted.
OF_NO_ENTRY = {
    "agreement_file.edit",
    "clause_template.edit",
    "inquiry.edit",
    "step_snooze.edit",
    "step_snooze.restore",
    "category.remove",
    "category.restore",
}


@pytest.fixture(scope="module", autouse=True)
def words_of_all_rooms(tmp_path_factory: pytest.TempPathFactory) -> None:
    create_app(Config(instance=tmp_path_factory.mktemp("words")))


def trees(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def logged() -> Iterator[ast.expr]:
    """What stands first in each `log(...)` of the program: a verb, a choice of two, or one with places to fill."""
    for _path, tree in trees("portal"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "log" and node.args:
                yield node.args[0]


def pattern(verb: ast.JoinedStr) -> str:
    parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in verb.values)
    return "".join(map(str, parts))


def written() -> set[str]:
    return {text for verb in logged() if not isinstance(verb, ast.JoinedStr) for text in texts(verb)}


def of_entries() -> set[str]:
    entries = [table_name(model) for model in MODELS if issubclass(model, Entry)]
    return {f"{entry}.{verb}" for entry in entries for verb in OF_AN_ENTRY} - OF_NO_ENTRY


def test_every_verb_that_is_written_has_a_word_and_every_word_is_of_one_that_is_written():
    filled = re.compile("|".join(pattern(verb) for verb in logged() if isinstance(verb, ast.JoinedStr)))
    said = {verb for verb in WORDS["verb"] if "." in verb}
    assert sorted(verb for verb in written() | of_entries() if word(verb, "verb") == verb) == []
    assert sorted(verb for verb in said - written() if not filled.fullmatch(verb)) == []


def test_every_verb_is_brought_about_by_a_test_that_names_it():
    """`tests/trail.py` asks the trail for it: a verb that no test can bring about is no verb of the program."""
    named = set().union(*(texts(tree) for path, tree in trees("tests") if "house" not in path.parts))
    stated = {verb for verb in WORDS["verb"] if "." in verb}
    assert sorted((written() | of_entries() | stated) - named) == []
