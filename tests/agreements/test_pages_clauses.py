"""The clauses of an agreement: core ones first, each saved as it is left, none over a colleague's."""

from __future__ import annotations

import re

import pytest

from portal.agreements.models import Agreement
from portal.agreements.rules.clauses import clause_mark
from tests.agreements.makers import PLAIN, make_agreement, written
from tests.browser_client import arrived
from tests.cast import TODAY
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def draft(supplier):
    return make_agreement(supplier, signed_on=None, sent_on=None, ends_on=None, clauses={}, **PLAIN)


def address(agreement, key=""):
    return f"/agreements/{agreement.id}/clauses" + (f"/{key}" if key else "")


def seen(agreement, key):
    return f"{key}.{clause_mark(Agreement.get_by_id(agreement.id).clauses.get(key))}"


def core_of(page):
    return page.split('id="core"')[1].split("</section>")[0]


def test_the_core_clauses_of_a_home_made_cup_stand_open_and_the_rest_is_folded_by_topic(mei, draft):
    page = mei.get(address(draft)).text
    assert "0 of 11 core clauses stated" in page
    assert core_of(page).count('<fieldset class="field" id="c-') == 10  # its end stands among its days
    for key in ("trade_term", "duty_payer", "brand_licence", "data_scope"):
        assert f'name="{key}"' not in page
    fold = page.split('id="t-price"')[1].split("</details>")[0]
    assert "0 of 3 stated" in fold
    assert 'name="price_tiers"' in fold


def test_over_the_border_the_trade_term_and_duty_are_core(mei, cast):
    abroad = make_agreement(make_supplier(country="DE"), signed_on=None, clauses={}, **PLAIN)
    core = core_of(mei.get(address(abroad)).text)
    assert 'name="trade_term"' in core
    assert 'name="duty_payer"' in core


def test_what_nobody_said_is_told_with_the_way_to_say_it(mei, signed_in, cast):
    supplier = make_supplier(country="")
    agreement = make_agreement(supplier, signed_on=None, clauses={}, branded="no", custom="no")
    page = mei.get(address(agreement)).text
    assert "Country of the supplier unknown: nobody can say yet whether Tax basis of prices, " in page
    assert f'href="/suppliers/{supplier.id}/edit#country"' in page
    assert f'href="/agreements/{agreement.id}/edit#feed"' in page
    assert "还说不准" in signed_in(cast.mei, "zh").get(address(agreement)).text


def test_a_clause_saves_itself_and_what_is_still_missing_follows_without_a_reload(mei, draft):
    answer = mei.htmx(address(draft, "return_days"), data={"return_days": "7", "seen": "return_days."})
    assert answer.status_code == 200
    assert Agreement.get().clauses == {"return_days": {"value": {"decimal": "7"}}}
    assert 'id="c-return_days"' in answer.text
    assert seen(draft, "return_days") in answer.text
    standing = answer.text.split('hx-target="#standing"')[1]
    assert "1 of 11 core clauses stated" in standing
    assert "Return period" not in standing.split("</hx-partial>")[0]
    assert trail_tells("agreement.write")


def test_a_clause_of_the_rest_is_counted_at_its_topic_and_not_among_the_core(mei, draft):
    answer = mei.htmx(address(draft, "claim_days"), data={"claim_days": "7", "seen": "claim_days."})
    assert "0 of 11 core clauses stated" in answer.text
    assert "1 of 3 stated" in answer.text.split('hx-target="#n-returns"')[1]
    assert "1 of 3 stated" in mei.get(address(draft)).text.split('id="t-returns"')[1].split("</summary>")[0]


def test_other_clauses_stay_as_they_are_when_one_is_saved(mei, draft):
    Agreement.update(clauses=written()).execute()
    sent = {"claim_days": "9", "seen": seen(draft, "claim_days"), "fix_hours": "1"}
    assert mei.htmx(address(draft, "claim_days"), data=sent).status_code == 200
    assert Agreement.get().clauses == written() | {"claim_days": {"value": {"decimal": "9"}}}


def test_a_colleagues_clause_is_never_saved_over_and_both_stand_there_to_choose(mei, signed_in, cast, draft):
    signed_in(cast.lin).htmx(address(draft, "claim_days"), data={"claim_days": "9", "seen": "claim_days."})
    answer = mei.htmx(address(draft, "claim_days"), data={"claim_days": "30", "seen": "claim_days."})
    assert answer.status_code == 409
    assert "林悦 was faster" in answer.text
    assert "Saved: 9 days" in answer.text
    assert 'value="30"' in answer.text
    assert Agreement.get().clauses["claim_days"] == {"value": {"decimal": "9"}}
    assert 'value="9"' in mei.htmx(address(draft, "claim_days"), method="GET").text
    over = {"claim_days": "30", "seen": "claim_days.", "over": seen(draft, "claim_days")}
    assert mei.htmx(address(draft, "claim_days"), data=over).status_code == 200
    assert Agreement.get().clauses["claim_days"] == {"value": {"decimal": "30"}}


