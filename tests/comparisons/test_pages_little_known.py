"""What a sheet says of those of whom little is known: no more than the table, and each sentence once."""

from __future__ import annotations

import re

import pytest

from tests.comparisons.makers import address, make_goods, make_offer, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup))


@pytest.fixture
def cup(cast):
    return make_goods(name="Cup")


@pytest.fixture
def page(signed_in, cast, cup):
    def read(*suppliers, language="en", **weights):
        return plain(signed_in(cast.guo, language).get(address(cup, *suppliers, **weights)).text)

    return read


def seller(cup, name, price, verdict="pass", **about):
    supplier = make_rival(name)
    make_offer(supplier, cup, price, **about)
    if verdict:
        make_verdict(supplier, cup, verdict)
    return supplier


def test_a_leader_whose_cost_is_not_known_whole_says_who_asks_for_less_so_far(page, cup):
    dear = seller(cup, "Dear", "25", freight_per_unit_state="unknown")
    cheap = seller(cup, "Cheap", "20", None, packing_state="unknown", lead_days=None)
    cheaper = seller(cup, "Cheaper", "18", None, packing_state="unknown", lead_days=None)
    seen = page(dear, cheap, cheaper)
    assert "Dear leads so far" in seen
    assert "By what is known so far others cost less a unit: Cheaper ¥7.14, Cheap ¥5.10." in seen
    assert "只算已经问清的，别家每件更低：Cheaper ¥7.14、Cheap ¥5.10。" in page(dear, cheap, cheaper, language="zh")


def test_nobody_is_said_to_cost_less_than_a_leader_that_does_not_cost_more(page, cup):
    least = seller(cup, "Least", "18", freight_per_unit_state="unknown")
    vague = seller(cup, "Vague", "20", None, packing_state="unknown", lead_days=None)
    assert "By what is known so far" not in page(least, vague)


def test_what_the_table_calls_the_payment_the_verdict_calls_it_too(page, cup):
    """Paid from a balance on the day it arrives would be paid on delivery, were it told in days."""
    seen = page(
        seller(cup, "First", "20", lead_days=1, moq=9, payment="wallet"),
        seller(cup, "Next", "90", lead_days=25, payment="prepaid"),
        language="zh",
        w_payment=90,
    )
    assert "付款条件偏弱，从供应商余额扣，不过进排名的也没有更好的。" in seen


def test_payment_on_the_same_terms_is_told_by_its_days(page, cup):
    """The same words on both sides would say nothing."""
    slow = seller(cup, "Slow", "20", lead_days=25, payment="prepaid")
    seen = page(slow, seller(cup, "Quick", "90", lead_days=24, payment="prepaid"), w_payment=90, w_lead_time=0)
    assert "weaker than Quick in payment terms, paid 25 days before delivery against paid 24 days before" in seen


def test_how_little_is_known_is_said_once_of_all_of_whom_it_is_so_and_beside_what_it_takes(page, cup):
    about = {"packing_state": "unknown", "lead_days": None}
    sellers = [seller(cup, name, price, None, **about) for name, price in (("A", "20"), ("B", "21"), ("C", "23"))]
    seen = page(*sellers)
    known = re.findall(r"not ranked yet, which is no failure: (\d+)% of what counts is known, it takes (\d+)%", seen)
    assert len(known) == 1 and int(known[0][0]) < int(known[0][1]) == 70
    assert "A, B, and C: not ranked yet" in re.sub(r" (?=[:,])", "", seen)


def test_a_lead_that_falls_whenever_the_unknown_goes_against_it_is_told_in_words(page, cup):
    """Nobody reads 0 % of the tries as a figure of a lead."""
    first = seller(cup, "First", "25", lead_days=3)
    rival = seller(cup, "Rival", "33", None, lead_days=3)
    seen = page(first, rival)
    assert "First leads so far" in seen and "it is first in none of 500 tries: a fragile lead." in seen
