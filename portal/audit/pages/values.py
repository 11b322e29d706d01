"""How a value reads on the audit page: people and rows by name, codes by their word, the rest as it was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.audit.pages.content import in_words, inquiry_words, titles, written
from portal.audit.queries.names import Names
from portal.inquiries.pages.questions import question_of
from portal.settings.pages import setting_words
from portal.suppliers.pages.forms import tiers
from portal.web.field_labels import label
from portal.web.filters import local_text, moment
from portal.web.language import country_name
from portal.web.words import WORDS, word

ASKING = ("inquiry", "question_set")  # kinds whose columns are questions
LONGEST = 160  # characters of one value on the page
UNSAID = {"search", "answer.code", "measurement.code"}  # derived, or what the row is called by
MOVED = "moved"  # how many rows of each kind went along in a merge
SHARES = {"deposit_share", "return_rate", "margin"}
# Columns that hold the id of a row, or several: which kind of row.
ROWS = dict.fromkeys(("owner", "user", "by", "asked_by", "heir", "created_by", "confirmed_by", "keeper"), "user")
ROWS |= {kind: kind for kind in ("supplier", "product", "business", "category", "sample", "template_version")}
ROWS |= {"need": "need", "batch": "batch", "replaced_by": "golden_sample", "other": "sample"}
ROWS |= {"contact": "contact", "inquiry": "inquiry"}
ROWS |= {"categories": "category"}
# Columns that hold a code: which kind of portal.words.
CODES = {
    name: name
    for name in ("goods", "source_kind", "tone", "status", "stage", "tax_basis", "payment", "outcome", "channel")
}
CODES |= {"verdict": "verdict", "proposed": "verdict", "kind": "goods", "role": "account_role"}
CODES |= {"supplier.kind": "supplier", "document.kind": "document", "source.role": "role"}
CODES |= {"batch.result": "code_result"}
CODES |= {"compliance": "compliance", "direction": "direction", "step": "step"}
CODES |= dict.fromkeys(("branded", "custom", "feed"), "said")
CODES |= {"severity": "severity", "way": "own_way"}
CODES |= {"answer.state": "answer_state", "answer.source": "answer_source"}


def rows_in(column: str, value: Any) -> Iterator[tuple[str, int]]:
    """The rows a value points to, kind and id."""
    if column == MOVED:
        return
    if column.startswith(anchors := f"{setting_words.ANCHORS}."):
        yield "category", int(column.removeprefix(anchors))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from rows_in(key, part)
    elif column in ROWS:
        for key in value if isinstance(value, list) else [value]:
            if type(key) is int:
                yield ROWS[column], key


class ChangedValue(NamedTuple):
    """A value before and after an event; one that is no table has no label."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ValueReader:
    """Values of events on objects of one kind; `code`: the item of a checklist or criterion of a test they are of."""

    kind: str
    code: str
    names: Names

    def changes(self, before: Any, after: Any) -> list[ChangedValue]:
        """Only what differs."""
        old, new = table(before), table(after)
        columns = [column for column in {**old, **new} if not {column, f"{self.kind}.{column}"} & UNSAID]
        texts = [(column, self.text(column, old.get(column)), self.text(column, new.get(column))) for column in columns]
        return [
            ChangedValue(self.label(column), short(old_text), short(new_text))
            for column, old_text, new_text in texts
            if old_text != new_text
        ]

    def label(self, column: str) -> str:
        if self.kind == "setting":
            categories = {key: named.name for (kind, key), named in self.names.items() if kind == "category"}
            return setting_words.title(column, categories)
        if self.kind == "inquiry" and (asked := question_of(column)):
            return local_text(asked.text)
        return local_text(written()[column].title) if self.of_clause(column) else label(self.kind, column)

    def of_clause(self, column: str) -> bool:
        return self.kind in ("agreement", "clause_template") and column in written()

    def text(self, column: str, value: Any) -> str:
        """Empty for nothing."""
        if self.kind == "setting":
            return setting_words.value_text(column, value)
        if value is None or value == "" or value == [] or value == {}:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if self.kind in ASKING and (words := inquiry_words(column, value)):
            return words
        if words := in_words(self.code, column, value):
            return words
        if isinstance(value, list):
            return _(", ").join(self.text(column, part) for part in value)
        if column == MOVED:
            return " · ".join(f"{counted(key)}{_(': ')}{number}" for key, number in value.items() if number)
        if isinstance(value, Mapping):
            return " · ".join(f"{self.label(key)}{_(': ')}{self.text(key, part) or '—'}" for key, part in value.items())
        if column in ROWS and (named := self.names.get((ROWS[column], value))):
            return listed_as(named.name) if column == "template_version" else named.name
        return self.plain(column, str(value))

    def plain(self, column: str, text: str) -> str:
        codes = CODES.get(f"{self.kind}.{column}") or CODES.get(column, "fee" if column.endswith("_state") else "")
        if codes:
            return str(WORDS[codes].get(text, text))
        if column == "key":
            return listed_as(text)
        if column == "country":
            return country_name(text)
        if column == "tier":
            return tiers().get(text, text)
        if column in SHARES:
            return f"{(Decimal(text) * 100).normalize():f}%"
        return moment(datetime.fromisoformat(text)) if column == "at" or column.endswith("_at") else text


def listed_as(key: str) -> str:
    """The title of a shipped list."""
    title = titles().get(key)
    return local_text(title) if title else key


def counted(kind: str) -> str:
    return word(kind, "record") if kind in WORDS["record"] else label("", kind)


def table(side: Any) -> dict[str, Any]:
    return side if isinstance(side, dict) else {} if side is None else {"": side}


def short(text: str) -> str:
    """Long texts are cut, the trail itself keeps them whole."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
