"""The page on which ticked records are changed: what can be done, what would become of each, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from flask_babel import gettext as _

from portal.bulk.forms import BulkForm
from portal.bulk.pages.nouns import NOUNS, BulkNoun, batch_kind
from portal.bulk.pages.sentences import dry_sentence, records_text
from portal.bulk.queries.batch import TickedBatch
from portal.bulk.rules import BulkChoice, BulkDeed, BulkPlan
from portal.core.rules.text import whole
from portal.web.clock import today
from portal.web.filters import day, listed
from portal.web.words import word

MOST = 200  # records at once
LONGEST = 1000  # of the address of a list


class LeftGroup(NamedTuple):
    """Records that stay as they are, or become so in a way of their own."""

    reason: str
    names: list[str]


@dataclass
class BulkPage:
    """`asked`: what an address or a form says."""

    noun: str
    asked: Any

    @cached_property
    def about(self) -> BulkNoun:
        return NOUNS[self.noun]

    @cached_property
    def ids(self) -> list[int]:
        """Ticked on the list, or handed on in one field."""
        texts = [*self.asked.getlist(self.about.param), *self.asked.get("ids", "").split(",")]
        keys = dict.fromkeys(key for text in texts if (key := whole(text)) is not None)
        return list(keys)[:MOST]

    @cached_property
    def deed(self) -> BulkDeed | None:
        return next((deed for deed in self.about.deeds if deed == self.asked.get("deed")), None)

    @cached_property
    def batch(self) -> TickedBatch:
        return self.about.batch(self.ids)

    @cached_property
    def form(self) -> BulkForm:
        form = BulkForm(self.asked if self.deed else None)
        self.about.offer(form, self.batch)
        return form

    @cached_property
    def choice(self) -> BulkChoice | None:
        """What is asked for; None while nothing is, or nothing that can be."""
        choice = self.form.choice(self.deed) if self.deed else None
        if choice and choice.deed is BulkDeed.review and choice.value < today():
            self.form["review"].errors = [_("Choose today or a later day.")]
            return None
        return choice

    @cached_property
    def plan(self) -> BulkPlan | None:
        return self.target.plan(self.choice) if self.choice else None

    @cached_property
    def target(self) -> TickedBatch:
        """What is judged and written."""
        kind = batch_kind(self.noun, self.deed) if self.deed else type(self.batch)
        return self.batch if isinstance(self.batch, kind) else kind(self.ids)

    @property
    def value(self) -> str:
        return value_text(self.form, self.choice) if self.choice else ""

    @property
    def query(self) -> str:
        """Of the list the person came from."""
        return urlencode(parse_qsl(self.asked.get("list", "")[:LONGEST].replace("\x00", "")))

    @property
    def list_url(self) -> str:
        return list_address(self.noun, self.query)

    @property
    def status(self) -> int:
        return 422 if self.deed and self.choice is None else 200


def list_address(noun: str, query: str) -> str:
    address = url_for(f"{noun}.index")
    return f"{address}?{query}" if query else address


def value_text(form: BulkForm, choice: BulkChoice) -> str:
    """The value that is asked for, as people call it; empty where something is taken off."""
    if choice.deed is BulkDeed.delete or not choice.value:
        return ""
    if isinstance(choice.value, date):
        return day(choice.value)
    field: Any = form[choice.deed.value]
    names = {str(option.value): str(option.label) for option in getattr(field, "choices", None) or ()}
    values = choice.value if isinstance(choice.value, list) else [choice.value]
    return listed(names.get(str(value), str(value)) for value in values)


def page_values(page: BulkPage, changed: bool = False) -> dict[str, Any]:
    """`changed`: something became another since the person looked."""
    plan = page.plan
    return {
        "page": page,
        "changed": changed,
        "title": _("Change %(records)s", records=records_text(page.noun, len(page.batch.records))),
        "names": [page.batch.name(record) for record in page.batch.records.values()],
        "fields": [(deed, page.form.asked(deed)) for deed in page.about.deeds],
        "sentence": dry_sentence(page.noun, page.choice.deed, plan, page.value) if plan and page.choice else "",
        "left": left_groups(plan) if plan else [],
        "sent": sent_values(page),
    }


def left_groups(plan: BulkPlan) -> list[LeftGroup]:
    groups = [
        LeftGroup(word(fault, "bulk_fault"), [line.name for line in lines]) for fault, lines in plan.unable.items()
    ]
    if plan.over:
        groups.insert(0, LeftGroup(_("taken over"), [line.name for line in plan.over]))
    return [*groups, LeftGroup(_("stand so already"), [line.name for line in plan.same])] if plan.same else groups


def sent_values(page: BulkPage) -> Mapping[str, str]:
    """What the press that carries it out sends along."""
    if page.choice is None or page.plan is None:
        return {}
    fields = {field.name: page.asked.get(field.name, "") for field in page.form.asked(page.choice.deed)}
    return {"deed": page.choice.deed.value, **fields, "expected": page.plan.figures}
