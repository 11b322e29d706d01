"""The contact log of a supplier: what was said, its files, and the next step."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms.fields.choices import SelectChoice

from portal.actions.queries import actions
from portal.conversations.forms import ConversationForm, NewConversationForm
from portal.conversations.models import Conversation, PlannedStep
from portal.core.forms.base import NO_CHOICE, whole
from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.database import get_or_404
from portal.inquiries.queries.page import of as inquiries_of
from portal.suppliers.models.suppliers import Contact, Supplier
from portal.suppliers.pages.show import suppliers_on_file
from portal.suppliers.pages.time_line import FIRST_ENTRIES, short_talk, talk_form, time_line_card
from portal.web import hx, uploads
from portal.web.access import permission
from portal.web.clock import instant_of, now, on_the_wall, stamp
from portal.web.conflicts import Difference, field_text, is_short, refusal, refusal_of
from portal.web.filters import moment
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restorable, restored, way_back
from portal.web.words import choices, word

bp = Blueprint("conversations", __name__, url_prefix="/conversations")


def conversation_or_404(id: int) -> Any:
    """The row; 404 when it or its supplier is gone."""
    there = (Conversation.deleted_at.is_null(), Supplier.deleted_at.is_null())
    return get_or_404(Conversation.select(Conversation, Supplier).join(Supplier).where(*there), id)


def place(supplier_id: int) -> str:
    return url_for("suppliers.show", id=supplier_id, _anchor="time-line")


def offered(form: Any, supplier: Any, row: Any = None) -> Any:
    """Who is not there any more stays where it was chosen."""
    there = Contact.deleted_at.is_null() | (Contact.id == (row.contact_id if row else None))
    people = Contact.select(Contact.id, Contact.name).where(Contact.supplier == supplier.id, there)
    inquiries = [
        SelectChoice(str(inquiry.id), f"{moment(inquiry.asked_at)} · {word(inquiry.channel, 'channel')}")
        for inquiry in inquiries_of((supplier.id,))
    ]
    form.latest = on_the_wall(now())
    return form.offer(
        channel=choices("channel"),
        direction=choices("direction"),
        contact=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in rows(people.order_by(Contact.id)))],
        inquiry=[NO_CHOICE, *inquiries],
        owner=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in User.active())],
    )


def page(form: Any, supplier: Any, row: Any = None, status: int = 200, **more: Any) -> Any:
    files = Attachment.of("conversation", [row.id]).get(row.id, []) if row else []
    return render_template(
        "conversations/form.html", form=form, supplier=supplier, row=row, files=files, **more
    ), status


@bp.get("/new")
@permission("write")
def new() -> Any:
    supplier = get_or_404(suppliers_on_file(), whole(request.args.get("supplier")) or 0)
    inquiry = next(
        (asked for asked in inquiries_of((supplier.id,)) if asked.id == whole(request.args.get("inquiry"))), None
    )
    values: dict[str, Any] = {"key": new_key(), "at": on_the_wall(now()), "owner": current_user.id}
    if inquiry:
        values |= {"inquiry": inquiry.id, "channel": inquiry.channel, "text": _("Reminded them of our questions.")}
    return page(offered(NewConversationForm(None, data=values), supplier), supplier)


@bp.post("")
@permission("write")
def create() -> Any:
    supplier = get_or_404(suppliers_on_file(), whole(request.form.get("supplier")) or 0)
    form = offered(NewConversationForm(typed()), supplier)
    if "whole" in request.form:  # asks for all the fields: nothing is kept yet
        return page(form, supplier)
    in_place = hx.wanted() and not is_short()
    if not form.validate():
        whole_page = partial(page, form, supplier, status=422)
        return short_page(form, supplier) if in_place else refusal_of(form, whole_page)
    address = once(lambda: added(supplier, form))
    return written(supplier) if in_place else hx.see(address)


def typed() -> CombinedMultiDict[str, Any]:
    """What was sent; what is written beside the time line says no hour: it was just now."""
    just_now = MultiDict({"at": f"{on_the_wall(now()):%Y-%m-%dT%H:%M}"})
    return CombinedMultiDict([request.files, request.form, MultiDict() if "at" in request.form else just_now])


def short_page(form: Any, supplier: Any) -> Any:
    return render_template("suppliers/_talk.html", talk=short_talk(form), supplier=supplier), 422


def written(supplier: Any) -> Any:
    """The time line with what was written, its form empty again, and what is open now."""
    line = time_line_card(supplier.id, size=FIRST_ENTRIES)
    return render_template(
        "conversations/_written.html", supplier=supplier, line=line, talk=talk_form(), actions=actions(supplier.id)
    )


def added(supplier: Any, form: Any) -> str:
    with change(stamp()):
        about = form.about | {"at": instant_of(form.at.data), "supplier": supplier, "by": current_user.id}
        row = Conversation.note(stamp(), PlannedStep(*form.step), **about)
        keep_files(row, form)
    if not hx.wanted() or is_short():
        flash(_("Conversation added"))
    return place(supplier.id)


def keep_files(row: Conversation, form: Any) -> None:
    for file in form.files.data or ():
        uploads.keep(file, row, stamp())


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = conversation_or_404(id)
    step = row.step()
    values = row.__data__ | {"at": on_the_wall(row.at)}
    values |= {"next_step": step.text, "next_on": step.due_on, "owner": step.owner if step.text else current_user.id}
    return page(offered(ConversationForm(None, data=values), row.supplier, row), row.supplier, row)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row = conversation_or_404(id)
    form = offered(ConversationForm(), row.supplier, row)
    if refused := refusal(form, lambda: rewritten(row, form), partial(edit_page, form, row)):
        return refused
    flash(_("Saved"))
    return redirect(place(row.supplier_id), 303)


def rewritten(row: Any, form: Any) -> None:
    with change(stamp()):
        row.write(form.seen, stamp(), PlannedStep(*form.step), **form.about, at=instant_of(form.at.data))
        keep_files(row, form)


def edit_page(form: Any, row: Any, status: int = 200, conflict: Any = None) -> Any:
    more = step_differences(form, conflict.step()) if conflict else []
    return page(form, row.supplier, row, status, conflict=conflict, more=more)


def step_differences(form: Any, stands: PlannedStep) -> list[Difference]:
    fields = (form.next_step, form.owner, form.next_on)
    pairs = [(field, was, mine) for field, was, mine in zip(fields, stands, form.step, strict=True) if was != mine]
    return [(str(field.label.text), field_text(field, was), field_text(field, mine)) for field, was, mine in pairs]


@bp.post("/<id:id>/files/<id:file>/remove")
@permission("write")
def remove_file(id: int, file: int) -> Any:
    mine = Attachment.select().where(
        Attachment.object_type == "conversation", Attachment.object_id == conversation_or_404(id).id
    )
    paper: Attachment = get_or_404(mine.where(Attachment.deleted_at.is_null()), file)
    paper.remove(stamp())
    flash(_("%(file)s removed", file=paper.name), way_back("conversation_file.remove", paper.id))
    return redirect(url_for(".edit", id=id), 303)


removable(
    bp,
    Conversation,
    find=conversation_or_404,
    text=lambda row: _("Conversation deleted"),
    after=lambda row: place(row.supplier_id),
    restore=restored(lambda row: place(row.supplier_id)),
)
restorable(
    "conversation_file.remove",
    Attachment,
    restored(lambda file: url_for("conversations.edit", id=file.object_id)),
)
