"""What contacts, documents and word of mouth share: they belong to a supplier and are added, amended and removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from peewee import fn

from portal.core.forms.base import whole
from portal.core.models.change import Entry, change
from portal.database import get_or_404
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.pages.show import suppliers_on_file
from portal.web import hx
from portal.web.clock import stamp
from portal.web.conflicts import refusal, refusal_of
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored


@dataclass(frozen=True)
class Desk:
    """`room` is the blueprint, its templates and its place on the supplier's page."""

    room: str
    model: type[Entry]
    new_form: type[Any]
    form: type[Any]
    offered: Callable[[Any], Any] = lambda form: form
    kept: Callable[[Any, Any], None] = lambda row, form: None  # what goes with the row: files
    defaults: Callable[[], dict[str, Any]] = dict
    signed: bool = True  # the row names who wrote it

    def supplier(self) -> Any:
        return get_or_404(suppliers_on_file(), whole(request.values.get("supplier")) or 0)

    def row(self, id: int) -> Any:
        model: Any = self.model
        of_one_on_file = fn.EXISTS(suppliers_on_file().select(Supplier.id).where(Supplier.id == model.supplier))
        return get_or_404(model.select().where(model.deleted_at.is_null(), of_one_on_file), id)

    def page(self, form: Any, supplier: Any, row: Any = None, status: int = 200, conflict: Any = None) -> Any:
        body = render_template(
            f"suppliers/{self.room}/form.html", form=self.offered(form), supplier=supplier, row=row, conflict=conflict
        )
        return body, status

    def back(self, supplier_id: int) -> str:
        return url_for("suppliers.show", id=supplier_id, _anchor=self.room)

    def new(self) -> Any:
        return self.page(self.new_form(None, data={"key": new_key(), **self.defaults()}), self.supplier())

    def create(self) -> Any:
        supplier, form = self.supplier(), self.offered(self.new_form())
        if not form.validate():
            return refusal_of(form, partial(self.page, form, supplier, status=422))
        return hx.see(once(lambda: self.added(supplier, form)))

    def added(self, supplier: Any, form: Any) -> str:
        by = {"by": current_user.id} if self.signed else {}
        with change(stamp()):
            row = self.model.add(stamp(), supplier=supplier, **form.about, **by)
            self.kept(row, form)
        return self.back(supplier.id)

    def edit(self, id: int) -> Any:
        row = self.row(id)
        return self.page(self.form(None, data=row.__data__), row.supplier, row)

    def update(self, id: int) -> Any:
        row, form = self.row(id), self.offered(self.form())
        if refused := refusal(form, lambda: self.amended(row, form), partial(self.page, form, row.supplier, row)):
            return refused
        flash(_("Saved"))
        return redirect(self.back(row.supplier_id), 303)

    def amended(self, row: Any, form: Any) -> None:
        with change(stamp()):
            row.amend(form.seen, stamp(), **form.about)
            self.kept(row, form)

    def removable(self, bp: Blueprint) -> None:
        removable(
            bp,
            self.model,
            find=lambda id: self.row(id),
            text=lambda row: _("Deleted"),
            after=lambda row: self.back(row.supplier_id),
            restore=restored(lambda row: self.back(row.supplier_id)),
        )


def answer_page(form: Any, note: Any, status: int = 200, conflict: Any = None) -> Any:
    """An answer to serious word of mouth that was not saved: what was typed, what was said, what a colleague saved."""
    body = render_template(
        "suppliers/reputation/answer.html", form=form, note=conflict or note, supplier=note.supplier, conflict=conflict
    )
    return body, status
