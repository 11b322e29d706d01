"""What is missing, asked of every supplier at once: one inquiry for each, and the text to send."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from portal import content
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.core.models.change import change
from portal.core.models.record import rows
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.pages.paper import plain_text
from portal.inquiries.queries.page import of, read
from portal.inquiries.rules.inquiries import InquiryFacts
from portal.missing.rules import left_alone, questions_about, questions_to_ask
from portal.quotes.words import pieces_text
from portal.suppliers.models.suppliers import Supplier
from portal.web.clock import now, stamp
from portal.web.filters import listed, moment
from portal.web.language import LANGUAGES


class AskedSupplier(NamedTuple):
    """An inquiry that was made, or was waiting for an answer already."""

    name: str
    about: str
    already: str  # when all of it was asked before; empty where it is asked now
    url: str
    sheet_url: str
    field: str  # the id of the text
    text: str


def askable(sheet: SideBySide) -> int:
    """How many suppliers can be asked for something."""
    return len([column for column in sheet.columns if questions_to_ask(sheet, column)])


class AskedRound(NamedTuple):
    """All inquiries that now wait for what is missing, those of them made before, and who is not asked."""

    inquiries: list[int]
    again: list[int]
    left: list[int]

    @property
    def address(self) -> str:
        return url_for("asking.asked", inquiry=self.inquiries, again=self.again, left=self.left)


def ask_all(sheet: SideBySide) -> AskedRound:
    """One inquiry for each supplier that can tell something; what it was asked of this product and left open is not
    asked again, and nobody that is retired or paused is asked."""
    asked = of([column.dossier.supplier for column in sheet.columns])
    notes, subjects = notes_of([inquiry.id for inquiry in asked]), subjects_of(sheet.goods.name)
    waiting = [inquiry for inquiry in asked if is_about(notes[inquiry.id], subjects)]
    with change(stamp()):
        keys = list(dict.fromkeys(key for column in sheet.columns for key in inquiries_of(sheet, column, waiting)))
    left = [
        column.dossier.supplier for column in sheet.columns if left_alone(column) and questions_about(sheet, column)
    ]
    before = {inquiry.id for inquiry in waiting}
    return AskedRound(keys, [key for key in keys if key in before], left)


def inquiries_of(sheet: SideBySide, column: Column, waiting: Collection[InquiryFacts]) -> Iterator[int]:
    supplier, wanted = column.dossier.supplier, questions_to_ask(sheet, column)
    asked_before = {
        question.key: inquiry.id for inquiry in waiting if inquiry.supplier_id == supplier for question in inquiry.open
    }
    yield from (asked_before[key] for key in wanted if key in asked_before)
    new = [question for question in content.questions() if question.key in set(wanted) - asked_before.keys()]
    if new:
        about = {"supplier": supplier, "goods": "digital" if sheet.goods.digital else "physical", "channel": "chat"}
        by = {"asked_by": current_user.id, "by": current_user.id, "asked_at": now()}
        yield Inquiry.ask(stamp(), new, note=subject(sheet), **about, **by).id


def subject(sheet: SideBySide) -> str:
    return _("%(product)s, %(pieces)s", product=sheet.goods.name, pieces=pieces_text(sheet.quantity))


def subjects_of(product: str) -> list[tuple[str, str]]:
    """How the note of an inquiry about a product begins, and the comma behind its name, in each of our languages."""
    subjects = []
    for language in LANGUAGES:
        with force_locale(language):
            start, comma = (_("%(product)s, %(pieces)s", product=name, pieces="") for name in (product, ""))
        subjects.append((start, comma))
    return subjects


def is_about(note: str, subjects: Collection[tuple[str, str]]) -> bool:
    """Whether an inquiry was about the product, for whatever quantity. A longer name with a comma is another one."""
    return any(note.startswith(start) and comma not in note.removeprefix(start) for start, comma in subjects)


def notes_of(keys: Collection[int]) -> dict[int, str]:
    return dict(rows(Inquiry.select(Inquiry.id, Inquiry.note).where(Inquiry.id.in_(list(keys)))))


def asked_page(keys: Collection[int], again: Collection[int], left: Collection[int], language: str) -> dict[str, Any]:
    """The inquiries with what to send to each supplier, in one of our languages. `again`: those that were
    made before; `left`: suppliers that were not asked."""
    inquiries = sorted(read(Inquiry.id.in_(list(keys))), key=lambda inquiry: inquiry.id)
    notes = notes_of(keys)
    ids = [inquiry.id for inquiry in inquiries]
    return {
        "asked": [asked_supplier(inquiry, notes[inquiry.id], language, inquiry.id in again) for inquiry in inquiries],
        "about": about_round(ids, again),
        "left": listed(left_names(left)),
        "ways": [
            (name, url_for("asking.asked", inquiry=ids, again=again, left=left, language=code), code == language)
            for code, name in LANGUAGES.items()
        ],
    }


def about_round(ids: Collection[int], again: Collection[int]) -> str:
    if not set(ids) & set(again):
        return _("One inquiry each is on record. Send the text, then write down what comes back.")
    if set(ids) <= set(again):
        return _("All of it was asked before, so nothing new is on record. Send the text again where nobody answered.")
    return _("What was not asked before is on record now. Send the text, then write down what comes back.")


def left_names(suppliers: Collection[int]) -> list[str]:
    if not suppliers:
        return []
    query = Supplier.select(Supplier.name).where(Supplier.id.in_(list(suppliers)), Supplier.deleted_at.is_null())
    return [name for (name,) in rows(query.order_by(Supplier.name, Supplier.id))]


def asked_supplier(inquiry: InquiryFacts, note: str, language: str, before: bool) -> AskedSupplier:
    questions = ngettext("%(num)d question", "%(num)d questions", len(inquiry.open))
    with force_locale(language):
        text = plain_text(inquiry, language, note)
    return AskedSupplier(
        inquiry.supplier,
        f"{questions} · {moment(inquiry.asked_at)}",
        _("Asked before, %(at)s: not asked again.", at=moment(inquiry.asked_at)) if before else "",
        url_for("inquiries.show", id=inquiry.id),
        url_for("inquiries.sheet", id=inquiry.id, language=language),
        f"text-{inquiry.id}",
        text,
    )
