"""Templates of the team: clauses an agreement begins from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.agreements.forms import TemplateForm
from portal.agreements.models import ClauseTemplate
from portal.agreements.pages.copying import of_template, template_clauses, template_lines, template_or_404
from portal.agreements.pages.show import agreement_or_404, agreement_page, facts
from portal.agreements.queries import templates
from portal.agreements.rules.agreements import AgreementFacts
from portal.core.rules.text import whole
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.submit_once import once
from portal.web.undo import removable, restored

bp = Blueprint("clause_templates", __name__, url_prefix="/agreements/templates")


@bp.get("")
@permission("read")
def index() -> Any:
    rows = [(template.id, of_template(template, by)) for template, by in templates()]
    return render_template("agreements/templates/index.html", rows=rows)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    template = template_or_404(id)
    return render_template(
        "agreements/templates/show.html", row=template, source=of_template(template), lines=template_lines(template)
    )


@bp.post("")
@permission("write")
def create() -> Any:
    """From the clauses of an agreement."""
    form = TemplateForm()
    row = agreement_or_404(whole(form.agreement.data) or 0)
    if not form.validate():
        return agreement_page(row, status=422, template=form)
    agreement = facts(row.id)
    return redirect(once(lambda: added(agreement, form)), 303)


def added(agreement: AgreementFacts, form: TemplateForm) -> str:
    clauses = template_clauses(agreement)
    about = {"name": form.name.data, "goods": agreement.goods, "clauses": clauses, "by": current_user.id}
    template = ClauseTemplate.add(stamp(), **about)
    flash(_("Template saved"))
    return url_for(".show", id=template.id)


removable(
    bp,
    ClauseTemplate,
    find=template_or_404,
    text=lambda template: _("Template deleted"),
    after=lambda template: url_for("clause_templates.index"),
    restore=restored(lambda template: url_for("clause_templates.show", id=template.id)),
)
