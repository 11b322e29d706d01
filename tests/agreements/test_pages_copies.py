"""Clauses taken over from another agreement, or from a template of the team."""

from __future__ import annotations

import pytest

from portal.agreements.models import Agreement, AgreementSigned, ClauseTemplate
from portal.agreements.rules.clauses import clause_mark
from tests.agreements.makers import PLAIN, make_agreement, written
from tests.browser_client import undo_link
from tests.cast import TODAY, stamp
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
KEPT = {"claim_days": {"value": {"decimal": "7"}}, "sealed_sample_no": {"value": "F-1"}}


@pytest.fixture
def other(cast):
    """A signed agreement of another supplier."""
    return make_agreement(make_supplier("South Star", country="CN"), title="Yearly", clauses=KEPT, **PLAIN)


@pytest.fixture
def draft(supplier):
    return make_agreement(supplier, signed_on=None, sent_on=None, ends_on=None, clauses={}, **PLAIN)


def clauses(agreement):
    return Agreement.get_by_id(agreement.id).clauses


def take(browser, agreement, source):
    return browser.post(f"/agreements/{agreement.id}/copy", data={"source": source})


def test_clauses_of_another_suppliers_agreement_are_copied_and_it_is_said_from_where(mei, draft, other):
    assert "South Star · Yearly" in mei.get(f"/agreements/{draft.id}/copy").text
    assert take(mei, draft, f"agreement-{other.id}").status_code == 303
    assert clauses(draft) == {"claim_days": {"value": {"decimal": "7"}, "open": True}}
    assert "1 clause copied from South Star · Yearly" in mei.get(f"/agreements/{draft.id}/clauses").text
    row = Agreement.get_by_id(draft.id)
    assert (row.signed_on, row.sent_on, row.ends_on, row.title) == (None, None, None, draft.title)
    assert trail_tells("agreement.copy")


def test_the_trail_names_the_source(mei, signed_in, cast, draft, other):
    take(mei, draft, f"agreement-{other.id}")
    page = signed_in(cast.lin).get("/audit?kind=agreement").text
    assert "copied clauses into an agreement" in page
    assert "South Star · Yearly" in page
    assert "Time to raise a claim" in page


def test_what_is_written_already_stays_and_a_copy_can_be_taken_back(mei, draft, other):
    Agreement.update(clauses={"fix_hours": {"value": {"decimal": "1"}}}).where(Agreement.id == draft.id).execute()
    take(mei, draft, f"agreement-{other.id}")
    mei.post(undo_link(mei.get(f"/agreements/{draft.id}/clauses")))
    assert clauses(draft) == {"fix_hours": {"value": {"decimal": "1"}}}


def test_taking_a_copy_back_leaves_what_somebody_changed_since(mei, cast, draft, other):
    Agreement.update(clauses=KEPT | {"fix_hours": {"value": {"decimal": "1"}}}).where(
        Agreement.id == other.id
    ).execute()
    take(mei, draft, f"agreement-{other.id}")
    link = undo_link(mei.get(f"/agreements/{draft.id}/clauses"))
    changed = clauses(draft) | {"claim_days": {"value": {"decimal": "30"}}}
    Agreement.update(clauses=changed).where(Agreement.id == draft.id).execute()
    mei.post(link)
    assert clauses(draft) == {"claim_days": {"value": {"decimal": "30"}}}


def test_a_sealed_sample_goes_only_to_an_agreement_of_the_same_supplier(mei, draft, supplier):
    mine = make_agreement(supplier, title="Before", clauses=KEPT)
    take(mei, draft, f"agreement-{mine.id}")
    assert clauses(draft)["sealed_sample_no"] == {"value": "F-1", "open": True}


def test_nothing_is_copied_into_what_is_signed(mei, supplier, other):
    signed = make_agreement(supplier, clauses={})
    assert take(mei, signed, f"agreement-{other.id}").location == f"/agreements/{signed.id}"
    assert "nothing is copied into it" in mei.get(f"/agreements/{signed.id}/copy", follow_redirects=True).text
    assert clauses(signed) == {}


@pytest.mark.parametrize("source", ["", "agreement-999", "template-1", "cup-1", "agreement-x"])
def test_a_source_that_is_not_there_is_not_found(mei, draft, source):
    assert take(mei, draft, source).status_code == 404
    assert clauses(draft) == {}


