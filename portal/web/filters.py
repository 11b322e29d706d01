"""How values look in templates. Money exact, dates never in US order, digits half-width."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.rules.money import UNIT_PLACES, round_unit, rounded
from portal.settings.team import team
from portal.web.clock import now, today
from portal.web.language import choose, country_name

DIGITS = Locale("en")  # figures are written alike in both languages
# Currencies without a sign of their own are written by their letters.
SYMBOLS = {
    "CNY": "¥", "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$", "TWD": "NT$", "KRW": "₩", "SGD": "S$",
    "AUD": "A$", "CAD": "C$",
}  # fmt: skip
CENTS, UNIT = "#,##0.00", "#,##0.0000"
COUNTED_DAYS = 14  # a due date this near is said by its number of days, a later one by itself


def money(amount: Decimal | None, currency: str = "") -> str:
    """¥1,234.50: the currency's own number of decimals."""
    if amount is None:
        return _("unknown")
    code = currency or team().currency
    return f"{sign(code)}{format_currency(amount, code, CENTS, locale=DIGITS)}"


def unit_money(amount: Decimal | None, currency: str = "") -> str:
    """A price per unit: ¥38.50, and four decimals where two do not say it."""
    return _("unknown") if amount is None else f"{sign(currency or team().currency)}{unit_figure(amount)}"


def unit_figure(amount: Decimal) -> str:
    """The same without its currency, where that is said once for several."""
    pattern = CENTS if round_unit(amount) == rounded(amount, 2) else UNIT
    return format_decimal(round_unit(amount), pattern, locale=DIGITS)


def exact_money(amount: Decimal, currency: str, places: int) -> str:
    """¥38.50: with so many decimals, so that the figures of a column stand under each other."""
    return f"{sign(currency)}{format_decimal(amount, CENTS if places == 2 else UNIT, locale=DIGITS)}"


def cost_money(amount: Decimal, currency: str, prices: Iterable[Decimal]) -> str:
    """A cost per unit: ¥38.50, and four decimals where a price it comes from was quoted with more than two."""
    places = UNIT_PLACES if any(rounded(price, 2) != price for price in prices) else 2
    return exact_money(rounded(amount, places), currency, places)


def sign(code: str) -> str:
    return SYMBOLS.get(code) or f"{code} "


def number(value: Decimal | int | None) -> str:
    return _("unknown") if value is None else format_decimal(value, locale=DIGITS)


def exact(value: Decimal) -> str:
    """Every decimal there is: a rate is never rounded."""
    return f"{value.normalize():,f}"


def percent(share: Decimal | float | None) -> str:
    return _("unknown") if share is None else format_percent(share, "#,##0.#%", locale=DIGITS)


def day(value: date | None) -> str:
    return "" if value is None else f"{value:%Y-%m-%d}"


def moment(value: datetime | None) -> str:
    """11-22 14:20 this year, with the year otherwise; in the team's zone."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(team().time_zone))
    return f"{local:%m-%d %H:%M}" if local.year == today().year else f"{local:%Y-%m-%d %H:%M}"


def dated(value: datetime | None) -> str:
    """2026-11-22 14:20: with the year always, beside signatures and on paper; in the team's zone."""
    return "" if value is None else f"{value.astimezone(ZoneInfo(team().time_zone)):%Y-%m-%d %H:%M}"


def day_of(value: datetime | None) -> str:
    """The day of an instant in the team's zone; without the year this year."""
    return moment(value).rsplit(" ", 1)[0]


def due(value: date | None) -> str:
    """How far a due date is, in words."""
    if value is None:
        return ""
    left = (value - today()).days
    if left == 0:
        return _("today")
    if left < 0:
        return ngettext("%(num)d day overdue", "%(num)d days overdue", -left)
    return ngettext("in %(num)d day", "in %(num)d days", left) if left <= COUNTED_DAYS else day(value)


def local_text(value: Any) -> str:
    """A text of the shipped content in the reader's language."""
    return str(value.for_(choose()))


def listed(items: Iterable[Any]) -> str:
    """A, B and C."""
    return format_list([str(item) for item in items], locale=choose())


def days(number: int | None) -> str:
    return _("unknown") if number is None else ngettext("%(num)d day", "%(num)d days", number)


def sentences(texts: Iterable[str]) -> str:
    """One after another; Chinese needs no space between them."""
    return ("" if choose() == "zh" else " ").join(texts)


def safe_url(url: str) -> str:
    """Only http and https become a link."""
    return url if url.lower().startswith(("http://", "https://")) else ""


FILTERS: dict[str, Callable[..., str]] = {
    "money": money,
    "unit_money": unit_money,
    "number": number,
    "exact": exact,
    "percent": percent,
    "day": day,
    "moment": moment,
    "dated": dated,
    "day_of": day_of,
    "due": due,
    "local": local_text,
    "listed": listed,
    "country": country_name,
    "safe_url": safe_url,
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(today=today, now=now, team=team)
