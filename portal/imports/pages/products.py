"""Products out of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.core.rules.money import CURRENCIES, NAMES, currencies_of
from portal.core.rules.text import folded
from portal.imports.pages.kinds import Cells, by_name, headings, labels, spoken_codes
from portal.imports.queries.products import ProductWriter
from portal.imports.rules import columns
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, product_keys
from portal.products.forms import ProductRow
from portal.products.models import FLAGS
from portal.settings.current_business import businesses, current_business
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.sheets.rules.row_outcomes import NO, YES, CellFault
from portal.web.words import choices

CODES = ("code",)
FLAG_WORDS = {**dict.fromkeys(YES, "y"), **dict.fromkeys(NO, "false")}
CURRENCY_WORDS = {folded(code): code for code in CURRENCIES} | NAMES | {"rmb": "CNY", "元": "CNY", "¥": "CNY"}


class Products:
    rules = (MatchRule.code, MatchRule.name)
    rule_words = "product_rule"
    required = ("name", "kind")

    def __init__(self) -> None:
        self.writer = ProductWriter()
        shops = [SelectChoice(str(business.id), business.name) for business in businesses()]
        categories = Category.choices()
        chosen = [SelectChoice(str(key), name) for key, name in categories]
        self.form = ProductRow(formdata=None).offer(kind=choices("goods")[:2], category=chosen, business=shops)
        self.offered = {
            "business": (by_name((business.id, str(business.name)) for business in businesses()), "shop"),
            "category": (by_name(categories), "category"),
            "kind": (spoken_codes("goods"), "word"),
            "currency": (CURRENCY_WORDS, "word"),
            **dict.fromkeys(FLAGS, (FLAG_WORDS, "word")),
        }

    def fields(self) -> dict[str, str]:
        return labels(self.form, ProductRow.columns())

    def headings(self) -> dict[str, str]:
        return headings(self.form, ProductRow.columns(), columns.PRODUCT)

    def defaults(self) -> dict[str, str]:
        shop = current_business()
        return {"currency": team().currency, **({"business": str(shop.id)} if shop else {})}

    def fill(self) -> dict[str, tuple[str, list[Any]]]:
        fields: Any = self.form
        none = NO_CHOICE
        return {
            "business": (str(fields.business.label.text), fields.business.choices),
            "kind": (str(fields.kind.label.text), [none, *fields.kind.choices]),
            "currency": (str(fields.currency.label.text), [SelectChoice(code, code) for code in CURRENCIES]),
        }

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str]) -> ImportedRow:
        cells = Cells(texts)
        for name, text in texts.items():
            if name in self.offered:
                cells.choose(name, text, *self.offered[name])
            else:
                cells.read(name, text, CODES)
        read_currency(cells)
        values = cells.through(self.form)
        filled = {**fill, "business": int(fill["business"])} if "business" in fill else dict(fill)
        keys = product_keys(values, values.get("business", filled.get("business")))
        missing = tuple(name for name in self.required if name not in texts and not fill.get(name))
        return ImportedRow(number, values, keys, tuple(cells.faults), missing, filled)

    def against(self, _record: KnownRecord, _changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        return ()


def read_currency(cells: Cells) -> None:
    """The sign beside a price says its currency, where no column does; where one does, they must agree."""
    price = cells.texts.get("sale_price", "")
    meant = currencies_of(price)
    if meant and "currency" not in cells.texts:
        cells.typed["currency"] = meant[0]
    elif meant and cells.typed.get("currency") not in meant:
        cells.faults.append(CellFault("currency", "sale_price", price))
