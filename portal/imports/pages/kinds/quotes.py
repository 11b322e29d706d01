"""Quotes with their prices out of a spreadsheet, and into one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.rules.money import CURRENCIES, currencies_of
from portal.core.rules.spellings import Guess, Spelling, each, lead_days, least_quantity, share
from portal.core.rules.text import folded, plain_number
from portal.imports.pages.kinds.cells import Cells, RowOwners, labels, spoken_codes
from portal.imports.pages.kinds.products import CURRENCY_WORDS
from portal.imports.queries.quotes import QuoteWriter, exported
from portal.imports.rules.completed import is_share
from portal.imports.rules.heading_rows import currency_of, of_prices, tax_of
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule, quote_keys
from portal.imports.rules.spellings import a_day, cases, in_a_case, no_price, tax_basis, taxed
from portal.products.forms import ProductRow
from portal.quotes.forms.quotes import FAULTS, QuoteRow
from portal.quotes.rules.price_lists import price_list, steps
from portal.quotes.rules.terms import FEES, BadTerms, Break, Terms
from portal.settings.team import team
from portal.sheets.rules.row_outcomes import CellFault
from portal.web.clock import today
from portal.web.filters import exact
from portal.web.words import choices, word

DAYS, IN_DAYS = ("quoted_on", "valid_until"), ("lead_days", "credit_days")
QUANTITIES = ("moq", "order_multiple", "largest_order")
ELSEWHERE = ("supplier", "product", "file")  # columns of other kinds, or none
FIELDS = tuple(name for name in QuoteRow.fields() if name not in ELSEWHERE)


class Quotes:
    rules = (MatchRule.name,)
    rule_words = "quote_rule"
    required = ("quoted_on",)

    def __init__(self) -> None:
        self.writer = QuoteWriter()
        lists = {name: choices(name) for name in ("tax_basis", "payment")}
        self.today = today()
        self.form = QuoteRow(formdata=None).offer_on(self.today, choices("fee"), **lists)
        self.form.offer(currency=[SelectChoice(code, code) for code in CURRENCIES])
        self.form.breaks.min_entries = 0  # a page has empty lines, a row of a file has none
        self.offered = {
            "currency": (CURRENCY_WORDS, "word"),
            "payment": (spoken_codes("payment"), "word"),
        }
        self.tax_words = spoken_codes("tax_basis")
        self.states = {name: code for name, code in spoken_codes("fee").items() if code != "amount"}

    def labels(self) -> dict[str, str]:
        return labels(self.form, FIELDS) | {
            name: word(name, "quote_column") for name in ("breaks", "tier", "tier_quantity")
        }

    @cached_property
    def column_names(self) -> dict[str, str]:
        """The labels in the language in which this file is read."""
        return self.labels()

    def defaults(self, headings: Mapping[str, str]) -> dict[str, str]:
        named = of_prices(headings)
        currency = currency_of(named, team().currency)
        return {"currency": currency, "tax_basis": tax_of(named), "quoted_on": self.today.isoformat()}

    def fill(self) -> dict[str, tuple[str, Any]]:
        currency, tax, quoted_on = (str(self.form[name].label.text) for name in ("currency", "tax_basis", "quoted_on"))
        return {
            "currency": (currency, [SelectChoice(code, code) for code in CURRENCIES]),
            "tax_basis": (tax, choices("tax_basis")),
            "quoted_on": (quoted_on, None),
        }

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str], of: RowOwners) -> ImportedRow:
        cells = Cells(texts)
        for name, text in texts.items():
            self.read(cells, name, text)
        written = read_tax(cells, prices(texts))
        read_breaks(cells, written)
        read_currency(cells, written, fill)
        self.read_fill(cells, fill)
        values = row_values(cells.through(self.form))
        note_spans(values, cells, self.column_names)
        values |= {"supplier": of.supplier, "product": of.product}
        rest = {name: value for name, value in fill.items() if name != "quoted_on"}
        return ImportedRow(
            number, values, quote_keys(values), tuple(cells.faults), lacking(cells), rest, guesses=tuple(cells.guesses)
        )

    def read(self, cells: Cells, name: str, text: str) -> None:
        if name in self.offered:
            cells.choose(name, text, *self.offered[name])
        elif name == "tax_basis":
            code = self.tax_words.get(folded(text))
            cells.spell(name, text, Spelling(code) if code else tax_basis(text), "word")
        elif name in DAYS:
            cells.spell(name, text, a_day(text, self.today, name == "valid_until"), "day")
        elif name in FEES:
            state = self.states.get(folded(text))
            cells.typed[f"{name}-state" if state else f"{name}-figure"] = state or text
        elif name == "order_multiple" and (multiple := in_a_case(text)):
            cells.spell(name, text, multiple)
        elif name in QUANTITIES:
            cells.spell(name, text, least_quantity(text), "carton" if cases(text) else "")
        elif name == "deposit_share":
            cells.spell(name, text, share(text), "word")
        elif name in IN_DAYS:
            cells.spell(name, text, lead_days(text))
        elif not name.startswith(PRICES):
            cells.read(name, text, ())

    def read_fill(self, cells: Cells, fill: Mapping[str, str]) -> None:
        """The day of a list that does not say when it was quoted."""
        if "quoted_on" not in cells.texts and fill.get("quoted_on"):
            cells.spell("quoted_on", fill["quoted_on"], a_day(fill["quoted_on"], self.today), "day")

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


PRICES = ("breaks", "tier")


def lacking(cells: Cells) -> tuple[str, ...]:
    unread = {fault.field for fault in cells.faults}
    return tuple(name for name in Quotes.required if name not in cells.typed and name not in unread)


WrittenPrice = tuple[str, str, str]  # column, quantity and price as the cells have them


def prices(texts: Mapping[str, str]) -> list[WrittenPrice]:
    """Column, quantity and price of each step of a row; a cell that says "to be agreed" is none."""
    steps_of = [(name, *step) for name in texts if name == "breaks" for step in steps(texts[name])]
    tiers = [(name, name.partition(":")[2], each(text)) for name, text in texts.items() if name.startswith("tier:")]
    if len(steps_of) == 1 and not steps_of[0][1] and "tier_quantity" in texts:
        quantity = least_quantity(texts["tier_quantity"])
        steps_of = [("breaks", quantity.text if quantity else texts["tier_quantity"], steps_of[0][2])]
    return [step for step in (*steps_of, *tiers) if not no_price(step[2])]


def read_tax(cells: Cells, written: list[WrittenPrice]) -> list[WrittenPrice]:
    """The tax that stands beside every price of a row, where no column says otherwise; else the cells stay."""
    apart = [(name, quantity, *taxed(price)) for name, quantity, price in written]
    bases = {basis for _name, _quantity, _price, basis in apart}
    column = cells.typed.get("tax_basis", "")
    if len(bases) != 1 or not any(bases) or (column and column not in bases):
        return written
    cells.typed["tax_basis"] = bases.pop()
    return [(name, quantity, each(price)) for name, quantity, price, _basis in apart]


def read_breaks(cells: Cells, written: list[WrittenPrice]) -> None:
    """The price without a quantity holds from one piece on, unless the next column says so too."""
    named = {quantity for _name, quantity, _price in written if quantity}
    for place, (name, quantity, price) in enumerate(sorted(written, key=by_quantity)):
        if is_share(price):
            cells.faults.append(CellFault("share", name, price))
            continue
        cells.typed[f"breaks-{place}-from_quantity"] = quantity or ("1" if named else "")
        cells.typed[f"breaks-{place}-unit_price"] = price


def by_quantity(step: WrittenPrice) -> int:
    digits = plain_number(step[1] or "0")
    return int(digits) if digits.isdecimal() else 0


def read_currency(cells: Cells, written: list[WrittenPrice], fill: Mapping[str, str]) -> None:
    """The sign beside a price says the currency, where no column does; no sign may contradict it."""
    signs = [(name, price, meant) for name, _quantity, price in written if (meant := currencies_of(price))]
    if signs and "currency" not in cells.texts:
        cells.typed["currency"] = signs[0][2][0]
    signs += [(name, text, meant) for name in FEES if (meant := currencies_of(text := cells.texts.get(name, "")))]
    currency = cells.typed.get("currency") or fill.get("currency")
    cells.faults += [CellFault("currency", name, text) for name, text, meant in signs if currency not in meant]


def note_spans(values: dict[str, Any], cells: Cells, labels: Mapping[str, str]) -> None:
    """What was read as a single figure stays in the note as it was written."""
    spans = [guess for guess in cells.guesses if guess.guess in (Guess.longer, Guess.working)]
    if spans:
        written = [f"{labels[guess.field]} {guess.text}" for guess in spans]
        values["note"] = "\n".join(filter(None, [values.get("note", ""), *written]))


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


EXPORTED = ("supplier", "product", "code", *FIELDS)


def table(which: Any = None) -> tuple[list[str], list[list[Any]]]:
    """Quotes as a spreadsheet: headings and lines; `which`: a condition, of quotes with supplier and product."""
    quotes, form = Quotes(), ProductRow(formdata=None)
    owners = labels(quotes.form, ("supplier", "product")) | labels(form, ("code",))
    labelled = owners | quotes.labels()
    return [labelled[name] for name in EXPORTED], [written(*row) for row in exported(which)]


def written(supplier: str, product: str, code: str, quote: Any, breaks: Any) -> list[Any]:
    about = {name: getattr(quote, name) for name in FIELDS if name != "breaks"}
    for name in FEES:
        state = getattr(quote, f"{name}_state")
        about[name] = f"{about[name].normalize():f}" if state == "amount" else word(state, "fee")
    about |= {name: word(about[name], name) for name in ("tax_basis", "payment")}
    share = quote.deposit_share
    about["deposit_share"] = None if share is None else f"{exact(share * 100)}%"
    about |= {"supplier": supplier, "product": product, "code": code, "breaks": price_list(breaks)}
    return [about[name] for name in EXPORTED]
