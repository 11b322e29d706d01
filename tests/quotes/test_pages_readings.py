"""Figures with units in the forms of quotes, samples, needs and clauses: what was read is shown after saving."""

from __future__ import annotations

import pytest

from portal.needs.models import Need
from portal.quotes.models import PriceBreak, Quote
from portal.samples.models.samples import Sample
from tests.cast import TODAY
from tests.products.makers import make_product
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def quote(cast):
    fields = {"supplier": make_supplier().id, "product": make_product().id, "quoted_on": TODAY.isoformat()}
    prices = {"breaks-0-from_quantity": "200件", "breaks-0-unit_price": "21.5元"}
    return fields | prices | {"currency": "CNY", "tax_basis": "included", "payment": "unknown"}


def test_a_quote_says_what_was_read(mei, quote):
    answer = mei.post("/quotes", data=quote | {"lead_days": "两周", "deposit_share": "三成", "moq": "100"})
    row, price = Quote.get(), PriceBreak.get()
    assert (row.lead_days, price.from_quantity, price.unit_price) == (14, 200, price.unit_price)
    page = mei.get(answer.location).text
    for reading in ("“200件” as 200", "“21.5元” as ¥21.50", "“两周” as 14 days", "“三成” as 30%"):
        assert reading in page
    assert "“100”" not in page


def test_a_quote_of_plain_figures_says_only_that_it_was_added(mei, quote):
    plain = {"breaks-0-from_quantity": "200", "breaks-0-unit_price": "1,021.5"}
    page = mei.get(mei.post("/quotes", data=quote | plain).location).text
    assert "Quote added" in page and "Read:" not in page


def test_another_currency_is_asked_with_what_was_typed_kept(mei, quote):
    answer = mei.post("/quotes", data=quote | {"breaks-0-unit_price": "$3.2"})
    assert answer.status_code == 422
    assert "“$3.2” is another currency than the one chosen" in answer.text
    assert 'value="$3.2"' in answer.text and 'value="200件"' in answer.text
    assert not Quote.select().exists()


def test_a_sample_and_a_need_are_read_alike(mei, cast):
    product = make_product()
    sample = {"supplier": make_supplier().id, "product": product.id, "asked_on": TODAY.isoformat(), "currency": "CNY"}
    page = mei.get(mei.post("/samples", data=sample | {"quantity": "3件", "fee": "¥50"}).location).text
    assert Sample.get().quantity == 3
    assert "“3件” as 3; “¥50” as ¥50.00" in page
    need = {
        "business": product.business_id,
        "title": "Cups",
        "currency": "CNY",
        "longest_lead": "20天",
        "margin": "13%",
    }
    page = mei.get(mei.post("/needs", data=need).location).text
    assert Need.get().longest_lead == 20
    assert "“20天” as 20 days" in page
