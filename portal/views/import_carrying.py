"""A waiting file is carried out: a short one before the answer, a long one behind the page that shows how far it is."""

from __future__ import annotations

import logging
from contextlib import closing
from threading import Thread

from flask import copy_current_request_context

from portal import carrying, logs, waiting
from portal.carrying import End, Progress, Work
from portal.database import lend, take_back
from portal.domain.tables import BadTable
from portal.models import Import, bulk
from portal.models.base import Stale, change
from portal.models.record import Stamp
from portal.views.import_reading import Reading
from portal.views.import_registry import KINDS, followed

LONG = 1000  # rows: above it nobody waits for the answer


class Changed(Exception):
    """What the import would do is not what the person saw."""


def begin(reading: Reading, seen: int, expected: str, stamp: Stamp) -> None:
    """Raises Busy; of a short one also Stale, Changed and BadTable."""
    row, total = reading.row, len(reading.body)
    work = carrying.begin(str(row.stored), Progress(stamp.user_id or 0, str(row.name), total))
    if total > LONG:
        Thread(target=copy_current_request_context(behind), args=(work, row.id, seen, expected, stamp)).start()
        return
    with closing(work):
        try:
            write(row, seen, expected, stamp, work)
        finally:
            carrying.forget(work.stored)


def behind(work: Work, key: int, seen: int, expected: str, stamp: Stamp) -> None:
    """In a thread of its own, on a connection of its own."""
    lend()
    try:
        write(Import.get_by_id(key), seen, expected, stamp, work)
    except (Stale, Changed, BadTable):
        work.stop(End.changed)
    except Exception as error:  # noqa: BLE001 -- a thread has nobody above it who could tell the person
        logs.write("import", logging.ERROR, file=work.progress.name, error=repr(error))
        work.stop(End.failed)
    finally:
        take_back(None)
        work.close()


def write(row: Import, seen: int, expected: str, stamp: Stamp, work: Work) -> None:
    """All rows in one transaction."""
    stored = str(row.stored)
    reading = Reading(row, KINDS[str(row.kind)](), lambda done: work.tell(checked=done))
    writer = reading.kind.writer
    # As much as can be comes before the transaction: while that lasts nobody else writes.
    before = bulk.mark(writer.model)
    refusals = reading.refusals()
    work.tell(checked=work.progress.total)
    with change(stamp):
        if bulk.mark(writer.model) != before:
            reading.plan_again()
            refusals = reading.refusals()
        if expected != reading.figures:
            raise Changed
        row.carry_out(
            seen, reading.headings, reading.steps, refusals, writer, stamp, lambda done: work.tell(entered=done)
        )
        followed(reading.kind)
    waiting.forget(stored)
