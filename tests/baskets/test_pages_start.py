"""Where a basket begins: what is ticked, what a need brings along, and the ways there."""

from __future__ import annotations

import re

import pytest

from portal.needs.models import Need, NeedCandidate
from portal.suppliers.models.suppliers import Supplier
from tests.baskets.makers import two
from tests.cast import NOW, stamp
from tests.comparisons.makers import make_offer, make_rival

pytestmark = pytest.mark.usefixtures("noon")


def test_a_retired_supplier_is_not_ticked_and_named_where_somebody_chose_it(signed_in, cast, read, market):
    north, south = market[1]
    Supplier.update(status="retired").where(Supplier.id == south.id).execute()
    page = read(f"/baskets?business={market[0][0].business_id}")
    ticks = {
        int(re.search(r'value="(\d+)"', tick)[1]): "checked" in tick
        for tick in re.findall(r'<input[^>]*name="supplier"[^>]*>', page)
    }
    assert ticks == {north.id: True, south.id: False}
    assert "You no longer buy from South: retired." in read(two(market))


def test_the_start_ticks_what_is_quoted_with_the_quantity_of_a_month(read, market):
    page = read(f"/baskets?business={market[0][0].business_id}")
    assert page.count("checked") == 4
    assert 'value="600"' in page
    assert "2 suppliers quote it" in page


def test_a_need_begins_with_its_product_its_quantity_and_its_candidates(read, market):
    (charger, cable), (north, south) = market
    make_offer(make_rival("East"), charger, "9")
    need = Need.add(
        stamp(), business=charger.business_id, product=charger.id, title="A second maker", currency="CNY",
        monthly_units=900, categories=[cable.category_id],
    )  # fmt: skip
    for one in (north, south):
        NeedCandidate.put(need.id, one.id, "", stamp())
    page = read(f"/baskets?need={need.id}")
    assert "Basket: A second maker" in page
    assert 'value="900"' in page
    ticked = [key for key in ("North", "South", "East") if f" checked>\n<bdi>{key}" in page]
    assert ticked == ["North", "South"]
    assert f"/baskets?need={need.id}" in read(f"/needs/{need.id}")


def test_a_supplier_that_is_gone_is_not_counted_among_those_that_quote(read, market):
    market[1][1].deleted_at = NOW
    market[1][1].save()
    page = read(f"/baskets?business={market[0][0].business_id}")
    assert "2 suppliers quote it" not in page
    assert "South" not in page


def test_nothing_to_choose_between_says_what_to_do(read, goods, rivals):
    page = read(f"/baskets?business={goods[0].business_id}")
    assert "No product of this business has quotes from two suppliers yet" in page
    assert "Nothing is quoted yet" in page


@pytest.mark.parametrize("path", ["/baskets?need=99999", "/baskets?business=99999"])
def test_what_is_not_there_is_not_found(signed_in, cast, goods, path):
    assert signed_in(cast.guo).get(path).status_code == 404


def test_a_basket_is_one_click_from_a_comparison_and_from_the_products(read, goods):
    assert 'href="/baskets"' in read("/comparisons")
    assert 'href="/baskets"' in read("/products")
