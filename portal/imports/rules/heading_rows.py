"""Headings that take two rows, and what one says besides: the unit of its figures, currency, tax and supplier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from portal.core.rules.money import CURRENCIES, NAMES, SIGNS
from portal.core.rules.spellings import CASE, DAYS_OF, UNIT, WORKING
from portal.imports.rules.columns import LOOKED_AT, TIER, Fields, candidates, heading_key, heading_row, matched
from portal.imports.rules.spellings import a_day
from portal.quotes.rules.price_lists import heading_quantity

PRICE = "quotes.breaks"
_PARTED = re.compile(r"(?:[\s()\[\]（）【】:：_]|(?<!\d)[—–-](?!\d))+")
_PRICE_WORD = re.compile(r"(?:含税|未税|不含税)?(?:单价|报价|价格|价)|(?:unit )?price|quote", re.IGNORECASE)
_DATED = re.compile(r"(?:日期|报价日|date)\s*:?\s*(\d[\d年月日号./ -]*)", re.IGNORECASE)
_OTHERWISE = re.compile(r"[\d/%*]|必填|选填|单位|税|件|个|套|只|天|日|pcs|pc|unit|day|required|optional", re.IGNORECASE)
_WITHOUT_TAX = re.compile(r"不含|未税|裸价|无票|excl|ex\.? ?tax|without tax", re.IGNORECASE)
_WITH_TAX = re.compile(r"含税|含票|incl|with tax", re.IGNORECASE)
CURRENCY = r"(?:人民币|美元|美金|欧元|英镑|港币|日元|元|块|万元|rmb|cny|usd|us\$|eur|gbp|hkd|jpy|[¥$€£])"
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]|[/／]\s*([^/()\[\]【】]+)$")
_DAYS = "|".join(map(re.escape, (*DAYS_OF, *WORKING)))
_COUNTED = rf"(?:{UNIT}|{CASE})"
# A currency alone counts for the whole list, and is not one of each cell.
_UNIT = re.compile(rf"万元|{CURRENCY}?\s*/\s*{_COUNTED}|{_COUNTED}|{_DAYS}|[%千百万kw]", re.IGNORECASE)
_FIGURE = re.compile(r"[\d.,，]+")


class HeadingRows(NamedTuple):
    """The row of the headings, or the two of them."""

    first: int
    last: int


def heading_rows(rows: Iterable[Sequence[str]], fields: Fields) -> HeadingRows:
    """The row that names the most, with the one above or below it where both together name more."""
    looked_at = [row for row, _ in zip(rows, range(LOOKED_AT + 1), strict=False)]
    place = heading_row(looked_at, fields)
    alone = named(looked_at[place], fields) if looked_at else 0
    for first in (place, place - 1):
        if not 0 <= first < len(looked_at) - 1:
            continue
        upper, lower = looked_at[first : first + 2]
        if under_groups(upper, lower, fields) and named(joined(upper, lower), fields) > alone:
            return HeadingRows(first, first + 1)
    return HeadingRows(place, place)


def named(headings: Sequence[str], fields: Fields) -> int:
    return sum(map(bool, matched_alone(headings, fields))) + len(beside(headings, fields))


def under_groups(upper: Sequence[str], lower: Sequence[str], fields: Fields) -> bool:
    """Whether the lower row holds nothing but headings, and leaves out what the upper one says."""
    texts = [text.strip() for text in lower if text.strip()]
    headed = all(candidates(text, fields) and not text.isdecimal() for text in texts)
    bare = any(text.strip() and not cell(lower, place) for place, text in enumerate(upper))
    return bool(texts) and headed and bare


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headings as one; what stands above several columns is said of each of them where they need it."""
    below = [cell(lower, place) for place in range(max(len(upper), len(lower)))]
    groups: list[str] = []
    for place, text in enumerate(below):
        groups.append(cell(upper, place) or (groups[-1] if groups and text else ""))
    needed = {group for group, text in zip(groups, below, strict=True) if text and needs_group(text, below)}
    return [
        " ".join(filter(None, [group if group in needed or not text else "", text]))
        for group, text in zip(groups, below, strict=True)
    ]


def needs_group(text: str, below: Sequence[str]) -> bool:
    """Whether a heading says too little alone: a quantity, or what several columns are called."""
    return below.count(text) > 1 or bool(re.match(r"[\d≥>]", text))


def cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def beside(headings: Sequence[str], fields: Fields) -> dict[int, str]:
    """Columns that say the same of several suppliers, side by side: place -> the name that stands with the heading."""
    pairs = ((place, of_somebody(heading, fields)) for place, heading in enumerate(headings))
    owned = [(place, *field_and_name) for place, field_and_name in pairs if field_and_name]
    names = {name for _place, field, name in owned if field in (PRICE, TIER)}
    return {place: name for place, _field, name in owned if name in names} if len(names) > 1 else {}


