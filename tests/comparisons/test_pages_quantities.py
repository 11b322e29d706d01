"""For how many a comparison is opened where nobody says, and that it says why."""

from __future__ import annotations

import pytest

from portal.needs.models import Need
from portal.products.models import Product
from tests.cast import NOW
from tests.comparisons.makers import make_goods, make_offer, make_rival

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def rivals(charger):
    north, south = make_rival("North"), make_rival("South")
    make_offer(north, charger, "40", moq=50)
    make_offer(south, charger, "60", moq=200, order_multiple=24)
    return north, south


def opened(browser, charger, rivals):
    """The comparison as it opens from a link that names no quantity."""
    suppliers = "&".join(f"supplier={one.id}" for one in rivals)
    return browser.get(f"/comparisons/show?product={charger.id}&{suppliers}", follow_redirects=True)


def facts(page):
    return page.text.split('<span id="facts">')[1].split("</span>")[0]


def unsold():
    Product.update(monthly_units=None).execute()


def test_the_first_order_of_a_need_comes_first(signed_in, cast, charger, rivals):
    about = {"business": charger.business_id, "title": "Charger", "currency": "CNY", "created_at": NOW}
    Need.create(product=charger, first_order=120, **about)
    browser = signed_in(cast.guo)
    page = opened(browser, charger, rivals)
    assert "120 pieces (the first order of the need)" in facts(page)
    assert 'name="quantity" ' in page.text and 'value="120"' in page.text
    assert 'value="120"' in browser.get(f"/comparisons?product={charger.id}").text
    Need.update(first_order=90).execute()
    assert "120 pieces ·" in facts(browser.get(page.request.full_path)), "what does not hold any more is not told"


def test_then_what_is_sold_in_a_month(signed_in, cast, charger, rivals):
    assert "300 pieces (what is sold in a month)" in facts(opened(signed_in(cast.guo), charger, rivals))


def test_then_the_largest_moq_in_whole_multiples(signed_in, cast, charger, rivals):
    unsold()
    page = opened(signed_in(cast.guo), charger, rivals)
    assert "216 pieces (the largest MOQ, so that all can deliver)" in facts(page)


def test_never_one_piece_because_nobody_named_an_moq(signed_in, cast, charger):
    unsold()
    silent = make_rival("Quiet"), make_rival("Silent")
    for one in silent:
        make_offer(one, charger, moq=None)
    page = opened(signed_in(cast.guo), charger, silent)
    assert "100 pieces (nobody has said how many yet: change it below)" in facts(page)
    assert page.text.count("not stated") == 2


def test_a_quantity_somebody_chose_has_no_reason_of_ours(signed_in, cast, charger, rivals):
    suppliers = "&".join(f"supplier={one.id}" for one in rivals)
    page = signed_in(cast.guo).get(
        f"/comparisons/show?product={charger.id}&quantity=300&{suppliers}", follow_redirects=True
    )
    assert "300 pieces ·" in facts(page)
