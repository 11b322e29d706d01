"""The kinds of record that can be imported, and an example of each."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.imports.pages.contacts import Contacts
from portal.imports.pages.kinds import ImportKind
from portal.imports.pages.products import Products
from portal.imports.pages.quotes import Quotes
from portal.imports.pages.suppliers import Suppliers
from portal.reviews.follow import follow

KINDS: dict[str, Any] = {"suppliers": Suppliers, "products": Products, "contacts": Contacts, "quotes": Quotes}


def examples(kind: str, language: str) -> tuple[list[str], list[list[str]]]:
    """The headings of a kind and two rows that could stand below them, in one language."""
    with force_locale(language):
        fields = KINDS[kind]().fields()
        rows = EXAMPLES[kind]()
        return list(fields.values()), [[row.get(name, "") for name in fields] for row in rows]


def suppliers() -> list[dict[str, str]]:
    return [
        {
            "name": _("North Bank Electronics"),
            "legal_name": _("Shenzhen North Bank Electronics Co., Ltd."),
            "kind": _("Maker"),
            "goods": _("Physical goods"),
            "country": "CN",
            "place": _("Shenzhen, Guangdong"),
            "since_year": "2012",
            "since_month": "5",
            "company_code": "91440300MA5EXAMPLE",
            "website": "https://north-bank.example",
            "note": _("Own moulds; met at the autumn fair"),
        },
        {"name": _("River Cards"), "kind": _("Supply platform"), "goods": _("Digital goods"), "since_year": "2019-03"},
    ]


def products() -> list[dict[str, str]]:
    return [
        {
            "name": _("Fast charger 30 W"),
            "code": "NB-30W",
            "kind": _("Physical goods"),
            "powered": _("yes"),
            "monthly_units": "1,200",
            "sale_price": "59.90",
            "currency": "CNY",
            "return_rate": "3%",
        },
        {"name": _("Music card, 12 months"), "kind": _("Digital goods"), "sale_price": "88", "currency": "CNY"},
    ]


def contacts() -> list[dict[str, str]]:
    supplier = _("North Bank Electronics")
    return [
        {
            "supplier": supplier,
            "name": _("Ms Huang"),
            "position": _("Sales"),
            "phone": "138 0013 8000",
            "chat": "huang-nb",
        },
        {"supplier": supplier, "name": _("Mr Zhou"), "position": _("Quality"), "mail": "zhou@north-bank.example"},
    ]


def quotes() -> list[dict[str, str]]:
    about = {"supplier": _("North Bank Electronics"), "product": "NB-30W", "currency": "CNY"}
    return [
        {**about, "quoted_on": "2026-01-05", "breaks": "1: 32; 100: 29.5; 1000: 27", "moq": "50", "lead_days": "7"},
        {**about, "quoted_on": "2026-03-01", "breaks": "31", "payment": _("On credit"), "credit_days": "30"},
    ]


EXAMPLES: dict[str, Any] = {"suppliers": suppliers, "products": products, "contacts": contacts, "quotes": quotes}


def followed(kind: ImportKind) -> None:
    """Suppliers whose tier an import changed are reviewed at the rhythm of the new one."""
    for supplier in getattr(kind.writer, "retiered", ()):
        follow(supplier)
