"""What codes are called: each room says it of its own, and no two rooms of the same."""

from __future__ import annotations

import pytest

from portal.web.words import WORDS, StatedTwice, gather, word


@pytest.fixture
def words_again():
    """What the rooms said before, said again."""
    before = dict(WORDS)
    yield
    WORDS.clear()
    WORDS.update(before)


def test_a_kind_of_code_that_two_rooms_name_stops_the_start(words_again):
    with pytest.raises(StatedTwice, match="state"):
        gather([{"state": {"open": "Open"}, "tone": {}}, {"state": {"open": "Not closed"}}])


def test_each_room_names_its_own_rows_for_the_trail_and_no_row_twice(words_again):
    gather([{"record": {"need": "Need"}}, {"record": {"quote": "Quote"}}])
    assert WORDS["record"] == {"need": "Need", "quote": "Quote"}
    with pytest.raises(StatedTwice, match="record: need"):
        gather([{"record": {"need": "Need"}}, {"record": {"need": "Brief"}}])


@pytest.mark.usefixtures("words_again")
def test_a_verb_of_a_noun_is_read_as_the_verb_alone_where_no_room_says_more():
    gather([{"verb": {"add": "added"}}, {"verb": {"sample.add": "asked for a sample"}}])
    assert [word(verb, "verb") for verb in ("need.add", "sample.add", "need.praise")] == [
        "added",
        "asked for a sample",
        "need.praise",
    ]


@pytest.mark.usefixtures("words_again")
def test_what_rooms_name_is_there_at_once_and_nothing_from_before():
    gather([{"state": {"open": "Open"}}])
    gather([{"tone": {"good": "Good"}}])
    assert WORDS == {"tone": {"good": "Good"}, "record": {}, "verb": {}, "column": {}}
