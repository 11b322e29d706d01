"""What the records say of a supplier after its ramp-up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.reviews.models import ReviewPlan
from tests.agreements.makers import make_agreement
from tests.cast import NOW, TODAY
from tests.facts.asking import ask_path
from tests.facts.telling import result, sentences
from tests.inquiries.makers import make_inquiry
from tests.suppliers.makers import make_supplier


def scheduled(supplier, due):
    ReviewPlan.create(
        supplier=supplier, every_months=3, starts_on=TODAY, anchor_day=24, due_on=TODAY + timedelta(days=due)
    )


def said(supplier):
    answer = ask_path("U07", supplier)
    assert answer.link == ("reviews.show", {"id": str(supplier.id)})
    return answer, result("U07", answer)


def test_a_supplier_that_is_not_active_yet_has_no_rhythm_to_keep(database):
    supplier = make_supplier(status="trial", tier="strategic")
    scheduled(supplier, 9)
    assert said(supplier)[1] == "unknown"


def test_a_tier_and_a_review_that_is_not_overdue_pass(app):
    supplier = make_supplier(status="active", tier="strategic")
    scheduled(supplier, 0)
    answer, judged = said(supplier)
    assert judged == "pass" and sentences(app, "U07", answer) == ("应排 1 家，已排 1 家", "1 of 1 scheduled")


@pytest.mark.parametrize(("tier", "due"), [("strategic", -1), ("strategic", None), ("", 9)])
def test_an_overdue_review_no_review_and_no_tier_fail(app, tier, due):
    supplier = make_supplier(status="active", tier=tier)
    scheduled(make_supplier("South", status="active", tier="strategic"), 9)
    if due is not None:
        scheduled(supplier, due)
    answer, judged = said(supplier)
    assert judged == "fail" and sentences(app, "U07", answer)[1] == "0 of 1 scheduled; missing: North Star"


@pytest.mark.parametrize("item", ["R01", "R02", "R08", "R11", "U03", "U04", "U06"])
def test_what_orders_and_deliveries_would_show_is_left_to_people(database, item):
    with pytest.raises(KeyError):
        ask_path(item, make_supplier(status="trial"))


def asked(supplier, days, hours):
    """An inquiry of a Tuesday morning so many days from today, with a first reply after so many hours."""
    at = NOW.replace(hour=2) + timedelta(days=days)  # ten in the team's zone
    make_inquiry(supplier, asked_at=at, first_reply_at=at + timedelta(hours=hours) if hours else None)


@pytest.mark.parametrize(("after", "judged"), [(2, "pass"), (3.5, "warn"), (4, "fail")])
def test_replies_that_got_slower_since_the_signature_are_held_against_those_before(app, after, judged):
    supplier = make_supplier(status="trial")
    make_agreement(supplier, signed_on=TODAY - timedelta(days=50))
    for number in range(4):
        asked(supplier, -63 - 7 * number, 2)
        asked(supplier, -7 - 7 * number, after)
    answer = ask_path("R07", supplier)
    assert (result("R07", answer), answer.figure) == (judged, after / 2)
    zh, en = sentences(app, "R07", answer)
    assert "4 次" in zh and "4 replies" in en


def test_fewer_than_four_replies_on_a_side_cannot_be_compared(database):
    supplier = make_supplier(status="trial")
    assert result("R07", ask_path("R07", supplier)) == "unknown"
    make_agreement(supplier, signed_on=TODAY - timedelta(days=50))
    for number in range(3):
        asked(supplier, -63 - 7 * number, 2)
        asked(supplier, -7 - 7 * number, 2)
    assert result("R07", ask_path("R07", supplier)) == "unknown"
