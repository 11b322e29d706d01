"""An administrator merges two suppliers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.actions.models import Action
from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent
from portal.handover.models.merging import MOVING, merge
from portal.inquiries.models.promises import Promise
from portal.needs.models import NeedCandidate
from portal.products.models import Source
from portal.reviews.models import ReviewPlan
from portal.settings.models.categories import Category
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier, SupplierCategory, SupplierTag
from tests.cast import NOW, TODAY, stamp
from tests.inquiries.makers import make_inquiry, make_promises, replied
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def kept(cast):
    return make_supplier("北岸电子", tags=["GaN"])


@pytest.fixture
def gone(cast):
    return make_supplier(
        "深圳市北岸电子有限公司",
        tags=["GaN", "3C"],
        company_code="91440300MA5F0X1234",
        website="https://beian.example/",
    )


def test_every_row_that_names_a_supplier_is_thought_of(database):
    thought_of = {*MOVING.values(), Source, NeedCandidate, Promise, ReviewPlan, SupplierCategory, SupplierTag, Supplier}
    elsewhere = {"StatusChange"}  # append-only: read through the supplier it was merged into
    naming = {model for _field, model in Supplier._meta.backrefs.items() if model.__name__ not in elsewhere}
    assert naming <= thought_of


def test_contacts_papers_notes_actions_and_files_change_hands(cast, kept, gone):
    by = stamp(cast.lin)
    Contact.add(by, supplier=gone, name="黄建国")
    Document.add(by, supplier=gone, kind="licence")
    ReputationNote.add(by, supplier=gone, source="peer", source_kind="peer", tone="good", on=TODAY, text="fine")
    Action.give("Call them", None, None, by, supplier=gone.id)
    Attachment.create(
        object_type="supplier", object_id=gone.id, name="a", stored="a", media_type="a", size=1, sha256="a", at=NOW
    )
    merge(gone, kept, gone.version, by)
    for model in (Contact, Document, ReputationNote, Action):
        assert model.get().supplier_id == kept.id
    assert Attachment.get().object_id == kept.id


def test_of_two_answers_to_one_question_the_one_said_last_stands(cast, kept, gone):
    old, new = NOW - timedelta(days=9), NOW - timedelta(days=1)
    for supplier, said_at, figures in (
        (gone, new, {"moq": 5, "return_days": 7}),
        (kept, old, {"moq": 9, "warranty_days": 365}),
    ):
        make_promises(make_inquiry(supplier, *figures, first_reply_at=said_at, answers=replied(**figures)))
    merge(gone, kept, gone.version, stamp(cast.lin))
    found = {one.key: one.answer["value"]["decimal"] for one in Promise.select().where(Promise.supplier == kept)}
    assert found == {"moq": "5", "return_days": "7", "warranty_days": "365"}
    assert Promise.select().count() == 3


def test_tags_and_categories_are_there_once(cast, kept, gone):
    chargers = Category.create(name="Chargers", kind="physical", created_at=NOW)
    for supplier in (kept, gone):
        SupplierCategory.create(supplier=supplier, category=chargers)
    merge(gone, kept, gone.version, stamp(cast.lin))
    assert sorted(row.tag for row in SupplierTag.select()) == ["3C", "GaN"]
    assert [row.supplier_id for row in SupplierCategory.select()] == [kept.id]


def test_facts_only_the_one_that_goes_has_are_taken_over(cast, kept, gone):
    merge(gone, kept, gone.version, stamp(cast.lin))
    stays = Supplier.get_by_id(kept.id)
    assert (stays.company_code, stays.website_host) == ("91440300MA5F0X1234", "beian.example")
    assert "91440300ma5f0x1234" in stays.search


def test_the_earlier_review_date_holds(cast, kept, gone):
    for supplier, days in ((kept, 30), (gone, 5)):
        plan = ReviewPlan.follow(supplier, 3, TODAY, stamp())
        ReviewPlan.update(due_on=TODAY + timedelta(days=days)).where(ReviewPlan.id == plan.id).execute()
    merge(gone, kept, gone.version, stamp(cast.lin))
    assert [(plan.supplier_id, plan.due_on) for plan in ReviewPlan.select()] == [(kept.id, date(2026, 11, 29))]


def test_a_rhythm_moves_to_a_supplier_without_one(cast, kept, gone):
    ReviewPlan.follow(gone, 3, TODAY, stamp())
    merge(gone, kept, gone.version, stamp(cast.lin))
    assert ReviewPlan.get().supplier_id == kept.id


def test_the_address_of_the_one_that_went_leads_to_the_other(signed_in, cast, kept, gone):
    earlier = make_supplier("Beian old")
    merge(earlier, gone, earlier.version, stamp(cast.lin))
    merge(gone, kept, Supplier.get_by_id(gone.id).version, stamp(cast.lin))
    browser = signed_in(cast.guo)
    for supplier in (gone, earlier):
        assert browser.get(f"/suppliers/{supplier.id}").location.endswith(f"/suppliers/{kept.id}")


def test_look_alikes_are_offered_and_others_can_be_searched(signed_in, cast, kept, gone):
    make_supplier("Harbor Lane")
    browser = signed_in(cast.lin)
    page = browser.get(f"/suppliers/{gone.id}/merge").text
    assert f"/merge/{kept.id}" in page
    assert "similar name" in page
    assert "Harbor Lane" in browser.get(f"/suppliers/{gone.id}/merge?q=harbor").text


def test_what_moves_is_shown_before(signed_in, cast, kept, gone):
    Contact.add(stamp(), supplier=gone, name="黄建国")
    page = signed_in(cast.lin).get(f"/suppliers/{gone.id}/merge/{kept.id}").text
    assert "1 contact" in page
    assert "Company code" in page


def test_the_name_is_typed_to_merge(signed_in, cast, kept, gone):
    browser = signed_in(cast.lin)
    url = f"/suppliers/{gone.id}/merge/{kept.id}"
    refused = browser.post(url, data={"version": 1, "name": "北岸电子"})
    assert refused.status_code == 422
    assert "This is not the name" in refused.text
    assert browser.post(url, data={"version": 1, "name": " 深圳市北岸电子有限公司 "}).status_code == 303
    assert Supplier.get_by_id(gone.id).merged_into_id == kept.id
    assert "深圳市北岸电子有限公司" in browser.get(f"/suppliers/{kept.id}").text  # the toast
    assert AuditEvent.select().where(AuditEvent.verb == "supplier.merge", AuditEvent.user == cast.lin).exists()


def test_a_supplier_that_changed_meanwhile_is_shown_again(signed_in, cast, kept, gone):
    Supplier.update(version=2).where(Supplier.id == gone.id).execute()
    data = {"version": 1, "name": gone.name}
    answer = signed_in(cast.lin).post(f"/suppliers/{gone.id}/merge/{kept.id}", data=data)
    assert answer.status_code == 409
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert Supplier.get_by_id(gone.id).deleted_at is None


def test_a_supplier_is_not_merged_into_itself(signed_in, cast, gone):
    assert signed_in(cast.lin).get(f"/suppliers/{gone.id}/merge/{gone.id}").status_code == 404


def test_only_an_administrator_merges(signed_in, cast, kept, gone):
    for person in (cast.mei, cast.guo):
        browser = signed_in(person)
        assert browser.get(f"/suppliers/{gone.id}/merge").status_code == 403
        assert browser.post(f"/suppliers/{gone.id}/merge/{kept.id}", data={"name": gone.name}).status_code == 403
    assert "/merge" not in signed_in(cast.mei).get(f"/suppliers/{gone.id}").text
