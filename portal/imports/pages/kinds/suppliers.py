"""Suppliers out of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.core.rules.names import code_key
from portal.core.rules.text import folded
from portal.imports.models.headings import ImportWord
from portal.imports.pages.kinds.categories import category_names, too_long
from portal.imports.pages.kinds.cells import Cells, RowOwners, by_name, labels, spoken_codes
from portal.imports.queries.suppliers import SupplierWriter, banned, owners
from portal.imports.rules.columns import STATUS, heading_key
from portal.imports.rules.completed import FACE
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, supplier_keys
from portal.imports.rules.spoken import SPOKEN
from portal.settings.team import team
from portal.sheets.rules.cells import since
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.forms.suppliers import SupplierRow
from portal.suppliers.pages.forms import blocked, offered
from portal.suppliers.queries.list import company_codes
from portal.suppliers.rules.pipeline import HARMLESS, Banned, Status
from portal.web.filters import local_text
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
        tiers = [SelectChoice(key, local_text(rhythm.title)) for key, rhythm in team().policy.rhythms.items()]
        self.form.offer(owner=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in people)], tier=tiers)
        self.offered = {
            "kind": (spoken_codes("supplier"), "word"),
            "goods": (spoken_codes("goods"), "word"),
            "tier": (by_name(spoken_tiers()), "word"),
            "owner": (by_name(people), "person"),
        }
        self.statuses = spoken_codes("status") | ImportWord.remembered(STATUS)
        self.banned = banned()
        self.codes = company_codes()

    def labels(self) -> dict[str, str]:
        return labels(self.form, NAMES) | {"status": _("Cooperation status")}

    def defaults(self, headings: Mapping[str, str]) -> dict[str, str]:
        return {"goods": "digital" if FACE & {*map(heading_key, headings)} else "physical"}

    def fill(self) -> dict[str, tuple[str, Any]]:
        return {
            "name": (_("Supplier of the whole file"), None),
            "kind": (str(self.form.kind.label.text), [NO_CHOICE, *choices("supplier")]),
            "goods": (str(self.form.goods.label.text), choices("goods")),
        }

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str], of: RowOwners) -> ImportedRow:
        texts = {"name": fill["name"], **texts} if fill.get("name") else texts
        cells = Cells(texts)
        at_first = {}
        for name, text in texts.items():
            if name == "status":
                at_first["status"] = self.statuses.get(folded(text), text)
            elif name in self.offered:
                cells.choose(name, text, *self.offered[name])
            elif name == "name" and code_key(text) in self.codes:
                cells.typed.setdefault("company_code", text)
            elif name != "categories":
                cells.read(name, adapted(name, text), CODES)
        if "since_year" in cells.typed:
            split_since(cells)
        values = cells.through(self.form)
        if "categories" in texts:
            goods = values.get("goods") or fill.get("goods", "")
            names = category_names(texts["categories"], of.known)
            cells.faults += too_long("categories", names)
            keys = sorted_keys(of.category(name, goods) for name in names)
            values |= {"categories": keys} if keys else {}
        missing = tuple(name for name in self.required if name not in texts and not fill.get(name))
        rest = {name: value for name, value in fill.items() if name != "name"}
        return ImportedRow(number, values, supplier_keys(values), tuple(cells.faults), missing, rest, at_first=at_first)

    def against_new(self, values: Mapping[str, Any]) -> tuple[CellFault, ...]:
        """Nobody enters at a status that nobody knows, nor past screening in a banned category."""
        status = values.get("status", Status.candidate)
        if status not in tuple(Status):
            return (CellFault("word", "status", status),)
        refused = sorted(self.banned[key] for key in values.get("categories", ()) if key in self.banned)
        if not refused or status in HARMLESS:
            return ()
        return (CellFault("said", "categories", blocked(Banned(refused))),)

    def against(self, record: KnownRecord, changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        """Past screening no banned category is added."""
        more = set(changes.get("categories", ())) - set(record.values["categories"])
        refused = sorted(self.banned[key] for key in more if key in self.banned)
        if not refused or self.writer.free(record.id):
            return ()
        return (CellFault("said", "categories", blocked(Banned(refused))),)


def sorted_keys(keys: Iterable[Any]) -> list[Any]:
    """Each once: those on file by their number, then those this file makes."""
    return sorted({key for key in keys if key is not None}, key=lambda key: (not isinstance(key, int), key))


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
    before = [(key, word) for key, words in SPOKEN["tier"].items() if key in rhythms for word in words]
    return [*((key, key) for key in rhythms), *named, *before]
