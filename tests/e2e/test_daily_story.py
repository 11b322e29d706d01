"""Three months after the first import: the five acts of a day, each with as few presses as it can have."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.quotes.models import Quote
from portal.reviews.models import Review, ReviewPlan
from portal.samples.models import samples
from portal.samples.models.measurements import Measurement
from tests.samples.makers import make_sample

pytestmark = pytest.mark.usefixtures("served")


class Presses:
    """Counts what a person presses and fills in."""

    def __init__(self, page):
        self.page, self.clicks, self.fields = page, 0, 0
        page.evaluate("window.stayed = true")

    @property
    def stayed(self):
        """Whether it is still the page it began on."""
        return self.page.evaluate("window.stayed === true")

    def tell(self, act):
        print(f"{act}: {self.clicks} clicks, {self.fields} fields")

    def press(self, spot):
        self.clicks += 1
        spot.click()

    def type(self, spot, text):
        self.fields += 1
        spot.press_sequentially(text)


@pytest.fixture
def desk(live):
    page = live.open("mei", "zh")
    shop = live.world.demo.businesses["digital"]  # in its startup stage: questions are open
    page.context.add_cookies([{"name": "business", "value": str(shop.id), "url": live.url}])
    page.goto("/")
    return Presses(page)


def answered():
    return AuditEvent.select().where(AuditEvent.verb.startswith("item.")).count()


def test_an_item_is_answered_where_home_asks_it(desk):
    page, before = desk.page, answered()
    page.locator("#stage").scroll_into_view_if_needed()
    asked = page.locator("#stage h3.q")
    first = asked.inner_text()
    control = page.locator("#stage form.ask label").first
    expect(control).to_be_visible()
    desk.press(control)
    expect(asked).not_to_have_text(first)
    assert answered() == before + 1
    desk.tell("an item answered")
    assert desk.clicks == 1 and desk.stayed


def test_a_supplier_is_found_by_two_characters_and_a_quote_recorded_beside_it(live, desk):
    page, demo, before = desk.page, live.world.demo, Quote.select().count()
    name = demo.suppliers["hengqi"].name
    desk.type(page.locator("[type=search]"), name[:2])
    hit = page.locator("#hits li").filter(has_text=name).first
    expect(hit).to_be_visible()
    assert desk.clicks == 0 and desk.stayed
    desk.press(hit.get_by_role("button"))
    desk.press(page.locator("#panel summary").nth(1))
    quote = page.locator("#panel details[open]")
    product = quote.locator("[name=product]")
    if product.evaluate("field => field.tagName") == "SELECT":
        desk.fields += 1
        product.select_option(str(demo.products["charger"].id))
    else:
        desk.type(product, demo.products["charger"].name)
    desk.type(quote.locator("[name='breaks-0-unit_price']"), "12.5")
    desk.press(quote.get_by_role("button"))
    expect(page.locator(".toast")).to_be_visible()
    assert Quote.select().count() == before + 1
    assert page.url.endswith("/")
    desk.tell("a supplier found and a quote recorded")
    assert desk.clicks <= 3 and desk.fields <= 3


def test_a_due_review_is_done_from_its_row_and_leads_back(live, desk):
    supplier, due = live.world.demo.suppliers["hengqi"], live.world.today - timedelta(days=40)
    ReviewPlan.delete().where(ReviewPlan.supplier == supplier).execute()
    ReviewPlan.create(supplier=supplier, every_months=3, starts_on=due, anchor_day=due.day, due_on=due)
    before = Review.select().count()
    desk.page.goto("/")
    row = desk.page.locator("#todo tr").filter(has_text=f"{supplier.name}：复核")
    desk.press(row.get_by_role("button", name="通过"))
    expect(desk.page.locator(".toast")).to_be_visible()
    assert Review.select().count() == before + 1
    desk.tell("a due review done")
    assert desk.clicks == 1 and desk.page.url.endswith("/")


def test_a_sample_result_is_recorded_with_two_presses(live, desk):
    mei, shirt = User.get(User.username == "mei"), live.world.demo.products["shirt"]
    sample = make_sample(live.world.demo.suppliers["hengqi"], shirt)
    samples.Tester.create(sample=sample, user=mei, due_on=live.world.today - timedelta(days=50))
    desk.page.goto("/")
    before = Measurement.select().count()
    desk.press(desk.page.locator("#todo").get_by_role("link", name=shirt.name).first)
    desk.press(desk.page.locator("label", has=desk.page.locator("#PH08-score-5")))
    expect(desk.page.locator("#f-PH08")).to_have_class("ask done")
    assert Measurement.select().count() == before + 1
    desk.tell("a sample result recorded")
    assert desk.clicks == 2
