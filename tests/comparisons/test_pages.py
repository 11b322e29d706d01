"""Suppliers side by side: what is shown, who leads and how far to trust it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from portal.products.models import Source
from portal.settings.models.settings import Setting
from tests.agreements.makers import make_agreement, written
from tests.cast import NOW, stamp
from tests.comparisons.makers import address, make_goods, make_offer, make_rate, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def rivals(charger):
    """North is cheaper and its sample passed; South is dearer and slower."""
    north, south = make_rival("North"), make_rival("South")
    make_offer(north, charger, "40")
    make_offer(south, charger, "60", lead_days=20)
    make_verdict(north, charger)
    make_verdict(south, charger, B1=500, B2=450)
    return north, south


def text(page):
    """What a reader sees, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def test_the_supplier_ahead_with_every_gate_passed_is_recommended(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert page.status_code == 200
    assert "North is recommended" in text(page)


def test_the_address_holds_everything(signed_in, cast, charger, rivals):
    """Without weights it leads to the address that names them, so that a bookmark keeps meaning the same."""
    north, south = rivals
    answer = signed_in(cast.guo).get(
        f"/comparisons/show?product={charger.id}&quantity=500&supplier={north.id}&supplier={south.id}"
    )
    assert answer.status_code == 302
    assert "w_landed_cost=30" in answer.location
    assert f"supplier={north.id}&supplier={south.id}" in answer.location


def test_why_the_leader_leads_and_how_firmly_stand_in_two_sentences(signed_in, cast, charger, rivals):
    seen = text(signed_in(cast.guo).get(address(charger, *rivals)))
    assert (
        "North costs least (¥40.80, ¥20.40 less than the next, ¥10,200.00 saved on 500); low in sample score, 14.3, "
        "but no ranked supplier is known to be better." in seen
    )
    assert "Sold at ¥100.00 it leaves ¥59.20 a unit." in seen
    assert "However the weights are set it stays first (500 tried)." in seen


def test_cost_is_built_up_in_the_teams_currency_with_the_rate_and_its_day(signed_in, cast, charger, rivals):
    abroad = make_rival("Abroad")
    make_offer(abroad, charger, "5", currency="USD", freight_per_unit_state="amount", freight_per_unit="0.5")
    make_rate(value="7")
    seen = text(signed_in(cast.guo).get(address(charger, *rivals, abroad)))
    assert "¥35.00 US$5.00" in seen
    assert "¥3.50" in seen
    assert "¥0.77 2%" in seen
    assert "¥39.27" in seen
    assert "1 USD = 7 CNY (2026-11-24)" in seen


def test_the_price_is_that_of_the_break_the_order_reaches(signed_in, cast, charger, rivals):
    steps = make_rival("Steps")
    make_offer(steps, charger, breaks={100: "44", 500: "43", 2000: "42"})
    assert "¥43.00 from 500" in text(signed_in(cast.guo).get(address(charger, rivals[0], steps)))


def test_each_judgement_leads_to_the_rows_behind_it(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals)).text
    assert f'href="/suppliers/{rivals[0].id}' in page
    assert "#documents" in page


def test_a_supplier_without_a_rate_stands_below_the_line(signed_in, cast, charger, rivals):
    abroad = make_rival("Abroad")
    make_offer(abroad, charger, "1", currency="EUR")
    make_verdict(abroad, charger)
    seen = text(signed_in(cast.guo).get(address(charger, *rivals, abroad)))
    assert "Abroad cannot be compared now: No exchange rate is kept (EUR–CNY)" in seen
    assert "North is recommended" in seen


def test_a_supplier_that_fails_a_gate_cannot_win_however_cheap(signed_in, cast, charger, rivals):
    cheap = make_rival("Cheap")
    make_offer(cheap, charger, "1")
    make_verdict(cheap, charger, "drop")
    seen = text(signed_in(cast.guo).get(address(charger, *rivals, cheap)))
    assert "Cheap cannot win, it does not pass: sample passed." in seen
    assert "North is recommended" in seen


def test_a_leader_with_an_unchecked_gate_leads_so_far_and_the_gate_is_named(signed_in, cast, charger, rivals):
    fresh = make_rival("Fresh", licence=False)
    make_offer(fresh, charger, "38")
    make_verdict(fresh, charger, B1=500, B2=500)
    page = signed_in(cast.guo).get(address(charger, *rivals, fresh))
    assert "Fresh leads so far" in text(page)
    assert "Not recommended yet: nobody has checked licence in date." in text(page)
    assert "Fresh is recommended" not in text(page)


def test_an_expired_quote_is_left_out_unless_it_is_asked_for(signed_in, cast, charger, rivals):
    old = make_rival("Old")
    make_offer(old, charger, "30", valid_until=date(2026, 11, 23))
    browser = signed_in(cast.guo)
    assert "Old cannot be compared now: The quote has run out" in text(browser.get(address(charger, rivals[0], old)))
    seen = text(browser.get(address(charger, rivals[0], old, expired=1)))
    assert "Old cannot" not in seen
    assert "the quote ran out on 2026-11-23 and is counted all the same" in seen


def test_a_newer_quote_that_ran_out_does_not_hide_an_older_one_in_force(signed_in, cast, charger, rivals):
    make_offer(rivals[0], charger, "10", valid_until=date(2026, 11, 23), quoted_on=date(2026, 11, 22))
    seen = text(signed_in(cast.guo).get(address(charger, *rivals)))
    assert "Unit price ¥40.00" in seen and "¥10.00" not in seen