def saved(browser, agreement, name="For makers"):
    sent = {"name": name, "agreement": agreement.id, "key": "k" * 22}
    return browser.post("/agreements/templates", data=sent)


def test_a_template_of_the_team_keeps_clauses_under_a_name_and_a_new_agreement_begins_from_it(mei, supplier, other):
    first = saved(mei, other)
    assert (first.status_code, first.location) == (303, saved(mei, other).location)
    template = ClauseTemplate.get()
    assert template.clauses == {"claim_days": {"value": {"decimal": "7"}}}
    assert "For makers" in mei.get("/agreements/templates").text
    assert "7 days" in mei.get(f"/agreements/templates/{template.id}").text
    form = mei.get(f"/agreements/new?supplier={supplier.id}&template={template.id}").text
    assert f'<option selected value="{template.id}">For makers' in form
    sent = {"supplier": supplier.id, "title": "New", "goods": "physical", "template": template.id}
    place = mei.post("/agreements", data=sent).location
    begun = Agreement.get(Agreement.title == "New")
    assert begun.clauses == {"claim_days": {"value": {"decimal": "7"}, "open": True}}
    assert place.endswith(f"/agreements/{begun.id}/clauses")
    assert trail_tells("clause_template.add", "agreement.copy")


def test_a_template_is_offered_where_clauses_are_copied(mei, draft, cast):
    template = ClauseTemplate.add(stamp(cast.mei), name="Codes", goods="physical", clauses=written(), by=cast.mei)
    assert "Codes" in mei.get(f"/agreements/{draft.id}/copy").text
    take(mei, draft, f"template-{template.id}")
    assert "sealed_sample_no" not in clauses(draft)
    assert "term_end" not in clauses(draft)
    assert "delivery_minutes" not in clauses(draft)
    assert clauses(draft)["return_days"] == {"value": {"decimal": "7"}, "open": True}


def test_a_deleted_template_is_not_offered_and_comes_back(mei, other):
    saved(mei, other)
    template = ClauseTemplate.get()
    mei.post(f"/agreements/templates/{template.id}/remove")
    page = mei.get("/agreements/templates")
    assert "For makers" not in page.text.split("<main")[1].split("</main>")[0]
    assert mei.get(f"/agreements/templates/{template.id}").status_code == 404
    assert mei.get(f"/agreements/new?template={template.id}").status_code == 404
    mei.post(undo_link(page))
    assert "For makers" in mei.get("/agreements/templates").text
    assert trail_tells("clause_template.remove", "clause_template.restore")


def test_a_template_without_a_name_is_refused_on_the_page_of_the_agreement(mei, other):
    answer = saved(mei, other, "")
    assert answer.status_code == 422
    assert "Yearly" in answer.text
    assert not ClauseTemplate.select().exists()


def test_the_pages_of_copying_speak_chinese(signed_in, cast, draft, other):
    browser = signed_in(cast.mei, "zh")
    assert "复制条款" in browser.get(f"/agreements/{draft.id}/copy").text
    assert "协议模板" in browser.get("/agreements/templates").text


def test_a_viewer_reads_templates_and_copies_nothing(signed_in, cast, draft, other):
    template = ClauseTemplate.add(stamp(cast.mei), name="Codes", goods="physical", clauses=KEPT, by=cast.mei)
    guo = signed_in(cast.guo)
    assert "Codes" in guo.get("/agreements/templates").text
    assert "Time to raise a claim" in guo.get(f"/agreements/templates/{template.id}").text
    assert take(guo, draft, f"agreement-{other.id}").status_code == 403
    assert saved(guo, other).status_code == 403
    assert guo.post(f"/agreements/templates/{template.id}/remove").status_code == 403


def test_copying_costs_the_same_however_many_agreements_there_are(mei, draft, supplier, statements):
    def cost():
        with statements() as seen:
            mei.get(f"/agreements/{draft.id}/copy")
        return len(seen)

    make_agreement(supplier, title="One", ends_on=TODAY)
    few = cost()
    for number in range(5):
        make_agreement(supplier, title=f"Frame {number}")
    assert cost() == few


