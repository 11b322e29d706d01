"""Exact money: Decimal in Python, millionths ("micros") in rows, rounded once at the end."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from portal.core.rules.text import odd_figures, plain_number

MICROS = 1_000_000
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "HKD", "TWD", "JPY", "KRW", "SGD", "THB", "VND", "MYR", "IDR", "AUD", "CAD")
NAMES = {
    "人民币": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "港币": "HKD", "港元": "HKD",
    "日元": "JPY",
}  # fmt: skip
# What stands beside an amount -> the currencies it can mean, the usual one first.
SIGNS = {
    **{name: (code,) for name, code in NAMES.items()},
    "US$": ("USD",), "HK$": ("HKD",),
    "$": ("USD", "HKD", "TWD", "SGD", "AUD", "CAD"), "€": ("EUR",), "£": ("GBP",), "¥": ("CNY", "JPY"),
    "元": ("CNY", "TWD", "HKD"), "块": ("CNY",), "RMB": ("CNY",),
    **{code: (code,) for code in CURRENCIES},
}  # fmt: skip
NO_MINOR_UNIT = frozenset({"JPY", "KRW", "VND"})
UNIT_PLACES = 4
WIDE = Context(prec=80)  # rounding never fails, however large the figure


@lru_cache(maxsize=1024)  # the prices of a long list come again and again, and stand beside the same signs
def currencies_of(text: str) -> tuple[str, ...]:
    """The currencies that the sign beside a pasted amount can mean, the usual one first; empty without a sign."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    return next(
        (currencies for sign, currencies in SIGNS.items() if plain.startswith(sign) or plain.endswith(sign)), ()
    )


def amount_alone(text: str) -> str:
    """A pasted amount as plain digits, without the sign beside it; what is none comes back for the caller to refuse."""
    if odd_figures(text):
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    for sign in SIGNS:
        if plain.upper().startswith(sign):
            return plain_number(plain[len(sign) :])
        if plain.upper().endswith(sign):
            return plain_number(plain[: -len(sign)])
    return plain_number(plain)


def to_micros(amount: Decimal) -> int:
    """`amount` in millionths, rounded half up; ValueError when it is not finite."""
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    return int((amount * MICROS).to_integral_value(ROUND_HALF_UP))


def from_micros(micros: int) -> Decimal:
    """The amount that so many millionths are, exact."""
    return Decimal(micros) / MICROS


def minor_units(currency: str) -> int:
    """Decimals of the currency's smallest coin (ISO 4217)."""
    return 0 if currency in NO_MINOR_UNIT else 2


def round_money(amount: Decimal, currency: str) -> Decimal:
    """An amount to the smallest coin, half up: once, at the end (METHODS 3.2)."""
    return rounded(amount, minor_units(currency))


def round_unit(amount: Decimal) -> Decimal:
    """An amount per unit to 4 places, half up (METHODS 3.2)."""
    return rounded(amount, UNIT_PLACES)


def adding_up(amounts: Sequence[Decimal], total: Decimal, places: int = UNIT_PLACES) -> list[Decimal]:
    """Amounts of 0 or more to so many places that they add up to `total`, their sum rounded alike: what cutting them
    off takes goes back, a last place each, to those it took most from."""
    place = Decimal(1).scaleb(-places)
    cut = [amount.quantize(place, ROUND_DOWN, WIDE) for amount in amounts]
    lost = sorted(range(len(cut)), key=lambda number: cut[number] - amounts[number])
    for number in lost[: int((total - sum(cut)) / place)]:
        cut[number] += place
    return cut


def rounded(amount: Decimal, places: int) -> Decimal:
    """To so many decimals, half up."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE)
