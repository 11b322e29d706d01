"""What people type, read into what is kept."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklists.rules.answers import (
    NOT_APPLICABLE,
    TEXT_MOST,
    UNKNOWN,
    AnswerFault,
    AnswerState,
    BadAnswer,
    read_answer,
)
from portal.checklists.rules.items import ItemType
from tests.checklists.lists import make_item


def kept(type_, *raw):
    return read_answer(make_item(type_), raw).value


def refused(type_, *raw):
    with pytest.raises(BadAnswer) as bad:
        read_answer(make_item(type_), raw)
    return bad.value.fault


@pytest.mark.parametrize("type_", list(ItemType))
@pytest.mark.parametrize("raw", [(), ("",), ("  ", "\n"), ("　",)])
def test_nothing_typed_is_unknown(type_, raw):
    assert read_answer(make_item(type_), raw) == UNKNOWN


def test_yes_and_no_are_kept_as_such():
    assert (kept("yes_no", "yes"), kept("yes_no_na", "no")) == ("yes", "no")


def test_not_applicable_is_a_state_where_the_item_offers_it():
    assert read_answer(make_item("yes_no_na"), ["na"]) == NOT_APPLICABLE
    assert refused("yes_no", "na") is AnswerFault.not_an_option


def test_a_choice_is_one_of_its_options():
    assert kept("choice", "minor") == "minor"
    assert refused("choice", "Minor") is AnswerFault.not_an_option


def test_several_choices_are_kept_once_each_in_the_order_of_the_item():
    assert kept("choices", "serious", "clean", "serious") == ["clean", "serious"]
    assert refused("choices", "clean", "nothing") is AnswerFault.not_an_option


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("5", "5"),
        (" 5.50 ", "5.5"),
        ("-3", "-3"),
        ("１，２００．５０", "1200.5"),
        ("3.5万", "35000"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, value):
    assert kept("number", typed) == value


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("five", AnswerFault.not_a_number),
        ("1e5", AnswerFault.not_a_number),
        ("1,5", AnswerFault.not_a_number),
        ("NaN", AnswerFault.not_a_number),
        ("Infinity", AnswerFault.not_a_number),
        ("0x10", AnswerFault.not_a_number),
        ("1.2.3", AnswerFault.not_a_number),
        ("1\0", AnswerFault.unreadable),
        ("1234567890123", AnswerFault.out_of_range),
        ("9" * 100_000, AnswerFault.out_of_range),
        ("0.1234567", AnswerFault.too_precise),
    ],
)
def test_what_is_no_usable_number_is_refused_by_name(typed, fault):
    assert refused("number", typed) is fault


def test_money_is_not_negative():
    assert kept("money", "¥1,200.50") == "1200.5"
    assert refused("money", "-1") is AnswerFault.out_of_range


@pytest.mark.parametrize(
    ("typed", "value"), [("95", "0.95"), ("95%", "0.95"), ("９５ ％", "0.95"), ("0", "0"), ("100", "1")]
)
def test_a_percentage_is_kept_as_a_share(typed, value):
    assert kept("percent", typed) == value


@pytest.mark.parametrize("typed", ["101", "-1", "9500"])
def test_a_share_is_between_nothing_and_all(typed):
    assert refused("percent", typed) is AnswerFault.out_of_range


def test_a_rating_is_a_whole_number_from_one_to_five():
    assert [kept("rating", str(stars)) for stars in range(1, 6)] == [1, 2, 3, 4, 5]
    assert [refused("rating", typed) for typed in ("0", "6", "3.5")] == [AnswerFault.out_of_range] * 3


def test_a_date_is_a_day_that_exists():
    assert kept("date", "2028-02-29") == "2028-02-29"
    assert refused("date", "2026-02-29") is AnswerFault.not_a_date
    assert refused("date", "24/11/2026") is AnswerFault.not_a_date
    assert refused("date", "0001-01-01") is AnswerFault.out_of_range


def test_a_text_keeps_its_lines_and_loses_its_control_characters():
    assert kept("text", " one\r\ntwo\x07 ") == "one\ntwo"
    assert refused("text", "x" * (TEXT_MOST + 1)) is AnswerFault.too_long


def test_files_are_named_by_their_numbers():
    assert kept("file", "12", "7", "12") == [7, 12]
    assert [refused("file", typed) for typed in ("0", "-1", "seven", "9" * 30)] == [AnswerFault.not_a_file] * 4
    assert refused("file", *(str(number) for number in range(1, 22))) is AnswerFault.too_long


@given(st.sampled_from(ItemType), st.lists(st.text(), max_size=4))
def test_any_input_is_kept_as_json_or_refused_by_name(type_, raw):
    try:
        reading = read_answer(make_item(type_), raw)
    except BadAnswer as bad:
        assert isinstance(bad.fault, AnswerFault)
    else:
        assert json.loads(json.dumps(reading.value)) == reading.value
        assert (reading.state is AnswerState.answered) == (reading.value is not None)


@given(st.decimals(-(10**11), 10**11, places=6))
def test_a_figure_is_kept_exactly(figure):
    assert Decimal(kept("number", format(figure, "f"))) == figure
