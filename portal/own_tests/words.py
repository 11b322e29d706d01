"""Own tests: what codes are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.samples.rules.sampling import OwnWay

WORDS: dict[str, dict[str, Any]] = {
    "own_way": {
        OwnWay.number.value: _l("A number"),
        OwnWay.yes_no.value: _l("Yes or no"),
        OwnWay.score.value: _l("A mark 1–5"),
    },
    "own_answer": {"yes": _l("yes"), "no": _l("no")},
    "record": {
        "category_test": _l("Own test of a category"),
        "category_left_out": _l("Shipped test a category leaves out"),
    },
}
