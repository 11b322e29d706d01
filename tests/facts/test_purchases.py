"""What the records say about what is bought: samples, quotes, landed cost, stock, vetting."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.checklists.models.templates import TemplateVersion
from portal.core.rules.stages import Stage
from portal.facts import Missing, answers
from portal.products.models import Source
from portal.reviews.models import ReviewPlan
from portal.samples.models.samples import Sample
from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY
from tests.facts.asking import ask, records
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_category, make_document, make_note, make_supplier

NEXT_YEAR = date(2027, 11, 24)


def sample(supplier, product, verdict="pass", **about):
    template = TemplateVersion.newest("sample_physical")
    defaults = {"kind": "physical", "template_version": template, "currency": "CNY", "asked_on": TODAY}
    return Sample.create(
        supplier=supplier, product=product, verdict=verdict, verdict_at=NOW, created_at=NOW, **(defaults | about)
    )


@pytest.fixture
def bought(database):
    """A product, bought from an active supplier at a quote that holds."""
    supplier, product = make_supplier(status="active"), make_product("Charger", monthly_units=300)
    make_quote(supplier, product, moq=100)
    return supplier, product


@pytest.mark.parametrize("code", ["S04", "S05", "S08", "S11", "S14"])
def test_the_records_cannot_say_while_nothing_is_bought(database, code):
    make_quote(make_supplier(status="negotiating"), make_product("Charger"))
    assert isinstance(ask(code), Missing)


@pytest.mark.parametrize("code", ["S04", "S05", "S08", "S11", "S13", "S14"])
def test_the_sentence_can_say_what_ordered_means(bought, code):
    _supplier, product = bought
    product.change_row(product.version, category=make_category())
    assert ask(code).ordered


def test_an_ordered_product_needs_a_passed_sample_from_the_same_supplier(bought):
    supplier, product = bought
    assert ask("S08").figure == 0
    sample(make_supplier("Other"), product)
    assert ask("S08").figure == 0
    sample(supplier, product)
    found = ask("S08")
    assert (found.figure, found.places["ok"], found.places["missing"]) == (1, 1, ())


def test_the_latest_verdict_counts(bought):
    sample(*bought)
    sample(*bought, verdict="drop")
    assert ask("S08").figure == 0


def test_a_supplier_on_trial_counts_as_ordered_from(database):
    supplier, product = make_supplier(status="trial"), make_product("Cup")
    Source.create(supplier=supplier, product=product, created_at=NOW)
    assert ask("S08").places["missing"] == ("Cup",)


def test_landed_cost_is_complete_when_every_part_is_said(bought):
    supplier, product = bought
    assert ask("S11").figure == 0  # no return rate
    product.change_row(product.version, return_rate=Decimal("0.05"))
    assert ask("S11").figure == 1
    make_quote(supplier, product, packing_state="unknown")
    assert ask("S11").places["missing"] == ("Charger",)


def test_an_expired_quote_does_not_count(bought):
    supplier, product = bought
    product.change_row(product.version, return_rate=Decimal("0.05"))
    make_quote(supplier, product, packing_state="unknown", valid_until=TODAY - timedelta(days=1), quoted_on=TODAY)
    assert ask("S11").figure == 1


def test_the_longest_cover_of_an_moq_is_named(bought):
    supplier, _product = bought
    slow = make_product("Cup", monthly_units=50)
    make_quote(supplier, slow, moq=200)
    found = ask("S04")
    assert (found.figure, found.places["product"], found.places["count"]) == (120, "Cup", 2)


def test_half_a_day_of_cover_counts_as_a_day(bought):
    supplier, _product = bought
    make_quote(supplier, make_product("Cup", monthly_units=60), moq=61)  # 30.5 days
    assert ask("S04").figure == 31


def test_quotes_are_counted_like_for_like(bought):
    _supplier, product = bought
    make_quote(make_supplier("Second"), product, tax_basis="excluded")
    assert ask("S05").figure == 1
    make_quote(make_supplier("Third"), product)
    found = ask("S05")
    assert (found.figure, found.places["ok"], found.places["product"]) == (2, 1, "Charger")


def test_delivery_on_other_terms_is_another_price(bought):
    _supplier, product = bought
    make_quote(make_supplier("Second"), product, incoterm="EXW")
    assert ask("S05").figure == 1
    make_quote(make_supplier("Third"), product, incoterm="EXW")
    assert ask("S05").figure == 2


def test_delivery_to_the_door_is_one_price_whatever_term_says_so(bought):
    _supplier, product = bought
    make_quote(make_supplier("Second"), product, incoterm="DAP")
    make_quote(make_supplier("Third"), product, incoterm="DDP")
    carried = {"freight_per_order_state": "amount", "freight_per_order": Decimal(100)}
    make_quote(make_supplier("Fourth"), product, incoterm="EXW", **carried)
    make_quote(make_supplier("Fifth"), product, incoterm="EXW")
    assert ask("S05").figure == 4


def test_a_quote_at_which_a_months_sales_cannot_be_bought_is_no_price_for_them(bought):
    _supplier, product = bought
    make_quote(make_supplier("Second"), product, breaks=[(301, Decimal(9))])
    make_quote(make_supplier("Third"), product, moq=301)
    assert ask("S05").figure == 1
    make_quote(make_supplier("Fourth"), product, breaks=[(300, Decimal(9))])
    assert ask("S05").figure == 2


def test_two_quotes_of_one_supplier_are_one(bought):
    make_quote(*bought)
    assert ask("S05").figure == 1


def test_a_foreign_quote_counts_once_there_is_a_rate(bought):
    _supplier, product = bought
    make_quote(make_supplier("Abroad"), product, currency="USD")
    assert ask("S05").figure == 1
    FxRate.create(base="USD", quote="CNY", value=Decimal("7.1"), on=TODAY, at=NOW)
    assert ask("S05").figure == 2


def test_a_quote_older_than_the_policy_says_does_not_count(bought):
    _supplier, product = bought
    make_quote(make_supplier("Late"), product, quoted_on=TODAY - timedelta(days=91))
    assert ask("S05").figure == 1


def test_a_vetted_supplier_has_a_year_a_licence_in_date_and_a_note(database):
    supplier = make_supplier(status="active", since_year=2019)
    make_document(supplier, expires_on=NEXT_YEAR)
    assert ask("S14").figure == 0
    make_note(supplier)
    found = ask("S14")
    assert (found.figure, found.places["years"], found.places["years_ok"]) == (1, 3, 1)


def test_a_supplier_whose_year_nobody_knows_is_neither_vetted_nor_old_enough(database):
    supplier = make_supplier(status="active", since_year=None)
    make_document(supplier, expires_on=NEXT_YEAR)
    make_note(supplier)
    found = ask("S14")
    assert (found.figure, found.places["years_ok"], found.places["missing"]) == (0, 0, ("North Star",))


@pytest.mark.parametrize(("age", "enough"), [(3, 1), (2, 0)])
def test_a_supplier_is_old_enough_from_the_year_the_list_asks_for(database, age, enough):
    make_supplier(status="active", since_year=TODAY.year - age)
    assert ask("S14").places["years_ok"] == enough


@pytest.mark.parametrize("kind", ["platform", "other"])
def test_the_platforms_own_page_and_a_source_nobody_can_name_are_no_outside_note(database, kind):
    supplier = make_supplier(status="active", since_year=2019)
    make_document(supplier, expires_on=NEXT_YEAR)
    make_note(supplier, source_kind=kind)
    assert ask("S14").places["missing"] == ("North Star",)


def test_a_note_without_its_address_is_no_outside_note(database):
    supplier = make_supplier(status="active", since_year=2019)
    make_document(supplier, expires_on=NEXT_YEAR)
    make_note(supplier, url="")
    assert ask("S14").places["missing"] == ("North Star",)


def test_a_licence_out_of_date_is_no_licence(database):
    supplier = make_supplier(status="active", since_year=2019)
    make_document(supplier, expires_on=TODAY - timedelta(days=1))
    make_note(supplier)
    assert ask("S14").places["missing"] == ("North Star",)


def test_deleted_suppliers_and_products_do_not_count(bought):
    supplier, product = bought
    product.change_row(product.version, deleted_at=NOW)
    assert isinstance(ask("S08"), Missing)
    supplier.change_row(supplier.version, deleted_at=NOW)
    assert isinstance(ask("S14"), Missing)


def test_the_products_of_another_business_do_not_count(bought):
    supplier, _product = bought
    other = make_product("Membership", business=make_business("Dot"))
    make_quote(supplier, other)
    assert ask("S08").places["count"] == 1


def test_a_review_that_is_due_today_is_not_overdue(database):
    for name, tier, due in (("A", "routine", TODAY), ("B", "", TODAY), ("C", "routine", TODAY - timedelta(days=1))):
        supplier = make_supplier(name, status="active", tier=tier)
        ReviewPlan.create(supplier=supplier, every_months=1, starts_on=TODAY, anchor_day=1, due_on=due)
    found = ask("G16", "growth")
    assert (found.places["ok"], found.places["missing"]) == (1, ("B", "C"))


def test_all_facts_of_a_list_share_what_they_read(bought, statements):
    policy, asked = content.policy(), records()
    items = content.stage_checklists()[Stage.startup].items
    with statements() as seen:
        answers(items, asked, policy.lookup(Stage.startup))
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("stage", "code"),
    [(stage, item.code) for stage, one in content.stage_checklists().items() for item in one.items if item.rule],
)
def test_each_fact_is_one_statement(bought, statements, stage, code):
    item, asked = content.stage_checklists()[stage].item(code), records(stage)
    with statements() as seen:
        answers([item], asked, content.policy().lookup(stage))
    assert len(seen) <= 1


def test_more_rows_are_no_more_statements(bought, statements):
    supplier, _product = bought
    for n in range(20):
        make_quote(supplier, make_product(f"Product {n}"))
    asked = records()
    with statements() as seen:
        answers(content.stage_checklists()[Stage.startup].items, asked, content.policy().lookup(Stage.startup))
    assert len(seen) == 4


def test_a_figure_survives_being_kept(bought):
    found = ask("S08")
    again = type(found).from_json(found.to_json())
    assert again == found
