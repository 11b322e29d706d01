"""People at suppliers, out of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.imports.pages.kinds import Cells, headings, labels, suppliers_by_name
from portal.imports.queries.contacts import ContactWriter
from portal.imports.rules import columns
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, contact_keys
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.forms.contacts import ContactRow
from portal.suppliers.queries.list import known

CODES = ("phone",)

COLUMNS = ("supplier", *ContactRow.columns())


class Contacts:
    rules = (MatchRule.name, MatchRule.mail, MatchRule.phone)
    rule_words = "contact_rule"
    required = ("supplier", "name")

    def __init__(self) -> None:
        self.writer = ContactWriter()
        self.form = ContactRow(formdata=None)
        self.suppliers = suppliers_by_name(known())

    def fields(self) -> dict[str, str]:
        return labels(self.form, COLUMNS)

    def headings(self) -> dict[str, str]:
        return headings(self.form, COLUMNS, columns.CONTACT)

    def defaults(self) -> dict[str, str]:
        return {}

    def fill(self) -> dict[str, tuple[str, list[Any]]]:
        return {}

    def line(self, number: int, texts: Mapping[str, str], _fill: Mapping[str, str]) -> ImportedRow:
        cells = Cells(texts)
        for name, text in texts.items():
            if name == "supplier":
                cells.supplier(text, self.suppliers)
            else:
                cells.read(name, text, CODES)
        values = cells.through(self.form)
        missing = [CellFault("missing", "supplier")] if "supplier" not in texts else []
        lacking = ("name",) if "name" not in texts else ()
        return ImportedRow(
            number, values, contact_keys(values, values.get("supplier")), (*cells.faults, *missing), lacking
        )

    def against(self, _record: KnownRecord, _changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        return ()
