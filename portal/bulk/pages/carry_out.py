"""A change of many records is written as it was shown, or not at all; so is its way back."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.bulk.models import BulkAct
from portal.bulk.pages.change import BulkPage
from portal.bulk.pages.nouns import batch_kind
from portal.bulk.rules import BulkDeed
from portal.core.models.change import Stale, change
from portal.core.models.record import Stamp
from portal.reviews.follow import follow_all

FOLLOWED = (BulkDeed.tier, BulkDeed.status)  # by the rhythm of the reviews


class BulkChanged(Exception):
    """What would become of the records is not what the person saw."""


class BulkTouched(Exception):
    """Records were changed since: their names."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def write(page: BulkPage, stamp: Stamp) -> BulkAct:
    """All in one transaction, with what takes it back. Raises BulkChanged."""
    try:
        with change(stamp):
            plan, choice = page.plan, page.choice
            if plan is None or choice is None or not plan.able or plan.figures != page.asked.get("expected"):
                raise BulkChanged
            page.target.write(choice, plan.able, stamp)
            if choice.deed in FOLLOWED:
                follow_all(page.target.records[line.id] for line in plan.able)
            kept = page.target.kept(choice, plan.able)
            return BulkAct.record(page.noun, choice, plan.able, kept, page.query, stamp)
    except Stale:
        raise BulkChanged from None


def take_back(act: BulkAct, stamp: Stamp) -> None:
    """All of them, or none. Raises BulkEnded, BulkTouched."""
    deed = BulkDeed(act.deed)
    with change(stamp):
        act.end(stamp)
        batch = batch_kind(act.noun, deed)([line["id"] for line in act.kept], gone=deed is BulkDeed.delete)
        if names := batch.touched(act.kept):
            raise BulkTouched(names)
        batch.put_back(deed, act.kept, _("Taken back"), stamp)