def test_two_people_save_two_clauses_of_the_same_page(mei, signed_in, cast, draft):
    signed_in(cast.lin).htmx(address(draft, "claim_days"), data={"claim_days": "9", "seen": "claim_days."})
    assert mei.htmx(address(draft, "fix_hours"), data={"fix_hours": "4", "seen": "fix_hours."}).status_code == 200
    assert set(Agreement.get().clauses) == {"claim_days", "fix_hours"}


def test_without_script_a_colleagues_clause_stands_beside_what_was_typed_and_the_next_press_decides(
    mei, signed_in, cast, draft
):
    signed_in(cast.lin).post(address(draft), data={"claim_days": "9", "fix_hours": "2"})
    sent = {"claim_days": "30", "price_notice_days": "15"}
    answer = mei.post(address(draft), data=sent)
    assert answer.status_code == 409
    assert "Save mine" in answer.text
    assert "Time to fix" not in answer.text.split("You typed")[1].split("</table>")[0]
    marks = [part.split('"')[0] for part in answer.text.split('name="seen" value="')[1:]]
    assert mei.post(address(draft), data=sent | {"seen": marks}).status_code == 303
    assert {key: clause["value"]["decimal"] for key, clause in Agreement.get().clauses.items()} == {
        "claim_days": "30", "fix_hours": "2", "price_notice_days": "15",
    }  # fmt: skip


def test_without_script_there_is_one_button_and_with_it_none(mei, draft):
    page = mei.get(address(draft)).text
    form = page.split(f'action="{address(draft)}"')[1].split("</form>")[0]
    assert form.split("<noscript>")[1].count("<button") == 1
    assert "<button" not in form.split("<noscript>")[0]


def test_a_wrong_value_is_said_at_its_clause_and_nothing_is_saved(mei, draft):
    answer = mei.htmx(address(draft, "claim_days"), data={"claim_days": "soon", "seen": "claim_days."})
    assert answer.status_code == 422
    assert "Enter days" in answer.text
    assert 'value="soon"' in answer.text
    assert Agreement.get().clauses == {}


def test_what_is_signed_does_not_save_itself_and_changes_by_the_button(mei, supplier):
    agreement = make_agreement(supplier)
    assert "hx-post" not in mei.get(address(agreement)).text.split('id="core"')[1].split("</form>")[0]
    sent = {"claim_days": "9", "seen": seen(agreement, "claim_days")}
    assert mei.htmx(address(agreement, "claim_days"), data=sent).status_code == 409
    assert Agreement.get().clauses == written()


def test_the_topic_with_a_fault_comes_back_open_and_the_others_folded(mei, draft):
    page = mei.post(address(draft), data={"price_valid_days": "soon"}).text
    assert re.findall(r'<details class="fold" id="t-(\w+)" open', page) == ["price"]


def test_a_clause_that_is_not_asked_for_and_an_agreement_that_is_gone_are_not_found(mei, draft):
    assert mei.htmx(address(draft, "delivery_minutes"), data={}).status_code == 404
    assert mei.htmx(address(draft, "nonsense"), data={}).status_code == 404
    mei.post(f"/agreements/{draft.id}/remove")
    assert mei.htmx(address(draft, "claim_days"), data={}).status_code == 404


def test_a_viewer_saves_no_clause(signed_in, cast, draft):
    assert signed_in(cast.guo).htmx(address(draft, "claim_days"), data={"claim_days": "9"}).status_code == 403


def test_its_page_shows_the_core_first_and_says_of_the_rest_what_is_stated_and_what_is_not(mei, supplier):
    agreement = make_agreement(supplier, lacking=["price_tiers", "tolerance"], **PLAIN)
    page = mei.get(f"/agreements/{agreement.id}").text
    assert "10 of 11 core clauses stated" in page
    fold = page.split('id="t-price"')[1].split("</details>")[0]
    assert "2 of 3 stated" in fold
    assert "Price validity" in fold
    assert "Tier prices" in fold.split("Not stated:")[1]
    assert "Missing" not in fold


