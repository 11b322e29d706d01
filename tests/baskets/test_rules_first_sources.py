"""Which suppliers a basket begins with."""

from __future__ import annotations

from portal.baskets.rules.first_sources import FIRST, first_sources


def holdings(**quoted: str) -> dict[int, frozenset[int]]:
    return {int(key[1:]): frozenset(map(int, items)) for key, items in quoted.items()}


def test_one_that_alone_quotes_a_product_is_among_the_first_however_late_it_stands():
    quoted = holdings(s1="12", s2="12", s3="1", s4="1", s5="2", s6="2", s7="3")
    assert 7 in first_sources([1, 2, 3, 4, 5, 6, 7], quoted)


def test_there_are_never_more_than_a_first_look_holds_and_the_order_fills_them_up():
    quoted = {key: frozenset({1}) for key in range(1, 9)}
    assert first_sources(list(range(8, 0, -1)), quoted) == {8, 7, 6, 5, 4}
    assert len(first_sources(list(range(1, 9)), {key: frozenset({key}) for key in range(1, 9)})) == FIRST


def test_one_that_quotes_nothing_is_left_out():
    assert first_sources([1, 2], holdings(s2="1")) == {2}
    assert first_sources([1, 2], {}) == set()
