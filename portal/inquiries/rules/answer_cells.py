"""A cell of an answer sheet as a value: figures as people in China write them, choices by their words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from portal.core.rules.card_codes import looks_like_codes
from portal.core.rules.text import clean, folded, plain_number
from portal.inquiries.rules.inquiries import Value
from portal.inquiries.rules.questions import FIGURES, LONGEST_NAME, LONGEST_REPLY, Question, QuestionType
from portal.sheets.rules.cells import FAULTY_CELLS
from portal.sheets.rules.row_outcomes import NO, YES, CellFault

LARGEST = Decimal(10**12)
DECIMALS = 6
PIECES = ("件", "个", "只", "条", "套", "台", "张", "双", "pc", "pcs", "piece", "pieces", "unit", "units")
MONEY = ("元", "块", "人民币", "rmb", "cny", "yuan")
FREE = ("免", "免费", "不收", "不收费", "free", "freeofcharge", "nocharge")  # "无" may mean that nobody knows
FOREIGN = re.compile(r"\$|€|£|usd|eur|gbp|hkd|jpy|krw|twd|美元|美金|欧元|英镑|港币|港元|日元|台币")
AFTER: dict[str, tuple[str, ...]] = {
    "day": ("天", "日", "自然日", "个自然日", "d", "day", "days", "calendardays"),
    "hour": ("小时", "个小时", "时", "h", "hr", "hrs", "hour", "hours"),
    "minute": ("分钟", "分", "min", "mins", "minute", "minutes"),
    "piece": PIECES,
    "percent": ("%", "点", "个点", "个百分点", "percent"),
}
PER: dict[str, tuple[str, ...]] = {
    "piece": ("/件", "每件", "/个", "每个", "/pc", "/piece", "perpiece", "apiece"),
    "order": ("/单", "每单", "/order", "perorder", "anorder"),
    "month": ("/月", "每月", "/month", "permonth", "amonth"),
}
_FIGURE = re.compile(r"(?P<before>[^\d+\-.]*)(?P<figure>[+-]?[\d.][\d.,]*\s*万?)(?P<after>.*)", re.DOTALL)


class Unread(ValueError):
    """Why a cell cannot be taken; `fault` says so as a code."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.fault = CellFault(code, "", about)


def value_of(question: Question, cell: str) -> Value | None:
    """The answer in a cell; None where it says nothing. Shares are 0 to 1. Raises Unread."""
    text = clean(cell).strip()
    if not text:
        return None
    if text in FAULTY_CELLS:
        raise Unread("broken_cell", text)
    if question.type in FIGURES:
        return figure(question, text)
    if question.type is QuestionType.yes_no:
        return listed(text, {"yes": YES, "no": NO})
    if question.type is QuestionType.choice:
        return listed(text, {option.key: (option.key, option.text.zh, option.text.en) for option in question.options})
    return words(text, LONGEST_NAME if question.type is QuestionType.file else LONGEST_REPLY)


def words(cell: str, longest: int) -> str:
    """A text of so many characters at most, which is no list of card codes. Raises Unread."""
    text = clean(cell).strip()
    if "\x00" in text:
        raise Unread("character")
    if looks_like_codes(text):
        raise Unread("codes")
    if len(text) > longest:
        raise Unread("long", str(longest))
    return text


def listed(text: str, offered: Mapping[str, Iterable[str]]) -> str:
    wanted = folded(text)
    for key, spoken in offered.items():
        if wanted in {folded(name) for name in spoken}:
            return key
    raise Unread("word", text)


def figure(question: Question, text: str) -> Decimal:
    """A figure, alone or with the unit that was asked for: any other unit, or "about", is not read."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    money = question.type is QuestionType.money
    if money and FOREIGN.search(plain):
        raise Unread("currency", text)
    if money and plain in FREE:
        return Decimal(0)
    parts = _FIGURE.fullmatch(plain)
    if parts is None or not fits(question, parts["before"], parts["after"]):
        raise Unread("figure", text)
    try:
        value = Decimal(plain_number(parts["figure"]))
    except InvalidOperation:
        raise Unread("figure", text) from None
    return within(question, value, text)


def fits(question: Question, before: str, after: str) -> bool:
    """Whether what stands around a figure is its unit."""
    unit, _per, per = (question.unit or "").partition("_per_")
    pers = ("", *PER.get(per, ()))
    sign = ("", "¥", *MONEY) if question.type is QuestionType.money else ("",)
    units = ("", *(MONEY if question.type is QuestionType.money else AFTER.get(unit, ())))
    return before in {a + b for a in pers for b in sign} and after in {a + b for a in units for b in pers}


def within(question: Question, value: Decimal, text: str) -> Decimal:
    if value < 0:
        raise Unread("less", text)
    if value > (100 if question.type is QuestionType.percent else LARGEST):
        raise Unread("much", text)
    if value != round(value, DECIMALS):
        raise Unread("decimals", text)
    return value / 100 if question.type is QuestionType.percent else value
