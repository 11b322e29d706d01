"""Categories that rows name: those that are not here yet are made with what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from portal.core.rules.text import folded, visible
from portal.imports.pages.kinds.cells import by_name
from portal.imports.queries.categories import CategoryWriter
from portal.imports.rules.importing import ImportStep
from portal.imports.rules.mixed import MadeHere
from portal.settings.models.categories import Category
from portal.sheets.rules.cells import pieces
from portal.sheets.rules.row_outcomes import CellFault, RowOutcome

KIND = "categories"
LONGEST = 80
GOODS = ("physical", "digital")


class Categories:
    """`without`: names, folded, that a person does not want to be made."""

    def __init__(self, without: frozenset[str]) -> None:
        self.writer = CategoryWriter()
        self.names = dict(Category.choices())
        self.on_file = by_name(self.names.items())
        self.without = without
        self.new: dict[str, ImportStep] = {}

    def of(self, name: str, goods: str, number: int) -> int | MadeHere | None:
        """The category that this row names."""
        key = folded(name)
        if not key or len(name) > LONGEST:
            return None
        if known := self.on_file.get(key):
            return int(known)
        if key not in self.new:
            # Several may begin in one row: their place makes them different, and no row has a number below 1.
            place = -len(self.new) - 1
            outcome = RowOutcome.skipped if key in self.without else RowOutcome.new
            self.new[key] = ImportStep(
                place, outcome, changes={"name": visible(name), "kind": goods if goods in GOODS else GOODS[0]}
            )
        step = self.new[key]
        return None if step.outcome is RowOutcome.skipped else MadeHere(KIND, step.number)

    @property
    def steps(self) -> list[ImportStep]:
        return list(self.new.values())


def too_long(field: str, names: Iterable[str]) -> list[CellFault]:
    return [CellFault("long", field, name) for name in names if len(name) > LONGEST]


def category_names(text: str, on_file: Container[str]) -> list[str]:
    """Names between semicolons; one that is not on file may be several between commas."""
    names: list[str] = []
    for piece in pieces(text):
        names += [piece] if folded(piece) in on_file else re.split(r"[,，、]", piece)
    return [name.strip() for name in names if name.strip()]
