"""The tested codes of a digital sample, batch by batch, made ready for its page and its paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext as _

from portal.codes.queries import BatchCodes
from portal.codes.rules import Point
from portal.samples.words.measures import proved
from portal.web.tags import Tag


class BatchCodesRow(NamedTuple):
    batch: int
    number: str
    tested: str
    seen: list[Tag]  # where else codes of it turned up
    unseen: str  # where they turned up nowhere
    foreign: bool  # also from another supplier
    points: tuple[Point, ...]
    proof: str  # empty where none was tested


def code_rows(batches: Iterable[BatchCodes]) -> list[BatchCodesRow]:
    return [code_row(batch) for batch in batches]


def code_row(batch: BatchCodes) -> BatchCodesRow:
    count = batch.count
    return BatchCodesRow(
        batch.batch,
        batch.number,
        _("%(works)s of %(tested)s work", works=count.works, tested=count.tested) if count.tested else "",
        seen_before(batch),
        _("none") if count.all else "—",
        batch.foreign > 0,
        batch.points,
        proved(count.bad, count.tested) if count.tested else "",
    )


def seen_before(batch: BatchCodes) -> list[Tag]:
    tags = []
    if batch.foreign:
        tags.append(Tag(_("%(number)s from another supplier", number=batch.foreign), "bad", "warn"))
    if batch.elsewhere:
        tags.append(Tag(_("%(number)s in another batch", number=batch.elsewhere), "warn", "warn"))
    if batch.count.repeats:
        tags.append(Tag(_("%(number)s twice in this batch", number=batch.count.repeats), "bad", "warn"))
    return tags
