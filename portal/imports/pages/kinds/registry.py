"""The kinds of record that can be imported, and an example of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.imports.models.imports import Import
from portal.imports.pages.kinds.contacts import Contacts
from portal.imports.pages.kinds.products import Products
from portal.imports.pages.kinds.quotes import Quotes
from portal.imports.pages.kinds.suppliers import Suppliers
from portal.imports.queries.categories import CategoryWriter
from portal.imports.rules.mixed import WRITTEN_IN_ORDER
from portal.path.models.takeovers import TakeOverSource
from portal.path.rules import TakenFrom
from portal.reviews.follow import follow_all
from portal.web.words import word

READERS: dict[str, Any] = {"suppliers": Suppliers, "products": Products, "contacts": Contacts, "quotes": Quotes}


def column_choices(readers: Mapping[str, Any]) -> list[SelectChoice]:
    """What a column can be: each field of each kind of record."""
    kinds = {kind: word(kind, "import_kind") for kind in readers}
    return [
        SelectChoice(f"{kind}.{name}", f"{kinds[kind]} · {label}", optgroup=kinds[kind])
        for kind, reader in readers.items()
        for name, label in reader.labels().items()
    ]


def examples(language: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a small price list, as teams keep one."""
    with force_locale(language):
        return example_headings(), example_rows()


def example_headings() -> list[str]:
    return [
        _("Factory"), _("Kind"), _("Contact"), _("Phone"), _("Category"), _("Product name"), _("Unit price"),
        _("From 500"), _("From 1,000"), _("MOQ"), _("Lead time"), _("Tax"), _("Remarks"),
    ]  # fmt: skip


def example_rows() -> list[list[str]]:
    cups, boxes = _("Vacuum cups"), _("Lunch boxes")
    cup, box = _("Steel vacuum cup 500 ml"), _("Glass lunch box, three parts")
    firms = [_("Fir Cups"), _("Ridge Cups"), _("Islet Homeware"), _("Pier General Goods")]
    people = [_("Ms Wang"), _("Mr Liu"), _("Ms Chen"), _("Mr Zhao")]
    prices = [("21.50", "20.64", "19.78", "500", "7-10"), ("25.00", "23.04", "22.40", "100", "10"),
              ("23.80", "22.90", "21.60", "300", "5"), ("26.90", "25.10", "24.00", "200", "3")]  # fmt: skip
    lunch = [("15.20", "14.10", "13.60", "300", "10"), ("16.00", "14.80", "14.20", "200", "7"),
             ("14.80", "13.90", "13.20", "300", "5"), ("15.90", "14.40", "13.90", "100", "3")]  # fmt: skip
    made = []
    for place, (firm, person) in enumerate(zip(firms, people, strict=True)):
        about = [firm, word("maker", "supplier"), person, f"138 0000 000{place + 1}"]
        for category, product, figures in ((cups, cup, prices[place]), (boxes, box, lunch[place])):
            *priced, moq, days = figures
            terms = [_("%(count)s pcs", count=moq), _("%(count)s days", count=days), _("incl. 13%")]
            made.append([*about, category, product, *priced, *terms, ""])
    return made


def named_source(readers: Mapping[str, Any], row: Import) -> None:
    """Suppliers that enter past the start say from which list."""
    readers["suppliers"].writer.source = TakeOverSource(TakenFrom.file, row.name, row.id)


def followed(writers: Iterable[Any]) -> None:
    """Suppliers whose tier an import changed, or that it took over, are reviewed at their rhythm."""
    follow_all(supplier for writer in writers for supplier in getattr(writer, "retiered", ()))


def writers() -> list[tuple[str, Any]]:
    """How records of each kind are written and taken back, in the order of what belongs to what."""
    kept = {"categories": CategoryWriter}
    return [(kind, kept[kind]() if kind in kept else READERS[kind]().writer) for kind in WRITTEN_IN_ORDER]
