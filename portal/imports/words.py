"""What the codes of an import are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.imports.rules.importing import Deed, Rule
from portal.sheets.rules.row_outcomes import Outcome

WORDS: dict[str, dict[str, Any]] = {
    "import_kind": {
        "suppliers": _l("Suppliers"),
        "products": _l("Products"),
        "contacts": _l("Contacts"),
        "quotes": _l("Quotes"),
    },
    "import_outcome": {
        Outcome.new: _l("new"),
        Outcome.changed: _l("changed"),
        Outcome.unchanged: _l("unchanged"),
        Outcome.skipped: _l("skipped"),
        Outcome.refused: _l("refused"),
    },
    "deed": {
        Deed.update: _l("Update it with what the file says"),
        Deed.skip: _l("Leave it as it is"),
        Deed.new: _l("Add another one"),
    },
    "rule": {
        Rule.code: _l("Same company code"),
        Rule.name: _l("Same name"),
        Rule.website: _l("Same website"),
    },
    "product_rule": {Rule.code: _l("Same code"), Rule.name: _l("Same name")},
    "contact_rule": {Rule.name: _l("Same name"), Rule.mail: _l("Same mail"), Rule.phone: _l("Same phone")},
    "quote_column": {
        "breaks": _l("Prices (from quantity: unit price)"),
        "largest": _l("The largest order must not be less than the smallest."),
    },
    "quote_rule": {Rule.name: _l("Same supplier, product and day")},
    "delimiter": {
        "comma": _l("Comma"),
        "semicolon": _l("Semicolon"),
        "tab": _l("Tab"),
        "bar": _l("Vertical bar"),
    },
}
