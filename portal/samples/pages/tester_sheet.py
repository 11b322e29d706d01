"""A tester's own sheet of a sample: the whole, and one cell of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from flask import abort, render_template
from flask_login import current_user

from portal.codes.queries import summary
from portal.core.models.attachments import Attachment
from portal.samples.pages.cells import CellBox, box
from portal.samples.pages.show import as_it_stands, sample_or_404
from portal.samples.queries.page import batch_line, bench_test, measurable, on_bench
from portal.samples.rules.sample_facts import BatchLine, SampleCell
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import SampleCriterion
from portal.web.clock import today
from portal.web.filters import local_text
from portal.web.uploads import ACCEPT


class TestPart(NamedTuple):
    """The lines of one group of criteria."""

    group: str
    title: str
    boxes: list[CellBox]


class FileFault(NamedTuple):
    """A file that was refused: why, and the line it was sent for."""

    code: str = ""
    text: str = ""


NO_FAULT = FileFault()


class TesterSheet:
    """A sample's test as the signed-in tester works on it."""

    def __init__(self, id: int) -> None:
        self.sample: Any = sample_or_404(id)
        self.test: SampleTest = as_it_stands(self.sample)
        self.files = Attachment.of("sample", [id]).get(id, [])
        self.codes = {codes.batch: codes for codes in summary(self.sample, today())}

    def batch(self, key: int | None) -> BatchLine | None:
        return next((batch for batch in self.test.facts.batches if batch.key == key), None)

    def box(self, batch: BatchLine, criterion: SampleCriterion) -> CellBox:
        files = tuple(file for file in self.files if file.slot == criterion.code)
        editable = self.sample.verdict is None
        empty = box(self.test, self.sample.id, batch, criterion, current_user.id, editable, files)
        codes = self.codes.get(batch.key)
        return replace(empty, proposal=codes.answer(criterion.code) if codes else None)

    def parts(self, batch: BatchLine, refused: CellBox | None) -> list[TestPart]:
        """The sheet of one batch; `refused` stands in the place of its line, with what was typed."""
        boxes = [self.box(batch, row.criterion) for row in self.test.sheet.rows]
        if refused:
            boxes = [replace(refused, files=box.files) if box.code == refused.code else box for box in boxes]
        parts = [
            TestPart(group.key, local_text(group.title), [box for box in boxes if box.criterion.group == group.key])
            for group in self.test.template.groups
        ]
        return [part for part in parts if part.boxes]

    def page(self, batch: BatchLine | None, refused: CellBox | None = None, fault: FileFault = NO_FAULT) -> str:
        return render_template(
            "samples/test.html",
            s=self.sample,
            batch=batch,
            batches=self.test.facts.batches,
            tally=self.test.finished(batch.key, current_user.id) if batch else None,
            parts=self.parts(batch, refused) if batch else [],
            accepts=ACCEPT,
            file_fault=fault,
        )


class Bench:
    """One batch of a sample on the bench of the signed-in tester, who measures one criterion at a time."""

    def __init__(self, id: int, batch: int) -> None:
        self.sample: Any = on_bench(id, batch) or abort(404)
        self.batch = batch_line(self.sample.batch)

    def criterion(self, code: str) -> SampleCriterion:
        asked = measurable(self.sample)
        return next((criterion for criterion in asked if criterion.code == code), None) or abort(404)

    @cached_property
    def test(self) -> SampleTest:
        """The test as far as this tester's cells go. Read when first asked for: after a write, with what it wrote."""
        return bench_test(self.sample, current_user.id)

    def box(self, criterion: SampleCriterion) -> CellBox:
        editable = self.sample.verdict is None
        return box(self.test, self.sample.id, self.batch, criterion, current_user.id, editable)

    def cell(self, code: str) -> SampleCell | None:
        return self.test.cell(self.batch.key, code, current_user.id)

    @property
    def tally(self) -> tuple[int, int]:
        return self.test.finished(self.batch.key, current_user.id)
