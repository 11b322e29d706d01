"""What the codes of a review are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.reviews.rules.outcomes import ReviewOutcome

WORDS: dict[str, dict[str, Any]] = {
    "outcome": {
        ReviewOutcome.passed: _l("Passed"),
        ReviewOutcome.watch: _l("Goes on, with something to mend"),
        ReviewOutcome.act: _l("Must change before the next order"),
    },
    "aspect": {
        "quality": _l("Quality"),
        "delivery": _l("Delivery"),
        "price": _l("Price"),
        "service": _l("Service"),
    },
    "review_layer": {
        "quotes": _l("Prices"),
        "papers": _l("Papers and licences"),
        "agreements": _l("Agreements"),
        "samples": _l("Samples"),
    },
    "review_date": {
        "quote": _l("Price ends"),
        "paper": _l("Paper expires"),
        "agreement": _l("Agreement ends"),
        "renewal": _l("Begin the renewal"),
        "sample": _l("Sample promised"),
        "test": _l("Test due"),
    },
    "record": {
        "review": _l("Review"),
    },
    "verb": {
        "review.move": _l("moved a review date"),
        "review.plan": _l("set a review rhythm"),
        "review.record": _l("reviewed a supplier"),
        "review.take_back": _l("took a review back"),
        "review.unplan": _l("took a supplier off the calendar"),
    },
    "column": {
        "supplier.every_months": _l("Every so many months"),
        "next": _l("Next review"),
        "review_move": _l("Moved review date"),
    },
}
