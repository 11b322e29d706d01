"""The budget of a basket: its statements and its weight, however much is in it."""

from __future__ import annotations

import pytest

from tests.baskets.makers import address, make_market
from tests.browser_client import arrived
from tests.comparisons.makers import make_rate

pytestmark = pytest.mark.usefixtures("noon")
HEAVIEST = 9 * 1024


@pytest.mark.parametrize("path", ["show", "print"])
def test_ten_products_and_five_suppliers_cost_as_many_statements_as_two_and_two(signed_in, cast, statements, path):
    goods, suppliers = make_market(5, 10)
    make_rate()
    browser, counts = signed_in(cast.lin), []
    for few in (address(goods[:2], suppliers[:2], path=path), address(goods, suppliers, path=path)):
        browser.get(few)
        with statements() as seen:
            assert browser.get(few).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[1] <= 14


def test_the_start_costs_as_many_statements_however_much_is_quoted(signed_in, cast, statements):
    make_market(2, 2)
    browser, counts = signed_in(cast.lin), []
    for _round in range(2):
        browser.get("/baskets")
        with statements() as seen:
            browser.get("/baskets")
        counts.append(len(seen))
        make_market(5, 10)
    assert counts[0] == counts[1]
    assert counts[1] <= 14


def test_the_largest_basket_weighs_no_more_than_a_page_may(signed_in, cast):
    goods, suppliers = make_market(5, 10)
    assert arrived(signed_in(cast.lin), address(goods, suppliers)) <= HEAVIEST
