"""The cells of a tester's own sheet made ready for their template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.checklists.forms import FAULTS
from portal.checklists.rules.answers import AnswerFault, plain
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Result
from portal.samples.rules.measuring import TESTED, InForce, counts_bad, judge_reading, limit_in_force
from portal.samples.rules.sample_tests import BatchLine, SampleCell, SampleTest, from_records
from portal.samples.rules.sampling import FilledBy, Measure, SampleCriterion, Unit
from portal.samples.words.measures import limit_text, values_text

STATES = {Result.passed: "done", Result.failed: "late"}
GRADES = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class FigureInput:
    """One figure: what to type it into, and what stands in it."""

    measure: Measure
    value: str
    limit: str
    fault: AnswerFault | None = None

    @property
    def name(self) -> str:
        return f"v-{self.measure.key}"

    @property
    def refusal(self) -> str:
        return str(FAULTS[self.fault]) if self.fault else ""


@dataclass(frozen=True)
class CellBox:
    sample: int
    batch: BatchLine
    criterion: SampleCriterion
    state: str
    version: int
    inputs: tuple[FigureInput, ...]
    note: str
    editable: bool
    recorded: str = ""  # what the records say
    waits: bool = False  # the records could say it, but a date is missing
    files: tuple[FileLine, ...] = ()
    note_fault: str = ""
    theirs: SampleCell | None = None  # what another window of the same tester saved first
    saved: bool = False
    tested: str | None = None  # of how many units; None where nothing is counted
    tested_fault: AnswerFault | None = None

    @property
    def code(self) -> str:
        return self.criterion.code

    @property
    def tested_refusal(self) -> str:
        return _("A whole number, and not fewer than were bad.") if self.tested_fault else ""

    @property
    def url(self) -> str:
        return url_for("measurements.measure", id=self.sample, batch=self.batch.key, code=self.code)

    def options(self, one: FigureInput) -> list[tuple[str, str]]:
        """What is chosen rather than typed: yes or no, and a score a person gives (a mean of several is typed)."""
        if one.measure.unit is Unit.yes_no:
            return [("1", _("yes")), ("0", _("no"))]
        given = one.measure.unit is Unit.score and self.criterion.filled_by is FilledBy.person
        return [(grade, grade) for grade in GRADES] if given else []


@dataclass(frozen=True)
class Typed:
    """What a person sent for a cell."""

    raw: Mapping[str, str]
    note: str
    seen: int
    faults: Mapping[str, AnswerFault] = field(default_factory=dict)
    note_fault: str = ""


def box(
    test: SampleTest,
    sample: int,
    batch: BatchLine,
    criterion: SampleCriterion,
    tester: int,
    editable: bool,
    files: tuple[FileLine, ...] = (),
) -> CellBox:
    cell = test.cell(batch.key, criterion.code, tester)
    values = cell.values if cell else {}
    reading = test.recorded.get(criterion.code)
    judged = judge_reading(criterion, reading.values if reading else values, test.facts.limits)
    return CellBox(
        sample,
        batch,
        criterion,
        STATES.get(judged, "open"),
        cell.version if cell else 0,
        tuple(
            FigureInput(one, plain(values[one.key]) if one.key in values else "", limit_text(force.value, one))
            for one, force in forces(test, criterion)
        ),
        cell.note if cell else "",
        editable,
        values_text(reading.values, criterion) if reading else "",
        reading is None and from_records(criterion),
        files,
        tested=tested(criterion, values) if not reading else None,
    )


def tested(criterion: SampleCriterion, values: Mapping[str, Decimal]) -> str | None:
    if not counts_bad(criterion):
        return None
    return plain(values[TESTED]) if TESTED in values else ""


def forces(test: SampleTest, criterion: SampleCriterion) -> list[tuple[Measure, InForce]]:
    return [(one, limit_in_force(criterion, one, test.facts.limits)) for one in criterion.measures]


def typed(found: CellBox, sent: Typed, theirs: Any = None) -> CellBox:
    """The same cell with what the person sent in it."""
    inputs = [
        replace(one, value=sent.raw.get(one.measure.key, ""), fault=sent.faults.get(one.measure.key))
        for one in found.inputs
    ]
    note_fault = sent.note_fault
    return replace(
        found,
        inputs=tuple(inputs),
        note=sent.note,
        version=sent.seen,
        note_fault=note_fault,
        theirs=theirs,
        state="open",
        tested=None if found.tested is None else sent.raw.get(TESTED, ""),
        tested_fault=sent.faults.get(TESTED),
    )
