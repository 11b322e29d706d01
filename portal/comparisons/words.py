"""What the codes of a comparison are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.comparisons.rules.comparison import Below, Mark
from portal.comparisons.rules.criteria import Criterion
from portal.comparisons.rules.gates import Gate
from portal.comparisons.rules.sensitivity import Firmness

WORDS: dict[str, dict[str, Any]] = {
    "criterion": {
        Criterion.landed_cost: _l("Landed cost"),
        Criterion.sample_score: _l("Sample score"),
        Criterion.batch_spread: _l("Batch spread"),
        Criterion.lead_time: _l("Lead time"),
        Criterion.moq_cover: _l("Smallest order"),
        Criterion.payment: _l("Payment terms"),
        Criterion.papers: _l("Documents"),
        Criterion.years: _l("Years trading"),
    },
    "criterion_unit": {
        Criterion.landed_cost: _l("share of the sale price, 0.5 is half"),
        Criterion.sample_score: _l("points of 100"),
        Criterion.batch_spread: _l("share of the figure, 0.1 is a tenth"),
        Criterion.lead_time: _l("days"),
        Criterion.moq_cover: _l("days of sales in the smallest order"),
        Criterion.payment: _l("days of credit, below 0 paid ahead"),
        Criterion.papers: _l("share of the papers on file"),
        Criterion.years: _l("years"),
    },
    "gate": {
        Gate.category: _l("category allowed"),
        Gate.licence: _l("licence in date"),
        Gate.sample: _l("sample passed"),
        Gate.agreement: _l("agreement in force, needed clauses stated"),
    },
    "below": {
        Below.no_quote: _l("No quote for this product"),
        Below.expired: _l("The quote has run out"),
        Below.no_rate: _l("Not comparable: no exchange rate is kept"),
        Below.too_little: _l("Covers less than was asked for"),
        Below.failed_gate: _l("A gate is not passed"),
        Below.not_enough_data: _l("Not enough data: less than 70% of the weight is known"),
    },
    "firmness": {
        Firmness.robust: _l("a firm lead"),
        Firmness.leaning: _l("a lead that leans on the weights"),
        Firmness.fragile: _l("a fragile lead"),
    },
    "mark": {Mark.cost: _l("Best cost"), Mark.quality: _l("Best quality"), Mark.time: _l("Fastest")},
}
