"""The reference cost of a product: set by a person or from the quotes on file, and what the comparison makes of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest

from portal.market.queries.goods import goods
from portal.products.models import CostReference
from portal.products.rules import ReferenceSource
from tests.cast import TODAY
from tests.comparisons.makers import address, make_goods, make_offer, make_rival, make_verdict
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def desk(signed_in, cast):
    return signed_in(cast.mei)


def newest(product):
    last = CostReference.last(product.id)
    return last.id if last else 0


def press(desk, product, action, **about):
    return desk.post(f"/products/{product.id}/reference/{action}", data={"seen": newest(product)} | about)


def set_cost(desk, product, **about):
    form = {
        "key": "r1",
        "seen": newest(product),
        "amount": "48.5",
        "currency": "CNY",
        "source": "paid",
        "on": str(TODAY - timedelta(days=3)),
    }
    return desk.post(f"/products/{product.id}/reference", data=form | about)


def test_a_person_sets_it_with_its_day_and_source_and_the_trail_says_who(desk, charger):
    answer = set_cost(desk, charger)
    assert answer.status_code == 303
    kept = goods(charger.id).reference
    assert (kept.amount, kept.currency, kept.source) == (D("48.5"), "CNY", ReferenceSource.paid)
    assert (kept.on, kept.by) == (TODAY - timedelta(days=3), "Mei Chen")
    assert "¥48.50 · paid last · 2026-11-21" in desk.get(answer.location).text
    assert trail_tells("cost_reference.put")


def test_older_figures_stay_and_the_newest_counts_until_it_is_taken_back(desk, charger):
    set_cost(desk, charger)
    set_cost(desk, charger, key="r2", amount="50", source="person")
    assert goods(charger.id).reference.amount == 50
    press(desk, charger, "remove")
    assert goods(charger.id).reference is None
    assert CostReference.select().count() == 3


def test_one_press_takes_the_middle_of_the_comparable_landed_costs_on_file(desk, charger):
    for number, price in enumerate(("40", "44", "60")):
        make_offer(make_rival(f"S{number}"), charger, price)
    make_offer(make_rival("Bare"), charger, "1", tax_basis="excluded")
    make_offer(make_rival("Vague"), charger, "1", packing_state="unknown")
    page = desk.get(f"/products/{charger.id}/reference").text
    assert "The middle of 3 comparable landed costs on file is ¥44.88, for 300 pieces." in page
    press(desk, charger, "quotes")
    kept = goods(charger.id).reference
    assert (kept.amount, kept.quotes, kept.source) == (D("44.88"), 3, ReferenceSource.quotes)


def test_with_fewer_than_two_quotes_there_is_no_middle(desk, charger):
    make_offer(make_rival("S"), charger)
    assert "there is no middle yet" in desk.get(f"/products/{charger.id}/reference").text
    assert desk.post(f"/products/{charger.id}/reference/quotes").status_code == 409


@pytest.mark.parametrize(("typed", "currency"), [("¥30", "USD"), ("$30", "CNY"), ("30元", "EUR"), ("€30", "CNY")])
def test_a_sign_of_another_currency_is_asked_never_taken(desk, charger, typed, currency):
    page = set_cost(desk, charger, amount=typed, currency=currency)
    assert page.status_code == 422
    assert f"“{typed}” is another currency than the one chosen here." in page.text
    assert CostReference.select().count() == 0
    assert set_cost(desk, charger, amount="¥30", currency="CNY").status_code == 303


def test_of_two_people_the_second_is_shown_what_the_first_kept_beside_what_was_typed(desk, signed_in, cast, charger):
    lin = signed_in(cast.lin)
    assert 'name="seen"' in lin.get(f"/products/{charger.id}/reference").text
    assert set_cost(lin, charger, amount="30", key="lin").status_code == 303
    page = set_cost(desk, charger, amount="50.75", key="mei", seen=0)
    assert page.status_code == 409
    assert "a colleague was faster" in page.text
    assert "¥30.00" in page.text and 'value="50.75"' in page.text
    assert f'value="{newest(charger)}"' in page.text
    assert goods(charger.id).reference.amount == 30
    assert press(desk, charger, "remove", seen=0).status_code == 409
    assert goods(charger.id).reference.amount == 30
    assert set_cost(desk, charger, amount="50.75", key="mei").status_code == 303


def test_what_stands_so_already_is_not_kept_once_more(desk, charger):
    for number, price in enumerate(("40", "44")):
        make_offer(make_rival(f"S{number}"), charger, price)
    for _press in range(2):
        assert press(desk, charger, "remove").status_code == 303
    assert CostReference.select().count() == 0
    for _press in range(2):
        answer = press(desk, charger, "quotes")
    assert CostReference.select().count() == 1
    assert "Nothing was changed." in desk.get(answer.location).text
    for key in ("a", "b"):
        set_cost(desk, charger, key=key)
    for _press in range(2):
        press(desk, charger, "remove", seen=newest(charger))
    assert CostReference.select().count() == 3


def test_a_day_to_come_is_no_day_of_a_cost(desk, charger):
    page = set_cost(desk, charger, on=str(TODAY + timedelta(days=1)))
    assert page.status_code == 422 and "This day is still to come." in page.text
    assert set_cost(desk, charger, on="soon").status_code == 422
    assert set_cost(desk, charger, on=str(TODAY)).status_code == 303


def test_nothing_or_less_is_no_cost(desk, charger):
    assert set_cost(desk, charger, amount="0").status_code == 422
    assert goods(charger.id).reference is None


def test_the_comparison_scores_cost_against_it_whoever_is_compared(desk, charger):
    """At 50 a unit 35 earns full marks and 65 nothing; a third supplier changes nothing of two others."""
    set_cost(desk, charger, amount="50")
    rivals = [make_rival(name) for name in ("North", "South", "Third")]
    for rival, price in zip(rivals, ("40", "45", "20"), strict=True):
        make_offer(rival, charger, price)
        make_verdict(rival, charger)
    two, three = desk.get(address(charger, *rivals[:2])).text, desk.get(address(charger, *rivals)).text
    assert "¥65.00" in two and "¥35.00" in two
    for points in ("North: 72.2 of 100 points.", "South: 67.1 of 100 points."):
        assert (points in two) is (points in three)
