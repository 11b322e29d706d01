"""Cells as people fill them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.sheets.rules.cells import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_LINES,
    BadTable,
    bound,
    cell_text,
    day,
    guarded,
    plain_figure,
    rounded,
    shows_share,
    since,
    unguarded,
    within_limits,
)


@pytest.mark.parametrize(
    "text",
    ["2026-1-5", "2026/01/05", "2026年1月5日", "2026 年 1 月 5 日", "20260105", "2026.1.5", "２０２６－１－５", "46027",
     "46027.5", "2026-01-05 08:30:00", "2026-01-05T08:30"],
)  # fmt: skip
def test_a_day_is_understood_in_the_usual_spellings(text):
    assert day(text) == date(2026, 1, 5)


@pytest.mark.parametrize("text", ["5/1/2026", "01/05/26", "2026-13-01", "20261301", "soon", "", "1234", "99999"])
def test_a_day_nobody_can_be_sure_of_is_none(text):
    with pytest.raises(ValueError):
        day(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [("2012", (2012, None)), ("2012年", (2012, None)), ("2012-05", (2012, 5)), ("2012年5月", (2012, 5)),
     ("２０１２／５／８", (2012, 5)), ("20120508", (2012, 5))],
)  # fmt: skip
def test_since_when_is_a_year_and_perhaps_a_month(text, known):
    assert since(text) == known


@given(some.text(max_size=12) | some.builds("".join, some.lists(some.sampled_from("'=+-@＝\t x"), max_size=6)))
def test_what_was_guarded_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "lost"),
    [("9.14419E+17", True), ("9.1E17", True), ("9.14403001234568E+017", True), ("91440300MA5E", False)],
)
def test_a_code_that_was_taken_for_a_number_is_noticed(text, lost):
    assert rounded(text) is lost


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2012.0, "2012"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (914403001234567890.0, "9.14403001234568E+17")],
)
def test_a_figure_of_a_workbook_is_what_its_cell_shows(value, shown):
    assert plain_figure(value) == shown


@pytest.mark.parametrize(
    ("value", "mark", "shown"),
    [
        (0.055, "%", "5.5%"), (1, "%", "100%"), ("5.5", "%", "5.5"), (0.0, "#REF!", "#REF!"), ("", "#N/A", "#N/A"),
        (True, "", "TRUE"), (False, "%", "FALSE"), (2012.0, "", "2012"), (float("inf"), "", "inf"),
        (date(2026, 1, 5), "", "2026-01-05"), (datetime(2026, 1, 5, 23, 59), "", "2026-01-05"),
        (time(8, 29, 59, 994_000), "", "08:30:00"), (time(23, 59, 59, 999_000), "", "00:00:00"),
        (timedelta(hours=2), "", "2:00:00"), ("'=1", "", "=1"), ("", "", ""),
    ],
)  # fmt: skip
def test_a_value_is_read_as_its_cell_shows_it(value, mark, shown):
    assert cell_text(value, mark) == shown


@pytest.mark.parametrize(
    ("code", "share"),
    [("0.0%", True), ("[Red]0%;-0%", True), ('0"%"', False), ("0\\%", False), ("_%0", False), ("General", False)],
)
def test_a_number_format_shows_a_percentage_or_only_the_sign(code, share):
    assert shows_share(code) is share


def test_a_table_is_bounded_in_rows_columns_and_characters():
    full = [(number, ["x"] * MOST_COLUMNS) for number in range(1, MOST_LINES + 1)]
    assert len(within_limits(full)) == MOST_LINES
    for reason, rows in {
        "rows": [*full, (MOST_LINES + 1, [])],
        "columns": [(1, ["x"] * MOST_COLUMNS + ["x"])],
        "characters": [(1, ["x" * MOST_CHARACTERS]), (2, ["x"])],
        "empty": [(1, ["", " "]), (2, [])],
    }.items():
        with pytest.raises(BadTable, match=reason):
            within_limits(rows)
    assert within_limits([(1, ["a", " ", ""]), (2, [" "]), (3, ["b"])]) == [(1, ["a"]), (3, ["b"])]


def test_how_far_a_table_may_spread():
    bound(MOST_LINES, MOST_COLUMNS)
    with pytest.raises(BadTable, match="rows"):
        bound(MOST_LINES + 1, 1)
    with pytest.raises(BadTable, match="columns"):
        bound(1, MOST_COLUMNS + 1)
