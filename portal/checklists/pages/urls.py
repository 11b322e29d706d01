"""Where a list stands."""

from __future__ import annotations

from typing import Any

from flask import url_for

from portal.checklists.models.runs import Run
from portal.path.rules import PathStep


def address(run: Run, **more: Any) -> str:
    """The page with the current list of the same stage or step."""
    if run.step is None:
        return url_for("checklists.stage", stage=run.stage, **more)
    return step_url("show", PathStep(run.step), run.supplier_id, run.need_id, **more)


def step_url(view: str, step: PathStep, supplier: int | None, need: int | None, **more: Any) -> str:
    """A list on the path of a supplier for a need: the need of a path stays in the address, whatever list it is."""
    if step == PathStep.needs:
        return url_for(f"steps.{view}", step=step, id=need, supplier=supplier, **more)
    return url_for(f"steps.{view}", step=step, id=supplier, need=need, **more)
