"""A change of many records is written as it was shown, or not at all; so is its way back."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.bulk.pages.change import BulkPage
from portal.bulk.pages.nouns import APART, NOUNS
from portal.bulk.rules import BulkDeed
from portal.core.models.change import Stale, change
from portal.core.models.record import Stamp
from portal.reviews.follow import follow

FOLLOWED = (BulkDeed.tier, BulkDeed.status)  # by the rhythm of the reviews


class BulkChanged(Exception):
    """What would become of the records is not what the person saw."""


class BulkTouched(Exception):
    """Records were changed since: their names."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def write(page: BulkPage, stamp: Stamp) -> dict[str, Any]:
    """All in one transaction; answers what takes it back. Raises BulkChanged."""
    try:
        with change(stamp):
            plan, choice = page.plan, page.choice
            if plan is None or choice is None or not plan.able or plan.figures != page.asked.get("expected"):
                raise BulkChanged
            page.target.write(choice, plan.able, stamp)
            if choice.deed in FOLLOWED:
                for line in plan.able:
                    follow(page.target.records[line.id])
            kept = page.target.kept(choice, plan.able)
            return {"noun": page.noun, "deed": choice.deed, "list": page.query, "kept": kept}
    except Stale:
        raise BulkChanged from None


def take_back(offer: dict[str, Any], stamp: Stamp) -> None:
    """All of them, or none. Raises BulkTouched."""
    deed, kept = BulkDeed(offer["deed"]), offer["kept"]
    with change(stamp):
        kind = APART.get(deed, NOUNS[offer["noun"]].batch)
        batch = kind([line["id"] for line in kept], gone=deed is BulkDeed.delete)
        if names := batch.touched(kept):
            raise BulkTouched(names)
        batch.put_back(deed, kept, _("Taken back"), stamp)
