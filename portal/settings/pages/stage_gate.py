"""The way of a business to another stage, and who may take it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_login import current_user

from portal.checklists.forms import StageMoveForm
from portal.checklists.rules.progress import OPENING
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Result


@dataclass(frozen=True)
class StageGate:
    stage: Stage
    in_the_way: tuple[str, ...]  # codes of must-haves; all of them while the list was never started
    score: Result = Result.passed  # of the list, against the lines of the policy
    mark: tuple[str, ...] = ()  # what is kept of a score that is too low

    @property
    def elsewhere(self) -> list[Stage]:
        """Where the business can go: the next stage first; any other one is for an admin."""
        following = [self.stage.following] if self.stage.following else []
        others = [stage for stage in Stage if stage not in (self.stage, *following)]
        return following + (others if current_user.may("gate") else [])

    @property
    def asks_why(self) -> tuple[str, ...]:
        """What a move is given a reason for: must-haves in the way, and a score that is too low."""
        return self.in_the_way + self.mark

    @property
    def open_to_all(self) -> bool:
        """Whether everybody who writes may take it: at once, or with the reason that a score on watch wants."""
        return not self.in_the_way and self.score in OPENING

    def lets(self, to: Stage, reason: str) -> bool:
        """To the next stage when nothing stands in the way, or a reason is given where one is enough; else an admin
        with a reason."""
        if to is self.stage.following and self.open_to_all:
            return not self.mark or bool(reason.strip())
        return bool(current_user.may("gate") and reason.strip())

    def refuse(self, form: StageMoveForm) -> StageMoveForm:
        if current_user.may("gate") or self.open_to_all:
            form.reason.errors = [_("Say why the business moves although something stands in the way.")]
        elif self.in_the_way:
            form.to.errors = [_("Must-haves stand in the way. An administrator can pass them with a reason.")]
        else:
            form.to.errors = [_("The score is too low. An administrator can go on with a reason.")]
        return form
