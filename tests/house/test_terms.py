"""A word with a meaning has its place on a page, and a word on a page has a meaning."""

from __future__ import annotations

import re
from pathlib import Path

from portal import content

ROOT = Path(__file__).parent.parent.parent
CALL = re.compile(r"\bterms\.(?:term|ask)\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\bterm=(\"[a-z_]+\")")
QUOTED = re.compile(r"\"([a-z_]+)\"")
# Codes that choose between terms, and what stands in a word's place.
NOT_TERMS = {"digital", "reference"}


def used() -> set[str]:
    """Every key a template or a page asks for, also where one of two is chosen."""
    paths = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "portal").rglob("pages/**/*.py")]
    texts = [re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in paths]
    calls = [first or second for text in texts for first, second in CALL.findall(text)]
    keys = {key for call in calls for key in QUOTED.findall(call)}
    board = re.search(r"^TERMS = \{(.*?)^\}", (ROOT / "portal/path/pages/board.py").read_text("utf-8"), re.M | re.S)
    return (keys | set(QUOTED.findall(board[1] if board else ""))) - NOT_TERMS


def test_a_word_on_a_page_is_said_in_the_glossary():
    assert not used() - content.glossary().explained.keys()


def test_a_word_that_is_explained_has_a_page_it_stands_on():
    assert not content.glossary().explained.keys() - used()


def test_a_meaning_is_short_enough_to_be_read_in_passing():
    meanings = {key: term.meaning for key, term in content.glossary().explained.items()}
    assert not [key for key, text in meanings.items() if len(text.zh) > 60 or len(text.en) > 180]
