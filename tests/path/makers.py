"""Lists of a path, answered so that their gate lets through."""

from __future__ import annotations

from typing import Any

from portal.checklists.models.runs import Run
from portal.checklists.models.templates import checklist_of
from portal.checklists.rules.items import ItemType
from portal.core.models.attachments import Attachment
from portal.core.models.users import User
from portal.path.models.passages import Passage
from portal.path.rules import PathStep, Spot
from tests.cast import NOW, stamp
from tests.checklists.makers import give
from tests.products.makers import make_business

GOOD = {ItemType.yes_no: "yes", ItemType.text: "Written down", ItemType.file: [1], ItemType.rating: 5}


def make_step(step: str, supplier: Any = None, need: Any = None, by: Any = None) -> Run:
    spot = Spot.of(PathStep(step), supplier and supplier.id, need and need.id)
    return Run.begin(spot, need.business_id if need else make_business().id, stamp(by))


def answered(run: Run, by: Any = None, but: tuple[str, ...] = ()) -> Run:
    """Every must-have answered so that it passes, whatever the records say."""
    for item in checklist_of(run.template_version_id).items:
        if (item.must or item.must_when) and item.code not in but:
            give(run, item.code, good(item), by, note="Seen", source="override")
            if item.evidence == "file":
                file = {"stored": f"{run.id}-{item.code}.png", "media_type": "image/png", "size": 1, "sha256": "0" * 64}
                about = {"object_type": "run", "object_id": run.id, "slot": item.code, "name": "seen.png", "at": NOW}
                Attachment.create(by=by or User.get(), **about, **file)
    stored: Run = Run.get_by_id(run.id)
    return stored


def good(item: Any) -> Any:
    """An answer that passes."""
    if item.type in (ItemType.choice, ItemType.choices):
        key = next(option.key for option in item.options if option.result == "pass")
        return [key] if item.type is ItemType.choices else key
    if item.type in (ItemType.number, ItemType.percent, ItemType.money) and item.limits:
        return "1" if item.type is ItemType.percent else "0" if item.limits.pass_.op in ("<=", "<", "==") else "99"
    return GOOD.get(item.type, "1")


def passed(step: str, supplier: Any = None, need: Any = None, by: Any = None, **about: Any) -> Passage:
    """A gate that somebody went through."""
    run = make_step(step, supplier, need, by)
    return Passage.record(run, run.rev, stamp(by), **about)
