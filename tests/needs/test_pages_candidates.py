"""Candidates of a need: added, ranked, each block named, taken off, carried along by a merge."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.handover.models.merging import merge
from portal.needs.models import NeedCandidate
from tests.agreements.makers import make_agreement, written
from tests.browser_client import undo_link
from tests.cast import TODAY, stamp
from tests.comparisons.makers import make_rival
from tests.needs.makers import make_candidate, make_need, ready, row_of
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def test_the_candidates_are_ranked_and_each_block_is_named(mei, goods, need):
    for supplier in (ready(goods, "Dear", "70"), ready(goods, "Good", "45"), make_rival("Silent")):
        make_candidate(need, supplier)
    page = mei.get(f"/needs/{need.id}").text
    assert page.index("<bdi>Good</bdi>") < page.index("<bdi>Dear</bdi>") < page.index("<bdi>Silent</bdi>")
    assert "¥15.00 left" in row_of(page, "Good")
    assert "Nothing in the way" in row_of(page, "Good")
    assert "¥10.00 over" in row_of(page, "Dear")
    assert "over the highest acceptable cost" in row_of(page, "Dear")
    assert "no quote and no sample has passed" in row_of(page, "Silent")
    assert "not comparable" in row_of(page, "Silent")
    assert "Needs 3" in page


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"valid_until": TODAY - timedelta(days=1)}, "the quote has expired"),
        ({"currency": "EUR"}, "no exchange rate"),
        ({"lead_days": 30}, "too slow"),
    ],
)
def test_a_quote_that_does_not_do_says_why(mei, goods, need, about, words):
    make_candidate(need, ready(goods, **about))
    assert words in row_of(mei.get(f"/needs/{need.id}").text, "North Star")


def test_a_lead_time_that_was_agreed_counts_before_the_one_that_was_quoted(mei, goods, need):
    """As in the comparison."""
    supplier = ready(goods, lead_days=30)
    make_candidate(need, supplier)
    make_agreement(supplier, goods="both", clauses=written(lead_time_days=Decimal(7)))
    line = row_of(mei.get(f"/needs/{need.id}").text, "North Star")
    assert "too slow" not in line and "7 days · agreed" in line


def test_a_supplier_of_a_banned_category_is_blocked(mei, goods, need):
    supplier = make_supplier("Knock-off", categories=[make_category("Fakes", banned=True, banned_reason="law")])
    make_candidate(need, supplier)
    assert "banned category" in row_of(mei.get(f"/needs/{need.id}").text, "Knock-off")


def test_a_candidate_is_added_from_the_page_of_the_need_once(mei, need):
    supplier = make_supplier()
    sent = {"need": need.id, "supplier": supplier.id, "note": "Near", "back": "need", "key": "c" * 22}
    first, second = mei.post("/candidates", data=sent), mei.post("/candidates", data=sent)
    assert first.location == second.location == f"/needs/{need.id}#candidates"
    assert "Near" in mei.get(f"/needs/{need.id}").text
    again = mei.post("/candidates", data=sent | {"key": "d" * 22})
    assert again.status_code == 422
    assert "This supplier is a candidate already." in again.text
    assert NeedCandidate.select().count() == 1


def test_a_candidate_is_added_from_the_page_of_the_supplier(mei, need):
    supplier = make_supplier()
    assert f"/candidates/new?supplier={supplier.id}" in mei.get(f"/suppliers/{supplier.id}").text
    page = mei.get(f"/candidates/new?supplier={supplier.id}").text
    assert f'<option selected value="{supplier.id}"' in page
    assert mei.post("/candidates", data={"need": need.id, "supplier": supplier.id}).status_code == 303
    assert f'href="/needs/{need.id}"' in mei.get(f"/suppliers/{supplier.id}").text
    assert mei.post("/candidates", data={"supplier": supplier.id}).status_code == 422


def test_the_note_on_a_candidate_is_guarded_by_its_version(mei, need):
    row = make_candidate(need, make_supplier())
    assert mei.post(f"/candidates/{row.id}", data={"version": 1, "note": "First"}).status_code == 303
    answer = mei.post(f"/candidates/{row.id}", data={"version": 1, "note": "Second"})
    assert answer.status_code == 409
    assert all(text in answer.text for text in ("First", "Second"))
    assert trail_tells("need_candidate.edit")


def test_a_candidate_is_taken_off_and_put_back(mei, need):
    row = make_candidate(need, make_supplier(), "Near")
    mei.post(f"/candidates/{row.id}/remove")
    assert not NeedCandidate.select().exists()
    mei.post(undo_link(mei.get(f"/needs/{need.id}")))
    assert NeedCandidate.get().note == "Near"
    assert trail_tells("need_candidate.remove", "need_candidate.add")


def test_a_merge_carries_candidates_along_without_doubling_any(cast, need):
    kept, gone, other = make_supplier("Kept"), make_supplier("Gone"), make_need(title="Other")
    make_candidate(need, kept), make_candidate(need, gone, "Near"), make_candidate(other, gone)
    merge(gone, kept, gone.version, stamp(cast.lin))
    found = {(row.need_id, row.supplier_id): row.note for row in NeedCandidate.select()}
    assert found == {(need.id, kept.id): "Near", (other.id, kept.id): ""}


def test_the_page_costs_the_same_with_many_candidates(mei, goods, need, statements):
    def cost():
        with statements() as seen:
            mei.get(f"/needs/{need.id}")
        return len(seen)

    make_candidate(need, ready(goods))
    few = cost()
    for number in range(9):
        make_candidate(need, ready(goods, f"Supplier {number}"))
    assert cost() == few <= 14
