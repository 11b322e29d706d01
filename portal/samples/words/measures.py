"""How figures of a sample test and their limits read (≥ 4 of 5, ≤ 2%, yes), and what so many bad ones prove."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flask import Flask
from flask_babel import gettext as _

from portal.checklists.rules.answers import plain
from portal.core.rules.thresholds import Op
from portal.samples.rules.measuring import TESTED
from portal.samples.rules.sampling import Measure, SampleCriterion, Unit
from portal.samples.rules.small_sample_bounds import as_shown, upper_bound
from portal.web.filters import listed, local_text, number
from portal.web.words import word

SIGNS = {Op.at_least: "≥", Op.at_most: "≤", Op.more: ">", Op.less: "<", Op.equal: "="}
PLACES = 4
TIMES = (Unit.second, Unit.minute, Unit.hour)


def figure_text(figure: Decimal, measure: Measure) -> str:
    """A figure without its unit, which stands with the limit; percentages and yes or no carry their own."""
    if measure.unit is Unit.yes_no:
        return _("yes") if figure else _("no")
    text = number(round(figure, PLACES).normalize())
    return f"{text}%" if measure.unit is Unit.percent else text


def limit_text(limit: Decimal, measure: Measure) -> str:
    figure = figure_text(limit, measure)
    if measure.unit is Unit.yes_no:
        return _("should be “%(answer)s”", answer=figure)
    if measure.most is not None:
        return f"{figure}–{figure_text(measure.most, measure)} {unit_text(measure)}".rstrip()
    if measure.op is Op.at_most and measure.unit in TIMES:
        return _("within %(figure)s %(unit)s", figure=figure, unit=unit_text(measure))
    return f"{SIGNS[measure.op]} {figure} {unit_text(measure)}".rstrip()


def unit_text(measure: Measure) -> str:
    if measure.unit is Unit.own:
        return measure.sign or ""
    return "" if measure.unit is Unit.percent else word(measure.unit, "measure_unit")


def values_text(values: Mapping[str, Decimal], criterion: SampleCriterion) -> str:
    """All that was measured for one criterion: More than half 6, nine in ten 40."""
    texts = [
        f"{local_text(measure.label)} {figure_text(values[measure.key], measure)}".strip()
        if measure.label
        else figure_text(values[measure.key], measure)
        for measure in criterion.measures
        if measure.key in values
    ]
    text = listed(texts) if texts else "—"
    if TESTED not in values:
        return text
    return _("%(figures)s, of %(tested)s tested", figures=text, tested=plain(values[TESTED]))


def worst_share(bad: int, tested: int) -> str:
    """The share that could be bad, as a percentage; empty where nothing was tested."""
    share = upper_bound(bad, tested)
    return "" if share is None else f"{as_shown(share)}%"


def proved(bad: int, tested: int) -> str:
    """One honest sentence about what so many bad ones of so many tested prove."""
    if not tested:
        return _("None tested: nothing is known.")
    if bad == tested:
        return _("All %(tested)s tested were bad.", tested=tested)
    return _(
        "%(bad)s bad of %(tested)s tested: of the whole lot up to %(share)s could still be bad."
        " Test more to know better.",
        bad=bad,
        tested=tested,
        share=worst_share(bad, tested),
    )


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(limit=limit_text, measured=values_text)
