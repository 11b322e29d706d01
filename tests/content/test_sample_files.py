"""The shipped sample templates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal import content
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Op
from portal.samples.rules.measuring import SampleReading
from portal.samples.rules.sampling import GoodsKind, Unit
from portal.samples.rules.verdicts import SampleVerdict, propose, sheet

LOOKUP = content.policy().lookup(Stage.startup)
TEMPLATES = pytest.mark.parametrize("template", content.sample_templates().values(), ids=lambda one: one.key)
WORSE = {Op.at_most: 1, Op.at_least: -1, Op.equal: -1}


def full(template, worse=()):
    """A reading of every criterion at its limit, those named one step outside it."""
    return [
        SampleReading(
            code=one.code,
            values={
                measure.key: measure.value + (WORSE[measure.op] if one.code in worse else 0) for measure in one.measures
            },
            batch="A",
            tester=1,
        )
        for one in template.criteria
    ]


def verdict(template, readings):
    return propose(sheet(template, ["A"], readings, {}, {}), LOOKUP)


@TEMPLATES
def test_a_sample_at_all_its_limits_passes(template):
    assert verdict(template, full(template)).outcome is SampleVerdict.passed


@TEMPLATES
def test_every_single_failure_has_the_weight_of_its_severity(template):
    for one in template.criteria:
        expected = {"critical": SampleVerdict.drop, "major": SampleVerdict.retest, "minor": SampleVerdict.passed}[
            one.severity
        ]
        assert verdict(template, full(template, worse=[one.code])).outcome is expected, one.code


@TEMPLATES
def test_every_required_criterion_left_out_keeps_the_verdict_open(template):
    for one in template.criteria:
        readings = [reading for reading in full(template) if reading.code != one.code]
        assert (verdict(template, readings).outcome is None) == one.required, one.code


@TEMPLATES
def test_several_figures_of_one_criterion_are_told_apart_by_their_labels(template):
    for one in template.criteria:
        assert len(one.measures) == 1 or all(measure.label for measure in one.measures), one.code


@TEMPLATES
def test_figures_lie_in_the_range_of_their_unit(template):
    ranges = {Unit.yes_no: (1, 1), Unit.score: (1, 5), Unit.percent: (0, 100)}
    for one in template.criteria:
        for measure in one.measures:
            low, high = ranges.get(measure.unit, (0, 10_000))
            assert Decimal(low) <= measure.value <= Decimal(high), one.code


@TEMPLATES
def test_conditions_of_criteria_are_about_samples(template):
    for one in template.criteria:
        assert one.applies_when is None or "sample" in content.conditions()[one.applies_when].subjects


def test_criteria_of_both_templates_have_codes_of_their_own():
    codes = [one.code for template in content.sample_templates().values() for one in template.criteria]
    assert len(set(codes)) == len(codes) == 36
    assert {code[:2] for code in codes} == {"PH", "DG"}
    assert content.sample_templates()[GoodsKind.physical].criterion("PH01").measures[0].value == 0
