"""A waiting file is carried out: a short one before the answer, a long one behind the page that shows how far it is."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from portal.accounts.sessions import in_the_name_of
from portal.core.models.change import Stale, change
from portal.core.models.record import Stamp
from portal.imports.models.imports import Import
from portal.imports.models.jobs import ImportBusy, ImportEnd, ImportJob, ImportTaken, never_begun
from portal.imports.pages.kinds.registry import followed, named_source
from portal.imports.pages.reading import LONG, ImportReading, forget_records
from portal.jobs.engine import Unreachable, engine
from portal.jobs.pulse import Pulse, last_sign, silent
from portal.sheets.rules.cells import BadTable
from portal.web import logs
from portal.web.clock import now
from portal.web.filters import number
from portal.web.language import choose

JOB = "import"
PATIENCE = timedelta(minutes=1)  # what nobody took by then is asked for again


class Changed(Exception):
    """What the import would do is not what the person saw."""


@dataclass(frozen=True)
class ImportProgress:
    """Of an import: rows checked, then rows entered, of `total`; `end` once it ended with nothing written."""

    total: int
    checked: int = 0
    entered: int = 0
    end: str = ""

    @property
    def most(self) -> int:
        return self.total * 2

    @property
    def done(self) -> int:
        return self.checked + self.entered


def begin(reading: ImportReading, seen: int, expected: str, stamp: Stamp) -> None:
    """Raises ImportBusy; of a short one also Stale, Changed and BadTable."""
    row, total = reading.row, len(reading.body)
    mark_stopped()
    if other := ImportJob.at_work(stamp.user_id):
        raise ImportBusy(other)
    if total <= LONG:
        return write(reading, seen, expected, stamp)
    job = ImportJob.ask(
        row, stamp, language=choose(), seen=seen, expected=expected[:200], fill=reading.filled, total=total
    )
    engine().ask(JOB, job.id)


def carry_out(key: int) -> None:
    """The job, in the name of who asked for it, unless somebody is at it already."""
    job = ImportJob.take(key, secrets.token_hex(16), now())
    if job is None:
        return
    with Pulse(engine(), job.claim) as pulse, in_the_name_of(job.by, job.language):
        try:
            row: Import = job.part_of
            reading = ImportReading(row, job.fill, lambda done: pulse.tell(checked=done))
            write(reading, job.seen, job.expected, Stamp(job.by_id, now()), pulse.tell, job.finish)
        except (Stale, Changed, BadTable):
            job.stop(ImportEnd.changed)
        except ImportTaken:
            logs.write("import taken", logging.WARNING, job=job.id)
        except Exception as error:  # noqa: BLE001 -- a job has nobody above it who could tell the person
            logs.write("import", logging.ERROR, job=job.id, error=repr(error))
            job.stop(ImportEnd.failed)


def write(
    reading: ImportReading,
    seen: int,
    expected: str,
    stamp: Stamp,
    tell: Callable[..., None] = lambda **done: None,
    finish: Callable[[], None] = lambda: None,
) -> None:
    """All rows in one transaction."""
    # As much as can be comes before the transaction: while that lasts nobody else writes.
    before = reading.held_against
    refusals = reading.refusals()
    tell(checked=len(reading.body))
    with change(stamp):
        if reading.held_against != before:
            reading.plan_again()
            refusals = reading.refusals()
        if expected != reading.figures:
            raise Changed
        plans = reading.records.plans
        named_source(reading.readers, reading.row)
        records = sum(len(plan.steps) for plan in plans) or 1
        rows = len(reading.body)
        reading.row.carry_out(
            seen, reading.headings, plans, refusals, stamp, lambda done: tell(entered=done * rows // records)
        )
        followed(plan.writer for plan in plans)
        ImportJob.forget(reading.row)
        finish()
    forget_records(reading.row)


def progress_of(key: int) -> ImportProgress | None:
    """How far the import of this id is, or how its last attempt ended; None where nobody asked for one."""
    job = ImportJob.get_or_none(ImportJob.part_of == key)
    if job is None:
        return None
    if job.end or stopped(job):
        return ImportProgress(job.total, end=job.end or ImportEnd.interrupted)
    try:
        sign = last_sign(engine(), job.claim) if job.claim else None
    except Unreachable:
        sign = None
    done = sign.done if sign else {}
    return ImportProgress(job.total, done.get("checked", 0), done.get("entered", 0))


def progress_text(progress: ImportProgress) -> str:
    total = number(progress.total)
    if progress.entered or progress.checked == progress.total:
        return _("%(done)s of %(total)s rows entered", done=number(progress.entered), total=total)
    return _("%(done)s of %(total)s rows checked", done=number(progress.checked), total=total)


def stopped(job: ImportJob) -> bool:
    """Whether who carried it out is gone."""
    return bool(job.claim) and silent(engine(), job.claim, job.claimed_at, now())


def mark_stopped() -> int:
    """What a stopped server left is at work no more; answers how much it was."""
    return sum(job.stop(ImportEnd.interrupted) for job in ImportJob.under_way() if stopped(job))


def ask_again() -> int:
    """A queue may lose what stands in it, and who took it may stop before it begins."""
    return sum(engine().ask(JOB, key) for key in never_begun(now(), PATIENCE))


def under_way() -> set[int]:
    """The ids of the imports that are asked for or at work."""
    return {job.part_of_id for job in ImportJob.under_way() if not stopped(job)}
