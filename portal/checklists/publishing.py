"""The shipped lists become published versions. A list of a later release is one more version: what runs, runs on.

Agreements of before are held against the clauses of this release.
"""

from __future__ import annotations

from portal import content
from portal.agreements.models import Agreement
from portal.checklists.models.templates import TemplateVersion
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.web.clock import now


def publish() -> None:
    """Publish what this release ships and the database does not hold yet."""
    stamp = Stamp(None, now())
    with change(stamp):
        for checklist in content.checklists().values():
            TemplateVersion.publish(
                checklist.key, checklist.version, checklist.to_json(), checklist.subject, checklist.stage, stamp
            )
        for sheet in content.sample_templates().values():
            TemplateVersion.publish(sheet.key, sheet.version, sheet.to_json(), "sample", None, stamp)
        Agreement.settle_all()
