"""Suppliers out of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.core.rules.text import folded
from portal.imports.pages.kinds import Cells, by_name, headings, labels, spoken_codes
from portal.imports.queries.suppliers import SupplierWriter, banned, owners
from portal.imports.rules import columns
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, supplier_keys
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.sheets.rules.cells import pieces, since
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.forms.suppliers import SupplierRow
from portal.suppliers.models.suppliers import Banned
from portal.suppliers.pages.forms import blocked, offered
from portal.web.language import LANGUAGES
from portal.web.words import choices

CODES = ("company_code",)
HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/:?].*)?")


class Suppliers:
    rules = (MatchRule.code, MatchRule.name, MatchRule.website)
    rule_words = "rule"
    required = ("name", "kind", "goods")

    def __init__(self) -> None:
        self.writer = SupplierWriter()
        self.form = offered(SupplierRow(formdata=None))
        people = owners()
        self.form.offer(owner=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in people)])
        self.categories = by_name([(key, name) for key, name, _banned in Category.offered()])
        self.offered = {
            "kind": (spoken_codes("supplier"), "word"),
            "goods": (spoken_codes("goods"), "word"),
            "tier": (by_name(spoken_tiers()), "word"),
            "owner": (by_name(people), "person"),
        }
        self.banned = banned()

    def fields(self) -> dict[str, str]:
        return labels(self.form, NAMES)

    def headings(self) -> dict[str, str]:
        return headings(self.form, NAMES, columns.SUPPLIER)

    def defaults(self) -> dict[str, str]:
        return {}

    def fill(self) -> dict[str, tuple[str, list[Any]]]:
        return {
            "kind": (str(self.form.kind.label.text), [NO_CHOICE, *choices("supplier")]),
            "goods": (str(self.form.goods.label.text), [NO_CHOICE, *choices("goods")]),
        }

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str]) -> ImportedRow:
        cells = Cells(texts)
        for name, text in texts.items():
            if name in self.offered:
                cells.choose(name, text, *self.offered[name])
            elif name == "categories":
                self.read_categories(cells, text)
            else:
                cells.read(name, adapted(name, text), CODES)
        if "since_year" in cells.typed:
            split_since(cells)
        values = cells.through(self.form)
        if "categories" in values:
            values["categories"] = sorted(set(values["categories"]))
        missing = tuple(name for name in self.required if name not in texts and not fill.get(name))
        return ImportedRow(number, values, supplier_keys(values), tuple(cells.faults), missing, fill)

    def read_categories(self, cells: Cells, text: str) -> None:
        """Names between semicolons; one that is unknown may be several between commas."""
        for piece in pieces(text):
            whole = folded(piece) in self.categories
            for part in [piece] if whole else re.split(r"[,，、]", piece):
                cells.choose("categories", part.strip(), self.categories, "category")

    def against(self, record: KnownRecord, changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        """Past screening no banned category is added."""
        more = set(changes.get("categories", ())) - set(record.values["categories"])
        refused = sorted(self.banned[key] for key in more if key in self.banned)
        if not refused or self.writer.free(record.id):
            return ()
        return (CellFault("said", "categories", blocked(Banned(refused))),)


NAMES = (*SupplierRow.columns(), *SupplierRow.elsewhere)


def adapted(name: str, text: str) -> str:
    """An address without http:// is one all the same."""
    return f"http://{text}" if name == "website" and HOST.fullmatch(text) else text


def split_since(cells: Cells) -> None:
    """A day in the column of the year says the month too, where no other column does."""
    with suppress(ValueError):
        year, month = since(cells.typed["since_year"])
        cells.typed["since_year"] = str(year)
        if month and "since_month" not in cells.texts:
            cells.typed["since_month"] = str(month)


def spoken_tiers() -> list[tuple[str, str]]:
    """Each tier by its key and by its name in every language."""
    rhythms = team().policy.rhythms
    named = [(key, rhythm.title.for_(language)) for key, rhythm in rhythms.items() for language in LANGUAGES]
    return [*((key, key) for key in rhythms), *named]
