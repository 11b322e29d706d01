"""The one page an outside tester sees: no account, no way further into the portal."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.accounts import throttle
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.feedback.forms import FeedbackForm
from portal.feedback.models import Answered, Feedback, FeedbackLink
from portal.feedback.pages import photo_hint
from portal.samples.models.samples import Closed
from portal.web import uploads
from portal.web.access import permission
from portal.web.clock import now
from portal.web.words import choices

bp = Blueprint("invited", __name__, url_prefix="/t")


@bp.get("/thanks")
@permission("public")
def thanks() -> Any:
    return render_template("feedback/thanks.html")


@bp.get("/<token>")
@permission("public")
def show(token: str) -> Any:
    return page(link_or_404(token), token, FeedbackForm(formdata=None))


@bp.post("/<token>")
@permission("public")
def answer(token: str) -> Any:
    link, form = link_or_404(token), FeedbackForm()
    form.buys.choices = choices("buys")
    if wait := too_many(link, form.tester):
        form.form_errors = [_("Too many answers from here. Try again in %(minutes)s minutes.", minutes=wait // 60 + 1)]
        return page(link, token, form), 429, {"Retry-After": str(wait)}
    if not (known(link, form) and form.validate()):
        return page(link, token, form), 422
    try:
        keep(link, form)
    except Answered:
        return page(link, token, unknown(form)), 422
    except Closed:
        abort(404)
    return redirect(url_for(".thanks"), 303)


def link_or_404(token: str) -> Any:
    """Wrong, ended, run out and full look alike to a stranger."""
    return FeedbackLink.open_for(token, now()) or abort(404)


def too_many(link: FeedbackLink, tester: str) -> int | None:
    """The seconds to wait, if so."""
    counted = {"feedback": request.remote_addr or "", "link": str(link.id), "card": f"{link.id} {tester}"}
    waits = (throttle.take(kind, name, now()) for kind, name in counted.items())
    return next((wait for wait in waits if wait), None)


def known(link: Any, form: FeedbackForm) -> bool:
    """The code is looked at before the picture: no stranger without a card has one read."""
    return form.code.validate(form) and (link.waits_for(form.tester) or not unknown(form))


def unknown(form: FeedbackForm) -> FeedbackForm:
    form.code.errors = [_("This code is not known, or has answered already. It stands on your card.")]
    return form


def keep(link: Any, form: FeedbackForm) -> None:
    by = Stamp(None, now())
    with change(by):
        Feedback.give(link, form.tester, by, **form.about)
        if form.photo.data:
            uploads.keep(form.photo.data, link.sample, by, slot=form.tester)


def page(link: Any, token: str, form: FeedbackForm) -> str:
    form.buys.choices = choices("buys")
    about = {"product": link.sample.product.name, "photo_hint": photo_hint(link.sample.kind)}
    return render_template("feedback/show.html", link=link, token=token, form=form, **about)
