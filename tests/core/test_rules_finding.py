"""Where the words of a search stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.rules.search_marks import excerpt, marked, search_text, spans, words_of


def plain(parts):
    return "".join(text for text, _hit in parts)


def hits(parts):
    return [text for text, hit in parts if hit]


@pytest.mark.parametrize(
    ("typed", "text"), [(" Cup\x00 red ", "Cup red"), ("", ""), ("\x07Cup", "Cup"), ("x" * 101, "x" * 100)]
)
def test_a_search_is_what_was_typed_without_what_nobody_types(typed, text):
    assert search_text({"q": typed}) == text
    assert search_text({}) == ""


def test_a_query_is_folded_into_its_words():
    assert words_of("  ＵＳＢ  充电器 ") == ("usb", "充电器")


def test_a_long_query_keeps_its_first_words():
    assert len(words_of("a b c d e f g h")) == 6


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("东莞拓能电子", "拓", ["拓"]),
        ("东莞拓能电子", "拓能", ["拓能"]),
        ("North Star north", "north", ["North", "north"]),
        ("ＮＯＲＴＨ Star", "north", ["ＮＯＲＴＨ"]),
        ("㈱日新", "株", ["㈱"]),
        ("Straße", "strasse", ["Straße"]),
        ("100% cotton", "%", ["%"]),
        ("nothing here", "拓", []),
    ],
)
def test_a_word_is_found_whatever_its_case_and_width(text, word, found):
    assert hits(marked(text, words_of(word))) == found


def test_words_that_touch_or_overlap_are_marked_as_one():
    assert marked("充电器", ("充电", "电器")) == (("充电器", True),)


def test_an_excerpt_stands_around_the_first_hit():
    text = "x" * 100 + " deadline " + "y" * 100
    parts = excerpt(text, ("deadline",), around=10)
    assert plain(parts) == "…" + "x" * 9 + " deadline " + "y" * 9 + "…"
    assert hits(parts) == ["deadline"]


def test_an_excerpt_without_a_hit_is_the_beginning():
    assert plain(excerpt("a" * 100, ("b",), around=10)) == "a" * 20 + "…"


@given(st.text(), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_nothing_of_the_text_is_lost_or_added(text, words):
    folded_words = words_of(" ".join(words))
    assert plain(marked(text, folded_words)) == text
    assert all(0 <= start < end <= len(text) for start, end in spans(text, folded_words))
