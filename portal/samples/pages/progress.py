"""How far a sample test is, made ready for its page: who tests it, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.codes.queries import BatchCodes
from portal.samples.pages.table import CriterionBlock
from portal.samples.pages.verdict import for_signature, verdict_tag
from portal.samples.rules.sample_facts import TesterLine
from portal.samples.rules.sample_tests import SampleTest
from portal.web.filters import day, due, listed
from portal.web.tags import Tag


class SampleAlert(NamedTuple):
    tone: str
    text: str
    lead: str = ""
    anchor: str = ""  # of the part of the page it speaks of


class BatchProgress(NamedTuple):
    batch: str
    measured: int
    criteria: int


class TesterRow(NamedTuple):
    key: int
    name: str
    progress: list[BatchProgress]
    tag: Tag | None  # finished, or past the day
    due: str
    done: bool
    own: bool  # the row of the person who looks


def overdue(sample: Any, today: date) -> bool:
    """Whether a sample was promised, is not here, and is not decided."""
    waits = sample.verdict is None and sample.received_on is None
    return waits and sample.promised_on is not None and sample.promised_on < today


def head_tag(sample: Any, offered: bool, today: date) -> Tag | None:
    """The standing of the sample in one word; none while it is simply in test."""
    if sample.verdict:
        return verdict_tag(sample.verdict)
    if overdue(sample, today):
        return overdue_tag(sample.promised_on)
    return for_signature() if offered else None


def overdue_tag(due_on: date) -> Tag:
    return Tag(due(due_on), "bad", "clock")


def alerts(
    sample: Any, test: SampleTest, blocks: Iterable[CriterionBlock], codes: Iterable[BatchCodes], today: date
) -> list[SampleAlert]:
    """The sentences somebody should look at, the gravest first."""
    return [*sold_twice(codes), *delays(sample, test, today), *uneven_batches(blocks)]


def sold_twice(codes: Iterable[BatchCodes]) -> list[SampleAlert]:
    foreign = sum(batch.foreign for batch in codes)
    if not foreign:
        return []
    text = ngettext(
        "%(num)d code was also sold to us by another supplier.",
        "%(num)d codes were also sold to us by another supplier.",
        foreign,
    )
    return [SampleAlert("bad", text, anchor="codes")]


def delays(sample: Any, test: SampleTest, today: date) -> list[SampleAlert]:
    texts = []
    if overdue(sample, today):
        promised = {"day": day(sample.promised_on), "words": due(sample.promised_on)}
        texts.append(_("Promised for %(day)s and not here: %(words)s.", **promised))
    if late := late_testers(sample, test, today):
        names = listed(tester.name for tester in late)
        texts.append(
            ngettext(
                "%(num)d tester is late: %(names)s.", "%(num)d testers are late: %(names)s.", len(late), names=names
            )
        )
    return [SampleAlert("warn", text) for text in texts]


def late_testers(sample: Any, test: SampleTest, today: date) -> list[TesterLine]:
    return [tester for tester in test.facts.testers if sample.verdict is None and tester.late(today)]


def uneven_batches(blocks: Iterable[CriterionBlock]) -> list[SampleAlert]:
    return [
        SampleAlert(
            "warn",
            _(
                "%(criterion)s differs by %(spread)s, more than half of the tolerance (%(limit)s).",
                criterion=block.text,
                spread=line.spread,
                limit=line.limit,
            ),
            _("The batches are not alike:"),
        )
        for block in blocks
        for line in block.lines
        if line.uneven
    ]


def testers(sample: Any, test: SampleTest, me: int, today: date) -> list[TesterRow]:
    late = late_testers(sample, test, today)
    return [
        TesterRow(
            tester.key,
            tester.name,
            [BatchProgress(batch.number, *test.finished(batch.key, tester.key)) for batch in test.facts.batches],
            tester_tag(tester, late=tester in late),
            due(tester.due_on) or "—",
            tester.done,
            tester.key == me,
        )
        for tester in test.facts.testers
    ]


def tester_tag(tester: TesterLine, late: bool) -> Tag | None:
    if tester.done:
        return Tag(_("finished"), "ok", "check")
    return overdue_tag(tester.due_on) if late and tester.due_on else None