def test_paper_lists_the_core_and_what_is_stated_and_names_the_rest_in_one_line(mei, supplier):
    agreement = make_agreement(supplier, clauses={"claim_days": {"value": {"decimal": "7"}}}, ends_on=TODAY, **PLAIN)
    page = mei.get(f"/agreements/{agreement.id}/print").text
    table = page.split("onepage")[1].split("Still missing:")[0]
    assert "Time to raise a claim" in table
    assert "Tolerances" in table
    assert "Goods list" not in table
    assert "Goods list" in page.split("Not stated:")[1]
    assert "Goods list" not in page.split("Still missing:")[1].split("Not stated:")[0]


def test_the_page_of_all_clauses_stays_light_and_costs_the_same_however_much_is_written(mei, cast, statements):
    agreement = make_agreement(make_supplier(country=""), goods="both", signed_on=None, clauses={})

    def cost():
        with statements() as executed:
            weight = arrived(mei, address(agreement))
        assert weight <= 9 * 1024
        return len(executed)

    few = cost()
    Agreement.update(clauses=written()).execute()
    assert cost() == few


def sign(agreement):
    Agreement.update(signed_on=TODAY, version=Agreement.version + 1).where(Agreement.id == agreement.id).execute()


def signed_as_seen(page):
    return page.split('name="signed_on" value="')[1].split('"')[0]


def test_what_was_signed_while_the_clauses_were_open_is_not_changed_unseen(mei, draft):
    sent = {"claim_days": "9", "seen": "claim_days.", "signed_on": signed_as_seen(mei.get(address(draft)).text)}
    sign(draft)
    answer = mei.post(address(draft), data=sent)
    assert answer.status_code == 409
    assert "was signed while you were writing" in answer.text
    assert 'value="9"' in answer.text
    assert Agreement.get_by_id(draft.id).clauses == {}
    again = sent | {"signed_on": signed_as_seen(answer.text)}
    assert mei.post(address(draft), data=again).status_code == 303
    assert set(Agreement.get_by_id(draft.id).clauses) == {"claim_days"}


def test_a_clause_saved_by_itself_is_refused_where_it_was_signed_in_between(mei, draft, monkeypatch):
    held = Agreement.hold

    def signed_in_between(row):
        sign(row)
        return held(row)

    monkeypatch.setattr(Agreement, "hold", signed_in_between)
    sent = {"claim_days": "9", "seen": "claim_days."}
    assert mei.htmx(address(draft, "claim_days"), data=sent).status_code == 409
    assert Agreement.get_by_id(draft.id).clauses == {}


def edit_form(browser, agreement):
    page = browser.get(f"/agreements/{agreement.id}/edit").text
    return {"version": hidden(page, "version"), "read": hidden(page, "read")}


def hidden(page, name):
    tag = next(part for part in page.split("<input")[1:] if f'name="{name}"' in part.split(">")[0])
    return tag.split('value="')[1].split('"')[0]


def test_an_agreement_is_signed_only_with_the_clauses_the_person_saw(mei, signed_in, cast, supplier, draft):
    lin = signed_in(cast.lin)
    sent = {"supplier": supplier.id, "title": "As typed", "goods": "physical", "signed_on": "2026-11-01"}
    sent |= {"branded": "no", "custom": "no", "feed": "no"} | edit_form(lin, draft)
    mei.htmx(address(draft, "claim_days"), data={"claim_days": "30", "seen": "claim_days."})
    answer = lin.post(f"/agreements/{draft.id}", data=sent)
    assert answer.status_code == 409
    alert = answer.text.split("Clauses were written since")[1].split("</ul>")[0]
    assert "Time to raise a claim: <bdi>30 days</bdi>" in alert
    assert 'value="As typed"' in answer.text
    assert Agreement.get_by_id(draft.id).signed_on is None
    assert lin.post(f"/agreements/{draft.id}", data=sent | {"read": hidden(answer.text, "read")}).status_code == 303
    assert Agreement.get_by_id(draft.id).signed_on is not None


def test_clauses_written_meanwhile_do_not_hold_up_what_is_typed_without_signing(mei, signed_in, cast, supplier, draft):
    lin = signed_in(cast.lin)
    sent = {"supplier": supplier.id, "title": "As typed", "goods": "physical"} | edit_form(lin, draft)
    mei.htmx(address(draft, "claim_days"), data={"claim_days": "30", "seen": "claim_days."})
    assert lin.post(f"/agreements/{draft.id}", data=sent).status_code == 303


def test_that_a_clause_saves_itself_is_said_before_the_first_one(mei, draft):
    page = mei.get(address(draft)).text
    assert page.index("Each clause is saved as soon as you leave it.") < page.index("<fieldset")
    assert page.count("Each clause is saved") == 1
