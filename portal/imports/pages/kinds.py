"""What can be imported, and how the cells of a row become the values of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.core.rules.names import Known, code_key, name_key
from portal.core.rules.text import folded
from portal.imports.rules.columns import SPOKEN, known
from portal.imports.rules.importing import ImportedRow, KnownRecord, MatchRule
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

    def fields(self) -> dict[str, str]:
        """What the columns can be: field -> its label."""

    def headings(self) -> dict[str, str]:
        """Key of every heading that is understood -> its field."""

    def defaults(self) -> dict[str, str]:
        """What is chosen there to begin with."""

    def fill(self) -> dict[str, tuple[str, list[Any]]]:
        """What a person can choose where the file says nothing: field -> label and choices."""

    def line(self, number: int, cells: Mapping[str, str], fill: Mapping[str, str]) -> ImportedRow: ...

    def against(self, record: KnownRecord, changes: Mapping[str, Any]) -> tuple[CellFault, ...]: ...


@dataclass
class Cells:
    """The cells of a row on their way to its form: typed as a person would, with what cannot be."""

    texts: Mapping[str, str]
    typed: MultiDict[str, str] = field(default_factory=MultiDict)
    faults: list[CellFault] = field(default_factory=list)

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

    def supplier(self, text: str, suppliers: Mapping[str, str]) -> None:
        """Type the id of a supplier by its name, however it is written, or by its company code."""
        supplier = suppliers.get(name_key(text)) or suppliers.get(code_key(text))
        if supplier is None:
            self.faults.append(CellFault("supplier", "supplier", text))
        else:
            self.typed["supplier"] = supplier

    def through(self, form: Any) -> dict[str, Any]:
        """The values the form makes of what was typed; its errors become faults."""
        form.process(self.typed)
        form.validate()
        fields = list(dict.fromkeys(name.split("-")[0] for name in self.typed))
        wrong = {name: error for name in fields if (error := first_error(form[name].errors))}
        self.faults += [CellFault("said", name, error) for name, error in wrong.items()]
        return {name: form[name].data for name in fields if name not in wrong}


def first_error(errors: Any) -> str:
    """One reason is enough: of a field, or of the fields inside it."""
    if isinstance(errors, Mapping):
        errors = list(errors.values())
    if not isinstance(errors, list | tuple):
        return str(errors)
    return next((text for error in errors if (text := first_error(error))), "")


def labels(form: Any, names: Iterable[str]) -> dict[str, str]:
    return {name: str(form[name].label.text) for name in names}


def headings(form: Any, names: Iterable[str], aliases: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Labels of the form in every language, and what else people call its fields."""
    spoken: dict[str, list[str]] = {name: [] for name in names}
    for language in LANGUAGES:
        with force_locale(language):
            for name, label in labels(form, names).items():
                spoken[name].append(label)
    return known({name: [*labels, *aliases.get(name, ())] for name, labels in spoken.items()})


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


def suppliers_by_name(known: Iterable[Known]) -> dict[str, str]:
    """Id of each supplier by its names and its company code; what two bear is nobody's."""
    pairs = [
        (supplier.id, key)
        for supplier in known
        for key in {supplier.name_key, supplier.legal_key, supplier.code} - {""}
    ]
    ids: dict[str, set[int]] = {}
    for key, name in pairs:
        ids.setdefault(name, set()).add(key)
    return {name: str(min(bearers)) for name, bearers in ids.items() if len(bearers) == 1}


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
        "supplier": _("There is no supplier “%(text)s”, or several. Name it by its company code.", text=about),
        "product": _("There is no product “%(text)s”, or several. Name it by your own code.", text=about),
        "day": _("“%(text)s” is no day. Write it as 2026-01-31.", text=about),
        "shop": _("There is no business “%(text)s”. Add it first.", text=about),
        "category": _("There is no category “%(text)s”. Add it first.", text=about),
    }  # fmt: skip
    return words.get(fault.code, about)
