"""What can be imported, and how the cells of a row become the values of a record."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from portal.core.rules.spellings import Spelling
from portal.core.rules.text import folded
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule
from portal.imports.rules.mixed import CellGuess, MadeHere
from portal.imports.rules.spoken import SPOKEN
from portal.sheets.rules.cells import FAULTY_CELLS, rounded
from portal.sheets.rules.row_outcomes import CellFault
from portal.web.language import LANGUAGES
from portal.web.words import WORDS


class ImportKind(Protocol):
    """A kind of record that can be imported."""

    rules: tuple[MatchRule, ...]
    rule_words: str  # of portal.words
    required: tuple[str, ...]
    writer: Any
    form: Any  # that judges the cells

    def labels(self) -> dict[str, str]:
        """What the columns can be: field -> its label."""

    def defaults(self, headings: Mapping[str, str]) -> dict[str, str]:
        """What is chosen there to begin with, of a file with these headings: heading -> field."""

    def fill(self) -> dict[str, tuple[str, Any]]:
        """What a person says where the file says nothing: field -> label and choices, or None for a line of text."""

    def line(self, number: int, texts: Mapping[str, str], fill: Mapping[str, str], of: RowOwners) -> ImportedRow:
        """What the cells of a row say of a record of this kind."""

    def against(self, record: KnownRecord, changes: Mapping[str, Any]) -> tuple[CellFault, ...]: ...


@dataclass(frozen=True)
class RowOwners:
    """What the records of a row belong to: on file, made by this file, or none."""

    supplier: int | MadeHere | None = None
    product: int | MadeHere | None = None
    category: Callable[[str, str], int | MadeHere | None] = lambda name, goods: None
    known: Container[str] = ()  # names of categories on file, folded


@dataclass
class Cells:
    """The cells of a row on their way to its form: typed as a person would, with what cannot be."""

    texts: Mapping[str, str]
    typed: MultiDict[str, str] = field(default_factory=MultiDict)
    faults: list[CellFault] = field(default_factory=list)
    guesses: list[CellGuess] = field(default_factory=list)

    def read(self, name: str, text: str, codes: Iterable[str]) -> None:
        """Pass a cell on as it is, unless the spreadsheet spoilt it."""
        if text in FAULTY_CELLS:
            self.faults.append(CellFault("broken_cell", name, text))
        elif name in codes and rounded(text):
            self.faults.append(CellFault("rounded", name, text))
        else:
            self.typed[name] = text

    def choose(self, name: str, text: str, offered: Mapping[str, str], say: str) -> None:
        """Type the code of a choice by what people call it."""
        code = offered.get(folded(text))
        if code is None:
            self.faults.append(CellFault(say, name, text))
        else:
            self.typed.add(name, code)

    def spell(self, name: str, text: str, spelling: Spelling | None, fault: str = "") -> None:
        """Type what a spelling says; where it is none, the cell as it is, or a fault of this code."""
        if spelling is None and fault:
            self.faults.append(CellFault(fault, name, text))
            return
        self.typed[name] = spelling.text if spelling else text
        if spelling and spelling.guess:
            self.guesses.append(CellGuess(name, text, spelling.text, spelling.guess))

    def through(self, form: Any) -> dict[str, Any]:
        """The values the form makes of what was typed; its errors become faults."""
        fields = list(dict.fromkeys(name.split("-")[0] for name in self.typed))
        # A form has many more fields than a row has cells: those of the row before are emptied, the rest is empty.
        for name in dict.fromkeys([*fields, *getattr(form, "typed", ())]):
            form[name].process(self.typed)
        form.typed = fields
        for name in fields:
            judge = getattr(form, f"validate_{name}", None)
            form[name].validate(form, [judge_of(judge)] if judge else ())
        wrong = {name: error for name in fields if (error := first_error(form[name].errors))}
        self.faults += [CellFault("said", name, error) for name, error in wrong.items()]
        return {name: form[name].data for name in fields if name not in wrong}


def judge_of(method: Callable[[Any], None]) -> Callable[[Any, Any], None]:
    """The form's own judgement of a field, as a rule of that field."""
    return lambda _form, field: method(field)


