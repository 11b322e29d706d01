"""How people write dates, tax and cartons into the cells of a list, and what that says."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date

from portal.core.rules.spellings import CASE, NUMBER, UNIT, Guess, Spelling, figure, least_quantity, plain
from portal.imports.rules.spoken import SPOKEN
from portal.sheets.rules.cells import day

NO_PRICE = frozenset({"面议", "电议", "待定", "询价", "议价", "另议", "暂无", "-", "--", "—", "/", "tbd", "n/a", "ask",
                      "on request", "to be agreed"})  # fmt: skip

_CASE = re.compile(
    rf"({NUMBER})\s*{CASE}\s*(?:\(?\s*(?:每{CASE}|of|=|x|×)?\s*({NUMBER})\s*{UNIT}?[^)]*\)?)?", re.IGNORECASE
)
_MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:月|/|-|\.)\s*(\d{1,2})\s*[日号]?")
_YEAR_MONTH = re.compile(r"(\d{4})\s*(?:年|/|-|\.)\s*(\d{1,2})\s*月?")
_MONTH = re.compile(r"(\d{1,2})\s*月")
_RATE = re.compile(r"\d{1,2}(?:\.\d+)?(?:%|个?点)")
# "12.5(不含)", "含13%税 12.5", "12.5含税".
_OF_PRICE = re.compile(
    r"\(([^()\d]*(?:\d{1,2}(?:\.\d+)?%)?[^()\d]*)\)$|^([^\d¥$€£(]*(?:\d{1,2}(?:\.\d+)?%)?[税票])[\s,:]*(?=[¥$€£]?\d)"
    r"|[\s,/]*((?:不?含|未|带)[^\d]{0,3}(?:\d{1,2}(?:\.\d+)?%)?[税票]?)$"
)
_BESIDE_TAX = re.compile(r"的|价|增值|\(|\)")


def in_a_case(text: str) -> Spelling | None:
    """How many pieces are in a carton: "24个/箱", "24"."""
    return least_quantity(re.sub(rf"\s*(?:/|每)\s*{CASE}$", "", plain(text), flags=re.IGNORECASE))


def cases(text: str) -> tuple[int, int | None] | None:
    """Cartons and the pieces in one: "1箱(24个)" is (1, 24), "2箱" is (2, None). None: it speaks of no carton."""
    parts = _CASE.fullmatch(plain(text))
    return (figure(parts[1]), figure(parts[2]) if parts[2] else None) if parts else None


def a_day(text: str, today: date, end: bool = False) -> Spelling | None:
    """A day as people write it into a list, in ISO form; without its year the nearest sensible one.

    What is quoted lies behind `today`, an `end` before it or within the year ahead. None: no day.
    """
    words = plain(text).removesuffix("止").removesuffix("前").strip()
    with suppress(ValueError):
        return Spelling(day(words).isoformat())
    with suppress(ValueError):
        if parts := _YEAR_MONTH.fullmatch(words):
            return of_month(int(parts[1]), int(parts[2]), end)
        if parts := _MONTH.fullmatch(words):
            month = int(parts[1])
            return of_month(sensible_year(date(today.year, month, 1), today, end), month, end)
        if parts := _MONTH_DAY.fullmatch(words):
            month, number = int(parts[1]), int(parts[2])
            year = sensible_year(date(today.year, month, min(number, 28)), today, end)
            return Spelling(date(year, month, number).isoformat(), Guess.year)
    return None


def of_month(year: int, month: int, end: bool) -> Spelling:
    number = monthrange(year, month)[1] if end else 1
    return Spelling(date(year, month, number).isoformat(), Guess.ends if end else Guess.begins)


def sensible_year(this_year: date, today: date, end: bool) -> int:
    """An end lies within half a year behind and half a year ahead; anything else is not still to come."""
    if end:
        return min((this_year.year - 1, this_year.year, this_year.year + 1),
                   key=lambda year: abs((this_year.replace(year=year) - today).days))  # fmt: skip
    return this_year.year - (this_year > today)


def tax_basis(text: str) -> Spelling | None:
    """Whether the price holds the tax: "含13%税", "含票", "不含"; a bare rate is a guess. None: something else."""
    words = re.sub(r"\s", "", plain(text).casefold())
    if _RATE.fullmatch(words) and re.search(r"[1-9]", words):
        return Spelling("included", Guess.tax)
    bare = _BESIDE_TAX.sub("", _RATE.sub("", words))
    return next((Spelling(code) for code, spoken in SPOKEN["tax_basis"].items() if bare and bare in spoken), None)


def taxed(text: str) -> tuple[str, str]:
    """A price without what is said beside it of its tax, and that as a code; empty where nothing is said."""
    words = plain(text)
    parts = _OF_PRICE.search(words)
    basis = tax_basis(next(filter(None, parts.groups()), "")) if parts else None
    if parts is None or basis is None or basis.guess:
        return text, ""
    return f"{words[: parts.start()]}{words[parts.end() :]}".strip(), basis.text


def no_price(text: str) -> bool:
    """Whether the cell says that there is no price yet."""
    return plain(text).casefold() in NO_PRICE
