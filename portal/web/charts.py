"""Geometry of the charts: numbers in, coordinates out; templates/macros/charts.html draws them.

All coordinates are rounded to 0.1 of a view box at most 410 wide. A missing value leaves a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Flask

from portal.web.geometry import Number, Scale, apart, fit, nice, path, polygon, spoke

MARK = 12  # the width of a mark with its air
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4")


@dataclass(frozen=True)
class Spark:
    path: str
    dot: tuple[float, float]
    band: tuple[float, float] | None  # top and height


@dataclass(frozen=True)
class ChartBar:
    label: str
    text: str
    y: int
    width: float


@dataclass(frozen=True)
class Bars:
    rows: tuple[ChartBar, ...]
    height: int
    ref: float | None


@dataclass(frozen=True)
class ChartLine:
    name: str
    path: str
    dash: str
    end: tuple[float, float]
    label_y: float


@dataclass(frozen=True)
class Lines:
    series: tuple[ChartLine, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    ref: float | None


@dataclass(frozen=True)
class AxisMark:
    x: float
    low: float | None
    high: float | None
    series: int
    y: float = 0


@dataclass(frozen=True)
class DotRow:
    label: str
    y: int
    marks: tuple[AxisMark, ...]


@dataclass(frozen=True)
class ChartDots:
    rows: tuple[DotRow, ...]
    ticks: tuple[tuple[float, int], ...]
    height: int


@dataclass(frozen=True)
class Radar:
    rings: tuple[str, ...]
    value: str
    target: str
    labels: tuple[tuple[str, float, float, str], ...]  # text, x, y, anchor


def spark(values: Sequence[Number | None], band: tuple[Number | None, Number | None] | None = None) -> Spark | None:
    """A trend in 84 x 24; `band` is the target range, either end open (None)."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return None
    ends = [float(end) for end in band or () if end is not None]
    scale = Scale(min(known + ends), max(known + ends), 22, 2)
    step = 80 / max(len(values) - 1, 1)
    points = [None if value is None else (round(at * step, 1), scale(value)) for at, value in enumerate(values)]
    last = [point for point in points if point is not None][-1]
    stripe = None
    if band is not None and ends:
        top = 2.0 if band[1] is None else scale(band[1])
        bottom = 22.0 if band[0] is None else scale(band[0])
        stripe = (top, round(max(bottom - top, 0.5), 1))
    return Spark(path(points), last, stripe)


def bars(rows: Iterable[tuple[str, Number, str]], ref: Number | None = None) -> Bars:
    """Rows of (label, value, text) as bars of at most 226; `ref` is a limit on the same scale."""
    labelled = [(label, float(value), text) for label, value, text in rows]
    most = max([value for _label, value, _text in labelled] + [float(ref or 0)], default=0.0) * 1.25 or 1.0
    drawn = tuple(
        ChartBar(fit(label, 88), text, 5 + 26 * at, round(226 * value / most, 1))
        for at, (label, value, text) in enumerate(labelled)
    )
    return Bars(drawn, 26 * len(drawn) + 16, None if ref is None else round(96 + 226 * float(ref) / most, 1))


def lines(
    series: Iterable[tuple[str, Sequence[tuple[date, Number]]]],
    ticks: Sequence[tuple[date, str]] = (),
    ref: Number | None = None,
) -> Lines | None:
    """Named histories of (day, value) in 410 x 185, names at the line ends, no legend needed."""
    histories = [(name, sorted(points)) for name, points in series if points]
    if not histories:
        return None
    days = [day.toordinal() for _name, points in histories for day, _value in points]
    days += [day.toordinal() for day, _text in ticks]
    values = [float(value) for _name, points in histories for _day, value in points]
    steps = nice(min([*values, float(ref)] if ref is not None else values), max([*values, float(ref or values[0])]))
    across, up = Scale(min(days), max(days), 36, 318), Scale(steps[0], steps[-1], 163, 8)
    paths = [[(across(day.toordinal()), up(value)) for day, value in points] for _name, points in histories]
    heights = apart([points[-1][1] + 4 for points in paths])
    drawn = tuple(
        ChartLine(fit(name, 86), path(points), DASHES[at % len(DASHES)], points[-1], heights[at])
        for at, ((name, _points), points) in enumerate(zip(histories, paths, strict=True))
    )
    return Lines(
        drawn,
        tuple((across(day.toordinal()), text) for day, text in ticks),
        tuple((up(step), f"{step:g}") for step in steps),
        None if ref is None else up(ref),
    )


