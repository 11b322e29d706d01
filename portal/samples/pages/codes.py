"""The tested codes of a digital sample, batch by batch, made ready for its page and its paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _

from portal.codes.queries import BatchCodes
from portal.codes.rules import CodesAnswer, Point
from portal.samples.rules.sample_facts import SampleCell
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import SampleCriterion
from portal.samples.words.measures import proved, values_text
from portal.web.filters import local_text
from portal.web.tags import Tag

APART = Decimal(1)  # a percentage point or a code: less is how somebody rounds


class CodesNote(NamedTuple):
    text: str
    tone: str = ""


class BatchCodesRow(NamedTuple):
    batch: int
    number: str
    tested: str
    seen: list[Tag]  # where else codes of it turned up
    unseen: str  # where they turned up nowhere
    foreign: bool  # also from another supplier
    points: tuple[Point, ...]
    notes: tuple[CodesNote, ...]  # what was entered against the codes, and what they prove


def code_rows(batches: Iterable[BatchCodes], test: SampleTest) -> list[BatchCodesRow]:
    return [code_row(batch, test) for batch in batches]


def code_row(batch: BatchCodes, test: SampleTest) -> BatchCodesRow:
    count = batch.count
    return BatchCodesRow(
        batch.batch,
        batch.number,
        _("%(works)s of %(tested)s work", works=count.works, tested=count.tested) if count.tested else "",
        seen_before(batch),
        _("none") if count.all else "—",
        batch.foreign > 0,
        batch.points,
        tuple(notes(batch, test)),
    )


def notes(batch: BatchCodes, test: SampleTest) -> Iterator[CodesNote]:
    """What a person entered otherwise than the tested codes say stands first: one of the two is wrong."""
    for criterion in test.template.criteria:
        proposal = batch.answer(criterion.code)
        for cell in test.cells(batch.batch, criterion.code) if proposal else ():
            if proposal and contradicted(cell, proposal):
                yield CodesNote(against_text(criterion, cell, proposal), "warn-t")
    if batch.count.tested:
        yield CodesNote(proved(batch.count.bad, batch.count.tested), "mut")


def contradicted(cell: SampleCell, proposal: CodesAnswer) -> bool:
    return any(
        abs(cell.values[key] - figure) >= APART for key, figure in proposal.figures.items() if key in cell.values
    )


def against_text(criterion: SampleCriterion, cell: SampleCell, proposal: CodesAnswer) -> str:
    return _(
        "%(criterion)s: %(name)s entered %(entered)s, the tested codes say %(said)s (of %(number)s).",
        criterion=local_text(criterion.text),
        name=cell.name,
        entered=values_text({key: cell.values[key] for key in proposal.figures if key in cell.values}, criterion),
        said=values_text(proposal.figures, criterion),
        number=proposal.of,
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
