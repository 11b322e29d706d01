"""Agreements: what was agreed with a supplier, from when to when."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from peewee import DoesNotExist
from wtforms.fields.choices import SelectChoice

from portal.agreements.forms import DATES, SAID, AgreementForm, NewAgreementForm, RenewalForm
from portal.agreements.models import Agreement, ClausesTaken
from portal.agreements.pages.clauses import marks_of, unread_clauses
from portal.agreements.pages.copying import copy_into, source_or_404, template_choices, template_or_404
from portal.agreements.pages.list import agreement_list, judged, matching
from portal.agreements.pages.show import agreement_or_404, agreement_page, citations, facts, sheet_of
from portal.agreements.rules.agreements import AgreementFacts, AgreementMark
from portal.agreements.rules.clauses import Clause
from portal.agreements.words import said_text, title
from portal.core.forms.base import NO_CHOICE, whole
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.rules.text import page_number
from portal.references.models import Gone
from portal.settings.team import team
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.filters import listed, local_text
from portal.web.submit_once import new_key, once
from portal.web.undo import removable
from portal.web.words import choices, word

bp = Blueprint("agreements", __name__, url_prefix="/agreements")
EXPORTED = ("supplier", "title", "number", "goods", *DATES, *SAID)


def offered(form: Any) -> Any:
    suppliers = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    yes_or_no = choices("said")
    return form.offer(
        supplier=[NO_CHOICE, *suppliers],
        goods=choices("goods"),
        branded=yes_or_no,
        custom=yes_or_no,
        feed=yes_or_no,
    )


def offered_anew(form: Any) -> Any:
    """What a new one can begin from besides."""
    return offered(form).offer(template=template_choices())


@bp.get("")
@permission("read")
def index() -> Any:
    page = page_number(request.args.get("page"))
    return render_template("agreements/index.html", **agreement_list(request.args.get("show", ""), page))


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("agreements", *exported())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("agreements", *exported())


def exported() -> tuple[list[str], list[list[Any]]]:
    """The list as it is filtered, in the reader's language: headings and lines, every clause a column."""
    form, clauses = AgreementForm(formdata=None), team().shelf.book.clauses
    headings = [*(str(form[name].label.text) for name in EXPORTED), _("State"), _("Core clauses missing")]
    agreements = matching(judged(), request.args.get("show", ""))
    titles = [local_text(clause.title) for clause in clauses]
    return [*headings, *titles], [written(*pair, clauses) for pair in agreements]


def written(agreement: AgreementFacts, mark: AgreementMark, clauses: tuple[Clause, ...]) -> list[Any]:
    about = {name: getattr(agreement, name) for name in EXPORTED} | {"goods": word(agreement.goods, "goods")}
    about |= {name: {True: _("Yes"), False: _("No"), None: ""}[about[name]] for name in SAID}
    missing = "；".join(title(key) for key in mark.missing)
    texts = (said_text(clause, agreement.written.of(clause.key)) for clause in clauses)
    return [*about.values(), word(mark.state, "agreement_state"), missing, *texts]


@bp.get("/new")
@permission("write")
def new() -> Any:
    key, template = whole(request.args.get("supplier")), request.args.get("template", "")
    supplier = Supplier.get_or_none(Supplier.id == key) if key else None
    begun = {"key": new_key(), "supplier": key, "goods": supplier.goods if supplier else "physical"}
    if chosen := whole(template):
        begun |= {"template": template, "goods": template_or_404(chosen).goods}
    return render_template("agreements/edit.html", form=offered_anew(NewAgreementForm(None, data=begun)), row=None)


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered_anew(NewAgreementForm())
    if not form.validate():
        return render_template("agreements/edit.html", form=form, row=None), 422
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    with change(stamp()):
        agreement = Agreement.add(stamp(), by=current_user.id, **form.about)
        if form.template.data:
            copy_into(agreement, facts(agreement.id), source_or_404(f"template-{form.template.data}"))
    return url_for("clauses.edit", id=agreement.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return agreement_page(agreement_or_404(id))


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    """What was agreed, on one page to sign."""
    agreement, row = facts(id), agreement_or_404(id)
    return render_template(
        "agreements/print.html",
        row=row,
        a=agreement,
        state=agreement.state(today()),
        sheet=sheet_of(agreement),
        cited=citations(agreement),
        back=url_for(".show", id=id),
    )


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = agreement_or_404(id)
    form = offered(AgreementForm(None, data=row.__data__ | {"read": marks_of(row)}))
    return edit_page(form, row)


def edit_page(form: Any, row: Agreement, status: int = 200, conflict: Any = None, unread: Any = ()) -> Any:
    return render_template("agreements/edit.html", form=form, row=row, conflict=conflict, unread=unread), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row, form = agreement_or_404(id), offered(AgreementForm())
    try:
        if refused := refusal(form, partial(corrected, row, form), partial(edit_page, form, row)):
            return refused
    except ClausesTaken as taken:
        form.read.data = marks_of(taken.current)
        return edit_page(form, row, 409, unread=unread_clauses(taken))
    flash(_("Agreement saved"))
    return redirect(url_for(".show", id=id), 303)


def corrected(row: Agreement, form: Any) -> None:
    try:
        row.correct(form.seen, form.read.data or {}, stamp(), **form.about)
    except DoesNotExist:
        abort(404)


@bp.post("/<id:id>/renewal")
@permission("write")
def renewal(id: int) -> Any:
    """The wanted state is sent: pressing twice, or two people at once, ends where it was meant."""
    row, form = agreement_or_404(id), RenewalForm()
    if not form.validate():
        abort(400)
    begun = form.begun.data == "yes"
    row.renew((row.renewal_on or today()) if begun else None, stamp())
    flash(_("Renewal begun") if begun else _("No renewal begun"))
    return redirect(url_for(".show", id=id), 303)


def restore(agreement: Agreement, by: Stamp) -> str:
    try:
        agreement.restore(by)
    except Gone as gone:
        flash(_("It cites %(number)s, deleted meanwhile: the agreement stays out.", number=listed(gone.numbers)))
        return of_supplier(agreement)
    return url_for("agreements.show", id=agreement.id)


def of_supplier(agreement: Agreement) -> str:
    return url_for("suppliers.show", id=agreement.supplier_id, _anchor="agreements")


removable(
    bp,
    Agreement,
    find=agreement_or_404,
    text=lambda agreement: _("Agreement deleted"),
    after=of_supplier,
    restore=restore,
)
