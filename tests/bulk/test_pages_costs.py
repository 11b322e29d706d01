"""A change of many records costs as many statements for a hundred and fifty as for thirty."""

from __future__ import annotations

import pytest

from portal.bulk.models import BulkAct
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.suppliers import Supplier
from tests.bulk.makers import Ticked
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")
STATUSES = [
    ("screening", {"status": "contacted"}, 30),  # walks
    ("candidate", {"status": "active", "why": "Bought from for years"}, 40),  # is taken over, and reviewed
    ("negotiating", {"status": "trial"}, 40),  # walks, and is reviewed
]


@pytest.mark.parametrize(("begin", "sent", "most"), STATUSES)
def test_moving_and_taking_back_cost_the_same_for_many(signed_in, cast, statements, begin, sent, most):
    browser = signed_in(cast.mei)

    def costs(size):
        suppliers = [make_supplier(f"{size}-{number}", begin) for number in range(size)]
        ticked = Ticked(browser, "suppliers", *suppliers)
        form = ticked.sent("status", **sent)
        with statements() as moved:
            ticked.press(form)
        assert Supplier.select().where(Supplier.status == sent["status"]).count() == size
        act = BulkAct.select().order_by(BulkAct.id.desc()).get()
        with statements() as taken_back:
            browser.post(f"/bulk/{act.id}/take-back")
        assert Supplier.select().where(Supplier.status == sent["status"]).count() == 0
        return len(moved), len(taken_back)

    few = costs(31)
    assert costs(150) == few
    assert max(few) <= most, few


def test_putting_reviews_off_costs_the_same_for_many(signed_in, cast, statements):
    browser = signed_in(cast.mei)

    def cost(size):
        suppliers = [make_supplier(f"{size}-{number}", "negotiating") for number in range(size)]
        ticked = Ticked(browser, "suppliers", *suppliers)
        ticked.carry_out("status", status="trial")
        form = ticked.sent("review", review="2031-05-06", reason="Fair")
        with statements() as moved:
            ticked.press(form)
        assert ReviewPlan.select().where(ReviewPlan.due_on == "2031-05-06").count() >= size
        return len(moved)

    few = cost(31)
    assert cost(150) == few <= 30
