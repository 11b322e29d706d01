"""The audit page tells events in words: rows, people and codes by name, and only what changed."""

from __future__ import annotations

import re

import pytest

from portal.actions.models import Action
from portal.core.models.change import change
from tests.cast import stamp
from tests.products.makers import make_product, make_quote
from tests.samples.makers import batches_of, make_sample, measure
from tests.samples.makers import standing as standing_of
from tests.suppliers.makers import make_category, make_contact, make_supplier


@pytest.fixture
def lin(signed_in, cast):
    return signed_in(cast.lin)


def text(browser, kind=""):
    page = browser.get("/audit", query_string={"kind": kind}).text.split("<tbody>")[1].split("</tbody>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_a_row_leads_to_its_page_until_it_is_deleted(lin):
    supplier = make_supplier(name="Aurora")
    contact = make_contact(supplier, name="Huang")
    with change(stamp()) as log:
        log("contact.edit", contact, {"phone": "1"}, {"phone": "2"})
    link = f'<a href="/suppliers/{supplier.id}#contacts"><bdi>Huang</bdi></a>'
    assert link in lin.get("/audit?kind=contact").text
    contact.remove(stamp())
    page = lin.get("/audit?kind=contact").text
    assert link not in page
    assert "Huang" in page


def test_people_rows_and_codes_are_told_by_name_and_column_by_label(signed_in, cast, lin):
    supplier = make_supplier(name="Aurora")
    with change(stamp()) as log:
        log(
            "supplier.edit",
            supplier,
            {"owner": cast.mei.id, "goods": "physical", "country": "CN", "note": "same"},
            {"owner": cast.guo.id, "goods": "digital", "country": "GB", "note": "same"},
        )
    shown = text(lin, "supplier")
    assert f"Owner: {cast.mei.name} → {cast.guo.name}" in shown
    assert "Goods: Physical goods → Digital goods" in shown
    assert "Country: China → United Kingdom" in shown
    assert "same" not in shown
    assert "货品：实物 → 数字商品" in text(signed_in(cast.lin, "zh"), "supplier")


def test_a_share_is_told_in_percent_and_a_fee_by_what_is_known(lin):
    quote = make_quote(make_supplier(name="Aurora"), make_product(name="Cable"))
    with change(stamp()) as log:
        log("quote.edit", quote, {"deposit_share": "0.3"}, {"deposit_share": "0.125", "packing_state": "zero"})
    shown = text(lin, "quote")
    assert "Aurora · Cable" in shown
    assert "Deposit: 30% → 12.5%" in shown
    assert "Packing per unit: None to pay" in shown


def test_a_flag_is_told_as_yes_or_no_and_ids_as_names(lin):
    category = make_category("Chargers")
    with change(stamp()) as log:
        log("category.edit", category, {"powered": False}, {"powered": True, "categories": [category.id]})
    shown = text(lin, "category")
    assert "Runs on electricity: no → yes" in shown
    assert "Main categories: Chargers" in shown


def test_a_sample_result_is_told_by_its_criterion(lin, cast):
    sample = make_sample(make_supplier(name="Aurora"), make_product(name="Cable"))
    criterion = standing_of(sample).template.criterion("PH01")
    measure(sample, batches_of(sample)[0], criterion, cast.mei)
    shown = text(lin, "measurement")
    assert "Sample result PH01" in shown
    assert "Figures: Critical 0" in shown
    assert "code:" not in shown


def test_what_a_merge_took_along_is_counted_by_kind(lin):
    supplier = make_supplier(name="Aurora")
    with change(stamp()) as log:
        log(
            "supplier.merge",
            supplier,
            {"supplier": supplier.id},
            {"moved": {"sample": 2, "quote": 0}, "facts": {"place": "York"}},
        )
    shown = text(lin, "supplier")
    assert "Moved: Sample: 2" in shown
    assert "Quote:" not in shown
    assert "Facts: Place: York" in shown


def test_a_value_the_shipped_list_does_not_know_is_shown_as_it_was_kept(lin):
    with change(stamp()) as log:
        log("item.answer", ("answer", 999_999), None, {"code": "S02", "value": "long_gone", "state": "answered"})
    shown = text(lin, "answer")
    assert "Answer 999999" in shown
    assert "Answer: long_gone" in shown


def test_a_column_several_forms_have_is_called_as_its_own_form_does(lin):
    supplier = make_supplier(name="Aurora")
    with change(stamp()) as log:
        log("supplier.move", supplier, {"status": "candidate"}, {"status": "screening", "reason": "Papers are in"})
        log("contact.add", make_contact(supplier), after={"supplier": supplier.id})
    assert "Status: Candidate → Screening" in text(lin, "supplier")
    assert "Reason: Papers are in" in text(lin, "supplier")
    assert "Supplier: Aurora" in text(lin, "contact")


def test_more_events_are_no_more_statements(lin, cast, statements):
    def act(number):
        supplier = make_supplier(name=f"Supplier {number}")
        Action.give("Ask", cast.mei.id, None, stamp(), supplier=supplier.id)
        with change(stamp()) as log:
            log("supplier.edit", supplier, {"owner": cast.mei.id}, {"owner": cast.guo.id})
            log("category.edit", make_category(f"Category {number}"), {"note": ""}, {"note": "x"})

    seen = []
    for first in (0, 1):
        for number in range(first, first + 1 + 9 * first):
            act(number)
        with statements() as sent:
            assert lin.get("/audit").status_code == 200
        seen.append(len(sent))
    assert seen[0] == seen[1]
