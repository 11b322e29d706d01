"""Codes are read without being kept, counted once, and followed for sixty days."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.codes.rules import Check, CodeFault, CodeStanding, First, Tried, count, holds_code, read_paste, survival
from tests.cast import TODAY

KEY = b"k" * 32
FIRST = TODAY - timedelta(days=40)


def only(text: str) -> str:
    [kept] = read_paste(text, KEY).codes
    return kept.fingerprint


@pytest.mark.parametrize(
    "other",
    ["ABCD1234EFGH", " ABCD 1234 EFGH\t", "abcd-1234–efgh", "ＡＢＣＤ１２３４ＥＦＧＨ", "ABCD\u200b1234EFGH\x00"],
)
def test_spaces_dashes_width_and_case_do_not_make_another_code(other):
    assert only(other) == only("ABCD-1234-EFGH")


def test_another_code_and_another_key_make_another_fingerprint():
    [other] = read_paste("ABCD-1234-EFGH", b"j" * 32).codes
    assert len({only("ABCD-1234-EFGH"), only("ABCD-1234-EFGJ"), other.fingerprint}) == 3


def test_the_last_four_and_64_hex_digits_are_all_that_is_kept():
    [kept] = read_paste("ABCD-1234-EFGH", KEY).codes
    assert (kept.line, kept.last_four, len(kept.fingerprint)) == (1, "EFGH", 64)


def test_blank_lines_are_passed_over_and_lines_are_numbered_as_people_see_them():
    paste = read_paste("AAAA11111\n\n  - \nBBBB22222\nAAAA-11111\nshort-7\n" + "x" * 201, KEY)
    assert [one.line for one in paste.codes] == [1, 4, 5]
    assert paste.repeats == ((5, 1),)
    assert paste.faults == ((6, CodeFault.short), (7, CodeFault.long))


def test_a_label_a_password_or_a_second_figure_beside_the_code_is_refused():
    lines = ["卡号：1234567890 密码：998877", "PIN: 99887766", "12345678,99887766", "12345678 密码", "AB12+cd/34=="]
    assert read_paste("\n".join(lines), KEY).faults == tuple((line, CodeFault.more) for line in range(1, 5))


def test_a_code_of_eight_characters_is_the_shortest():
    assert read_paste("1234-567", KEY).faults and not read_paste("1234-5678", KEY).faults


def test_a_text_that_says_a_code_of_the_paste_is_known():
    assert holds_code("bought abcd-1234 today", "ABCD1234\nXXXX9999")
    assert not holds_code("bought ten today", "ABCD1234\n\n")


def tried(*results: str, day=FIRST) -> list[Tried]:
    return [Tried(result + str(number), First(result), day) for number, result in enumerate(results)]


def test_codes_are_counted_by_what_they_did():
    found = count([*tried("works", "works", "dead", "used", "wrong_value"), Tried("u", First.untested, None)])
    assert (found.all, found.works, found.bad, found.untested, found.tested) == (6, 2, 3, 1, 5)


def test_a_code_that_stands_in_the_batch_again_is_one_bad_code_more_and_never_a_working_one():
    found = count([Tried("a", First.works, FIRST), Tried("a", First.works, FIRST)])
    assert (found.works, found.bad, found.repeats) == (1, 1, 1)


def test_the_first_test_is_the_earliest_day_on_which_one_was_tested():
    later = Tried("b", First.dead, TODAY)
    assert count([later, *tried("works")]).tested_on == FIRST
    assert count([Tried("u", First.untested, None)]).tested_on is None


def test_each_check_is_due_from_its_day_until_the_next_one_and_then_missed():
    def at(days):
        return [str(one.standing) for one in survival(5, TODAY, [], TODAY + timedelta(days=days))]

    assert at(0) == ["ahead"] * 4
    assert at(1) == at(6) == ["due", "ahead", "ahead", "ahead"]
    assert at(7) == at(29) == ["missed", "due", "ahead", "ahead"]
    assert at(60) == at(89) == ["missed", "missed", "missed", "due"]
    assert at(90) == ["missed"] * 4


def test_a_missed_check_is_not_known_and_never_alive():
    one, seven, *_rest = survival(10, FIRST, [Check(7, FIRST + timedelta(days=7), 10, 9)], TODAY)
    assert (one.standing, one.share) == (CodeStanding.missed, None)
    assert seven.share == Decimal("0.9")


def test_where_all_are_looked_at_the_share_is_of_those_that_worked_at_first():
    made = [Check(1, FIRST, 20, 18), Check(7, FIRST, 18, 17)]
    one, seven, thirty, _sixty = survival(20, FIRST, made, TODAY)
    assert (one.share, seven.share) == (Decimal("0.9"), Decimal("0.85"))
    assert (one.left, seven.left, thirty.left) == (20, 18, 17)


def test_where_some_are_looked_at_the_rest_is_not_taken_for_dead():
    one, seven, *_rest = survival(20, FIRST, [Check(1, FIRST, 10, 9)], TODAY)
    assert (one.share, seven.left) == (Decimal("0.9"), 19)


def test_more_checked_than_could_be_left_leaves_the_share_unknown():
    made = [Check(1, FIRST, 20, 10), Check(7, FIRST, 15, 15), Check(30, FIRST, 5, 5)]
    assert [one.share for one in survival(20, FIRST, made, TODAY)] == [Decimal("0.5"), None, None, None]


def test_where_nothing_worked_there_is_nothing_to_follow():
    assert survival(0, FIRST, [], TODAY) == survival(3, None, [], TODAY) == ()


def test_where_none_is_left_alive_nothing_more_is_asked():
    points = survival(5, FIRST, [Check(1, FIRST, 5, 0)], TODAY)
    assert [one.standing for one in points] == ["done", "gone", "gone", "gone"]
    assert [one.share for one in points] == [0, 0, 0, 0]
