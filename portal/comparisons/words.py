"""What the codes of a comparison are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.comparisons.rules.comparison import Below, BelowState, BestMark
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.gates import ComparisonGate
from portal.comparisons.rules.recommendation import SellingFee
from portal.comparisons.rules.sensitivity import Firmness

WORDS: dict[str, dict[str, Any]] = {
    "criterion": {
        ComparisonCriterion.landed_cost: _l("Landed cost"),
        ComparisonCriterion.sample_score: _l("Sample score"),
        ComparisonCriterion.batch_spread: _l("Batch spread"),
        ComparisonCriterion.lead_time: _l("Lead time"),
        ComparisonCriterion.moq_cover: _l("Smallest order"),
        ComparisonCriterion.payment: _l("Payment terms"),
        ComparisonCriterion.papers: _l("Documents"),
        ComparisonCriterion.years: _l("Years trading"),
    },
    "criterion_unit": {
        ComparisonCriterion.sample_score: _l("points of 100"),
        ComparisonCriterion.batch_spread: _l("share of the figure, 0.1 is a tenth"),
        ComparisonCriterion.lead_time: _l("days"),
        ComparisonCriterion.moq_cover: _l("days of sales in the smallest order"),
        ComparisonCriterion.payment: _l("days of credit, below 0 paid ahead"),
        ComparisonCriterion.papers: _l("share of the papers on file"),
        ComparisonCriterion.years: _l("years"),
    },
    "gate": {
        ComparisonGate.category: _l("category allowed"),
        ComparisonGate.licence: _l("licence in date"),
        ComparisonGate.sample: _l("sample passed"),
        ComparisonGate.agreement: _l("agreement in force, core clauses stated"),
    },
    "below": {
        Below.no_quote: _l("No quote for this product"),
        Below.expired: _l("The quote has run out"),
        Below.no_rate: _l("No exchange rate is kept"),
        Below.too_little: _l("Covers less than was asked for"),
        Below.failed_gate: _l("A gate is not passed"),
        Below.not_enough_data: _l("Not enough data yet"),
    },
    "below_state": {
        BelowState.failed_gate: _l("Fails a gate"),
        BelowState.cannot_deliver: _l("Not comparable now"),
        BelowState.not_enough_data: _l("Not enough data yet"),
    },
    "firmness": {
        Firmness.robust: _l("a firm lead"),
        Firmness.leaning: _l("a lead that leans on the weights"),
        Firmness.fragile: _l("a fragile lead"),
    },
    "selling_fee": {
        SellingFee.share: _l("the share of the platform"),
        SellingFee.fixed: _l("the fee per unit"),
    },
    "mark": {BestMark.cost: _l("Best cost"), BestMark.quality: _l("Best quality"), BestMark.time: _l("Fastest")},
    "column": {
        "scores": _l("Scores"),
    },
}
