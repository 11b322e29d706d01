"""Sealed samples: everything is decent by default, whole and valid for half a year."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal.core.models.attachments import Attachment
from portal.references.models import GoldenSample
from tests.cast import NOW, TODAY, stamp
from tests.samples.makers import batches_of


def make_reference(sample: Any, by: Any, number: str = "F-2026-001", photo: bool = True, **about: Any) -> GoldenSample:
    """Of the first batch of a sample."""
    defaults = {
        "sealed_on": TODAY - timedelta(days=10),
        "contents": "Grey, 65 W, with the short cable",
        "accepted": "Length ±2 mm",
        "confirmed_by": by.id,
        "their_name": "黄建国",
        "their_on": TODAY - timedelta(days=9),
        "keeper": by.id,
        "place": "Shelf B2",
        "valid_until": TODAY + timedelta(days=180),
    }
    row = GoldenSample.seal(stamp(by), batches_of(sample)[0], number=number, **(defaults | about))
    if photo:
        about = {"stored": f"photo{row.id}", "media_type": "image/png", "size": 1, "sha256": "0" * 64, "at": NOW}
        Attachment.create(object_type="golden_sample", object_id=row.id, name="front.png", by=by, **about)
    return row
