"""What the codes of a product are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.products.rules import ReferenceSource

WORDS: dict[str, dict[str, Any]] = {
    "goods": {"physical": _l("Physical goods"), "digital": _l("Digital goods"), "both": _l("Both")},
    "role": {"margin": _l("Margin"), "traffic": _l("Traffic"), "backup": _l("Backup")},
    "flag": {
        "powered": _l("Runs on electricity"),
        "worn_or_eaten": _l("Worn, eaten or put on the skin"),
        "colour_matters": _l("Colour matters"),
        "custom": _l("Made to your order"),
        "exclusive": _l("Exclusive to you"),
    },
    "reference_source": {
        ReferenceSource.person: _l("set by hand"),
        ReferenceSource.quotes: _l("middle of the quotes"),
        ReferenceSource.paid: _l("paid last"),
    },
    "record": {
        "product": _l("Product"),
        "source": _l("Supplier of a product"),
        "cost_reference": _l("Reference cost"),
    },
    "verb": {
        "source.put": _l("set the role of a supplier for a product"),
        "source.remove": _l("took a supplier off a product"),
        "cost_reference.put": _l("set the reference cost of a product"),
    },
    "column": {
        "cost_reference.amount": _l("Reference cost"),
        "cost_reference.source": _l("Where it comes from"),
        "product": _l("Product"),
    },
}
