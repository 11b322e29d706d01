"""A tester's own sheet of a sample."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask_login import current_user

from portal.core.models.attachments import Attachment
from portal.samples.pages.cells import CellBox, box
from portal.samples.pages.show import as_it_stands, here
from portal.samples.rules.sample_tests import BatchLine, SampleTest
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

    def place(self, batch: int, code: str) -> tuple[BatchLine, SampleCriterion]:
        line, row = self.batch(batch), self.test.row(code)
        if line is None or row is None:
            abort(404)
        return line, row.criterion

    def page(self, batch: BatchLine | None, wrong: CellBox | None = None, fault: tuple[str, str] = ("", "")) -> str:
        boxes = [self.box(batch, row.criterion) for row in self.test.sheet.rows] if batch else []
        if wrong:
            boxes = [wrong if one.code == wrong.code else one for one in boxes]
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
