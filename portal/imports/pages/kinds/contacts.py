"""People at suppliers, out of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from portal.imports.pages.kinds.cells import Cells, RowOwners, labels
from portal.imports.queries.contacts import ContactWriter
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, contact_keys
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.forms.contacts import ContactRow

CODES = ("phone",)


class Contacts:
    rules = (MatchRule.name, MatchRule.mail, MatchRule.phone)
    rule_words = "contact_rule"
    required = ("name",)

    def __init__(self) -> None:
        self.writer = ContactWriter()
        self.form = ContactRow(formdata=None)

    def labels(self) -> dict[str, str]:
        return labels(self.form, ContactRow.columns())

    def defaults(self, _headings: Mapping[str, str]) -> dict[str, str]:
        return {"name": _("Contact person")}

    def fill(self) -> dict[str, tuple[str, Any]]:
        return {"name": (_("Name of a contact without one"), None)}

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str], of: RowOwners) -> ImportedRow:
        cells = Cells(texts)
        for name, text in texts.items():
            cells.read(name, text, CODES)
        values = {**cells.through(self.form), "supplier": of.supplier}
        missing = tuple(name for name in self.required if name not in texts and not fill.get(name))
        return ImportedRow(number, values, contact_keys(values, of.supplier), tuple(cells.faults), missing, fill)

    def against(self, _record: KnownRecord, _changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        return ()