def matched_alone(headings: Sequence[str], fields: Fields) -> list[str]:
    """The field of each column; none for what stands side by side."""
    apart = beside(headings, fields)
    return matched(["" if place in apart else heading for place, heading in enumerate(headings)], fields)


def of_somebody(heading: str, fields: Fields) -> tuple[str, str] | None:
    """The field of a quote that a heading says, and whose: "甲厂 单价", "单价（甲厂）", "甲厂报价"."""
    plain = unicodedata.normalize("NFKC", heading)
    if candidates(heading, fields) and not names_somebody(plain):
        return None
    parts = [part for part in _PARTED.split(plain) if part]
    price = next(_PRICE_WORD.finditer(parts[0]), None) if len(parts) == 1 else None
    if price and price.end() == len(parts[0]):
        parts = [parts[0][: price.start()], price[0]]
    for word, rest in ((parts[-1:], parts[:-1]), (parts[:1], parts[1:])):
        known = candidates(word[0], fields) if word else ()
        name = " ".join(rest)
        if known and known[0].startswith("quotes.") and name and not candidates(name, fields):
            return known[0], name
    return None


def names_somebody(heading: str) -> bool:
    """Whether what stands in brackets is no currency, tax, unit or quantity."""
    inner = "".join(re.findall(r"\((.*?)\)", heading))
    return bool(inner) and not (named_currencies(inner) or tax_in(inner) != "unknown" or _OTHERWISE.search(inner))


def of_prices(headings: Mapping[str, str]) -> list[str]:
    """The headings of the price columns."""
    return [heading for heading, field in headings.items() if field in (PRICE, TIER)]


def currency_of(headings: Iterable[str], usual: str) -> str:
    """The currency that the headings of prices name; the usual one where they name none, or where it may be meant."""
    meant = {currencies for heading in headings if (currencies := named_currencies(heading))}
    if len(meant) != 1:
        return usual
    (currencies,) = meant
    return usual if usual in currencies else currencies[0]


def named_currencies(heading: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", heading).upper()
    if code := next((code for name, code in NAMES.items() if name in plain), ""):
        return (code,)
    words = {*re.findall(r"[A-Z]+", plain)}
    if code := next((code for code in CURRENCIES if code in words), ""):
        return (code,)
    return next((currencies for sign, currencies in SIGNS.items() if sign in plain and not sign.isalpha()), ()) or (
        SIGNS["元"] if "元" in plain else ("CNY",) if "RMB" in words else ()
    )


def tax_of(headings: Iterable[str]) -> str:
    """Whether the headings of prices say that the tax is in them; "unknown" where they do not, or do not agree.

    What stands above the price goes for the columns beside it that name a quantity and nothing else.
    """
    named = [*headings]
    priced = [heading for heading in named if not heading_quantity(heading) or _PRICE_WORD.search(heading)]
    bases = {tax_in(heading) for heading in priced or named} | {tax_in(heading) for heading in named} - {"unknown"}
    return bases.pop() if len(bases) == 1 else "unknown"


def tax_in(heading: str) -> str:
    if _WITHOUT_TAX.search(heading):
        return "excluded"
    return "included" if _WITH_TAX.search(heading) else "unknown"


def spare_prices(headings: Sequence[str], columns: Sequence[str], fields: Fields) -> list[int]:
    """Columns of prices that no field was left for."""
    priced = [[*fields.get(heading_key(heading), ())][:1] == [PRICE] for heading in headings]
    return [place for place, field in enumerate(columns) if priced[place] and not field]


def letterhead_day(rows: Iterable[Sequence[str]], today: date) -> str:
    """The day that a letter names above its table, "日期：2026年11月5日", in ISO form; empty where it names none."""
    texts = (text for row in rows for text in row)
    named = (parts[1] for text in texts if (parts := _DATED.search(unicodedata.normalize("NFKC", text))))
    days = {day.text for text in named if (day := a_day(text.strip(), today))}
    return days.pop() if len(days) == 1 else ""


def heading_unit(heading: str) -> str:
    """The unit that a heading names: "单价(元/箱)", "起订量(打)", "Lead time (weeks)"; empty for none."""
    words = unicodedata.normalize("NFKC", heading).strip()
    for parts in _BRACKETS.finditer(words):
        unit = (parts[1] or parts[2] or "").strip()
        if _UNIT.fullmatch(unit) and not heading_quantity(unit):
            return unit
    return ""


def with_unit(text: str, unit: str) -> str:
    """A bare figure with the unit of its column; a cell that says more says it itself. Of months it is so many, and
    no month of the year."""
    unit = "个月" if unit == "月" else unit
    return f"{text}{unit}" if unit and _FIGURE.fullmatch(unicodedata.normalize("NFKC", text)) else text
