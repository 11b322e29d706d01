"""What the codes of an import are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.imports.rules.importing import Deed, MatchRule
from portal.sheets.rules.row_outcomes import RowOutcome

WORDS: dict[str, dict[str, Any]] = {
    "import_kind": {
        "suppliers": _l("Suppliers"),
        "products": _l("Products"),
        "contacts": _l("Contacts"),
        "quotes": _l("Quotes"),
    },
    "import_outcome": {
        RowOutcome.new: _l("new"),
        RowOutcome.changed: _l("changed"),
        RowOutcome.unchanged: _l("unchanged"),
        RowOutcome.skipped: _l("skipped"),
        RowOutcome.refused: _l("refused"),
    },
    "deed": {
        Deed.update: _l("Update it with what the file says"),
        Deed.skip: _l("Leave it as it is"),
        Deed.new: _l("Add another one"),
    },
    "rule": {
        MatchRule.code: _l("Same company code"),
        MatchRule.name: _l("Same name"),
        MatchRule.website: _l("Same website"),
    },
    "product_rule": {MatchRule.code: _l("Same code"), MatchRule.name: _l("Same name")},
    "contact_rule": {
        MatchRule.name: _l("Same name"),
        MatchRule.mail: _l("Same mail"),
        MatchRule.phone: _l("Same phone"),
    },
    "quote_column": {
        "breaks": _l("Prices (from quantity: unit price)"),
        "largest": _l("The largest order must not be less than the smallest."),
    },
    "quote_rule": {MatchRule.name: _l("Same supplier, product and day")},
    "delimiter": {
        "comma": _l("Comma"),
        "semicolon": _l("Semicolon"),
        "tab": _l("Tab"),
        "bar": _l("Vertical bar"),
    },
    "record": {
        "import": _l("Import"),
    },
    "verb": {
        "import.apply": _l("imported a file"),
        "import.drop": _l("threw a file away before importing it"),
        "import.receive": _l("sent a file to import"),
        "import.undo": _l("undid an import"),
    },
    "column": {
        "import.changed": _l("changed"),
        "import.name": _l("File"),
        "import.new": _l("new"),
        "import.refused": _l("refused"),
        "import.size": _l("Size in bytes"),
        "import.skipped": _l("skipped"),
        "import.unchanged": _l("unchanged"),
    },
}
