"""The cells of a tester's own sheet made ready for their template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.checklists.forms import FAULTS
from portal.checklists.rules.answers import AnswerFault, plain
from portal.codes.rules import CodesAnswer
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Result
from portal.samples.rules.measuring import TESTED, InForce, counts_bad, judge_reading, limit_in_force
from portal.samples.rules.sample_facts import BatchLine, SampleCell
from portal.samples.rules.sample_tests import SampleTest, from_records
from portal.samples.rules.sampling import FilledBy, Measure, SampleCriterion, Severity, Unit
from portal.samples.words.measures import limit_text, values_text
from portal.web.filters import local_text, sentences
from portal.web.tags import Looks, Tag, tag_of

STATES = {Result.passed: "done", Result.failed: "late"}
GRADES = ("1", "2", "3", "4", "5")
SEVERITY_LOOKS: Looks = {Severity.critical: ("bad",), Severity.major: ("warn",)}
ABOUT_CODES = ("DG02", "DG06", "DG07")  # criteria that the codes of a batch answer


@dataclass(frozen=True)
class FigureInput:
    """One figure: what to type it into, and what stands in it."""

    criterion: SampleCriterion
    measure: Measure
    value: str
    limit: str
    fault: AnswerFault | None = None

    @property
    def id(self) -> str:
        return f"{self.criterion.code}-{self.measure.key}"

    @property
    def name(self) -> str:
        return f"v-{self.measure.key}"

    @property
    def label(self) -> str:
        return local_text(self.measure.label) if self.measure.label else ""

    @property
    def labelled_by(self) -> str:
        heading = f"h-{self.criterion.code}"
        return f"{heading} {self.id}-l" if self.label else heading

    @property
    def described_by(self) -> str:
        return f"{self.id}-u {self.id}-e" if self.fault else f"{self.id}-u"

    @property
    def refusal(self) -> str:
        return str(FAULTS[self.fault]) if self.fault else ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """The answers to choose from: yes or no, and a score a person gives (a mean of several is typed)."""
        if self.measure.unit is Unit.yes_no:
            return [("1", _("yes")), ("0", _("no"))]
        graded = self.measure.unit is Unit.score and self.criterion.filled_by is FilledBy.person
        return [(grade, grade) for grade in GRADES] if graded else []


class RecordsMissing(NamedTuple):
    """What the records need before they fill a cell by themselves, and where it is entered."""

    text: str
    link: str
    url: str


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
    waits: bool = False  # the records will say it: nobody types it
    before: str = ""  # typed when that was still possible: counts until the records say it
    files: tuple[FileLine, ...] = ()
    note_fault: str = ""
    theirs: SampleCell | None = None  # what another window of the same tester saved first
    tested: str | None = None  # of how many units; None where nothing is counted
    tested_fault: AnswerFault | None = None
    proposal: CodesAnswer | None = None  # what the tested codes of the batch say

    @property
    def taken_over(self) -> bool:
        """What the codes say stands in the cell already."""
        figures = self.proposal.figures if self.proposal else {}
        return all(
            item.value == plain(figures[item.measure.key]) for item in self.inputs if item.measure.key in figures
        )

    @property
    def proposed(self) -> list[tuple[str, str]]:
        """The fields of the form that takes over what the codes say; what they leave open keeps what stands there."""
        if not self.proposal or not self.proposal.figures or not self.editable or self.taken_over:
            return []
        by_codes = {f"v-{key}": plain(value) for key, value in self.proposal.figures.items()}
        return [*({item.name: item.value for item in self.inputs} | by_codes).items(), ("note", self.note)]

    @property
    def proposal_text(self) -> str:
        """What the codes say, of how many; empty for criteria they do not answer."""
        if self.code not in ABOUT_CODES:
            return ""
        if self.proposal is None:
            return _("The codes on file say nothing yet.")
        return codes_text(self.criterion, self.proposal)

    @property
    def code(self) -> str:
        return self.criterion.code

    @property
    def severity(self) -> Tag:
        return tag_of(self.criterion.severity, "severity", SEVERITY_LOOKS)

    @property
    def tested_refusal(self) -> str:
        return _("A whole number, and not fewer than were bad.") if self.tested_fault else ""

    @property
    def url(self) -> str:
        return url_for("measurements.measure", id=self.sample, batch=self.batch.key, code=self.code)

    @property
    def codes_url(self) -> str:
        """The address of the codes of the batch, for a criterion they answer; else empty."""
        return url_for("codes.show", id=self.sample, batch=self.batch.key) if self.code in ABOUT_CODES else ""

    @property
    def records_missing(self) -> RecordsMissing | None:
        figure = self.criterion.measures[0].key
        if self.waits and figure == "late_days":
            return RecordsMissing(
                _("Fills itself once it is known when the sample was promised and when it came."),
                _("Enter the dates"),
                url_for("samples.edit", id=self.sample),
            )
        if self.waits and figure == "share_of_tolerance":
            return RecordsMissing(
                _("Fills itself once size, weight or an own test with two ends is measured in two batches."),
                _("Side by side"),
                url_for("samples.show", id=self.sample, _anchor="sheet"),
            )
        if self.waits and figure == "mean":
            return RecordsMissing(
                _("Fills itself once three people outside have answered and their answers count."),
                _("Outside testers"),
                url_for("samples.show", id=self.sample, _anchor="outside"),
            )
        return None


def codes_text(criterion: SampleCriterion, proposal: CodesAnswer) -> str:
    still = ngettext("%(num)d is not tested yet.", "%(num)d are not tested yet.", proposal.open)
    open_text = still if proposal.open else ""
    if not proposal.figures:
        none = ngettext("None found among %(num)d code.", "None found among %(num)d codes.", proposal.of)
        return sentences((none, open_text))
    figures_text = _(
        "The tested codes say: %(figures)s (of %(number)s).",
        figures=values_text(proposal.figures, criterion),
        number=proposal.of,
    )
    return sentences((figures_text, open_text))


@dataclass(frozen=True)
class Typed:
    """A cell as a person sent it."""

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
        inputs(test, criterion, values),
        cell.note if cell else "",
        editable,
        values_text(reading.values, criterion) if reading else "",
        reading is None and from_records(criterion),
        values_text(values, criterion) if reading is None and values and from_records(criterion) else "",
        files,
        tested=tested(criterion, values) if not reading else None,
    )


def inputs(test: SampleTest, criterion: SampleCriterion, values: Mapping[str, Decimal]) -> tuple[FigureInput, ...]:
    return tuple(
        FigureInput(
            criterion,
            measure,
            plain(values[measure.key]) if measure.key in values else "",
            limit_text(force.value, measure),
        )
        for measure, force in forces(test, criterion)
    )


def forces(test: SampleTest, criterion: SampleCriterion) -> list[tuple[Measure, InForce]]:
    return [(measure, limit_in_force(criterion, measure, test.facts.limits)) for measure in criterion.measures]


def tested(criterion: SampleCriterion, values: Mapping[str, Decimal]) -> str | None:
    if not counts_bad(criterion):
        return None
    return plain(values[TESTED]) if TESTED in values else ""


def typed(box: CellBox, sent: Typed, theirs: SampleCell | None = None) -> CellBox:
    """The same cell with what the person sent in it."""
    figures = [
        replace(figure, value=sent.raw.get(figure.measure.key, ""), fault=sent.faults.get(figure.measure.key))
        for figure in box.inputs
    ]
    return replace(
        box,
        inputs=tuple(figures),
        note=sent.note,
        version=sent.seen,
        note_fault=sent.note_fault,
        theirs=theirs,
        state="open",
        tested=None if box.tested is None else sent.raw.get(TESTED, ""),
        tested_fault=sent.faults.get(TESTED),
    )