def first_error(errors: Any) -> str:
    """One reason is enough: of a field, or of the fields inside it."""
    if isinstance(errors, Mapping):
        errors = list(errors.values())
    if not isinstance(errors, list | tuple):
        return str(errors)
    return next((text for error in errors if (text := first_error(error))), "")


def closed_list(form: Any, name: str) -> list[SelectChoice]:
    """What a field offers to choose from; empty where anything may be written."""
    choices = getattr(getattr(form, name, None), "choices", None) or ()
    return [choice for choice in choices if isinstance(choice, SelectChoice) and choice.value]


def choice_text(form: Any, name: str, value: str) -> str:
    """What a field calls a value; the value itself where it has no word for it."""
    return next((str(choice.label) for choice in closed_list(form, name) if choice.value == value), value)


def labels(form: Any, names: Iterable[str]) -> dict[str, str]:
    return {name: str(form[name].label.text) for name in names}


def in_every_language(kind: ImportKind) -> dict[str, list[str]]:
    """Field -> its labels."""
    spoken: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with force_locale(language):
            for name, label in kind.labels().items():
                spoken.setdefault(name, []).append(label)
    return spoken


def spoken_codes(kind: str) -> dict[str, str]:
    """Every word for a code of this kind, in every language, folded -> the code."""
    codes = {folded(word): code for code, words in SPOKEN.get(kind, {}).items() for word in words}
    for language in LANGUAGES:
        with force_locale(language):
            codes |= {folded(str(label)): str(code) for code, label in WORDS[kind].items()}
    return codes | {str(code): str(code) for code in WORDS[kind]}


def by_name(pairs: Iterable[tuple[Any, str]]) -> dict[str, str]:
    """Name, folded -> id; a name that two bear is nobody's."""
    ids: dict[str, str] = {}
    twice: set[str] = set()
    for key, name in pairs:
        if ids.setdefault(folded(name), str(key)) != str(key):
            twice.add(folded(name))
    return {name: key for name, key in ids.items() if name not in twice}


def fault_text(fault: CellFault, label: str) -> str:
    """What is wrong, in words; `label` is what the field is called."""
    about = fault.about
    words = {
        "broken_cell": _("The cell holds an error of the spreadsheet: %(text)s.", text=about),
        "rounded": _("The spreadsheet took this code for a number and rounded it (%(text)s). Format the column as text and enter it again.", text=about),  # noqa: E501
        "missing": _("%(field)s is missing; nothing new can be added without it.", field=label),
        "twin": _("The same as row %(row)s of this file.", row=about),
        "several": _("%(count)s records match it. Name the code, or make them one.", count=about),
        "word": _("“%(text)s” is none of the words known here.", text=about),
        "currency": _("The price “%(text)s” is in another currency than the row says.", text=about),
        "person": _("“%(text)s” is nobody here, or the name of two people.", text=about),
        "absent": _("“%(text)s” is not on file, and this import is not to add it.", text=about),
        "needs_suppliers": _("Its supplier is not imported."),
        "needs_products": _("Its product is not imported."),
        "lacks_suppliers": _("The row names no supplier."),
        "lacks_products": _("The row names no product."),
        "differs": _("Row %(row)s says something else of the same record.", row=about),
        "carton": _("“%(text)s” counts cartons: how many pieces are that?", text=about),
        "share": _("“%(text)s” is a share of a face value that the row does not name: write the price, or add a column “Face value”.", text=about),  # noqa: E501
        "day": _("“%(text)s” is no day. Write it as 2026-01-31.", text=about),
        "shop": _("There is no business “%(text)s”. Add it first.", text=about),
        "long": _("“%(text)s” is too long a name for a category: 80 characters at most.", text=about),
    }  # fmt: skip
    return words.get(fault.code, about)
