"""Charts stay inside their picture, whatever the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from portal.web import charts, geometry

DAY = date(2026, 11, 1)
amounts = some.decimals(Decimal("-1000000"), Decimal("1000000"), places=2)


@given(some.lists(some.none() | amounts, max_size=30), some.none() | some.tuples(some.none() | amounts, amounts))
def test_a_trend_stays_inside_its_cell(values, band):
    shape = charts.spark(values, band)
    if shape is None:
        assert all(value is None for value in values)
        return
    assert 0 <= shape.dot[0] <= 80
    assert 2 <= shape.dot[1] <= 22
    if shape.band:
        assert 2 <= shape.band[0] <= 22


def test_a_missing_value_leaves_a_gap_in_the_line():
    assert charts.spark([1, 2, None, 3, 4]).path.count("M") == 2


def test_a_rising_trend_ends_at_the_top():
    assert charts.spark([1, 2, 3]).dot == (80.0, 2.0)


@given(
    some.lists(some.tuples(some.text(max_size=40), some.decimals(0, 1, places=3)), max_size=8),
    some.none() | some.just(Decimal("0.4")),
)
def test_bars_never_leave_their_track(rows, ref):
    shape = charts.bars([(name, share, "") for name, share in rows], ref)
    assert all(0 <= row.width <= 226 for row in shape.rows)
    assert shape.ref is None or 96 <= shape.ref <= 322


@given(some.lists(some.lists(amounts, min_size=1, max_size=6), min_size=1, max_size=5), some.none() | amounts)
def test_price_histories_and_their_names_stay_inside(histories, ref):
    series = [
        (f"supplier {at}", [(DAY + timedelta(days=number), value) for number, value in enumerate(values)])
        for at, values in enumerate(histories)
    ]
    shape = charts.lines(series, ref=ref)
    assert all(36 <= line.end[0] <= 318 and 8 <= line.end[1] <= 163 for line in shape.series)
    heights = sorted(line.label_y for line in shape.series)
    assert all(below - above >= 11.9 for above, below in pairwise(heights))
    assert heights[-1] <= 174


def test_a_product_without_quotes_has_no_price_chart():
    assert charts.lines([("nobody", [])]) is None


def test_a_score_that_is_not_known_is_not_drawn_and_a_range_is_a_span():
    [row] = charts.dots(["quality"], [[80], [None], [(60, 90)]]).rows
    assert [mark.series for mark in row.marks] == [0, 2]
    assert row.marks[1].low < row.marks[1].x < row.marks[1].high


def test_the_best_on_every_axis_touches_the_rim():
    shape = charts.radar([("a", 10), ("b", 10), ("c", 10)], target=8)
    assert shape.value == shape.rings[-1]


@given(some.lists(some.decimals(0, 1000, places=1), min_size=1, max_size=6))
def test_parts_of_a_whole_fill_it_and_no_more(shares):
    x, width = charts.meter(shares)[-1]
    assert x + width <= 100.1


def test_testers_who_agree_are_all_seen():
    drawn = charts.strip([(5, 0), (5, 0), (5, 1)], 1, 5)
    assert len(set(drawn)) == 3


def test_a_long_name_is_cut_where_the_picture_ends():
    assert geometry.fit("深圳市万里源电子科技有限公司", 88) == "深圳市万里源电…"
    assert geometry.fit("Lumina", 88) == "Lumina"


@given(some.floats(-1e6, 1e6), some.floats(-1e6, 1e6))
def test_the_steps_of_an_axis_hold_every_value(one, other):
    low, high = sorted((one, other))
    steps = geometry.nice(low, high)
    assert steps[0] <= low + 1e-6
    assert high - 1e-6 <= steps[-1]
    assert 2 <= len(steps) <= 8


def test_marks_that_would_cover_each_other_are_set_apart_and_none_leaves_its_line_alone():
    row, below = charts.dots(["price", "quality"], [[80, 10], [80, 90], [81, None], [20, None]]).rows
    heights = [mark.y for mark in row.marks]
    assert heights == [row.y - 12, row.y, row.y + 12, row.y]
    assert all(mark.y == below.y for mark in below.marks)
    assert below.y - row.y > 28, "a pile of three takes more room"
