"""The service trap: replies before and after the signature."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.inquiries.rules.inquiries import Wait
from portal.inquiries.rules.service_trap import reply_ratio


def waits(*hours, over=()):
    return [Wait(timedelta(hours=number), False) for number in hours] + [
        Wait(timedelta(hours=number), True) for number in over
    ]


def test_the_ratio_is_the_middle_wait_after_over_the_one_before():
    reply = reply_ratio(waits(1, 2, 2, 40), waits(3, 9, 9, 9, 50), 4)
    assert reply.ratio == Decimal("4.50")
    assert (reply.before.hours, reply.after.hours) == (2, 9)
    assert (reply.before.replies, reply.after.replies) == (4, 5)


def test_of_an_even_number_the_two_in_the_middle_count_alike():
    assert reply_ratio(waits(1, 2, 4, 9), waits(3, 3, 3, 3), 4).ratio == 1


@pytest.mark.parametrize(("before", "after"), [((1, 1, 1), (5, 5, 5, 5)), ((1, 1, 1, 1), (5, 5, 5)), ((), ())])
def test_below_the_minimum_of_replies_on_either_side_it_is_not_known(before, after):
    reply = reply_ratio(waits(*before), waits(*after), 4)
    assert reply.ratio is None
    assert (reply.before.replies, reply.after.replies) == (len(before), len(after))


def test_open_inquiries_do_not_make_up_the_minimum():
    assert reply_ratio(waits(1, 1, 1, 1), waits(5, 5, 5, over=[9]), 4).ratio is None


def test_an_open_inquiry_ranks_behind_every_reply_however_short_it_waits():
    reply = reply_ratio(waits(1, 1, 1, 1), waits(2, 4, 6, 8, over=[1]), 4)
    assert reply.after.hours == 6
    assert reply.after.open == 1


def test_where_an_open_one_stands_in_the_middle_the_median_is_not_known():
    reply = reply_ratio(waits(1, 1, 1, 1), waits(2, 2, 2, 2, over=[9, 9, 9, 9]), 4)
    assert reply.after.hours is None
    assert reply.ratio is None


def test_a_reply_at_once_counts_as_six_minutes():
    assert reply_ratio(waits(0, 0, 0, 0), waits(1, 1, 1, 1), 4).ratio == 10
