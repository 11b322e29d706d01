"""How people write quantities, days, dates and tax."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.rules.spellings import Guess, Spelling, lead_days, least_quantity
from portal.imports.rules.spellings import a_day, cases, no_price, tax_basis, taxed

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("200", "200"), ("200个", "200"), ("≥100", "100"), ("100件起", "100"), ("100+", "100"), ("1,000 pcs", "1000"),
        ("５００只以上", "500"), ("1千件", "1000"), ("1.0", "1"), ("min. 50", "50"), ("500起订", "500"),
        ("2万", "20000"),
    ],
)  # fmt: skip
def test_a_quantity_is_read_with_its_unit_and_its_at_least(text, quantity):
    assert least_quantity(text) == Spelling(quantity)


def test_the_lower_end_of_a_range_of_quantities_is_a_guess():
    assert least_quantity("100-499") == Spelling("100", Guess.least)


@pytest.mark.parametrize("text", ["1箱(24个)", "一批", "面议", "1.5个", "3箱", "-5", ""])
def test_what_is_no_number_of_pieces_is_not_made_one(text):
    assert least_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "counted"),
    [("1箱(24个)", (1, 24)), ("2箱", (2, None)), ("1箱24个", (1, 24)), ("1 carton (48 pcs)", (1, 48)), ("24个", None)],
)
def test_cartons_are_told_from_pieces(text, counted):
    assert cases(text) == counted


@pytest.mark.parametrize(
    ("text", "days", "guess"),
    [
        ("7", "7", None), ("7天", "7", None), ("3天内", "3", None), ("两周", "14", None), ("现货", "0", None),
        ("7-10天", "10", Guess.longer), ("7~10", "10", Guess.longer), ("15个工作日", "21", Guess.working),
        ("48小时内", "2", None), ("1个月", "30", Guess.month), ("2 weeks", "14", None),
        ("7 to 10 days", "10", Guess.longer),
        ("3天左右", "3", None), ("10-15个工作日", "21", Guess.longer), ("in stock", "0", None),
        ("within 5 days", "5", None),
        ("半个月", "15", Guess.month), ("三天", "3", None), ("5天发货", "5", None),
    ],
)  # fmt: skip
def test_days_are_read_and_the_longer_end_counts(text, days, guess):
    assert lead_days(text) == Spelling(days, guess)


@pytest.mark.parametrize("text", ["看情况", "下周三", "7元", "2026-01-01", "年后"])
def test_what_says_no_number_of_days_is_not_made_one(text):
    assert lead_days(text) is None


@pytest.mark.parametrize(
    ("text", "iso", "guess"),
    [
        ("2026-11-05", "2026-11-05", None), ("11月5日", "2026-11-05", Guess.year), ("11/5", "2026-11-05", Guess.year),
        ("12/5", "2025-12-05", Guess.year), ("2026年11月", "2026-11-01", Guess.begins),
        ("11月", "2026-11-01", Guess.begins),
        ("12月", "2025-12-01", Guess.begins), ("11.30", "2026-11-30", Guess.year),
        ("12月1号", "2025-12-01", Guess.year),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_the_last_one_there_was(text, iso, guess):
    assert a_day(text, TODAY) == Spelling(iso, guess)


@pytest.mark.parametrize(
    ("text", "iso", "guess"),
    [
        ("12月31日", "2026-12-31", Guess.year), ("1/15", "2027-01-15", Guess.year),
        ("2026年12月", "2026-12-31", Guess.ends),
        ("2月", "2027-02-28", Guess.ends), ("10/1", "2026-10-01", Guess.year), ("2026-12-31止", "2026-12-31", None),
    ],
)  # fmt: skip
def test_the_end_of_an_offer_is_the_nearest_one(text, iso, guess):
    assert a_day(text, TODAY, end=True) == Spelling(iso, guess)


@pytest.mark.parametrize("text", ["5/1/2026", "2/30", "13月", "长期有效", "30/11"])
def test_what_is_no_day_or_has_two_readings_is_not_made_one(text):
    assert a_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "basis", "guess"),
    [
        ("含13%税", "included", None), ("含票", "included", None), ("13%", "included", Guess.tax),
        ("不含", "excluded", None),
        ("含税", "included", None), ("未税", "excluded", None), ("不含税", "excluded", None),
        ("含专票13%", "included", None),
        ("13个点", "included", Guess.tax), ("incl. VAT", "included", None), ("按合同", None, None),
        ("不开票", "excluded", None),
    ],
)  # fmt: skip
def test_the_tax_in_a_price_is_read(text, basis, guess):
    assert tax_basis(text) == (Spelling(basis, guess) if basis else None)


@pytest.mark.parametrize(
    ("text", "price", "basis"),
    [
        ("12.5元/件（不含）", "12.5元/件", "excluded"), ("含13%税 13.2元/个", "13.2元/个", "included"),
        ("12.5含税", "12.5", "included"), ("¥12.5 不含税", "¥12.5", "excluded"), ("12.5(含13%)", "12.5", "included"),
        ("未税：12.5", "12.5", "excluded"), ("12.5（含运费）", "12.5（含运费）", ""), ("12.5(13%)", "12.5(13%)", ""),
        ("12.5", "12.5", ""), ("12.5元/箱", "12.5元/箱", ""),
    ],
)  # fmt: skip
def test_the_tax_beside_a_price_is_parted_from_it(text, price, basis):
    assert taxed(text) == (price, basis)


def test_a_price_still_to_be_talked_about_is_no_price():
    assert no_price("面议") and no_price(" TBD ") and not no_price("0") and not no_price("12.5")
