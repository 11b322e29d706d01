"""What somebody typed before the session ended, in its form again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from portal.drafts import keeping, reopening
from portal.drafts.models import Draft
from portal.web import errors
from portal.web.access import permission
from portal.web.clock import now

bp = Blueprint("drafts", __name__, url_prefix="/drafts")


@bp.get("/<id:id>")
@permission("own")
def show(id: int) -> Any:
    """A GET writes nothing: it is deleted when the form is sent, or after an hour."""
    draft = Draft.of(current_user.id, now()).where(Draft.id == id).first()
    if draft is None:
        advice = _("What somebody typed is kept for an hour, and shown to that person alone.")
        return errors.page(404, _("Nothing is kept here for you"), advice)
    keeping.open_in_browser(draft)
    page = reopening.page(draft.address, draft.sent, draft.files.split("\n") if draft.files else [])
    page.status_code = 200
    return page
