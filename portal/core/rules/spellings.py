"""How people write quantities, days and shares, into a cell of a list or a field of a form, and what that says."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from portal.core.rules.text import odd_figures

UNIT = r"(?:件|个|只|张|套|台|条|支|瓶|双|本|份|pcs|pc|pieces?|units?|sets?)"
NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
DAYS_OF = {"天": 1, "日": 1, "day": 1, "days": 1, "d": 1, "周": 7, "星期": 7, "个星期": 7, "week": 7, "weeks": 7,
           "个月": 30, "月": 30, "month": 30, "months": 30}  # fmt: skip
WORKING = ("工作日", "个工作日", "workday", "workdays", "working days", "business days")
HOURS = ("小时", "个小时", "h", "hour", "hours")
WORKING_WEEK = 5
AT_ONCE = frozenset({"现货", "有现货", "当天", "当日", "即发", "当天发货", "in stock", "ready", "same day", "stock"})
NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
            "半": 0.5}  # fmt: skip
CASE = r"(?:箱|盒|包|打|cartons?|ctns?|box(?:es)?|cases?)"
TENS = {"": 1, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000}

_LEAST = re.compile(
    rf"(?:≥|>=|>|至少|最少|不少于|从|min\.?|from)?\s*({NUMBER})(?:\.0)?\s*([百千万kw]?)\s*{UNIT}?\s*(?:/\s*{UNIT})?"
    r"\s*(?:起订|起批|起|以上|or more|and up|up|\+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({NUMBER})\s*{UNIT}?\s*(?:-|–|—|~|至|到|to)\s*({NUMBER})\s*{UNIT}?", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:约|大约|about|within|in)?\s*(?:(\d{1,4})\s*(?:-|–|—|~|至|到|to)\s*)?(\d{1,4}|[一两二三四五六七八九十半])\s*"
    r"([a-z一-鿿][a-z一-鿿 ]*?)?\s*(?:内|左右|以内|之内|发货|出货|交货)*",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\s*(?:/|每|per|a)\s*{UNIT}$|^每{UNIT}\s*", re.IGNORECASE)


class Guess(StrEnum):
    """Why what a cell says is not beyond doubt."""

    longer = "longer"  # the longer end of a span of days
    working = "working"  # working days as calendar days, five to a week
    month = "month"  # a month of 30 days
    year = "year"  # a day without its year
    begins = "first"  # a month without its day: the first of it
    ends = "last"  # the same for an end: the last of it
    least = "lower"  # the lower end of a range of quantities
    tax = "tax"  # a bare rate beside a price
    share = "share"  # so many tenths of the face value
    above = "above"  # an empty cell below a filled one
    remark = "remark"  # text in the table that is no record
    part = "part"  # a part of one as a percentage


class Spelling(NamedTuple):
    """What a cell says, as a person would type it; `guess` where it could also mean something else."""

    text: str
    guess: Guess | None = None


def plain(text: str) -> str:
    """Half-width; a raised or circled figure stays as it is, as "5²" is no 52."""
    return text.strip() if odd_figures(text) else unicodedata.normalize("NFKC", text).strip()


def figure(number: str) -> int:
    return int(number.replace(",", ""))


def least_quantity(text: str) -> Spelling | None:
    """A number of pieces: "200个", "≥100", "100件起", "1千"; of "100-499" the lower. None: it says something else."""
    words = plain(text)
    if parts := _RANGE.fullmatch(words):
        return Spelling(str(figure(parts[1])), Guess.least)
    if parts := _LEAST.fullmatch(words):
        return Spelling(str(figure(parts[1]) * TENS[parts[2].lower()]))
    return None


def lead_days(text: str) -> Spelling | None:
    """Calendar days until the goods are sent. Of a span the longer end; five working days are a week of seven.

    None: it says something else. Never less than what was written.
    """
    words = plain(text).casefold()
    if words in AT_ONCE:
        return Spelling("0")
    parts = _SPAN.fullmatch(words)
    if not parts:
        return None
    amount = NUMERALS.get(parts[2]) or float(parts[2])
    amount = max(amount, float(parts[1] or 0))
    unit = (parts[3] or "天").strip()
    guess = Guess.longer if parts[1] else None
    if unit in HOURS:
        return Spelling(str(ceil(amount / 24)), guess)
    if unit in WORKING:
        return Spelling(str(ceil(amount * 7 / WORKING_WEEK)), guess or Guess.working)
    if unit not in DAYS_OF or unit == "月":  # "12月" is December, "12个月" a span
        return None
    return Spelling(str(ceil(amount * DAYS_OF[unit])), guess or (Guess.month if DAYS_OF[unit] == 30 else None))


def each(price: str) -> str:
    """A price without the "/件" behind it."""
    return _EACH.sub("", price.strip())


def share(text: str) -> Spelling | None:
    """A part of the whole: "30%", "30", "0.3" (a guess: 30 %), "三成". None: something else, an amount of money too."""
    words = plain(text).removesuffix("%")
    if tenths := re.fullmatch(r"([一两二三四五六七八九])成", words):
        return Spelling(f"{NUMERALS[tenths[1]] * 10}%")
    if not re.fullmatch(r"\d{1,3}(?:\.\d+)?", words):
        return None
    if "%" not in text and "％" not in text and 0 < float(words) <= 1:
        return Spelling(f"{float(words) * 100:g}%", Guess.part)
    return Spelling(f"{words}%")
