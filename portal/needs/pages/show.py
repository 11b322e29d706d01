"""The page of a need, which several rooms answer with."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from wtforms.fields.choices import SelectChoice

from portal.checklists.pages.urls import step_url
from portal.needs import queries as pages
from portal.needs.forms import NewNeedCandidateForm, WayForm
from portal.needs.rules import lines
from portal.path.models import for_need, in_force
from portal.path.models import lines as passages
from portal.path.rules import Path, PathStep, Spot, at_each
from portal.settings.models.rates import FxRate
from portal.suppliers.queries.list import choices_by_name
from portal.web.clock import today
from portal.web.submit_once import new_key
from portal.web.words import WORDS

NONE = SelectChoice("", "—")


def here(id: int) -> Any:
    return pages.found(id) or abort(404)


def reading(need: Any) -> dict[str, Any]:
    """All that is known of it: what its page shows and its paper prints."""
    named = pages.categories(need.categories)
    ranking = pages.candidates(need, named, FxRate.known(), today())
    passed = in_force(passages(for_need(need.id)))
    paths = {one.rival.supplier: Path(one.rival.supplier, need.id, passed) for one in ranking}
    return {
        "n": need,
        "limit": pages.brief(need).limit,
        "categories": [name for name, _banned in named],
        "compliance": [key for key in need.compliance if key in WORDS["compliance"]],
        "must": lines(need.must),
        "nice": lines(need.nice),
        "ranking": ranking,
        "paths": paths,
        "steps": at_each(path.here for path in paths.values()),
        "settled": passed.get(Spot(PathStep.needs, None, need.id)),
        "step_url": step_url,
    }


def shown(need: Any, add: Any = None, way: Any = None, status: int = 200) -> Any:
    found = reading(need)
    there = {one.rival.supplier for one in found["ranking"]}
    add = add or NewNeedCandidateForm(None, data={"key": new_key(), "need": need.id, "back": "need"})
    add.need.choices = [SelectChoice(str(need.id), need.title)]
    add.supplier.choices = [NONE, *(SelectChoice(str(k), name) for k, name in choices_by_name() if k not in there)]
    body = render_template("needs/show.html", **found, add=add, way=way or WayForm(formdata=None))
    return body, status
