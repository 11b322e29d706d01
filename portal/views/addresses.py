"""Where a list stands."""

from __future__ import annotations

from typing import Any

from flask import url_for

from portal.models import Run


def address(run: Run, **more: Any) -> str:
    """The page with the current list of the same stage or step."""
    if run.step is None:
        return url_for("checklists.stage", stage=run.stage, **more)
    return url_for("steps.show", step=run.step, supplier=run.supplier_id, need=run.need_id, **more)
