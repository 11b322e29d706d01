"""A basket in the browser: chosen by its address, from the first tick to the page of paper."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.products.models import Source
from portal.quotes.models import Quote
from tests.baskets.makers import two
from tests.cast import NOW, TODAY
from tests.comparisons.makers import make_goods, make_offer, make_rate, make_rival

pytestmark = pytest.mark.usefixtures("noon")


def test_the_cheapest_split_its_saving_and_one_source_are_said_in_words(read, market):
    page = read(two(market))
    assert "Split between North and South (2 suppliers): ¥6,500.00." in page
    assert "That saves ¥100.00 on buying everything from North." in page
    assert "¥100.00 more than the cheapest" in page


def test_the_same_in_chinese(read, market):
    page = read(two(market), "zh")
    assert "分给North和South（2 家供应商）：共 ¥6,500.00。" in page
    assert "比都从North买省 ¥100.00。" in page


def test_a_way_is_chosen_by_its_address(read, market):
    page = read(two(market, plan=1))
    assert "Everything from North: ¥6,600.00." in page
    assert "From 2 suppliers it would cost ¥100.00 less: North and South." in page


def test_a_supplier_that_covers_a_part_says_what_it_lacks(read, market):
    page = read(two(market))
    assert "1 of 2" in page
    assert "lacks Charger" in page
    assert "what it covers: ¥400.00" in page


def test_each_price_leads_to_its_quote_at_the_quantity_asked(read, market):
    quote = Quote.get(Quote.supplier == market[1][0], Quote.product == market[0][0])
    assert f"/quotes/{quote.id}?quantity=600" in read(two(market))


def test_the_least_order_is_bought_and_what_it_costs_is_said(read, goods, rivals):
    for one in goods:
        make_offer(rivals[0], one, "10", moq=700)
    page = read(two((goods, rivals)))
    assert "Charger from North: 700 pieces must be bought, 600 are wanted; the rest costs ¥1,000.00." in page


def test_an_unknown_fee_makes_a_total_at_least_and_is_asked_for(read, goods, rivals):
    for one in goods:
        make_offer(rivals[0], one, "10", packing_state="unknown")
    page = read(two((goods, rivals)))
    assert "Everything from North: at least ¥7,000.00." in page
    assert "Not in the total, as nobody knows it: North: packing." in page
    assert "North: ask for packing; what it costs is not in the totals." in page
    assert "the cheapest way" not in page


def test_a_lower_total_with_an_unknown_fee_is_named_but_never_wins(read, market):
    make_offer(market[1][1], market[0][0], "8", packing_state="unknown")
    page = read(two(market))
    assert "Split between North and South (2 suppliers): ¥6,500.00." in page
    assert "On what is known, South would cost ¥1,300.00 less, but these are unknown: South: packing." in page
    assert "cheapest of those with every fee known" in page


@pytest.mark.parametrize("about", [{"tax_basis": "excluded"}, {"incoterm": "EXW"}])
def test_totals_on_two_bases_are_not_compared(read, goods, rivals, about):
    make_offer(rivals[0], goods[0], "10"), make_offer(rivals[0], goods[1], "5")
    make_offer(rivals[1], goods[1], "3", **about)
    page = read(two((goods, rivals)))
    assert "The totals are not comparable." in page
    assert "Without South" in page
    assert "saves" not in page
    assert "the cheapest way" not in page


def test_prices_of_which_nobody_knows_the_tax_are_not_compared(read, goods, rivals):
    for price, rival in zip(("10", "9"), rivals, strict=True):
        make_offer(rival, goods[0], price, tax_basis="unknown"), make_offer(rival, goods[1], price, tax_basis="unknown")
    page = read(two((goods, rivals)))
    assert "The totals are not comparable." in page
    assert "Tax unknown: North and South." in page
    assert "Ask whether tax is in the price: North and South." in page
    assert "cheapest way" not in page and "Nothing is open." not in page


def test_delivery_to_the_door_is_alike_whatever_term_says_so(read, goods, rivals):
    carried = {"freight_per_order_state": "amount", "freight_per_order": Decimal(100)}
    make_offer(rivals[0], goods[0], "10", incoterm="DAP"), make_offer(rivals[0], goods[1], "5", incoterm="DDP")
    make_offer(rivals[1], goods[1], "3", incoterm="EXW", **carried)
    assert "The totals are not comparable." not in read(two((goods, rivals)))


def test_an_old_rate_and_an_old_quote_are_named(read, goods, rivals):
    make_rate("USD", "7", on=TODAY - timedelta(days=90))
    long_ago = TODAY - timedelta(days=900)
    for one in goods:
        make_offer(rivals[0], one, "10", quoted_on=long_ago)
        make_offer(rivals[1], one, "2", currency="USD")
    page = read(two((goods, rivals)))
    assert f"The rate of USD and CNY is of {TODAY - timedelta(days=90)}, 90 days ago; it holds for 30." in page
    assert f"North: the quote for Charger and Cable is of {long_ago}; a price counts as current for" in page
    assert "South: the quote" not in page and "Nothing is open." not in page


def test_a_quote_that_ran_out_is_named_and_counts_where_asked(read, market):
    late = {"quoted_on": TODAY - timedelta(days=1), "valid_until": TODAY - timedelta(days=1)}
    make_offer(market[1][1], market[0][0], "1", **late)
    page = read(two(market))
    assert "South: the quote for Charger has run out." in page
    again = read(two(market, expired=1))
    assert "Everything from South: ¥1,000.00." in again
    assert "This may still turn: the quote of South for Charger has run out." in again
    assert f"ran out {TODAY - timedelta(days=1)}" in again


def test_money_without_a_rate_is_named_and_counts_once_there_is_one(read, market):
    make_offer(market[1][1], market[0][0], "1", currency="USD")
    page = read(two(market))
    assert "South quotes Charger in USD, and no rate is kept." in page
    assert "lacks Charger (no exchange rate)" in page
    make_rate()
    assert "Everything from South: ¥4,708.00." in read(two(market))


def test_nobody_covers_all_and_a_product_nobody_sells_is_left_out(read, market):
    goods, rivals = market
    mug = make_goods(name="Mug")
    page = read(two(([*goods, mug], rivals), **{f"q{mug.id}": 5}))
    assert "Not in these totals: Mug." in page
    assert f"/quotes/new?product={mug.id}" in page
    assert "Everything from one supplier" in page


def test_no_usable_quote_at_all_is_said(read, goods, rivals):
    make_offer(rivals[0], goods[0], "10", currency="USD"), make_offer(rivals[1], goods[1], "1", currency="USD")
    page = read(two((goods, rivals)))
    assert "None of these suppliers has a quote that can be used for any of these products." in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("quantity", "This field is required."),
        ("products", "Choose two to ten products."),
        ("suppliers", "Choose one to five suppliers."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(signed_in, cast, market, change, said):
    goods, rivals = market
    path = {
        "quantity": two(market, **{f"q{goods[0].id}": ""}),
        "products": two(([goods[0]] * 1 + [goods[0]], rivals)),
        "suppliers": two(market) + "".join(f"&supplier={make_rival(name).id}" for name in "ABCD"),
    }[change]
    answer = signed_in(cast.guo).get(path)
    assert answer.status_code == 422
    assert said in answer.text


def test_quantities_of_unticked_products_leave_the_address(signed_in, cast, market):
    answer = signed_in(cast.guo).get(two(market, q999=4))
    assert answer.status_code == 302
    assert "q999" not in answer.location


def test_one_supplier_that_is_cheapest_says_that_a_split_saves_nothing(read, goods, rivals):
    for one in goods:
        make_offer(rivals[0], one, "10"), make_offer(rivals[1], one, "11")
    assert "Splitting it would not be cheaper." in read(two((goods, rivals)))
    make_offer(rivals[1], goods[1], "9", packing_state="unknown")
    page = read(two((goods, rivals)))
    assert "Splitting it would not be cheaper." not in page
    assert "would cost ¥100.00 less, but these are unknown: South: packing." in page


def test_paper_says_who_printed_it_and_when_and_the_roles(read, market):
    Source.create(supplier=market[1][1], product=market[0][1], role="traffic", created_at=NOW)
    page = read(two(market).replace("/show", "/print"))
    assert f"printed {TODAY}" in page
    assert "郭明" in page
    assert "Traffic" in page


def test_a_quantity_with_its_unit_is_read_and_links_carry_the_number(signed_in, cast, market):
    goods, _rivals = market
    page = signed_in(cast.guo).get(two(market, **{f"q{goods[0].id}": "600件"}))
    assert page.status_code == 200
    assert "¥6,500.00" in page.text
    assert f"q{goods[0].id}=600&amp;" in page.text and "件</a>" not in page.text
    refused = signed_in(cast.guo).get(two(market, **{f"q{goods[0].id}": "100-200"}))
    assert refused.status_code == 422
