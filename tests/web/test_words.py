"""What codes are called: each room says it of its own, and no two rooms of the same."""

from __future__ import annotations

import pytest

from portal.web.words import WORDS, StatedTwice, gather


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


@pytest.mark.usefixtures("words_again")
def test_what_rooms_name_is_there_at_once_and_nothing_from_before():
    gather([{"state": {"open": "Open"}}])
    gather([{"tone": {"good": "Good"}}])
    assert WORDS == {"tone": {"good": "Good"}}
