"""Needs: written down, measured against their candidates, closed, taken back; viewers only read."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.core.models.audit import AuditEvent
from portal.needs.models import Need
from tests.browser_client import undo_link
from tests.cast import TODAY, stamp
from tests.needs.makers import make_candidate, make_need, ready
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def given(**about):
    known = {"title": "A faster charger", "business": make_business().id, "currency": "CNY", "price_low": "100"}
    return known | {"margin": "40", "first_order": "300", "must": "GaN\n65 W"} | about


def test_one_is_recorded_once_with_what_it_allows(mei):
    category = make_category()
    sent = given(key="k" * 22, categories=[category.id], compliance=["label"], due_on="2026-12-31")
    first, second = mei.post("/needs", data=sent), mei.post("/needs", data=sent)
    need = Need.get()
    assert first.location == second.location == f"/needs/{need.id}"
    assert (need.margin, need.categories, need.compliance) == (Decimal("0.4"), [category.id], ["label"])
    page = mei.get(first.location).text
    assert "¥60.00" in page
    assert "selling fees not taken off. The lower end of the price band is used" in page
    assert all(text in page for text in ("GaN", "65 W", "Labelling", "Chargers"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"business": ""},
        {"price_high": "90"},
        {"price_low": "", "price_high": "90"},
        {"margin": "101"},
        {"first_order": "0"},
        {"longest_lead": "-1"},
        {"categories": ["999"]},
        {"compliance": ["nothing"]},
        {"currency": "XXX"},
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(mei, wrong):
    answer = mei.post("/needs", data=given(nice="Folding plug") | wrong)
    assert answer.status_code == 422
    assert "Folding plug" in answer.text
    assert not Need.select().exists()


def test_a_product_of_another_business_is_refused(mei, goods):
    answer = mei.post("/needs", data=given(product=goods.id))
    assert answer.status_code == 422
    assert "This product is of another business." in answer.text
    assert mei.post("/needs", data=given(product=goods.id, business=goods.business_id)).status_code == 303


def test_without_a_margin_the_highest_cost_is_unknown_and_nothing_passes(mei, goods):
    need = make_need(goods, margin=None)
    make_candidate(need, ready(goods))
    page = mei.get(f"/needs/{need.id}").text
    assert "until both are known nothing can pass" in page
    assert "Unknown: the highest acceptable cost" in page
    assert "Nothing in the way" not in page


def test_the_page_speaks_chinese(signed_in, cast, goods, need):
    make_candidate(need, ready(goods, price="70"))
    page = signed_in(cast.mei, "zh").get(f"/needs/{need.id}").text
    assert "最高可接受成本" in page
    assert "高 ¥10.00" in page


def test_a_colleagues_newer_save_stands_beside_what_was_typed(mei):
    need = make_need(categories=[make_category().id])
    sent = given(version=1, categories=[])
    assert mei.post(f"/needs/{need.id}", data=sent | {"title": "First"}).status_code == 303
    answer = mei.post(f"/needs/{need.id}", data=sent | {"title": "Second", "compliance": ["label"]})
    assert answer.status_code == 409
    assert all(text in answer.text for text in ("<bdi>First</bdi>", "<bdi>Second</bdi>", "<bdi>Labelling</bdi>"))
    assert Need.get().title == "First"
    assert trail_tells("need.edit")


@pytest.mark.parametrize("times", [1, 2])
def test_it_is_closed_and_opened_again_with_a_reason(mei, need, times):
    for _time in range(times):
        mei.post(f"/needs/{need.id}/state", data={"way": "closed", "reason": "Good was chosen"})
    assert Need.get().closed_on == TODAY
    assert "Good was chosen" in mei.get(f"/needs/{need.id}").text
    mei.post(f"/needs/{need.id}/state", data={"way": "open", "reason": "It failed"})
    assert Need.get().closed_on is None
    verbs = [event.verb for event in AuditEvent.select().where(AuditEvent.verb.startswith("need."))]
    assert verbs == ["need.add", "need.close", "need.reopen"]


def test_the_trail_tells_it_in_words(signed_in, cast, goods, need):
    need.amend(1, stamp(cast.mei), margin=Decimal("0.5"), compliance=["label"], categories=[goods.category_id])
    make_candidate(need, make_supplier(), "Near")
    page = signed_in(cast.lin).get("/audit?kind=need").text
    assert all(text in page for text in ("changed", "Target margin", "50%", "Labelling", "Chargers 0"))
    page = signed_in(cast.lin).get("/audit?kind=need_candidate").text
    assert all(text in page for text in ("Candidate of a need", "North Star", "A faster charger", "Near"))


def test_closing_wants_a_reason_and_a_known_state(mei, need):
    assert mei.post(f"/needs/{need.id}/state", data={"way": "closed", "reason": " "}).status_code == 422
    assert mei.post(f"/needs/{need.id}/state", data={"way": "lost", "reason": "x"}).status_code == 400
    assert Need.get().closed_on is None


def test_the_list_has_open_ones_first_and_marks_what_is_overdue(mei):
    make_need(title="Old", closed_on=TODAY, due_on=TODAY - timedelta(days=9))
    make_need(title="Late", due_on=TODAY - timedelta(days=2)), make_need(title="Endless", due_on=None)
    make_need(title="Elsewhere", business=make_business("South Bank"))
    page = mei.get("/needs").text
    assert page.index("Late") < page.index("Elsewhere") < page.index("Endless") < page.index("Old")
    assert "2 days overdue" in page
    assert "9 days overdue" not in page
    assert "Old" not in mei.get("/needs?show=open").text
    assert "Late" not in mei.get("/needs?show=closed").text
    assert "Late" not in mei.get(f"/needs?business={make_business('South Bank').id}").text


def test_a_deleted_one_comes_back_within_thirty_seconds(mei, need):
    mei.post(f"/needs/{need.id}/remove")
    link = undo_link(mei.get("/needs"))
    assert mei.get(f"/needs/{need.id}").status_code == 404
    mei.post(link)
    assert mei.get(f"/needs/{need.id}").status_code == 200
    assert trail_tells("need.remove", "need.restore")


def test_a_new_one_begins_with_what_is_known_of_the_product(mei, goods):
    page = mei.get(f"/needs/new?product={goods.id}").text
    assert 'value="65W charger"' in page
    assert 'value="300"' in page
    assert mei.get("/needs/new?product=999").status_code == 200


def test_the_brief_is_printed(mei, goods, need):
    make_candidate(need, ready(goods))
    page = mei.get(f"/needs/{need.id}/print").text
    assert "¥60.00" in page
    assert "North Star" in page


def test_a_viewer_reads_and_writes_nothing(signed_in, cast, goods, need):
    guo = signed_in(cast.guo)
    row = make_candidate(need, ready(goods))
    page = guo.get(f"/needs/{need.id}")
    assert page.status_code == 200
    assert "Add a candidate" not in page.text
    assert "Close the need" not in page.text
    for path in ("/needs", f"/needs/{need.id}", f"/needs/{need.id}/state", f"/needs/{need.id}/remove"):
        assert guo.post(path, data=given()).status_code == 403
    assert guo.post(f"/candidates/{row.id}/remove").status_code == 403


def test_the_product_and_its_quotes_show_the_gap_to_every_open_need(mei, goods, need):
    supplier = ready(goods, price="70")
    make_need(goods, title="Given up", closed_on=TODAY)
    for page in (mei.get(f"/products/{goods.id}").text, mei.get(f"/quotes/{supplier.quote_set.get().id}").text):
        assert f'href="/needs/{need.id}"' in page
        assert "¥10.00 over" in page
        assert "Given up" not in page


@pytest.mark.parametrize(("left", "shown"), [(14, True), (-1, True), (15, False)])
def test_home_asks_for_a_need_whose_deadline_comes_or_is_past(mei, left, shown):
    make_need(due_on=TODAY + timedelta(days=left))
    assert ("settle the need" in mei.get("/?all=1").text) is shown


def test_home_asks_nothing_for_a_closed_need(mei):
    make_need(due_on=TODAY, closed_on=TODAY)
    assert "settle the need" not in mei.get("/?all=1").text


def test_the_list_costs_the_same_with_many_needs(mei, goods, statements):
    def cost():
        with statements() as seen:
            mei.get("/needs")
        return len(seen)

    make_candidate(make_need(goods), make_supplier())
    few = cost()
    for number in range(9):
        make_candidate(make_need(goods, title=f"Need {number}"), make_supplier(f"Supplier {number}"))
    assert cost() == few <= 6  # one of them finds the session


def test_the_list_of_needs_is_a_spreadsheet_as_it_is_filtered(signed_in, cast, goods):
    make_need(goods, title="=旅行充电头", price_low=Decimal("49.90"), margin=Decimal("0.25"), compliance=["label"])
    make_need(goods, title="旧的").close(TODAY, "找到了", stamp())
    browser = signed_in(cast.guo, "zh")
    lines = sheet(browser.get("/needs/export.csv?show=open"))
    assert [line["标题"] for line in lines] == ["'=旅行充电头"]
    assert (lines[0]["目标毛利"], lines[0]["售价低端"], lines[0]["状态"]) == ("25%", "49.9", "未完成")
    assert len(sheet(browser.get("/needs/export.csv"))) == 2
    assert browser.get("/needs/export.xlsx").data.startswith(b"PK")
    assert 'href="/needs/export.csv?show=open"' in browser.get("/needs?show=open").text


def sheet(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_a_viewer_owns_no_need_but_one_who_does_already_is_kept(mei, cast, goods):
    need = make_need(goods, owner=cast.guo)
    assert f'<option value="{cast.guo.id}">' not in mei.get("/needs/new").text
    assert f'<option selected value="{cast.guo.id}">' in mei.get(f"/needs/{need.id}/edit").text
