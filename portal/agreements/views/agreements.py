"""Agreements: what was agreed with a supplier, from when to when."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.agreements.forms import DATES, NAMES, SAID, AgreementForm, NewAgreementForm, RenewalForm
from portal.agreements.models import Agreement
from portal.agreements.pages import citations, facts, here, lines, shown
from portal.agreements.rules.agreements import AgreementFacts, AgreementMark, AgreementState
from portal.agreements.rules.clauses import Clause
from portal.agreements.words import said_text, title
from portal.core.forms.base import whole
from portal.core.models.record import Stamp
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
PER_PAGE = 50
EXPORTED = ("supplier", "title", "number", "goods", *DATES, *SAID)
GAPS = "gaps"  # signed or sent without a clause it needs


def offered(form: Any) -> Any:
    suppliers = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    said = choices("said")
    return form.offer(
        supplier=[SelectChoice("", "—"), *suppliers], goods=choices("goods"), branded=said, custom=said, feed=said
    )


@bp.get("")
@permission("read")
def index() -> Any:
    every, show = judged(), request.args.get("show", "")
    states, rows = Counter(mark.state for _one, mark in every), matching(every, show)
    number = max(1, min(whole(request.args.get("page")) or 1, 10_000))
    return render_template(
        "agreements/index.html",
        rows=rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        more=len(rows) > number * PER_PAGE,
        numbers={"": len(every), GAPS: len(matching(every, GAPS))} | {state: states[state] for state in AgreementState},
        show=show,
        page=number,
    )


def judged() -> list[tuple[AgreementFacts, AgreementMark]]:
    shelf, day = team().shelf, today()
    return [(one, shelf.mark(one, day)) for one in shelf.read()]


def matching(
    every: list[tuple[AgreementFacts, AgreementMark]], show: str
) -> list[tuple[AgreementFacts, AgreementMark]]:
    if show == GAPS:
        return [
            pair
            for pair in every
            if pair[1].missing and pair[1].state not in (AgreementState.draft, AgreementState.ended)
        ]
    return [pair for pair in every if show not in tuple(AgreementState) or pair[1].state == show]


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
    headings = [*(str(form[name].label.text) for name in EXPORTED), _("State"), _("Missing clauses")]
    found = matching(judged(), request.args.get("show", ""))
    return [*headings, *(local_text(one.title) for one in clauses)], [written(*pair, clauses) for pair in found]


def written(one: AgreementFacts, mark: AgreementMark, clauses: tuple[Clause, ...]) -> list[Any]:
    about = {name: getattr(one, name) for name in EXPORTED} | {"goods": word(one.goods, "goods")}
    about |= {name: {True: _("Yes"), False: _("No"), None: ""}[about[name]] for name in SAID}
    missing = "；".join(title(key) for key in mark.missing)
    said = (said_text(clause, one.written.of(clause.key)) for clause in clauses)
    return [*about.values(), word(mark.state, "agreement_state"), missing, *said]


@bp.get("/new")
@permission("write")
def new() -> Any:
    key = whole(request.args.get("supplier"))
    supplier = Supplier.get_or_none(Supplier.id == key) if key else None
    given = {"key": new_key(), "supplier": key, "goods": supplier.goods if supplier else "physical"}
    return render_template("agreements/edit.html", form=offered(NewAgreementForm(None, data=given)), row=None)


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewAgreementForm())
    if not form.validate():
        return render_template("agreements/edit.html", form=form, row=None), 422
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    agreement = Agreement.add(stamp(), by=current_user.id, **form.about)
    return url_for("clauses.edit", id=agreement.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return shown(here(id))


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    """What was agreed, on one page to sign."""
    one, row = facts(id), here(id)
    agreed = [line for _topic, found in lines(one) for line in found if line.standing != "missing"]
    half = (len(agreed) + 1) // 2
    return render_template(
        "agreements/print.html",
        row=row,
        a=one,
        state=one.state(today()),
        halves=[agreed[:half], agreed[half:]],
        cited=citations(one),
        missing=one.missing(team().shelf.book),
        back=url_for(".show", id=id),
    )


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = here(id)
    form = offered(AgreementForm(None, data={name: row.__data__[name] for name in (*NAMES, "version")}))
    return edit_page(form, row)


def edit_page(form: Any, row: Agreement, status: int = 200, conflict: Any = None) -> Any:
    return render_template("agreements/edit.html", form=form, row=row, conflict=conflict), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row, form = here(id), offered(AgreementForm())
    if refused := refusal(form, lambda: row.amend(form.seen, stamp(), **form.about), partial(edit_page, form, row)):
        return refused
    flash(_("Agreement saved"))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/renewal")
@permission("write")
def renewal(id: int) -> Any:
    """The wanted state is sent: pressing twice, or two people at once, ends where it was meant."""
    row, form = here(id), RenewalForm()
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


removable(bp, Agreement, find=here, text=lambda agreement: _("Agreement deleted"), after=of_supplier, restore=restore)
