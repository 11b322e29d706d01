"""A need is copied into a new form: what is looked for stays, who and by when do not."""

from __future__ import annotations

import re

import pytest

from portal.core.models.audit import AuditEvent
from portal.needs.models import Need, NeedCandidate
from tests.house.crawl import untouched
from tests.needs.makers import make_candidate, make_need
from tests.products.makers import make_product
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def need(cast):
    made = make_need(
        make_product(), goal="Less heat", must="65 W\n2 ports", breakers="No 3C", compliance=["label"], owner=cast.lin
    )
    make_candidate(made, make_supplier("Tuochuan"))
    return made


def test_the_page_of_a_need_offers_a_copy_to_who_may_write(signed_in, cast, need):
    link = f'href="/needs/new?like={need.id}"'
    assert link in signed_in(cast.mei).get(f"/needs/{need.id}").text
    assert link not in signed_in(cast.guo).get(f"/needs/{need.id}").text
    assert signed_in(cast.guo).get(f"/needs/new?like={need.id}").status_code == 403


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("en", "A faster charger (copy)", "A copy of A faster charger"),
        ("zh", "A faster charger（副本）", "照“A faster"),
    ],
)
def test_a_copy_is_a_filled_form_that_keeps_nothing_yet(signed_in, cast, need, language, title, said):
    page = signed_in(cast.mei, language).get(f"/needs/new?like={need.id}").text
    assert f'value="{title}"' in page and said in page
    assert Need.select().count() == 1


def test_a_saved_copy_says_what_is_looked_for_and_not_who_looks_by_when(signed_in, cast, need):
    browser = signed_in(cast.mei)
    answer = browser.post("/needs", data=untouched(browser.get(f"/needs/new?like={need.id}").text, "/needs"))
    copy = Need.get_by_id(int(re.findall(r"/needs/(\d+)", answer.location)[0]))
    alike = ("business_id", "product_id", "goal", "must", "price_low", "price_high", "margin", "first_order")
    assert all(
        getattr(copy, name) == getattr(need, name) for name in (*alike, "longest_lead", "breakers", "compliance")
    )
    assert (copy.owner_id, copy.due_on, copy.closed_on) == (cast.mei.id, None, None)
    assert not NeedCandidate.select().where(NeedCandidate.need == copy).exists()
    event = AuditEvent.select().order_by(AuditEvent.id.desc()).first()
    assert (event.verb, event.object_id, event.user_id) == ("need.add", copy.id, cast.mei.id)


def test_what_is_not_on_file_cannot_be_copied(signed_in, cast, need):
    assert signed_in(cast.mei).get("/needs/new?like=999").status_code == 404


def test_a_long_title_is_cut_so_that_the_copy_fits(signed_in, cast):
    long = make_need(title="x" * 120)
    page = signed_in(cast.mei).get(f"/needs/new?like={long.id}").text
    assert f'value="{"x" * 113} (copy)"' in page
