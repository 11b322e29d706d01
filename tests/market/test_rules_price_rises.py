"""A dearer quote is held against the notice that was agreed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import GivenClause, Written
from portal.market.rules.price_rises import Price, dearer, rise, rises

TODAY = date(2026, 11, 24)


def days(number):
    return TODAY + timedelta(days=number)


def facts(**about):
    return AgreementFacts(**({"id": 1, "supplier_id": 1, "supplier": "North Star", "title": "Frame agreement"} | about))


def noticed(number, **about):
    written = Written({"price_notice_days": GivenClause(Decimal(number))})
    return facts(**({"signed_on": days(-200), "written": written} | about))


def price(id, on, amount="10", until=None, basis=("CNY", "included"), breaks=None):
    return Price(id=id, quoted_on=on, valid_until=until, basis=basis, breaks=tuple(breaks or [(1, Decimal(amount))]))


def test_a_dearer_quote_that_replaces_an_open_one_gave_no_notice():
    found = rise(price(2, TODAY, "11"), [price(1, days(-60))], [noticed(15)], "physical")
    assert found is not None
    assert (found.notice, found.agreed, found.before, found.after) == (0, 15, 10, 11)
    assert found.counts_from == days(15)


def test_a_notice_of_thousands_of_years_moves_the_day_ten_years_and_is_still_named():
    found = rise(price(2, TODAY, "11"), [price(1, days(-60))], [noticed(3_000_000)], "physical")
    assert found is not None
    assert (found.agreed, found.counts_from) == (3_000_000, days(3650))


@pytest.mark.parametrize(("left", "flagged"), [(0, True), (14, True), (15, False), (40, False)])
def test_the_older_price_that_still_runs_is_the_notice(left, flagged):
    older = price(1, days(-60), until=days(left))
    assert (rise(price(2, TODAY, "11"), [older], [noticed(15)], "physical") is not None) is flagged


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        (price(2, TODAY, "10"), price(1, days(-9))),
        (price(2, TODAY, "9"), price(1, days(-9))),
        (price(2, TODAY, "11"), price(1, days(-9), until=days(-1))),
        (price(2, TODAY, "11"), price(1, days(-9), basis=("USD", "included"))),
        (price(2, TODAY, "11"), price(1, days(-9), basis=("CNY", "excluded"))),
        (price(2, TODAY, "11"), price(3, days(1))),
    ],
)
def test_no_rise_without_a_dearer_price_on_the_basis_that_was_in_force(newer, older):
    assert rise(newer, [older], [noticed(15)], "physical") is None


@pytest.mark.parametrize(
    "agreement",
    [
        facts(signed_on=days(-200)),
        noticed(15, signed_on=None),
        noticed(15, ends_on=days(-1)),
        noticed(15, starts_on=days(1)),
        noticed(15, goods="digital"),
        noticed(0),
    ],
)
def test_no_flag_without_an_agreed_notice_in_force_for_such_goods(agreement):
    assert rise(price(2, TODAY, "11"), [price(1, days(-9))], [agreement], "physical") is None


def test_the_agreement_signed_last_says_how_many_days():
    both = [noticed(30, id=1), noticed(10, id=2, signed_on=days(-20))]
    found = rise(price(2, TODAY, "11"), [price(1, days(-9))], both, "physical")
    assert found is not None
    assert (found.agreed, found.agreement) == (10, 2)


def test_the_largest_rise_is_named_and_only_quantities_both_price_count():
    older = price(1, days(-9), breaks=[(100, Decimal(10)), (500, Decimal(8))])
    newer = price(2, TODAY, breaks=[(1, Decimal(15)), (100, Decimal(10)), (500, Decimal(9))])
    assert dearer(older, newer) == (500, 8, 9)


def test_each_quote_is_held_against_the_one_before_it():
    quotes = [price(1, days(-60), "10"), price(2, days(-30), "11"), price(3, TODAY, "10.5")]
    found = rises(quotes, [noticed(15)], "physical")
    assert {key: one.previous for key, one in found.items()} == {2: 1}
