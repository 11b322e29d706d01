"""The stages of a business, as the home page shows them."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from portal.core.rules.stages import Stage
from portal.web.words import word

NOTES = {
    Stage.startup: _l("small orders, several products"),
    Stage.growth: _l("better prices, second sources"),
    Stage.mature: _l("long-term partners, managed risk"),
}


class StageStep(NamedTuple):
    """A stage: before the current one, the current one, or after it."""

    label: str
    note: str
    done: bool
    current: bool


def stage_steps(current: Stage) -> list[StageStep]:
    return [
        StageStep(word(stage, "stage"), str(note), stage.place < current.place, stage is current)
        for stage, note in NOTES.items()
    ]
