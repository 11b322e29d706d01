"""Sealed samples and reference orders: made from a batch, listed, corrected, labelled."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.agreements.models import Cited, correct_reference, remove_reference
from portal.core.forms.base import whole
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.references.forms import NAMES, GoldenSampleForm, NewGoldenSampleForm
from portal.references.models import GoldenSample, NoBatch, NotNewer, NumberTaken
from portal.references.pages import facts, here, shown
from portal.references.queries import batch_of, numbers, read
from portal.references.rules import Reference, ReferenceState, next_number
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.language import LANGUAGES
from portal.web.qr import qr
from portal.web.submit_once import new_key, once
from portal.web.undo import restorable, way_back
from portal.web.words import word

bp = Blueprint("references", __name__, url_prefix="/references")
PER_PAGE = 50
NONE = SelectChoice("", "—")


def offered(form: Any, row: Any = None) -> Any:
    held = (row.confirmed_by_id, row.keeper_id) if row is not None else ()
    people = [NONE, *(SelectChoice(str(key), name) for key, name in User.active(*held))]
    if row is not None:
        later = [SelectChoice(str(key), number) for key, number in row.successors()]
        form.offer(replaced_by=[NONE, *later])
    return form.offer(confirmed_by=people, keeper=people)


@bp.get("")
@permission("read")
def index() -> Any:
    every = [(one, one.state(today())) for one in read()]
    states, show = Counter(state for _one, state in every), request.args.get("show", "")
    rows = [pair for pair in every if show not in tuple(ReferenceState) or pair[1] == show]
    number = max(1, min(whole(request.args.get("page")) or 1, 10_000))
    return render_template(
        "references/index.html",
        rows=rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        more=len(rows) > number * PER_PAGE,
        numbers={"": len(every)} | {state: states[state] for state in ReferenceState},
        show=show,
        page=number,
    )


def sheet(form: Any, batch: Any, row: Any = None, status: int = 200, conflict: Any = None) -> Any:
    return render_template("references/edit.html", form=form, batch=batch, row=row, conflict=conflict), status


@bp.get("/new")
@permission("write")
def new() -> Any:
    batch = batch_of(whole(request.args.get("batch")) or 0) or abort(404)
    day = today()
    given = {
        "key": new_key(),
        "batch": batch.id,
        "number": next_number(day.year, numbers(day.year)),
        "sealed_on": day,
        "confirmed_by": current_user.id,
        "keeper": current_user.id,
    }
    return sheet(offered(NewGoldenSampleForm(None, data=given)), batch)


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewGoldenSampleForm())
    batch = batch_of(whole(form.batch.data) or 0) or abort(404)
    if not form.validate():
        return sheet(form, batch, status=422)
    try:
        return redirect(once(lambda: sealed(form, batch.id)), 303)
    except NumberTaken:
        form.number.errors = [taken()]
        return sheet(form, batch, status=422)
    except NoBatch:
        abort(404)


def sealed(form: Any, batch: int) -> str:
    row = GoldenSample.seal(stamp(), batch, **form.about)
    flash(_("%(number)s is on file", number=row.number))
    return url_for("references.show", id=row.id)


def taken() -> str:
    return _("This number was given already; a deleted one keeps it, for a label may still bear it.")


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return shown(id)


@bp.get("/<id:id>/label")
@permission("read")
def label(id: int) -> Any:
    """One A6 label in both languages, with a code that leads to the page."""
    one, sides = facts(id), []
    for language in LANGUAGES:
        with force_locale(language):
            sides.append(captions(one))
    pairs = [tuple(dict.fromkeys(side[name] for side in sides)) for name in sides[0]]
    address = url_for(".show", id=id, _external=True)
    return render_template(
        "references/label.html",
        one=one,
        captions=dict(zip(sides[0], pairs, strict=True)),
        address=address,
        qr=qr(address),
        back=url_for(".show", id=id),
    )


def captions(one: Reference) -> dict[str, str]:
    """What stands before each line of a label, in the language that is on."""
    return {
        "kind": word(one.kind, "reference"),
        "product": _("Product"),
        "supplier": _("Supplier"),
        "batch": _("Batch"),
        "sealed_on": _("Sealed on"),
        "keeper": _("Keeper"),
        "place": _("Kept at"),
        "valid_until": _("Valid until"),
        "accepted": _("Accepted deviations"),
        "none": _("none"),
    }


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = here(id)
    given = {name: row.__data__[name] for name in (*NAMES, "replaced_by", "version")}
    return sheet(offered(GoldenSampleForm(None, data=given), row), row.batch, row)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row = here(id)
    form = offered(GoldenSampleForm(), row)
    faults = {
        NumberTaken: lambda _taken: form.number.errors.append(taken()),
        Cited: lambda cited: form.number.errors.append(cited_by(cited)),
        NotNewer: lambda _older: form.replaced_by.errors.append(_("It is not there any more. Choose another one.")),
    }
    if refused := refusal(
        form,
        lambda: correct_reference(row, form.seen, stamp(), **form.about),
        partial(sheet, form, row.batch, row),
        faults=faults,
    ):
        return refused
    flash(_("%(number)s saved", number=form.number.data))
    return redirect(url_for(".show", id=id), 303)


def cited_by(cited: Cited) -> str:
    titles = ", ".join(title for _key, title in cited.agreements)
    return _("The number stays: it is cited by %(agreements)s.", agreements=titles)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    row = here(id)
    sample = row.batch.sample_id
    try:
        remove_reference(row, stamp())
    except Cited as refused:
        return shown(id, 409, refused=refused)
    flash(_("%(number)s deleted", number=row.number), way_back("reference.remove", id))
    return redirect(url_for("samples.show", id=sample, _anchor="references"), 303)


def restore(row: GoldenSample, by: Stamp) -> str:
    try:
        row.restore(by)
    except NoBatch:
        flash(_("Its batch was deleted: it stays out."))
        return url_for("references.index")
    return url_for("references.show", id=row.id)


restorable("reference.remove", GoldenSample, restore)
