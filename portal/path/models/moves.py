"""Moves of many suppliers through the pipeline at once: some statements for all, and an event for each."""

from __future__ import annotations

from collections.abc import Sequence

from portal.core.models import bulk
from portal.core.models.change import change
from portal.core.models.insert import insert
from portal.core.models.record import Stamp
from portal.suppliers.models.suppliers import StatusChange, Supplier
from portal.suppliers.rules.pipeline import Status


def move_all(moves: Sequence[tuple[Supplier, Status]], reason: str, stamp: Stamp) -> None:
    """Moves whose rules were asked before. Raises Stale where one was saved since it was read."""
    rewrite_statuses("supplier.move", moves, reason, stamp)


def put_all_back(moves: Sequence[tuple[Supplier, Status]], stamp: Stamp) -> None:
    """Undo of moves, whatever the rules say. Raises Stale."""
    rewrite_statuses("supplier.put_back", moves, "", stamp)


def rewrite_statuses(verb: str, moves: Sequence[tuple[Supplier, Status]], reason: str, stamp: Stamp) -> None:
    with change(stamp) as log:
        before = [supplier.status for supplier, _to in moves]
        bulk.rewrite(Supplier, [(supplier, {"status": to, "status_at": stamp.at}) for supplier, to in moves])
        about = {"reason": reason, "by": stamp.user_id, "at": stamp.at}
        insert(
            StatusChange,
            (
                {"supplier": supplier.id, "from_status": left, "to_status": to, **about}
                for (supplier, to), left in zip(moves, before, strict=True)
            ),
        )
        for (supplier, to), left in zip(moves, before, strict=True):
            log(
                verb,
                supplier,
                {"status": left},
                {"status": to} | ({"reason": reason} if verb == "supplier.move" else {}),
            )
