"""The address of a comparison: weights that move, and what people may type into it."""

from __future__ import annotations

import pytest

from portal.core.models.audit import AuditEvent
from portal.settings.models.settings import Setting, SettingVersion
from tests.cast import stamp
from tests.comparisons.makers import address, make_goods, make_offer, make_rate, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")
EQUAL = "30-20-10-15-10-5-5-5"


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def rivals(charger):
    """North is cheap and slow, South dear and quick."""
    north, south = make_rival("North"), make_rival("South")
    make_offer(north, charger, "40", lead_days=30)
    make_offer(south, charger, "88", lead_days=3)
    for one in (north, south):
        make_verdict(one, charger)
    return north, south


def only(**weights):
    """Weights of these criteria, all others 0."""
    names = ("landed_cost", "sample_score", "batch_spread", "lead_time", "moq_cover", "payment", "papers", "years")
    return {f"w_{name}": weights.get(name, 0) for name in names}


def test_moving_a_slider_sends_back_the_result_and_the_shares_alone(signed_in, cast, charger, rivals):
    answer = signed_in(cast.guo).htmx(address(charger, *rivals, **only(landed_cost=30, lead_time=10)))
    assert "<html" not in answer.text
    assert "North is recommended" in answer.text
    assert '<hx-partial hx-target="#share-landed_cost" hx-swap="innerHTML">75%</hx-partial>' in answer.text
    assert answer.headers["Vary"].count("HX-Request") == 1


def test_verdict_table_and_what_to_know_come_before_sliders_and_chart_which_are_folded(
    signed_in, cast, charger, rivals
):
    page = signed_in(cast.guo).get(address(charger, *rivals), follow_redirects=True).text
    order = (
        "North is recommended",
        '<table class="cmp">',
        "To know before deciding",
        "What is missing",
        'id="weighing">',
    )
    places = [page.index(part) for part in (*order, 'id="w_landed_cost"', 'id="scoring">', 'class="chart"')]
    assert places == sorted(places)


def test_sliders_that_were_moved_stay_open_without_a_script(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals, **only(lead_time=10))).text
    assert 'id="weighing" open>' in page
    assert 'id="scoring" open>' in page


def test_a_moved_slider_sends_back_the_verdict_to_its_own_place(signed_in, cast, charger, rivals):
    answer = signed_in(cast.guo).htmx(address(charger, *rivals, **only(lead_time=10))).text
    assert "South is recommended" in answer.split('hx-target="#verdict"')[1].split("</hx-partial>")[0]
    assert answer.count("South is recommended") == 1


def test_a_moved_slider_sends_back_the_chart_beside_it(signed_in, cast, charger, rivals):
    answer = signed_in(cast.guo).htmx(address(charger, *rivals, **only(lead_time=10))).text
    chart = answer.split('hx-target="#scores"')[1].split("</hx-partial>")[0]
    assert "South: 100 of 100 points." in chart
    assert answer.count('class="chart"') == 1


def test_weights_decide_who_leads(signed_in, cast, charger, rivals):
    browser = signed_in(cast.guo)
    assert "North is recommended" in browser.get(address(charger, *rivals, **only(landed_cost=1))).text
    assert "South is recommended" in browser.get(address(charger, *rivals, **only(lead_time=1))).text


def test_the_nearest_change_of_weight_that_turns_the_result_is_named(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals, **only(landed_cost=60, lead_time=40))).text
    assert "South overtakes if the weight of landed cost falls from 60% below 50%." in page


def test_weights_that_are_all_nothing_are_refused(signed_in, cast, charger, rivals):
    browser = signed_in(cast.guo)
    for answer in (browser.get(address(charger, *rivals, **only())), browser.htmx(address(charger, *rivals, **only()))):
        assert answer.status_code == 422
        assert "Give at least one criterion a weight." in answer.text


