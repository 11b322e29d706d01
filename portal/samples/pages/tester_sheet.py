"""A tester's own sheet of a sample: the whole, and one cell of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from flask import abort, render_template
from flask_login import current_user

from portal.core.models.attachments import Attachment
from portal.samples.pages.cells import CellBox, box
from portal.samples.pages.show import as_it_stands, here
from portal.samples.queries.page import batch_line, bench_test, known_of, on_bench, sheet_of
from portal.samples.rules.sample_tests import BatchLine, SampleCell, SampleTest
from portal.samples.rules.sampling import SampleCriterion
from portal.web.uploads import ACCEPT


class TesterSheet:
    """A sample's test as the signed-in tester works on it."""

    def __init__(self, id: int) -> None:
        self.sample: Any = here(id)
        self.test: SampleTest = as_it_stands(self.sample)
        self.files = Attachment.of("sample", [id]).get(id, [])

    def batch(self, key: int | None) -> BatchLine | None:
        return next((one for one in self.test.facts.batches if one.key == key), None)

    def box(self, batch: BatchLine, criterion: SampleCriterion) -> CellBox:
        files = tuple(file for file in self.files if file.slot == criterion.code)
        editable = self.sample.verdict is None
        return box(self.test, self.sample.id, batch, criterion, current_user.id, editable, files)

    def page(self, batch: BatchLine | None, wrong: CellBox | None = None, fault: tuple[str, str] = ("", "")) -> str:
        boxes = [self.box(batch, row.criterion) for row in self.test.sheet.rows] if batch else []
        if wrong:
            boxes = [replace(wrong, files=one.files) if one.code == wrong.code else one for one in boxes]
        parts = [
            (group, [one for one in boxes if one.criterion.group == group.key]) for group in self.test.template.groups
        ]
        return render_template(
            "samples/test.html",
            s=self.sample,
            t=self.test,
            batch=batch,
            parts=parts,
            accepts=ACCEPT,
            fault=fault,
        )


class Bench:
    """One batch of a sample on the bench of the signed-in tester, who measures one criterion at a time."""

    def __init__(self, id: int, batch: int) -> None:
        self.sample: Any = on_bench(id, batch) or abort(404)
        self.batch = batch_line(self.sample.batch)

    def criterion(self, code: str) -> SampleCriterion:
        applying = sheet_of(self.sample).applying(known_of(self.sample))
        return next((one for one in applying if one.code == code), None) or abort(404)

    @cached_property
    def test(self) -> SampleTest:
        """As far as this tester's cells go. Read when first asked for: after a write, with what it wrote."""
        return bench_test(self.sample, current_user.id)

    def box(self, criterion: SampleCriterion) -> CellBox:
        editable = self.sample.verdict is None
        return box(self.test, self.sample.id, self.batch, criterion, current_user.id, editable)

    def cell(self, code: str) -> SampleCell | None:
        return self.test.cell(self.batch.key, code, current_user.id)

    @property
    def tally(self) -> tuple[int, int]:
        return self.test.finished(self.batch.key, current_user.id)
