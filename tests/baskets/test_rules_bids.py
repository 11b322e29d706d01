"""What an order of an item costs: least orders, multiples, breaks, fees, foreign money."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.baskets.rules.bids import BasketItem, BidState, bid
from portal.quotes.rules.build_up import CostInput
from portal.quotes.rules.landed_cost import landed_cost
from portal.settings.rules.rates import Rate
from tests.baskets.makers import CABLE, CHARGER, NORTH, UNKNOWN, fee, make_quote
from tests.cast import TODAY


def order(item=CABLE, rates=(), expired=False, **about):
    return bid(make_quote(NORTH, item, **about), item, "CNY", rates, TODAY, expired)


def test_the_least_order_is_bought_and_its_surplus_priced():
    offer = order(price="3", moq=150)
    assert (offer.ordered, offer.surplus, offer.amount, offer.surplus_cost) == (150, 50, Decimal(450), Decimal(150))


def test_orders_come_in_whole_multiples():
    assert order(order_multiple=30).ordered == 120


def test_a_later_break_is_bought_where_it_costs_less_in_all():
    offer = order(breaks={1: "10", 120: "8"})
    assert (offer.ordered, offer.amount, offer.saves) == (120, Decimal(960), Decimal(40))


def test_a_later_break_is_left_where_a_fee_per_unit_is_unknown_or_it_costs_more():
    assert order(breaks={1: "10", 120: "8"}, packing=UNKNOWN).ordered == 100
    assert order(breaks={1: "10", 130: "8"}).ordered == 100


def test_fees_per_unit_are_in_the_amount_and_fees_per_order_beside_it():
    offer = order(price="3", packing=fee("0.5"), freight_per_unit=fee("0.25"), freight_per_order=fee("80"))
    assert offer.amount == Decimal(375)
    assert offer.once == (Decimal(80), Decimal(0), Decimal(0))
    assert not offer.unknown


def test_what_nobody_knows_is_named_and_counts_nothing():
    offer = order(price="3", packing=UNKNOWN, freight_per_order=UNKNOWN)
    assert set(offer.unknown) == {CostInput.packing, CostInput.freight_per_order}
    assert offer.amount == Decimal(300)


def test_digital_goods_have_no_freight_to_ask_for():
    offer = order(digital=True, packing=UNKNOWN, freight_per_order=UNKNOWN, freight_per_unit=UNKNOWN)
    assert offer.unknown == ()


def test_less_than_is_asked_for_cannot_be_used():
    assert order(largest_order=90).state is BidState.short


def test_foreign_money_takes_the_rate_and_without_one_stays_as_quoted():
    rate = Rate("USD", "CNY", Decimal(7), TODAY)
    offer = order(currency="USD", price="2", rates=[rate])
    assert (offer.state, offer.amount, offer.rate) == (BidState.usable, Decimal(1400), rate)
    bare = order(currency="USD", price="2")
    assert (bare.state, bare.currency, bare.unit_price) == (BidState.no_rate, "USD", Decimal(2))


@pytest.mark.parametrize(("ago", "state"), [(0, BidState.usable), (1, BidState.run_out)])
def test_a_quote_holds_through_its_last_day(ago, state):
    assert order(valid_until=TODAY - timedelta(days=ago)).state is state


def test_a_quote_that_ran_out_counts_where_it_is_asked_for():
    assert order(valid_until=TODAY - timedelta(days=9), expired=True).usable


@given(
    quantity=st.integers(1, 900),
    moq=st.integers(1, 400),
    multiple=st.integers(1, 60),
    price=st.decimals("0.01", "90", places=2),
    freight=st.decimals("0", "300", places=2),
)
def test_alone_an_order_pays_what_its_quote_page_says(quantity, moq, multiple, price, freight):
    """The same money out as the page of the quote, to the coin, where no break is worth buying up to."""
    item = BasketItem(1, "Charger", quantity)
    quote = make_quote(
        NORTH,
        item,
        str(price),
        moq=moq,
        order_multiple=multiple,
        freight_per_order=fee(str(freight)),
        packing=fee("0.2"),
    )
    offer, page = bid(quote, item, "CNY", (), TODAY), landed_cost(quote.terms, quantity)
    assert offer.ordered == page.ordered
    assert offer.amount + sum(offer.once) == page.outlay


def test_buying_up_pays_what_the_quote_page_names():
    quote = make_quote(NORTH, CHARGER, breaks={1: "10", 700: "8"})
    offer, page = bid(quote, CHARGER, "CNY", (), TODAY), landed_cost(quote.terms, CHARGER.quantity)
    assert (offer.ordered, offer.amount, offer.saves) == (page.buy_up.quantity, page.buy_up.outlay, page.buy_up.saves)
