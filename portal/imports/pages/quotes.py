"""Quotes with their prices out of a spreadsheet, and into one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.models.record import rows
from portal.core.rules.money import CURRENCIES, currencies_of
from portal.core.rules.text import folded
from portal.imports.pages.kinds import Cells, by_name, headings, labels, spoken_codes, suppliers_by_name
from portal.imports.pages.products import CURRENCY_WORDS
from portal.imports.queries.quotes import QuoteWriter, exported
from portal.imports.rules import columns
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, quote_keys
from portal.products.models import Product
from portal.quotes.forms.quotes import FAULTS, QuoteRow
from portal.quotes.rules.price_lists import price_list, steps
from portal.quotes.rules.terms import FEES, BadTerms, Break, Terms
from portal.settings.team import team
from portal.sheets.rules.cells import day
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.queries.list import known
from portal.web.clock import today
from portal.web.filters import exact
from portal.web.words import choices, word

FIELDS = tuple(name for name in QuoteRow.fields() if name != "file")
DAYS, IN_DAYS = ("quoted_on", "valid_until"), ("lead_days", "credit_days")


class Quotes:
    rules = (MatchRule.name,)
    rule_words = "quote_rule"
    required = ("supplier", "product", "quoted_on", "breaks")

    def __init__(self) -> None:
        self.writer = QuoteWriter()
        lists = {name: choices(name) for name in ("tax_basis", "payment")}
        self.form = QuoteRow(formdata=None).offer_on(today(), choices("fee"), **lists)
        self.suppliers = suppliers_by_name(known())
        query = Product.select(Product.id, Product.name, Product.code).where(Product.deleted_at.is_null())
        named = [(key, name) for key, *names in rows(query) for name in dict.fromkeys(names) if name]
        self.offered = {
            "product": (by_name(named), "product"),
            "currency": (CURRENCY_WORDS, "word"),
            "tax_basis": (spoken_codes("tax_basis"), "word"),
            "payment": (spoken_codes("payment"), "word"),
        }
        self.states = {name: code for name, code in spoken_codes("fee").items() if code != "amount"}

    def fields(self) -> dict[str, str]:
        return labels(self.form, FIELDS) | {"breaks": word("breaks", "quote_column")}

    def headings(self) -> dict[str, str]:
        plain = [name for name in FIELDS if name != "breaks"]
        return headings(self.form, plain, columns.QUOTE) | columns.known({"breaks": columns.QUOTE["breaks"]})

    def defaults(self) -> dict[str, str]:
        return {"currency": team().currency}

    def fill(self) -> dict[str, tuple[str, list[Any]]]:
        label = str(self.form.currency.label.text)
        return {"currency": (label, [SelectChoice(code, code) for code in CURRENCIES])}

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str]) -> ImportedRow:
        cells = Cells(texts)
        for name, text in texts.items():
            self.read(cells, name, text)
        read_currency(cells, fill)
        values = row_values(cells.through(self.form))
        return ImportedRow(number, values, quote_keys(values), tuple(cells.faults), lacking(texts), fill)

    def read(self, cells: Cells, name: str, text: str) -> None:
        if name == "supplier":
            cells.supplier(text, self.suppliers)
        elif name in self.offered:
            cells.choose(name, text, *self.offered[name])
        elif name in DAYS:
            read_day(cells, name, text)
        elif name in FEES:
            state = self.states.get(folded(text))
            cells.typed[f"{name}-state" if state else f"{name}-figure"] = state or text
        elif name == "breaks":
            read_breaks(cells, text)
        else:
            cells.read(name, re.sub(r"\s*(?:天|日|days?)$", "", text) if name in IN_DAYS else text, ())

    def against(self, record: KnownRecord, changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
        """What the file says and what stands here must make a quote together."""
        both = {**record.values, **changes}
        try:
            Terms(
                currency=both["currency"],
                breaks=tuple(Break(quantity, price) for quantity, price in both["breaks"]),
                moq=both["moq"],
                order_multiple=both["order_multiple"],
                largest_order=both["largest_order"],
            )
        except BadTerms as bad:
            return (CellFault("said", "breaks", str(FAULTS.get(bad.fault, word("largest", "quote_column")))),)
        return ()


def lacking(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in Quotes.required if name not in texts)


def read_day(cells: Cells, name: str, text: str) -> None:
    try:
        cells.typed[name] = day(text).isoformat()
    except ValueError:
        cells.faults.append(CellFault("day", name, text))


def read_breaks(cells: Cells, text: str) -> None:
    for place, (quantity, price) in enumerate(steps(text)):
        cells.typed[f"breaks-{place}-from_quantity"] = quantity
        cells.typed[f"breaks-{place}-unit_price"] = price


def read_currency(cells: Cells, fill: Mapping[str, str]) -> None:
    """The sign beside a price says the currency, where no column does; no sign may contradict it."""
    prices = [("breaks", price) for _quantity, price in steps(cells.texts.get("breaks", ""))]
    signs = [(name, text, currencies_of(text)) for name, text in prices if currencies_of(text)]
    if signs and "currency" not in cells.texts:
        cells.typed["currency"] = signs[0][2][0]
    signs += [(name, text, meant) for name in FEES if (meant := currencies_of(text := cells.texts.get(name, "")))]
    currency = cells.typed.get("currency") or fill.get("currency")
    cells.faults += [CellFault("currency", name, text) for name, text, meant in signs if currency not in meant]


def row_values(values: dict[str, Any]) -> dict[str, Any]:
    """What the form made of the cells, as the row has it."""
    row = {name: value for name, value in values.items() if name not in (*FEES, "breaks")}
    if "breaks" in values:
        lines = (line for line in values["breaks"] if line["unit_price"] is not None)
        row["breaks"] = tuple((line["from_quantity"] or 1, line["unit_price"]) for line in lines)
    for name in FEES:
        if name in values:
            row |= {f"{name}_state": values[name]["state"], name: values[name]["figure"]}
    return row


def table() -> tuple[list[str], list[list[Any]]]:
    """Every quote as a spreadsheet: headings and lines."""
    labelled = Quotes().fields()
    return list(labelled.values()), [written(*row) for row in exported()]


def written(supplier: str, product: str, code: str, quote: Any, breaks: Any) -> list[Any]:
    about = {name: getattr(quote, name) for name in FIELDS if name not in ("supplier", "product", "breaks")}
    for name in FEES:
        state = getattr(quote, f"{name}_state")
        about[name] = f"{about[name].normalize():f}" if state == "amount" else word(state, "fee")
    about |= {name: word(about[name], name) for name in ("tax_basis", "payment")}
    share = quote.deposit_share
    about["deposit_share"] = None if share is None else f"{exact(share * 100)}%"
    about |= {"supplier": supplier, "product": code or product, "breaks": price_list(breaks)}
    return [about[name] for name in FIELDS]
