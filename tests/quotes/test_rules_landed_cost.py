"""What a unit really costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.rules.money import adding_up, round_unit
from portal.quotes.rules.build_up import CostInput, LineName
from portal.quotes.rules.landed_cost import BuyUp, landed_cost, landed_cost_in, mixed_tax
from portal.quotes.rules.terms import BadTerms, Break, Fee, FeeState, TaxBasis, Terms
from portal.settings.rules.rates import Rate

ZERO, NONE, UNKNOWN = Fee(FeeState.zero), Fee(FeeState.not_applicable), Fee(FeeState.unknown)
FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
DAY = date(2026, 11, 24)
CHEAPER_FROM_100 = (Break(1, D("10")), Break(100, D("8")))


def fee(figure):
    return Fee(FeeState.amount, D(figure))


def terms(**about):
    """Ten a piece and nothing else to pay."""
    defaults = {"currency": "CNY", "breaks": (Break(1, D("10")),), "return_rate": D(0)}
    return Terms(**(dict.fromkeys(FEES, ZERO) | defaults | about))


def per_unit(cost, name):
    return cost.line(LineName(name)).per_unit


def test_fees_per_order_are_spread_and_fees_per_unit_are_not():
    cost = landed_cost(
        terms(
            freight_per_order=fee("50"),
            freight_per_unit=fee("0.2"),
            packing=fee("0.3"),
            platform_fee=fee("20"),
            other_fees=fee("10"),
        ),
        100,
    )
    found = {line.name: line.per_unit for line in cost.lines}
    assert found == {
        "unit_price": D(10),
        "freight": D("0.7"),
        "packing": D("0.3"),
        "platform_fee": D("0.2"),
        "other_fees": D("0.1"),
        "return_loss": D(0),
    }
    assert cost.per_unit == D("11.3000")


def test_the_build_up_of_the_designed_comparison_adds_up():
    """Unit 38.50, freight 1.20 and a return loss of 1.3 % of both: 40.21 on the shelf."""
    cost = landed_cost(
        terms(breaks=(Break(500, D("38.50")),), freight_per_unit=fee("1.20"), return_rate=D("0.013")), 500
    )
    assert per_unit(cost, "return_loss") == D("0.51610")
    assert cost.per_unit == D("40.2161")


def test_a_return_costs_the_goods_and_the_whole_freight_of_the_unit():
    cost = landed_cost(terms(return_rate=D("0.05"), freight_per_unit=fee("2"), freight_per_order=fee("10")), 5)
    assert per_unit(cost, "return_loss") == D("0.70")


def test_digital_goods_cannot_go_back_so_a_return_costs_the_full_price_and_no_freight():
    cost = landed_cost(terms(return_rate=D("0.05"), freight_per_unit=fee("2"), digital=True), 1)
    assert per_unit(cost, "return_loss") == D("0.50")


def test_digital_goods_need_no_freight_and_no_packing_written_down():
    shipping = dict.fromkeys(("freight_per_order", "freight_per_unit", "packing"), UNKNOWN)
    cost = landed_cost(terms(digital=True, **shipping), 1)
    assert (cost.per_unit, cost.line(LineName.freight).applies) == (D("10.0000"), False)
    assert landed_cost(terms(digital=True, packing=fee("1")), 1).per_unit == D("11.0000")


def test_not_applicable_counts_as_nothing_to_pay_and_is_marked():
    cost = landed_cost(terms(packing=NONE), 1)
    assert cost.per_unit == D("10.0000")
    assert [line.name for line in cost.lines if not line.applies] == ["packing"]


@pytest.mark.parametrize("name", FEES)
def test_an_unknown_fee_leaves_the_total_open_and_is_named(name):
    cost = landed_cost(terms(**{name: UNKNOWN}), 1)
    assert (cost.per_unit, cost.unknown, cost.at_least) == (None, (name,), D("10.0000"))


def test_an_unknown_return_rate_leaves_the_unit_cost_open_but_not_the_outlay():
    cost = landed_cost(terms(return_rate=None), 3)
    assert (cost.per_unit, cost.unknown, cost.at_least) == (None, (CostInput.return_rate,), D("10.0000"))
    assert cost.outlay == D("30.00")


def test_an_unknown_fee_leaves_the_outlay_open_with_what_is_known_of_it():
    cost = landed_cost(terms(packing=UNKNOWN, other_fees=fee("7")), 3)
    assert (cost.outlay, cost.outlay_at_least, cost.goods) == (None, D("37.00"), D("30.00"))


def test_what_is_known_of_a_line_counts_although_the_line_is_unknown():
    cost = landed_cost(terms(freight_per_unit=UNKNOWN, freight_per_order=fee("10"), return_rate=D("0.1")), 10)
    assert (per_unit(cost, "freight"), per_unit(cost, "return_loss")) == (None, None)
    assert cost.unknown == (CostInput.freight_per_unit,)
    assert cost.at_least == D("12.1000")  # 10 + 1 + 10 % of 11


def test_without_returns_unknown_freight_leaves_no_return_loss_open():
    assert per_unit(landed_cost(terms(freight_per_unit=UNKNOWN), 1), "return_loss") == 0


def test_a_quantity_below_the_moq_shows_the_real_outlay():
    cost = landed_cost(terms(moq=200, order_multiple=24, freight_per_order=fee("40")), 50)
    assert (cost.below_moq, cost.asked, cost.ordered) == (True, 50, 216)
    assert (cost.goods, cost.outlay) == (D("2160.00"), D("2200.00"))


def test_a_quantity_below_the_first_break_is_below_the_moq_and_priced_at_it():
    cost = landed_cost(terms(breaks=(Break(100, D("9")),)), 99)
    assert (cost.below_moq, cost.ordered, cost.unit_price) == (True, 100, D(9))
    assert not landed_cost(terms(breaks=(Break(100, D("9")),)), 100).below_moq


def test_an_order_is_rounded_up_to_whole_multiples_which_is_not_below_the_moq():
    cost = landed_cost(terms(order_multiple=12, freight_per_order=fee("36")), 25)
    assert (cost.ordered, cost.below_moq, per_unit(cost, "freight")) == (36, False, D(1))


def test_more_than_the_largest_order_leaves_some_units_short():
    cost = landed_cost(terms(order_multiple=12, largest_order=40), 50)
    assert (cost.ordered, cost.short) == (36, 14)
    assert landed_cost(terms(moq=100), 50).short == 0


def test_buying_up_to_a_break_that_costs_less_in_all_is_pointed_out():
    assert landed_cost(terms(breaks=CHEAPER_FROM_100), 90).buy_up == BuyUp(100, D("800.00"), D("100.00"), ())


def test_buying_up_is_not_suggested_where_it_costs_as_much():
    assert landed_cost(terms(breaks=CHEAPER_FROM_100), 80).buy_up is None


def test_buying_up_pays_the_fees_of_each_further_unit_and_the_fees_of_the_order_once():
    assert landed_cost(terms(breaks=CHEAPER_FROM_100, packing=fee("10")), 90).buy_up is None
    found = landed_cost(terms(breaks=CHEAPER_FROM_100, freight_per_order=fee("1000")), 90).buy_up
    assert (found.outlay, found.saves) == (D("1800.00"), D("100.00"))


def test_buying_up_names_the_fee_per_unit_that_may_eat_the_saving():
    found = landed_cost(terms(breaks=CHEAPER_FROM_100, packing=UNKNOWN, other_fees=UNKNOWN), 90).buy_up
    assert found.unknown == (CostInput.packing,)


def test_buying_up_takes_whole_multiples_and_no_more_than_the_largest_order():
    assert landed_cost(terms(breaks=CHEAPER_FROM_100, order_multiple=15), 90).buy_up.quantity == 105
    assert landed_cost(terms(breaks=CHEAPER_FROM_100, largest_order=99), 90).buy_up is None


def test_of_several_larger_orders_the_cheapest_is_pointed_out():
    steps = (Break(1, D("10")), Break(100, D("8")), Break(110, D("5")))
    assert landed_cost(terms(breaks=steps), 90).buy_up.quantity == 110


def test_an_order_of_nothing_is_refused():
    with pytest.raises(BadTerms):
        landed_cost(terms(), 0)


def test_every_line_goes_into_the_teams_currency_by_one_rate_which_is_kept():
    rate = Rate("USD", "CNY", D("7.18"), date(2026, 11, 1))
    about = {"breaks": (Break(1, D("5.10")),), "return_rate": D("0.1"), **dict.fromkeys(FEES, fee("0.5"))}
    cost = landed_cost_in("CNY", terms(currency="USD", **about), 10, [rate], DAY)
    assert (cost.currency, cost.rate, cost.unit_price) == ("CNY", rate, D("36.618"))
    at_home = landed_cost(terms(currency="USD", **about), 10)
    assert [line.per_unit for line in cost.lines] == [line.per_unit * D("7.18") for line in at_home.lines]
    assert all(line.per_unit for line in at_home.lines)
    assert (cost.per_unit, cost.outlay) == (D("48.9317"), D("448.75"))


def test_a_converted_cost_is_rounded_once_at_the_end():
    """0.00004 + 0.00004 dollars at 10 are 0.0008, though each rounds to nothing in dollars."""
    rate = Rate("USD", "CNY", D(10), DAY)
    tiny = terms(currency="USD", breaks=(Break(1, D("0.00004")),), packing=fee("0.00004"))
    assert landed_cost_in("CNY", tiny, 1, [rate], DAY).per_unit == D("0.0008")


def test_the_hint_to_buy_up_is_in_the_teams_currency_too():
    rate = Rate("USD", "CNY", D(7), DAY)
    found = landed_cost_in("CNY", terms(currency="USD", breaks=CHEAPER_FROM_100), 90, [rate], DAY)
    assert (found.buy_up.outlay, found.buy_up.saves) == (D("5600.00"), D("700.00"))


def test_a_rate_of_the_other_direction_is_turned_round():
    rate = Rate("CNY", "USD", D("0.125"), DAY)
    assert landed_cost_in("CNY", terms(currency="USD"), 1, [rate], DAY).per_unit == D("80.0000")


def test_without_a_rate_a_quote_is_not_comparable():
    assert landed_cost_in("CNY", terms(currency="EUR"), 1, [], DAY) is None


def test_a_quote_in_the_teams_own_currency_needs_no_rate():
    assert landed_cost_in("CNY", terms(), 1, [], DAY) == landed_cost(terms(), 1)


@pytest.mark.parametrize(
    ("bases", "mixed"), [("included included", False), ("included excluded", True), ("excluded unknown", True)]
)
def test_prices_with_and_without_tax_side_by_side_are_noticed(bases, mixed):
    costs = [landed_cost(terms(tax_basis=TaxBasis(basis)), 1) for basis in bases.split()]
    assert mixed_tax(costs) is mixed


MONEY = st.decimals(0, 10**6, places=6)


@given(
    st.lists(MONEY, min_size=5, max_size=5),
    st.decimals("0.000001", 10**6, places=6),
    st.decimals(0, 1, places=4),
    st.integers(1, 10**6),
)
def test_the_unit_cost_is_the_exact_fraction_rounded_once(figures, price, returned, quantity):
    fees = dict(zip(FEES, figures, strict=True))
    cost = landed_cost(
        terms(breaks=(Break(1, price),), return_rate=returned, **{name: fee(figure) for name, figure in fees.items()}),
        quantity,
    )
    exact = {name: Fraction(figure) for name, figure in fees.items()}
    freight = exact["freight_per_order"] / quantity + exact["freight_per_unit"]
    spread = (exact["platform_fee"] + exact["other_fees"]) / quantity
    true = Fraction(price) + freight + exact["packing"] + spread + Fraction(returned) * (Fraction(price) + freight)
    assert abs(Fraction(cost.per_unit) - true) <= Fraction(1, 20000) + Fraction(1, 10**15)
    assert cost.at_least == cost.per_unit


@given(st.lists(st.integers(0, 2), min_size=5, max_size=5), st.integers(1, 1000))
def test_finding_out_an_unknown_fee_never_makes_the_unit_cheaper_than_it_was_said_to_be(states, quantity):
    found = dict(zip(FEES, (UNKNOWN if state else fee("3.50") for state in states), strict=True))
    later = {name: fee("1.25") if one is UNKNOWN else one for name, one in found.items()}
    before = landed_cost(terms(return_rate=D("0.1"), **found), quantity)
    assert before.at_least <= landed_cost(terms(return_rate=D("0.1"), **later), quantity).per_unit


@given(st.integers(1, 300), st.integers(1, 40), st.integers(1, 200))
def test_the_hint_to_buy_up_is_the_cheapest_order_of_at_least_the_quantity(asked, multiple, moq):
    """Against a walk over every order there could be."""
    steps = (Break(1, D("9")), Break(50, D("7")), Break(120, D("4")))
    cost = landed_cost(
        terms(breaks=steps, moq=moq, order_multiple=multiple, packing=fee("0.5"), freight_per_order=fee("33")), asked
    )
    prices = {order: 9 if order < 50 else 7 if order < 120 else 4 for order in range(cost.ordered, 1000, multiple)}
    cheapest = min(order * (price + D("0.5")) + 33 for order, price in prices.items())
    assert (cost.buy_up.outlay if cost.buy_up else cost.outlay) == cheapest


def test_the_parts_of_a_cost_add_up_to_it_as_they_are_written():
    cost = landed_cost(terms(freight_per_order=fee("1"), platform_fee=fee("1"), other_fees=fee("1")), 3)
    assert cost.per_unit == D("11.0000")
    assert sum(cost.parts.values()) == cost.per_unit
    assert sorted(cost.parts.values())[-4:] == [D("0.3333"), D("0.3333"), D("0.3334"), D("10")]


@given(st.lists(st.decimals(0, 1000, places=6), min_size=1, max_size=6))
def test_amounts_that_are_cut_off_still_add_up_each_within_a_last_place(amounts):
    total = round_unit(sum(amounts, D(0)))
    parts = adding_up(amounts, total)
    assert sum(parts) == total
    assert all(abs(part - amount) <= D("0.0001") for part, amount in zip(parts, amounts, strict=True))