def test_missing_data_gives_a_range(signed_in, cast, charger, rivals):
    vague = make_rival("Vague")
    make_offer(vague, charger, "45", packing_state="unknown", lead_days=3)
    make_verdict(vague, charger)
    seen = text(signed_in(cast.guo).get(address(charger, *rivals, vague)))
    assert "at least ¥45.90" in seen
    assert re.search(r"\d+(\.\d)? to \d+(\.\d)?; 70% known", seen)
    assert "Vague: ask for packing; until then the cost is only a lower limit." in seen


def test_a_supplier_that_covers_less_than_asked_cannot_win_however_cheap(signed_in, cast, charger, rivals):
    small = make_rival("Small")
    make_offer(small, charger, "10", largest_order=300)
    make_verdict(small, charger)
    seen = text(signed_in(cast.guo).get(address(charger, *rivals, small)))
    assert "covers 300 of 500" in seen
    assert "Small cannot deliver this: Covers less than was asked for" in seen
    assert "North is recommended" in seen


def test_below_the_moq_the_real_outlay_is_shown(signed_in, cast, charger, rivals):
    seen = text(signed_in(cast.guo).get(address(charger, *rivals, quantity=50)))
    assert "below MOQ, order 100: ¥4,000.00" in seen


def test_buying_up_to_the_next_break_is_hinted_at(signed_in, cast, charger, rivals):
    steps = make_rival("Steps")
    make_offer(steps, charger, breaks={1: "50", 500: "40"})
    seen = text(signed_in(cast.guo).get(address(charger, rivals[0], steps, quantity=450)))
    assert "500 would cost ¥2,500.00 less" in seen


def test_best_marks_are_kept_apart_and_shared_by_ties(signed_in, cast, charger, rivals):
    twin = make_rival("Twin")
    make_offer(twin, charger, "40", lead_days=30)
    page = signed_in(cast.guo).get(address(charger, *rivals, twin)).text
    assert page.count('<span class="vh">Best cost</span>') == 2
    assert page.count('<span class="vh">Fastest</span>') == 1
    assert page.count('<span class="vh">Best quality</span>') == 2


def row(page, head):
    """The cells of a row of the table, as a reader sees them."""
    label = rf"(?:<button[^>]*>{head}</button><span[^>]*>.*?</span>|{head})"
    found = re.search(rf'<th scope="row">{label}(?: <small>agreed</small>)?</th>(.*?)</tr>', page.text, re.S)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.S) if found else []
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_terms_of_an_agreement_in_force_are_marked_and_lead_to_it_with_what_was_quoted(
    signed_in, cast, charger, rivals
):
    terms = {"lead_time_days": Decimal(7), "payment_terms": "credit", "credit_days": Decimal(30)}
    agreement = make_agreement(rivals[0], clauses=written(**terms, return_days=Decimal(15)))
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert row(page, "Lead time")[1] == "20 days"
    assert row(page, "Lead time")[0].endswith("agreed · quoted: 10 days") and "7 days" in row(page, "Lead time")[0]
    assert row(page, "Payment terms")[0] == "On credit 30 days agreed · quoted: On delivery"
    assert [cell.split(" Notice")[0] for cell in row(page, "Agreed as well")] == [
        "Return period 15 days",
        "Return period 7 days",
    ]
    assert row(page, "Agreed as well")[0].endswith("Late delivery penalty per day 5%")
    assert page.text.count(f'href="/agreements/{agreement.id}">agreed') == 2
    assert page.text.count(f'href="/agreements/{agreement.id}">') == 5
    chinese = signed_in(cast.guo, "zh").get(address(charger, *rivals))
    assert row(chinese, "付款条件")[0] == "账期结算 30 天 协议已定 · 报价：货到付款"


def test_a_term_quoted_as_it_is_agreed_is_said_once(signed_in, cast, charger, rivals):
    make_agreement(rivals[0], clauses=written(lead_time_days=Decimal(10), payment_terms="on_delivery"))
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert "quoted:" not in page.text


def test_without_an_agreement_that_states_them_the_rows_of_agreed_terms_are_not_there(signed_in, cast, charger):
    rivals = [make_rival(name, agreement=False) for name in ("East", "West")]
    for one in rivals:
        make_offer(one, charger)
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert row(page, "Agreed as well") == [] and row(page, "Lead time") == ["10 days Fastest"] * 2


def test_prices_with_and_without_tax_are_not_silently_compared(signed_in, cast, charger, rivals):
    bare = make_rival("Bare")
    make_offer(bare, charger, "35", tax_basis="excluded")
    assert "Prices with and without tax stand side by side" in text(
        signed_in(cast.guo).get(address(charger, rivals[0], bare))
    )


def test_nobody_wins_where_all_stand_below_the_line(signed_in, cast, charger):
    one, two = make_rival("One"), make_rival("Two")
    seen = text(signed_in(cast.guo).get(address(charger, one, two)))
    assert "No price is known yet. There is not enough data to rank anybody yet, which is no failure" in seen


def test_own_return_rate_of_a_supplier_comes_before_that_of_the_product(signed_in, cast, charger, rivals):
    Source.create(supplier=rivals[0], product=charger, return_rate=Decimal("0.1"), created_at=NOW)
    assert "¥4.00 10%" in text(signed_in(cast.guo).get(address(charger, *rivals)))


def test_anchors_of_the_category_come_before_those_of_the_team(signed_in, cast, charger, rivals):
    Setting.put("comparison.anchors", {"lead_time": {"bad": "60", "good": "1"}}, stamp())
    Setting.put(f"comparison.anchors.{charger.category_id}", {"lead_time": {"bad": "44", "good": "7"}}, stamp())
    assert "44 days 7 days" in text(signed_in(cast.guo).get(address(charger, *rivals)))
