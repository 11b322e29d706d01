"""Figures with their unit beside them, as people write them into a form."""

from __future__ import annotations

from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from portal.core.forms.currencies import CurrencyField
from portal.core.forms.units import CurrencyAsked, DayFigure, Days, LargePart, Pieces, PriceField


class Typed(CurrencyAsked, Form):
    pieces = Pieces("Pieces", least=1)
    days = Days("Days", most=1000)
    figure = DayFigure("Days of a clause")
    price = PriceField("Price")
    deposit = PriceField("Deposit", currency="CNY")
    part = LargePart("Part")
    currency = CurrencyField("Currency", default="CNY")


@pytest.fixture(autouse=True)
def in_english(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def typed(**fields):
    form = Typed(MultiDict({"currency": "CNY"} | fields))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("pieces", "200件", 200), ("pieces", "1,000 pcs", 1000), ("pieces", "≥100", 100), ("pieces", "1千", 1000),
        ("pieces", "３万", 30_000), ("days", "15天", 15), ("days", "两周", 14), ("days", "2 weeks", 14),
        ("days", "现货", 0),
        ("days", "7-10天", 10), ("days", "5个工作日", 7), ("figure", "两周", 14), ("price", "21.5元", Decimal("21.5")),
        ("price", "¥21.5", Decimal("21.5")),
        ("price", "￥1,234.50/件", Decimal("1234.5")),
        ("price", "21.5 CNY", Decimal("21.5")),
        ("price", "人民币21.5", Decimal("21.5")), ("deposit", "¥5000", Decimal(5000)), ("part", "13%", Decimal("0.13")),
        ("part", "１３％", Decimal("0.13")), ("part", "三成", Decimal("0.3")), ("part", "13", Decimal("0.13")),
    ],
)  # fmt: skip
def test_a_figure_with_its_unit_is_read(field, text, value):
    form = typed(**{field: text})
    assert not form.errors
    assert form[field].data == value


@pytest.mark.parametrize(
    ("field", "text", "example"),
    [
        ("pieces", "1箱", "200 pcs"), ("pieces", "100-499", "200 pcs"), ("pieces", "many", "200 pcs"),
        ("days", "soon", "2 weeks"), ("days", "2 fortnights", "2 weeks"), ("figure", "soon", "2 weeks"),
        ("price", "面议", "¥21.5"), ("price", "about 20", "¥21.5"), ("price", "12-15", "¥21.5"),
        ("part", "half", "30%"), ("part", "$12", "30%"), ("part", "12元", "30%"), ("pieces", "300元", "200 pcs"),
        ("pieces", "¥300", "200 pcs"), ("days", "¥15", "2 weeks"), ("days", "15 USD", "2 weeks"),
        ("figure", "$15", "2 weeks"), ("days", "12月", "2 weeks"), ("days", "2月", "2 weeks"),
        ("pieces", "5²", "200 pcs"), ("days", "5²", "2 weeks"), ("part", "5²", "30%"), ("price", "5²", "¥21.5"),
        ("pieces", "1__0", "200 pcs"), ("pieces", "1_000", "200 pcs"), ("days", "1_0", "2 weeks"),
        ("price", "1_0", "¥21.5"), ("part", "1_0", "30%"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_what_is_and_stays(field, text, example):
    form = typed(**{field: text})
    assert example in form[field].errors[0]
    assert f'value="{text}"' in form[field]()


@pytest.mark.parametrize(
    ("text", "ends"), [("0.3", "0.3% or 30%"), ("1", "1% or 100%"), ("0.05", "0.05% or 5%"), ("０.３", "0.3% or 30%")]
)
def test_a_part_that_may_be_a_percentage_or_a_share_is_asked(text, ends):
    form = typed(part=text)
    assert form.part.errors == [f"Is it {ends}? Write the percent sign too."]
    assert f'value="{text}"' in form.part()


@pytest.mark.parametrize(("text", "value"), [("0.3%", "0.003"), ("0", "0"), ("1%", "0.01"), ("100", "1")])
def test_with_its_sign_or_beyond_doubt_it_is_not(text, value):
    assert typed(part=text).part.data == Decimal(value)


@pytest.mark.parametrize("kept", ["0.003", "0.01", "0.3", "0", "1"])
def test_a_part_on_file_is_written_so_that_it_can_be_sent_again(kept):
    shown = Typed(data={"part": Decimal(kept)}).part._value()
    assert typed(part=shown).part.data == Decimal(kept)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$21.5", "CNY"), ("21.5美元", "CNY"), ("20 USD/pcs", "EUR"), ("¥20", "USD"), ("21.5元", "USD"), ("€3", "CNY")],
)
def test_a_sign_of_another_currency_is_asked(text, currency):
    form = typed(price=text, currency=currency)
    assert f"“{text}” is another currency" in form.currency.errors[0]


@pytest.mark.parametrize(("text", "currency"), [("$21.5", "AUD"), ("¥300", "JPY"), ("30元", "HKD"), ("21.5", "EUR")])
def test_a_sign_that_can_be_of_the_currency_chosen_is_not(text, currency):
    assert not typed(price=text, currency=currency).errors


def test_a_field_kept_in_one_currency_refuses_another():
    assert "kept in CNY" in typed(deposit="$100").deposit.errors[0]


@pytest.mark.parametrize("text", ["USD", "usd", "US Dollar USD", "us dollar"])
def test_a_currency_is_typed_by_its_letters_or_its_name_and_prices_are_read_in_it(text):
    form = typed(currency=text, price="$21.5")
    assert (form.errors, form.currency.data, form.price.data) == ({}, "USD", Decimal("21.5"))


def test_a_currency_nobody_knows_is_said_and_stays_as_it_was_typed():
    form = typed(currency="Thaler")
    assert form.currency.errors == ["Nothing here is called so. Type a part of the name and choose from the list."]
    assert 'value="Thaler"' in form.currency()