def dots(criteria: Sequence[str], scores: Sequence[Sequence[Number | tuple[Number, Number] | None]]) -> ChartDots:
    """Scores 0-100, one sequence per supplier in the order of `criteria`; (worst, best) is drawn as a span."""
    across, drawn, top = Scale(0, 100, 110, 386), list[DotRow](), 14
    for at, label in enumerate(criteria):
        known = [(series, of_supplier[at]) for series, of_supplier in enumerate(scores)]
        marks = [mark(value, series, across) for series, value in known if value is not None]
        placed, room = piled(marks)
        drawn.append(DotRow(fit(label, 98), top + room, tuple(replace(dot, y=top + room + dot.y) for dot in placed)))
        top += 28 + 2 * room
    ticks = tuple((across(value), value) for value in range(0, 101, 20))
    return ChartDots(tuple(drawn), ticks, top + 8)


def piled(marks: Sequence[AxisMark]) -> tuple[list[AxisMark], int]:
    """Marks that would cover each other, set apart around the line; how much more room that takes above and below."""
    placed: list[AxisMark] = []
    deepest = 0
    for neighbours in clusters(marks):
        start = -(len(neighbours) - 1) * MARK / 2
        placed += [replace(dot, y=start + MARK * place) for place, dot in enumerate(neighbours)]
        deepest = max(deepest, len(neighbours))
    return sorted(placed, key=lambda dot: dot.series), max(0, (deepest - 2) * MARK // 2)


def clusters(marks: Sequence[AxisMark]) -> Iterator[list[AxisMark]]:
    """Marks from left to right, those together that lie within a mark's width of the one before."""
    cluster: list[AxisMark] = []
    for dot in sorted(marks, key=lambda dot: (dot.x, dot.series)):
        if cluster and dot.x - cluster[-1].x >= MARK:
            yield cluster
            cluster = []
        cluster.append(dot)
    if cluster:
        yield cluster


def radar(axes: Sequence[tuple[str, Number]], target: Number, most: Number = 10) -> Radar:
    """One supplier against its target, never several; at least three axes."""
    whole = float(most)
    rings = tuple(polygon([part] * len(axes)) for part in (0.25, 0.5, 0.75, 1.0))
    value = polygon([float(number) / whole for _label, number in axes])
    labels = []
    for at, (label, _number) in enumerate(axes):
        x, y = spoke(at, len(axes), 1.16)
        side = "middle" if abs(x - 130) < 5 else "start" if x > 130 else "end"
        labels.append((label, x, y + (4 if side != "middle" else 0 if y < 92 else 8), side))
    return Radar(rings, value, polygon([float(target) / whole] * len(axes)), tuple(labels))


def meter(shares: Iterable[Number]) -> list[tuple[float, float]]:
    """Parts of a whole as (x, width) on 0-100, a thin gap between them."""
    figures = [float(share) for share in shares]
    whole, left, parts = sum(figures) or 1.0, 0.0, []
    for share in figures:
        width = 100 * share / whole
        parts.append((round(left, 1), round(max(width - 0.4, 0), 1)))
        left += width
    return parts


def strip(points: Iterable[tuple[Number, int]], low: Number, high: Number) -> list[tuple[float, int, int]]:
    """One dot per tester as (x, y, series) in 150 x 18; equal values are set above each other."""
    across, seen, drawn = Scale(float(low), float(high), 5, 145), dict[float, int](), []
    for value, series in points:
        x = across(value)
        row = seen[x] = seen.get(x, -1) + 1
        drawn.append((x, (9, 6, 12, 3, 15)[row % 5], series))
    return drawn


def mark(value: Number | tuple[Number, Number] | None, series: int, across: Scale) -> AxisMark:
    if isinstance(value, tuple):
        low, high = across(value[0]), across(value[1])
        return AxisMark(round((low + high) / 2, 1), low, high, series)
    return AxisMark(across(value or 0), None, None, series)


GEOMETRY = {"spark": spark, "bars": bars, "lines": lines, "dots": dots, "radar": radar, "meter": meter, "strip": strip}


def init_app(app: Flask) -> None:
    app.jinja_env.globals["geometry"] = GEOMETRY
