"""The way of a business to another stage, and who may take it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_login import current_user

from portal.checklists.forms import StageMoveForm
from portal.core.rules.stages import Stage


@dataclass(frozen=True)
class StageGate:
    stage: Stage
    in_the_way: tuple[str, ...]  # codes of must-haves; all of them while the list was never started

    @property
    def elsewhere(self) -> list[Stage]:
        """Where the business can go: the next stage first; any other one is for an admin."""
        following = [self.stage.following] if self.stage.following else []
        others = [stage for stage in Stage if stage not in (self.stage, *following)]
        return following + (others if current_user.may("gate") else [])

    def lets(self, to: Stage, reason: str) -> bool:
        """To the next stage when nothing stands in the way, else an admin with a reason."""
        if to is self.stage.following and not self.in_the_way:
            return True
        return bool(current_user.may("gate") and reason.strip())

    def refuse(self, form: StageMoveForm) -> StageMoveForm:
        if current_user.may("gate"):
            form.reason.errors = [_("Say why the business moves although something stands in the way.")]
        else:
            form.to.errors = [_("Must-haves stand in the way. An administrator can pass them with a reason.")]
        return form