def sign(agreement):
    Agreement.update(signed_on=TODAY, version=Agreement.version + 1).where(Agreement.id == agreement.id).execute()


def test_taking_a_copy_back_does_not_empty_what_was_signed_meanwhile(mei, draft, other):
    take(mei, draft, f"agreement-{other.id}")
    link = undo_link(mei.get(f"/agreements/{draft.id}/clauses"))
    copied = clauses(draft)
    sign(draft)
    assert "what was copied stays in it" in mei.post(link, follow_redirects=True).text
    assert clauses(draft) == copied != {}


def test_a_copy_is_refused_where_it_was_signed_between_the_reading_and_the_writing(draft, cast):
    read = Agreement.get_by_id(draft.id)
    sign(draft)
    with pytest.raises(AgreementSigned):
        read.copy(stamp(cast.mei), KEPT, "South Star")
    assert clauses(draft) == {}


def test_taking_a_copy_back_out_of_a_deleted_agreement_says_that_it_is_gone(mei, draft, other, supplier):
    take(mei, draft, f"agreement-{other.id}")
    link = undo_link(mei.get(f"/agreements/{draft.id}/clauses"))
    mei.post(f"/agreements/{draft.id}/remove")
    answer = mei.post(link)
    assert (answer.status_code, answer.location) == (303, f"/suppliers/{supplier.id}#agreements")
    assert "nothing was taken out of it" in mei.get(f"/suppliers/{supplier.id}").text


def test_what_is_signed_begins_without_a_template(mei, supplier, other):
    saved(mei, other)
    sent = {"supplier": supplier.id, "title": "New", "goods": "physical", "template": ClauseTemplate.get().id}
    answer = mei.post("/agreements", data=sent | {"signed_on": "2026-11-01"})
    assert answer.status_code == 422
    assert "write what was signed" in answer.text


def test_what_is_copied_stays_to_be_agreed_until_somebody_says_so(mei, draft, other):
    Agreement.update(clauses={"return_days": {"value": {"decimal": "7"}, "note": "unworn"}}).where(
        Agreement.id == other.id
    ).execute()
    take(mei, draft, f"agreement-{other.id}")
    form = mei.get(f"/agreements/{draft.id}/clauses").text
    assert "0 of 11 core clauses stated" in form
    field = form.split('id="c-return_days"')[1].split("</fieldset>")[0]
    assert "<details open>" in field
    assert "checked" in field.split('name="return_days_open"')[0].split("<input")[-1]
    page = mei.get(f"/agreements/{draft.id}").text.split('id="c-return_days"')[1].split("</tr>")[0]
    assert "7 days" in page
    assert "Still to be agreed" in page
    printed = mei.get(f"/agreements/{draft.id}/print").text
    assert "Still to be agreed" in printed.split("Return period")[1].split("</tr>")[0]
    mark = f"return_days.{clause_mark(clauses(draft)['return_days'])}"
    mei.htmx(f"/agreements/{draft.id}/clauses/return_days", data={"return_days": "7", "seen": mark})
    assert clauses(draft) == {"return_days": {"value": {"decimal": "7"}}}
    assert "1 of 11 core clauses stated" in mei.get(f"/agreements/{draft.id}/clauses").text


def test_what_is_not_for_the_goods_is_left_out_and_counted(mei, signed_in, cast, draft, other):
    codes = {"delivery_mode": {"value": "digital"}, "quality_deposit": {"value": {"decimal": "500"}}}
    Agreement.update(goods="digital", clauses=codes | {"dispute_venue": {"value": "Shenzhen"}}).where(
        Agreement.id == other.id
    ).execute()
    take(mei, draft, f"agreement-{other.id}")
    assert set(clauses(draft)) == {"dispute_venue"}
    page = mei.get(f"/agreements/{draft.id}/clauses").text
    assert "1 clause copied from South Star · Yearly: it is still to be agreed with this supplier." in page
    assert "2 clauses left out: they are not for the goods of this agreement." in page
    zh = signed_in(cast.mei, "zh")
    take(zh, draft, f"agreement-{other.id}")
    page = zh.get(f"/agreements/{draft.id}/clauses").text
    assert "有 2 条不适用于这份协议的商品，没有复制。" in page
