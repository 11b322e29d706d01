"""The home page: where the business stands, and what wants doing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.actions.models import Action
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.publishing import publish
from portal.core.models.change import change
from portal.core.rules.stages import Stage
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.documents import Document
from tests.cast import TODAY, stamp
from tests.products.makers import make_business, make_product, make_quote
from tests.reviews.test_pages import make_supplier
from tests.samples.makers import make_sample, prove
from tests.suppliers.makers import make_category

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def home(signed_in, cast):
    make_business()
    browser = signed_in(cast.mei)
    return lambda **query: browser.get("/", query_string=query).text


def test_what_is_due_of_every_noun_stands_in_one_list(home, cast):
    supplier, product = make_supplier("North Star", owner=cast.mei), make_product("Charger")
    ReviewPlan.create(supplier=supplier, every_months=1, starts_on=TODAY, anchor_day=24, due_on=TODAY)
    make_quote(supplier, product, valid_until=TODAY + timedelta(days=3))
    Document.add(stamp(), supplier=supplier, kind="licence", expires_on=TODAY - timedelta(days=2))
    sample = make_sample(supplier, product, promised_on=TODAY - timedelta(days=1), asked_on=date(2026, 11, 1))
    sample.assign(cast.mei.id, TODAY - timedelta(days=1), stamp(cast.lin))
    Action.give("Call the owner", cast.mei.id, TODAY, stamp(cast.lin), supplier=supplier.id)
    page = home(all=1)
    for words in (
        "North Star: review",
        "the price of Charger runs out",
        "Business licence has expired",
        "Call the owner",
    ):
        assert words in page
    assert "is promised, not here yet" in page or "not here yet" in page
    assert "test the sample of Charger" in page


@pytest.mark.parametrize(("left", "text"), [(60, "in 60 days"), (30, "in 30 days"), (7, "in 7 days"), (0, "today")])
def test_a_paper_that_ends_says_how_many_days_are_left(home, left, text):
    Document.add(stamp(), supplier=make_supplier("A"), kind="licence", expires_on=TODAY + timedelta(days=left))
    page = home(all=1)
    assert "Business licence expires" in page
    assert f"{text}</td>" in page


@pytest.mark.parametrize("left", [61, -31])
def test_a_paper_is_no_work_yet_or_any_more(home, left):
    Document.add(stamp(), supplier=make_supplier("A"), kind="licence", expires_on=TODAY + timedelta(days=left))
    assert "Business licence" not in home(all=1)


def test_an_expired_paper_shouts_for_thirty_days(home):
    Document.add(stamp(), supplier=make_supplier("A"), kind="licence", expires_on=TODAY - timedelta(days=30))
    page = home(all=1)
    assert "Business licence has expired" in page
    assert "30 days overdue" in page


def test_a_paper_with_another_in_its_place_is_no_work(home):
    supplier = make_supplier("A")
    Document.add(stamp(), supplier=supplier, kind="certificate", expires_on=TODAY - timedelta(days=2))
    newer = Document.add(stamp(), supplier=supplier, kind="certificate", expires_on=TODAY + timedelta(days=400))
    assert "Certificate has expired" not in home(all=1)
    newer.remove(stamp())
    assert "Certificate has expired" in home(all=1)


def test_a_permit_of_another_category_does_not_replace_one(home):
    supplier, about = make_supplier("A"), {"kind": "permit", "expires_on": TODAY - timedelta(days=2)}
    Document.add(stamp(), supplier=supplier, category=make_category("Food"), **about)
    about["expires_on"] = TODAY + timedelta(days=400)
    Document.add(stamp(), supplier=supplier, category=make_category("Toys"), **about)
    assert "Permit has expired" in home(all=1)


def test_an_item_i_own_is_named_by_its_text_with_the_limit_in_force(home, cast):
    publish()
    business = make_business()
    run = Run.start(business, Stage.startup, stamp(cast.lin))
    with change(stamp(cast.lin)):
        Answer.assign(Run.touch(run.id, stamp(cast.lin)), "S03", cast.mei.id, TODAY, (None, None), stamp(cast.lin))
    page = home()
    assert "at least 5 products in trial orders" in page
    assert "{pass}" not in page


def test_an_older_quote_that_ran_out_does_not_matter_once_there_is_a_newer_one(home, cast):
    supplier, product = make_supplier(), make_product("Charger")
    make_quote(supplier, product, quoted_on=date(2026, 5, 1), valid_until=date(2026, 6, 1))
    make_quote(supplier, product)
    assert "the price of Charger runs out" not in home(all=1)


def test_of_two_quotes_that_end_the_newest_is_the_one_to_renew(home):
    supplier, product = make_supplier(), make_product("Charger")
    older = make_quote(supplier, product, quoted_on=date(2026, 5, 1), valid_until=TODAY + timedelta(days=3))
    newer = make_quote(supplier, product, quoted_on=date(2026, 6, 1), valid_until=TODAY - timedelta(days=1))
    page = home(all=1)
    assert f'"/quotes/{newer.id}"' in page and f'"/quotes/{older.id}"' not in page


def test_the_stage_says_in_words_what_is_missing(home, cast):
    publish()
    Run.start(make_business(), Stage.startup, stamp(cast.lin))
    page = home()
    assert "North Bank" in page and "Startup" in page
    assert "must-have" in page


def test_the_numbers_lead_to_their_lists(home, cast):
    make_supplier("Bare", status="active")
    page = home()
    assert 'href="/suppliers?status=active&amp;proof=none">1</a>' in page


def test_the_home_page_costs_at_most_fifteen_statements_however_much_there_is(home, cast, statements):
    publish()
    Run.start(make_business(), Stage.startup, stamp(cast.lin))
    product = make_product()

    def cost():
        with statements() as seen:
            home()
        return len(seen)

    home()  # the first request of a process reads more
    few = cost()
    for number in range(20):
        supplier = make_supplier(f"S{number}", status="sampling", owner=cast.mei)
        make_quote(supplier, product, valid_until=TODAY, freight_per_unit_state="unknown")
        prove(make_sample(supplier, make_product(f"P{number}")))
        ReviewPlan.follow(supplier, 1, TODAY, stamp())
    assert cost() == few <= 16  # one of them finds the session


def test_a_checklist_item_names_its_business_and_leads_to_itself_wherever_one_works(home, cast):
    other = make_business("Second shop")
    publish()
    with change(stamp(cast.lin)):
        run = Run.start(other, Stage.startup, stamp(cast.lin))
        Answer.assign(Run.touch(run.id, stamp(cast.lin)), "S03", cast.mei.id, TODAY, (None, None), stamp(cast.lin))
    page = home(all=1)
    assert "Second shop: S03" in page
    assert f'href="/runs/{run.id}/items/S03"' in page
