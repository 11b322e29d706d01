"""Cells of an answer sheet: figures as people write them, choices by their words, and what is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.agreements.rules.clauses import ClauseOption
from portal.core.rules.wording import Text
from portal.inquiries.rules.answer_cells import Unread, value_of
from portal.inquiries.rules.questions import Question, QuestionType


def question(type: str, unit: str | None = None) -> Question:
    options = (ClauseOption("free", "没有费用", "No cost, ever"),) if type == "choice" else ()
    return Question(key="q", text=Text("问", "Ask"), type=QuestionType(type), unit=unit, options=options)


DAYS, PIECES, MONTHLY = question("number", "day"), question("number", "piece"), question("number", "piece_per_month")
HOURS, MONEY, EACH = question("number", "hour"), question("money", "CNY"), question("money", "CNY_per_piece")
SHARE = question("percent", "percent")


@pytest.mark.parametrize(
    ("asked", "cell", "value"),
    [
        (DAYS, "7天", "7"),
        (DAYS, " 7 days ", "7"),
        (DAYS, "１５", "15"),
        (DAYS, "0", "0"),
        (HOURS, "4个小时", "4"),
        (PIECES, "１，２００件", "1200"),
        (PIECES, "3万", "30000"),
        (PIECES, "1.5 万个", "15000"),
        (MONTHLY, "每月8,000件", "8000"),
        (MONTHLY, "8000 件/月", "8000"),
        (MONEY, "¥3.5万", "35000"),
        (MONEY, "￥500元", "500"),
        (MONEY, "5000 RMB", "5000"),
        (MONEY, "免费", "0"),
        (EACH, "0.6元/件", "0.6"),
        (EACH, "每件0.6元", "0.6"),
        (SHARE, "6", "0.06"),
        (SHARE, "6.5％", "0.065"),
        (SHARE, "6个点", "0.06"),
    ],
)
def test_a_figure_is_read_alone_or_with_the_unit_that_was_asked_for(asked, cell, value):
    assert value_of(asked, cell) == Decimal(value)


@pytest.mark.parametrize(
    ("asked", "cell", "code"),
    [
        (DAYS, "about a week", "figure"),
        (DAYS, "约7天", "figure"),
        (DAYS, "7-10", "figure"),
        (DAYS, "7 to 10 days", "figure"),
        (DAYS, "2周", "figure"),
        (DAYS, "7个工作日", "figure"),
        (DAYS, "48小时", "figure"),
        (HOURS, "2天", "figure"),
        (PIECES, "1,2", "figure"),
        (PIECES, ".", "figure"),
        (PIECES, "1e9", "figure"),
        (PIECES, "9" * 400, "much"),
        (DAYS, "-3", "less"),
        (DAYS, "0.1234567", "decimals"),
        (MONEY, "$500", "currency"),
        (MONEY, "500美元", "currency"),
        (MONEY, "无", "figure"),
        (EACH, "0.6元/月", "figure"),
        (SHARE, "101", "much"),
        (DAYS, "#REF!", "broken_cell"),
        (question("yes_no"), "maybe", "word"),
        (question("choice"), "cheap", "word"),
        (question("text"), "x" * 1001, "long"),
        (question("file"), "x" * 301, "long"),
        (question("text"), "a\x00b", "character"),
        (question("text"), "\n".join(f"ABCD-EFGH-{n:04}-WXYZ" for n in range(9)), "codes"),
    ],
)
def test_what_is_no_such_figure_or_word_is_refused_and_never_guessed(asked, cell, code):
    with pytest.raises(Unread) as refused:
        value_of(asked, cell)
    assert refused.value.fault.code == code


def test_choices_are_known_by_their_words_in_either_language_and_by_their_key():
    for cell in ("没有费用", "no COST,  ever", "free"):
        assert value_of(question("choice"), cell) == "free"
    assert [value_of(question("yes_no"), cell) for cell in ("是", "Yes", "否", "NO")] == ["yes", "yes", "no", "no"]


def test_an_empty_cell_says_nothing():
    assert [value_of(asked, " \n ") for asked in (DAYS, SHARE, question("text"), question("choice"))] == [None] * 4
