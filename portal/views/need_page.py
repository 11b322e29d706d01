"""The page of a need, which several rooms answer with."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from wtforms.fields.choices import SelectChoice

from portal.briefs import WORDS
from portal.clock import today
from portal.domain.needs import at_each_status, lines
from portal.forms.needs import NewNeedCandidateForm, WayForm
from portal.models import FxRate
from portal.models import need_pages as pages
from portal.models.supplier_lists import choices_by_name
from portal.once import new_key

NONE = SelectChoice("", "—")


def here(id: int) -> Any:
    return pages.found(id) or abort(404)


def reading(need: Any) -> dict[str, Any]:
    """All that is known of it: what its page shows and its paper prints."""
    named = pages.categories(need.categories)
    ranking = pages.candidates(need, named, FxRate.known(), today())
    return {
        "n": need,
        "limit": pages.brief(need).limit,
        "categories": [name for name, _banned in named],
        "compliance": [key for key in need.compliance if key in WORDS["compliance"]],
        "must": lines(need.must),
        "nice": lines(need.nice),
        "ranking": ranking,
        "statuses": at_each_status(ranking),
    }


def shown(need: Any, add: Any = None, way: Any = None, status: int = 200) -> Any:
    found = reading(need)
    there = {one.rival.supplier for one in found["ranking"]}
    add = add or NewNeedCandidateForm(None, data={"key": new_key(), "need": need.id, "back": "need"})
    add.need.choices = [SelectChoice(str(need.id), need.title)]
    add.supplier.choices = [NONE, *(SelectChoice(str(k), name) for k, name in choices_by_name() if k not in there)]
    body = render_template("needs/show.html", **found, add=add, way=way or WayForm(formdata=None))
    return body, status
