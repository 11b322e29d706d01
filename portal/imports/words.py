"""What the codes of an import are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.core.rules.spellings import Guess
from portal.imports.rules.importing import Deed, MatchRule
from portal.sheets.rules.row_outcomes import RowOutcome

WORDS: dict[str, dict[str, Any]] = {
    "import_kind": {
        "suppliers": _l("Suppliers"),
        "products": _l("Products"),
        "contacts": _l("Contacts"),
        "quotes": _l("Quotes"),
        "categories": _l("Categories"),
    },
    "import_guess": {
        Guess.longer: _l("the longer end of the span counts"),
        Guess.working: _l("five working days are a week"),
        Guess.month: _l("a month counts 30 days"),
        Guess.year: _l("the year is not said"),
        Guess.begins: _l("the first day of the month"),
        Guess.ends: _l("the last day of the month"),
        Guess.least: _l("the lower end of the range counts"),
        Guess.part: _l("a part of one is a percentage"),
        Guess.tax: _l("a rate beside a price: the price holds the tax"),
        Guess.share: _l("the share of the face value"),
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
        "breaks": _l("Unit price, or prices by quantity"),
        "tier": _l("Price from the quantity in the heading"),
        "tier_quantity": _l("Quantity from which the price holds"),
        "largest": _l("The largest order must not be less than the smallest."),
    },
    "product_column": {"spec": _l("Specification (added to the name)")},
    "quote_rule": {MatchRule.name: _l("Same supplier, product and day")},
    "delimiter": {
        "comma": _l("Comma"),
        "semicolon": _l("Semicolon"),
        "tab": _l("Tab"),
        "bar": _l("Vertical bar"),
    },
    "record": {
        "import": _l("Import"),
        "import_column": _l("Heading of a list"),
        "import_word": _l("Word of a list"),
    },
    "verb": {
        "import.apply": _l("imported a file"),
        "import.drop": _l("threw a file away before importing it"),
        "import.receive": _l("sent a file to import"),
        "import.undo": _l("undid an import"),
    },
    "column": {
        "import.name": _l("File"),
        "import_word.field": _l("Column"),
        "import_word.word": _l("Your word"),
        "import_word.code": _l("Means"),
        "import_column.field": _l("Is"),
        "import_column.heading": _l("Your heading"),
        "import.records": _l("Records"),
        "import.size": _l("Size in bytes"),
    },
}
