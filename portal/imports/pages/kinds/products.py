"""Products out of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.rules.money import CURRENCIES, NAMES, currencies_of
from portal.core.rules.names import code_key
from portal.core.rules.text import folded
from portal.imports.pages.kinds.categories import too_long
from portal.imports.pages.kinds.cells import Cells, RowOwners, by_name, labels, spoken_codes
from portal.imports.queries.products import ProductWriter, codes_on_file
from portal.imports.rules.columns import heading_key
from portal.imports.rules.completed import FACE
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, product_keys
from portal.products.forms import ProductRow
from portal.products.models import FLAGS
from portal.settings.current_business import businesses, current_business
from portal.settings.team import team
from portal.sheets.rules.row_outcomes import NO, YES, CellFault
from portal.web.words import choices, word

CODES = ("code",)
FLAG_WORDS = {**dict.fromkeys(YES, "y"), **dict.fromkeys(NO, "false")}
CURRENCY_WORDS = {folded(code): code for code in CURRENCIES} | NAMES | {"rmb": "CNY", "元": "CNY", "¥": "CNY"}


class Products:
    rules = (MatchRule.code, MatchRule.name)
    rule_words = "product_rule"
    required = ("name", "kind", "business")

    def __init__(self) -> None:
        self.writer = ProductWriter()
        shops = [SelectChoice(str(business.id), business.name) for business in businesses()]
        goods, currencies = choices("goods")[:2], [SelectChoice(code, code) for code in CURRENCIES]
        self.form = ProductRow(formdata=None).offer(kind=goods, category=[], business=shops, currency=currencies)
        self.offered = {
            "business": (by_name((business.id, str(business.name)) for business in businesses()), "shop"),
            "kind": (spoken_codes("goods"), "word"),
            "currency": (CURRENCY_WORDS, "word"),
            **dict.fromkeys(FLAGS, (FLAG_WORDS, "word")),
        }
        self.codes = {code_key(code) for (code,) in codes_on_file()}

    def labels(self) -> dict[str, str]:
        return labels(self.form, ProductRow.columns()) | {"spec": word("spec", "product_column")}

    def defaults(self, headings: Mapping[str, str]) -> dict[str, str]:
        shop = current_business()
        kind = "digital" if FACE & {*map(heading_key, headings)} else "physical"
        return {"kind": kind, "currency": team().currency, **({"business": str(shop.id)} if shop else {})}

    def fill(self) -> dict[str, tuple[str, Any]]:
        fields: Any = self.form
        return {
            "business": (str(fields.business.label.text), fields.business.choices),
            "kind": (str(fields.kind.label.text), fields.kind.choices),
            "currency": (str(fields.currency.label.text), [SelectChoice(code, code) for code in CURRENCIES]),
        }

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str], of: RowOwners) -> ImportedRow:
        cells = Cells(texts)
        for name, text in named(texts).items():
            if name in self.offered:
                cells.choose(name, text, *self.offered[name])
            elif name == "name" and code_key(text) in self.codes:
                cells.typed.setdefault("code", text)
            elif name != "category":
                cells.read(name, text, CODES)
        read_currency(cells)
        values = cells.through(self.form)
        category = texts.get("category", "")
        cells.faults += too_long("category", [category])
        if key := of.category(category, values.get("kind") or fill.get("kind", "")):
            values["category"] = key
        filled = {**fill, "business": int(fill["business"])} if fill.get("business") else dict(fill)
        keys = product_keys(values, values.get("business", filled.get("business")))
        missing = tuple(name for name in self.required if name not in texts and not fill.get(name))
        return ImportedRow(number, values, keys, tuple(cells.faults), missing, filled)

    def against(self, _record: KnownRecord, _changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        return ()


def named(texts: Mapping[str, str]) -> dict[str, str]:
    """The cells with the specification as a part of the name: other sizes are other products."""
    name, spec = texts.get("name", ""), texts.get("spec", "")
    rest = {field: text for field, text in texts.items() if field != "spec"}
    return rest if not spec or not name or folded(spec) in folded(name) else {**rest, "name": f"{name} {spec}"}


def read_currency(cells: Cells) -> None:
    """The sign beside a price says its currency, where no column does; where one does, they must agree."""
    for name in ("sale_price", "sale_fee"):
        price = cells.texts.get(name, "")
        meant = currencies_of(price)
        if meant and "currency" not in cells.texts and "currency" not in cells.typed:
            cells.typed["currency"] = meant[0]
        elif meant and cells.typed.get("currency") not in meant:
            cells.faults.append(CellFault("currency", name, price))
