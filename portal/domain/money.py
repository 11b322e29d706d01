"""Exact money: Decimal in Python, millionths ("micros") in rows, rounded once at the end."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

MICROS = 1_000_000
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "HKD", "TWD", "JPY", "KRW", "SGD", "THB", "VND", "MYR", "IDR", "AUD", "CAD")
NO_MINOR_UNIT = frozenset({"JPY", "KRW", "VND"})
UNIT_PLACES = 4
WIDE = Context(prec=80)  # rounding never fails, however large the figure


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


def rounded(amount: Decimal, places: int) -> Decimal:
    """To so many decimals, half up."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE)