def test_an_admin_keeps_the_weights_as_the_teams(signed_in, cast, charger, rivals):
    browser = signed_in(cast.lin)
    data = fields(charger, rivals, **only(landed_cost=7, lead_time=3)) | {"was": EQUAL}
    assert browser.post("/comparisons/weights", data=data).status_code == 303
    assert Setting.get(Setting.key == "comparison.weights").value["landed_cost"] == "7"
    assert SettingVersion.select().where(SettingVersion.key == "comparison.weights").count() == 1
    assert AuditEvent.select().where(AuditEvent.verb == "setting.change").exists()
    bare = f"/comparisons/show?product={charger.id}&quantity=500&supplier={rivals[0].id}&supplier={rivals[1].id}"
    assert "w_landed_cost=7" in browser.get(bare).location


def fields(charger, rivals, **weights):
    return {"product": charger.id, "quantity": 500, "supplier": [one.id for one in rivals], **weights}


def test_weights_a_colleague_changed_meanwhile_are_not_overwritten(signed_in, cast, charger, rivals):
    Setting.put("comparison.weights", {"landed_cost": "1"}, stamp(cast.mei))
    data = fields(charger, rivals, **only(lead_time=3)) | {"was": EQUAL}
    page = signed_in(cast.lin).post("/comparisons/weights", data=data, follow_redirects=True)
    assert "Not kept" in page.text
    assert Setting.get(Setting.key == "comparison.weights").value == {"landed_cost": "1"}


def test_a_buyer_may_not_set_the_teams_weights(signed_in, cast, charger, rivals):
    browser = signed_in(cast.mei)
    assert browser.post("/comparisons/weights", data=fields(charger, rivals, **only(lead_time=3))).status_code == 403
    assert "Keep as the team" not in browser.get(address(charger, *rivals)).text


@pytest.mark.parametrize(
    "query",
    [
        "", "product=x", "product=1&quantity=0", "product=99999999999999999999&quantity=5&supplier=1&supplier=2",
        "product=1&quantity=１０&supplier=%00&supplier=-1", "quantity=1e9&supplier=1&supplier=2&product=1",
        "product=1&quantity=5&supplier=1&supplier=2&w_landed_cost=-5", "product=1&quantity=5&w_years=NaN",
        "product=1&quantity=5&supplier=1&supplier=2&supplier=3&supplier=4&supplier=5&supplier=6",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_no_fault_of_the_portal(signed_in, cast, query):
    browser = signed_in(cast.guo)
    assert browser.get(f"/comparisons/show?{query}").status_code in (404, 422)
    assert browser.get(f"/comparisons/print?{query}").status_code == 404
    assert browser.get(f"/comparisons?{query}").status_code == 200


def test_one_supplier_is_nothing_to_compare(signed_in, cast, charger, rivals):
    answer = signed_in(cast.guo).get(f"/comparisons/show?product={charger.id}&quantity=500&supplier={rivals[0].id}")
    assert answer.status_code == 422
    assert "Choose two to five suppliers." in answer.text


def test_the_start_offers_who_quotes_the_product(signed_in, cast, charger, rivals):
    make_rival("Elsewhere")
    page = signed_in(cast.guo).get(f"/comparisons?product={charger.id}").text
    assert "North" in page
    assert 'value="300"' in page
    assert "Elsewhere" not in page


def test_suppliers_chosen_in_the_list_are_kept_while_the_product_is_chosen(signed_in, cast, charger, rivals):
    other = make_rival("Elsewhere")
    browser = signed_in(cast.guo)
    assert f'name="supplier" value="{other.id}"' in browser.get(f"/comparisons?supplier={other.id}").text
    assert "Elsewhere" in browser.get(f"/comparisons?supplier={other.id}&product={charger.id}").text


def test_a_comparison_costs_as_many_statements_for_five_as_for_two(signed_in, cast, charger, rivals, statements):
    more = [make_rival(name) for name in ("Three", "Four", "Five")]
    for one in more:
        make_offer(one, charger, "50")
        make_offer(one, charger, "51", currency="USD")
        make_verdict(one, charger)
    make_rate()
    browser, counts = signed_in(cast.lin), []
    for suppliers in (rivals, (*rivals, *more)):
        browser.get(address(charger, *suppliers))
        with statements() as seen:
            browser.get(address(charger, *suppliers))
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 12, "11 and the session"
