"""Sealed samples and reference orders: made from a batch, corrected, labelled, cited; viewers only read."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.agreements.models import Agreement
from portal.core.models.attachments import Attachment
from portal.references.models import GoldenSample
from tests.agreements.makers import make_agreement, sent_marks, written
from tests.browser_client import undo_link
from tests.cast import TODAY, stamp
from tests.products.makers import make_product
from tests.references.makers import make_reference
from tests.samples.makers import batches_of, make_sample, picture
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    return make_supplier(status="active", owner=cast.mei.id, country="CN")


@pytest.fixture
def sample(supplier):
    return make_sample(supplier, make_product())


@pytest.fixture
def row(sample, cast):
    return make_reference(sample, cast.mei)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def days(number):
    return TODAY + timedelta(days=number)


def given(**about):
    return {"number": "F-2026-001", "sealed_on": "2026-11-24", "place": "Shelf B2"} | about


def cites(supplier, *numbers, **about):
    return make_agreement(supplier, clauses=written(sealed_sample_no=", ".join(numbers)), **about)


def test_the_page_of_a_sample_leads_to_sealing_a_batch_with_the_next_number(mei, sample, cast):
    make_reference(sample, cast.mei, "F-2026-007")
    page = mei.get(f"/samples/{sample.id}").text
    assert "F-2026-007" in page and 'action="/references/new"' in page
    form = mei.get("/references/new", query_string={"batch": batches_of(sample)[1]}).text
    assert 'value="F-2026-008"' in form and 'value="2026-11-24"' in form and "Batch B" in form


def test_it_is_recorded_once(mei, sample):
    sent = given(batch=batches_of(sample)[1], key="k" * 22, accepted="Length ±2 mm")
    first, second = mei.post("/references", data=sent), mei.post("/references", data=sent)
    row = GoldenSample.get()
    assert first.status_code == 303 and first.location == second.location
    assert first.location.endswith(f"/references/{row.id}")
    assert (row.batch_id, row.accepted, row.place) == (batches_of(sample)[1], "Length ±2 mm", "Shelf B2")
    assert trail_tells("golden_sample.add")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": ""}, "required"),
        ({"number": "F-1, F-2"}, "no comma"),
        ({"sealed_on": ""}, "required"),
        ({"valid_until": "2026-11-23"}, "before it was sealed"),
        ({"their_name": "Huang"}, "on which day"),
        ({"their_on": "2026-11-20"}, "on which day"),
        ({"keeper": "999999"}, "Not a valid choice"),
        ({"accepted": "x" * 1001}, "longer than"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(mei, sample, wrong, said):
    answer = mei.post("/references", data=given(batch=batches_of(sample)[0]) | wrong)
    assert answer.status_code == 422 and said in answer.text and "Shelf B2" in answer.text
    assert not GoldenSample.select().exists()


def test_a_number_that_was_given_is_refused_with_what_was_typed(mei, row, sample):
    answer = mei.post("/references", data=given(batch=batches_of(sample)[1], place="Box 9", key="k" * 22))
    assert answer.status_code == 422 and "given already" in answer.text and "Box 9" in answer.text
    other = GoldenSample.seal(stamp(), batches_of(sample)[1], number="F-2", sealed_on=TODAY)
    answer = mei.post(f"/references/{other.id}", data=given(version=1, place="Box 9"))
    assert answer.status_code == 422 and "given already" in answer.text and "Box 9" in answer.text


def test_a_number_is_kept_as_it_looks(mei, sample):
    sent = given(batch=batches_of(sample)[0], number=" Ｚ\u200b－\ufeff１ ", key="k" * 22)
    assert mei.post("/references", data=sent).status_code == 303
    assert GoldenSample.get().number == "Z-1"
    answer = mei.post("/references", data=given(batch=batches_of(sample)[0], number="z-1", key="l" * 22))
    assert answer.status_code == 422 and "given already" in answer.text
    for number, said in (("\u200b", "required"), ("F-1\ufe10F-2", "no comma")):
        answer = mei.post("/references", data=given(batch=batches_of(sample)[0], number=number))
        assert answer.status_code == 422 and said in answer.text


@pytest.mark.parametrize(
    "unread", [{"replaced_by": "abc"}, {"keeper": "²"}, {"confirmed_by": "9" * 12}, {"replaced_by": "-1"}]
)
def test_a_choice_that_cannot_be_read_clears_nothing(mei, row, sample, cast, unread):
    newer = make_reference(sample, cast.mei, "F-2026-002")
    GoldenSample.update(replaced_by=newer).where(GoldenSample.id == row.id).execute()
    kept = {"replaced_by": newer.id, "keeper": cast.mei.id, "confirmed_by": cast.mei.id}
    answer = mei.post(f"/references/{row.id}", data=given(version=1) | kept | unread)
    one = GoldenSample.get_by_id(row.id)
    assert answer.status_code == 422
    assert (one.replaced_by_id, one.keeper_id, one.confirmed_by_id) == (newer.id, cast.mei.id, cast.mei.id)


@pytest.mark.parametrize("batch", ["", "x", "999999"])
def test_without_a_batch_there_is_nothing_to_seal(mei, sample, batch):
    assert mei.get("/references/new", query_string={"batch": batch}).status_code == 404
    assert mei.post("/references", data=given(batch=batch)).status_code == 404
    assert not GoldenSample.select().exists()


def test_its_page_names_what_it_lacks(mei, sample, cast):
    row = make_reference(sample, cast.mei, photo=False, their_name="", their_on=None)
    page = mei.get(f"/references/{row.id}").text
    assert "photos or files, the supplier’s confirmation" in page
    row = make_reference(sample, cast.mei, "F-2026-002")
    assert "Not ready yet" not in mei.get(f"/references/{row.id}").text


def test_a_correction_over_a_colleagues_answers_with_both_and_keeps_what_was_typed(mei, row, cast):
    GoldenSample.get_by_id(row.id).correct(1, stamp(cast.lin), place="Shelf C")
    answer = mei.post(f"/references/{row.id}", data=given(version=1, place="Shelf D"))
    assert answer.status_code == 409
    assert "林悦" in answer.text and "Shelf C" in answer.text and "Shelf D" in answer.text
    assert GoldenSample.get().place == "Shelf C"


def test_the_older_one_points_to_the_one_that_took_its_place(mei, row, sample, cast):
    newer = make_reference(sample, cast.mei, "F-2026-002")
    assert f'value="{newer.id}"' in mei.get(f"/references/{row.id}/edit").text
    assert mei.post(f"/references/{row.id}", data=given(version=1, replaced_by=newer.id)).status_code == 303
    assert f'href="/references/{newer.id}"' in mei.get(f"/references/{row.id}").text
    assert "Replaces" in mei.get(f"/references/{newer.id}").text
    assert trail_tells("golden_sample.edit")


def test_it_is_deleted_and_brought_back(mei, row, sample):
    page = mei.post(f"/references/{row.id}/remove", follow_redirects=True)
    assert mei.get(f"/references/{row.id}").status_code == 404
    assert f"/references/{row.id}" not in page.text
    mei.post(undo_link(page))
    assert "Shelf B2" in mei.get(f"/references/{row.id}").text
    assert trail_tells("golden_sample.remove", "golden_sample.restore")


def test_one_that_is_cited_stays_and_the_agreement_is_named_with_a_link(mei, row, supplier):
    agreement = cites(supplier, "F-2026-001")
    answer = mei.post(f"/references/{row.id}/remove")
    assert answer.status_code == 409 and "agreements cite F-2026-001" in answer.text
    assert f'href="/agreements/{agreement.id}/clauses#t-quality">' in answer.text and "Frame agreement" in answer.text
    assert GoldenSample.get().deleted_at is None
    answer = mei.post(f"/references/{row.id}", data=given(version=1, number="F-9"))
    assert answer.status_code == 422 and "cited by Frame agreement" in answer.text


def test_the_undo_of_an_agreement_names_the_deleted_number_it_cites_and_leaves_it_out(mei, row, supplier):
    agreement = cites(supplier, "F-2026-001")
    page = mei.post(f"/agreements/{agreement.id}/remove", follow_redirects=True)
    mei.post(f"/references/{row.id}/remove")
    answer = mei.post(undo_link(page), follow_redirects=True)
    assert "It cites F-2026-001, deleted meanwhile: the agreement stays out." in answer.text
    assert Agreement.get().deleted_at is not None


def test_the_undo_of_one_whose_batch_was_deleted_meanwhile_leaves_it_out(mei, row, sample):
    page = mei.post(f"/references/{row.id}/remove", follow_redirects=True)
    assert mei.post(f"/samples/{sample.id}/batches/{batches_of(sample)[0]}/remove").status_code == 303
    answer = mei.post(undo_link(page), follow_redirects=True)
    assert "Its batch was deleted: it stays out." in answer.text
    assert GoldenSample.get().deleted_at is not None


def test_a_sealed_batch_is_not_deleted_and_the_page_says_by_what(mei, row, sample):
    batch = batches_of(sample)[0]
    for path in (f"/samples/{sample.id}/batches/{batch}/remove", f"/samples/{sample.id}/remove"):
        answer = mei.post(path)
        assert answer.status_code == 409 and "F-2026-001" in answer.text


def test_photos_are_kept_taken_away_and_brought_back(mei, row):
    url = f"/references/{row.id}/files"
    assert mei.post(url, data={"file": (picture(), "seal.png")}).status_code == 303
    photo = Attachment.get(Attachment.name == "seal.png")
    assert "seal.png" in mei.get(f"/references/{row.id}").text
    page = mei.post(f"{url}/{photo.id}/remove", follow_redirects=True)
    assert f"/files/{photo.id}/remove" not in page.text
    mei.post(undo_link(page))
    assert Attachment.get_by_id(photo.id).deleted_at is None
    answer = mei.post(url)
    assert answer.status_code == 422 and "Choose a file." in answer.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_label_says_everything_in_both_languages_with_a_code_that_leads_to_the_page(signed_in, cast, row, language):
    page = signed_in(cast.guo, language).get(f"/references/{row.id}/label").text
    for text in ("F-2026-001", "65W charger", "North Star", "Mei Chen", "Shelf B2", "2027-05-23", "Length ±2 mm"):
        assert text in page
    for text in ("保管人", "Keeper", "有效期至", "Valid until", "可接受的偏差", "Accepted deviations", "封样"):
        assert text in page
    assert page.count('class="qr"') == 1 and f"http://portal.test/references/{row.id}" in page


def test_the_list_shows_each_state_with_its_number(mei, sample, cast):
    make_reference(sample, cast.mei, "F-1", valid_until=days(-1))
    make_reference(sample, cast.mei, "F-2", valid_until=days(20))
    make_reference(sample, cast.mei, "F-3")
    assert all(number in mei.get("/references").text for number in ("F-1", "F-2", "F-3"))
    page = mei.get("/references?show=expired").text
    assert "F-1" in page and "F-2" not in page
    assert "20 days left" in mei.get("/references?show=ending").text


def test_the_list_and_the_pages_cost_the_same_with_many(mei, sample, supplier, cast, statements):
    def cost(path):
        with statements() as seen:
            assert mei.get(path).status_code == 200
        return len(seen)

    first = make_reference(sample, cast.mei)
    agreement = cites(supplier, "F-2026-001")
    pages = (
        "/references",
        f"/references/{first.id}",
        f"/agreements/{agreement.id}",
        f"/agreements/{agreement.id}/clauses",
    )
    few = [cost(path) for path in pages]
    for number in range(8):
        make_reference(sample, cast.mei, f"F-{number}")
    Agreement.update(clauses=written(sealed_sample_no="F-1, F-2, F-3")).execute()
    assert [cost(path) for path in pages] == few
    assert max(few) <= 10


def clauses(agreement, *numbers):
    return {"seen": sent_marks(agreement), "sealed_sample_no": list(numbers), "price_notice_days": "15"}


def test_an_agreement_chooses_among_those_of_its_supplier(mei, row, supplier, cast):
    other = make_sample(make_supplier("South Star"), make_product("Cable"))
    make_reference(other, cast.mei, "F-2026-002")
    agreement = make_agreement(supplier, lacking=["sealed_sample_no"], signed_on=None)
    form = mei.get(f"/agreements/{agreement.id}/clauses").text
    assert 'value="F-2026-001"' in form and "F-2026-002" not in form
    path = f"/agreements/{agreement.id}/clauses"
    assert mei.post(path, data=clauses(agreement, "F-2026-002")).status_code == 422
    assert mei.post(path, data=clauses(agreement, "F-2026-001")).status_code == 303
    assert Agreement.get().clauses["sealed_sample_no"] == {"value": "F-2026-001"}
    assert re.search(r"<input[^>]*checked[^>]*F-2026-001", mei.get(path).text)


def test_several_goods_are_cited_by_several_numbers_and_none_is_a_missing_clause(mei, row, sample, supplier, cast):
    make_reference(sample, cast.mei, "F-2026-002")
    agreement = make_agreement(supplier, signed_on=None)
    path = f"/agreements/{agreement.id}/clauses"
    mei.post(path, data=clauses(agreement, "F-2026-002", "F-2026-001"))
    assert set(Agreement.get().clauses["sealed_sample_no"]["value"].split(", ")) == {"F-2026-001", "F-2026-002"}
    mei.post(path, data=clauses(agreement))
    assert "sealed_sample_no" not in Agreement.get().clauses


def test_a_number_written_before_it_was_on_file_stays_and_is_marked(mei, supplier):
    agreement = cites(supplier, "FY-2025-09")
    form = mei.get(f"/agreements/{agreement.id}/clauses").text
    assert "FY-2025-09 (not on file)" in form
    mei.post(f"/agreements/{agreement.id}/clauses", data=clauses(agreement, "FY-2025-09"))
    assert Agreement.get().clauses["sealed_sample_no"] == {"value": "FY-2025-09"}
    page = mei.get(f"/agreements/{agreement.id}").text
    assert "To mend:" in page and "is not on file for this supplier" in page


def test_the_page_and_the_paper_of_an_agreement_show_the_number_and_what_is_to_be_mended(
    mei, row, sample, supplier, cast
):
    agreement = cites(supplier, "F-2026-001")
    page = mei.get(f"/agreements/{agreement.id}").text
    assert f'href="/references/{row.id}"' in page and "To mend:" not in page
    assert "F-2026-001</bdi> valid until 2027-05-23" in mei.get(f"/agreements/{agreement.id}/print").text
    GoldenSample.update(valid_until=days(-1)).execute()
    assert "F-2026-001 is cited and expired on 2026-11-23" in mei.get(f"/agreements/{agreement.id}").text
    assert "(Expired)" in mei.get(f"/agreements/{agreement.id}/print").text
    newer = make_reference(sample, cast.mei, "F-2026-002")
    GoldenSample.update(replaced_by=newer).where(GoldenSample.id == row.id).execute()
    assert "replaced by F-2026-002. Cite the newer one." in mei.get(f"/agreements/{agreement.id}").text
    assert "(Replaced F-2026-002)" in mei.get(f"/agreements/{agreement.id}/print").text


def test_two_people_who_choose_differently_see_both_choices(mei, row, supplier, cast):
    agreement = make_agreement(supplier, lacking=["sealed_sample_no"], signed_on=None)
    sent = clauses(agreement, "F-2026-001")
    agreement.write({}, stamp(cast.lin), {"sealed_sample_no": {"value": "F-2025-008"}})
    answer = mei.post(f"/agreements/{agreement.id}/clauses", data=sent)
    assert answer.status_code == 409 and "<bdi>F-2026-001</bdi>" in answer.text and "F-2025-008" in answer.text


def test_it_stands_on_the_page_of_its_supplier_at_home_and_in_the_search(mei, row, supplier):
    GoldenSample.update(valid_until=days(5)).execute()
    assert f'href="/references/{row.id}"' in mei.get(f"/suppliers/{supplier.id}").text
    home = mei.get("/?all=1").text
    assert "North Star: the sealed reference F-2026-001 runs out" in home and f'href="/references/{row.id}"' in home
    found = mei.get("/search?q=f-2026-001").text
    assert f'href="/references/{row.id}"' in found and "65W charger Shelf B2" in found
    assert "Nothing found" in mei.get("/search?q=f-2026-009").text


def test_digital_goods_have_a_reference_order(signed_in, cast, supplier):
    sample = make_sample(supplier, make_product("Month card", kind="digital"), kind="digital")
    make_reference(sample, cast.mei, contents="")
    page = signed_in(cast.mei).get(f"/references/{GoldenSample.get().id}").text
    assert "Reference order" in page and "what it shows" in page
    assert "基准单" in signed_in(cast.mei, "zh").get(f"/samples/{sample.id}").text


def test_card_codes_are_refused_in_its_texts(mei, sample):
    codes = "\n".join(f"XKCD-99{number}-ABCD-1234-WXYZ" for number in range(10, 30))
    answer = mei.post("/references", data=given(batch=batches_of(sample)[0], contents=codes))
    assert answer.status_code == 422 and "looks like card codes" in answer.text


def test_a_viewer_reads_and_changes_nothing(signed_in, cast, row, sample):
    guo = signed_in(cast.guo)
    page = guo.get(f"/references/{row.id}").text
    assert "Shelf B2" in page and "/edit" not in page and "Add the file" not in page
    for path in ("/references", f"/references/{row.id}", f"/references/{row.id}/remove", f"/references/{row.id}/files"):
        assert guo.post(path, data=given(batch=batches_of(sample)[0])).status_code == 403
    assert "/references/new" not in guo.get(f"/samples/{sample.id}").text
