"""The home page: where the business stands and what is to be done."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.actions.rules import Todo, TodoKind, sort
from portal.agreements.words import title as clause
from portal.checklists.models.runs import Run
from portal.checklists.pages.sentences import item_text
from portal.checklists.pages.stage_page import StagePage
from portal.codes.queries import todos as rechecks
from portal.content import checklists
from portal.core.rules.stages import Stage
from portal.home.queries.figures import figures
from portal.home.queries.todos import todos
from portal.inquiries.queries.page import todos as unheard
from portal.inquiries.rules.inquiries import REPLY_DAYS
from portal.settings.current_business import current_business
from portal.settings.team import team
from portal.web.access import permission
from portal.web.clock import now, today, zone
from portal.web.filters import listed
from portal.web.words import word

bp = Blueprint("home", __name__)
FEW, FEW_CLAUSES = 6, 3


@bp.get("/")
@permission("read")
def index() -> Any:
    day = today()
    waiting = team().shelf.todos(day) + unheard(now(), zone(), patience()) + rechecks(day)
    every = sort(todos(day) + waiting, current_user.id, day)
    shown = every if "all" in request.args else every[:FEW]
    return render_template(
        "home/index.html",
        rows=[(todo, sentence(todo), address(todo)) for todo in shown],
        total=len(every),
        due_today=sum(todo.due_on <= today() for todo in every),
        figures=figures(today()),
        page=stage_now(),
    )


def patience() -> int:
    """Working days of silence after which a supplier is reminded."""
    return int(team().policy.number(REPLY_DAYS))


def stage_now() -> StagePage | None:
    """Where the business stands in its stage; None before there is a business."""
    business = current_business()
    if business is None:
        return None
    stage = Stage(business.stage)
    run = Run.last(business.id, stage)
    return StagePage.of_run(business, run) if run else StagePage.ahead(business, stage)


def sentence(todo: Todo) -> str:
    match todo.kind:
        case TodoKind.review:
            return _("%(supplier)s: review", supplier=todo.title)
        case TodoKind.reply:
            waited = ngettext("%(num)d working day", "%(num)d working days", int(todo.about))
            return _(
                "%(supplier)s has not replied to our questions for %(waited)s: remind them",
                supplier=todo.title,
                waited=waited,
            )
        case TodoKind.sample:
            return _(
                "%(supplier)s: the sample of %(product)s is promised, not here yet",
                supplier=todo.title,
                product=todo.about,
            )
        case TodoKind.test:
            return _("%(supplier)s: test the sample of %(product)s", supplier=todo.title, product=todo.about)
        case TodoKind.check:
            return _(
                "%(supplier)s: do the codes of %(product)s that worked still work?",
                supplier=todo.title,
                product=todo.about,
            )
        case TodoKind.verdict:
            return _(
                "%(supplier)s: the verdict on %(product)s waits for signature", supplier=todo.title, product=todo.about
            )
        case TodoKind.quote:
            named = {"supplier": todo.title, "product": todo.about}
            if todo.due_on < today():
                return _("%(supplier)s: the price of %(product)s has run out", **named)
            return _("%(supplier)s: the price of %(product)s runs out", **named)
        case TodoKind.document:
            named = {"supplier": todo.title, "document": word(todo.about, "document")}
            if todo.due_on < today():
                return _("%(supplier)s: %(document)s has expired", **named)
            return _("%(supplier)s: %(document)s expires", **named)
        case TodoKind.reference:
            named = {"supplier": todo.title, "number": todo.about}
            if todo.due_on < today():
                return _("%(supplier)s: the sealed reference %(number)s has expired", **named)
            return _("%(supplier)s: the sealed reference %(number)s runs out", **named)
        case TodoKind.renewal:
            return _("%(supplier)s: begin the renewal of %(agreement)s", supplier=todo.title, agreement=todo.about)
        case TodoKind.clauses:
            missing = todo.about.split()
            named = {"supplier": todo.title, "clauses": listed([clause(key) for key in missing[:FEW_CLAUSES]])}
            if len(missing) > FEW_CLAUSES:
                return _("%(supplier)s: the agreement does not state %(clauses)s and more", **named)
            return _("%(supplier)s: the agreement does not state %(clauses)s", **named)
        case TodoKind.item:
            key, stage = todo.about.split()
            item = checklists()[key].item(todo.title)
            text = f"{todo.title} {item_text(item, team().policy.lookup(Stage(stage)))}"
            return _("%(business)s: %(item)s", business=todo.business, item=text)
        case TodoKind.need:
            return _("%(business)s: settle the need “%(need)s”", business=todo.business, need=todo.title)
        case TodoKind.action:
            return _("%(supplier)s: %(action)s", supplier=todo.about, action=todo.title) if todo.about else todo.title


def address(todo: Todo) -> str:
    """The page where it can be done."""
    match todo.kind:
        case TodoKind.review:
            return url_for("reviews.show", id=todo.object_id)
        case TodoKind.reply:
            return url_for("inquiries.show", id=todo.object_id)
        case TodoKind.sample | TodoKind.test:
            return url_for("samples.show", id=todo.object_id)
        case TodoKind.check:
            return url_for("samples.show", id=todo.object_id, _anchor="codes")
        case TodoKind.verdict:
            return url_for("samples.show", id=todo.object_id, _anchor="verdict")
        case TodoKind.quote:
            return url_for("quotes.show", id=todo.object_id)
        case TodoKind.document:
            return url_for("suppliers.show", id=todo.object_id, _anchor="documents")
        case TodoKind.reference:
            return url_for("references.show", id=todo.object_id)
        case TodoKind.renewal | TodoKind.clauses:
            return url_for("agreements.show", id=todo.object_id)
        case TodoKind.item:
            return url_for("answers.show", id=todo.object_id, code=todo.title)
        case TodoKind.need:
            return url_for("needs.show", id=todo.object_id)
        case TodoKind.action:
            return url_for("actions.index", _anchor=f"action-{todo.object_id}")
