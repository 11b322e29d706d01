"""The page of a stage of the business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.checklists.forms import StageMoveForm
from portal.checklists.models.runs import Run
from portal.checklists.pages.fact_records import records_for
from portal.checklists.pages.list_page import FILTERS, ListPage
from portal.checklists.pages.progress_words import unmet_text
from portal.checklists.queries import StageLine, answers, current_runs, stage_history
from portal.core.models.attachments import Attachment, by_slot
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Lookup, Result
from portal.facts.standing import ListStanding, standing_of
from portal.settings.current_business import businesses
from portal.settings.models.businesses import Business
from portal.settings.pages.stage_gate import StageGate
from portal.settings.team import team
from portal.web.words import word


class StageMove(NamedTuple):
    """A move of the business, and what stood in its way."""

    line: StageLine
    unmet: str


@dataclass(kw_only=True)
class StagePage(ListPage):
    business: Business
    stage: Stage
    standings: Mapping[Stage, ListStanding]

    template = "checklists/stage.html"

    @classmethod
    def of(cls, business: Business, stage: Stage, show: str = "") -> StagePage:
        runs = current_runs(business.id)
        run = runs.get(stage)
        wanted = [current.id for current in runs.values()] + ([run.previous_id] if run and run.previous_id else [])
        lines = answers(wanted)
        read: dict[Any, Any] = {}  # the stages ask the same records
        standings = {}
        for run_stage, current in runs.items():
            records = records_for(current)
            records.read = read
            standings[run_stage] = standing_of(current, lines[current.id], records)
        return cls._made(business, stage, run, lines, standings, show)

    @classmethod
    def of_run(cls, business: Business, run: Run) -> StagePage:
        """A run by itself, the current one or an older one."""
        stage = Stage(str(run.stage))
        lines = answers([run.id] + ([run.previous_id] if run.previous_id else []))
        standing = standing_of(run, lines[run.id], records_for(run))
        return cls._made(business, stage, run, lines, {stage: standing})

    @classmethod
    def ahead(cls, business: Business, stage: Stage) -> StagePage:
        """The list as it is published now, without a run."""
        return cls._made(business, stage, None, {}, {})

    @classmethod
    def _made(
        cls, business: Business, stage: Stage, run: Run | None, lines: Any, standings: Any, show: str = ""
    ) -> StagePage:
        return cls(
            key=f"stage_{stage}",
            run=run,
            lines=lines,
            files=by_slot(Attachment.of("run", [run.id]).get(run.id, [])) if run else {},
            show=show if show in FILTERS else "all",
            business=business,
            stage=stage,
            standings=standings,
        )

    def address(self, **more: Any) -> str:
        return url_for("checklists.stage", stage=self.stage, **more)

    @property
    def start_url(self) -> str:
        return url_for("checklists.start", stage=self.stage)

    @property
    def blank_url(self) -> str:
        return url_for("checklists.blank", stage=self.stage)

    @property
    def about(self) -> str:
        return _("Business: %(name)s", name=self.business.name)

    @property
    def opens(self) -> str:
        """The next stage; empty for the last list."""
        return word(self.stage.following, "stage") if self.stage.following else ""

    @property
    def forms(self) -> dict[str, Any]:
        """What only the page of a stage shows besides the list."""
        return {"move": StageMoveForm(formdata=None, version=self.business.version), "businesses": businesses()}

    @property
    def lookup(self) -> Lookup:
        return team().policy.lookup(self.stage)

    @property
    def standing(self) -> ListStanding:
        return self.standings[self.stage]

    @cached_property
    def tabs(self) -> list[tuple[str, str, bool]]:
        tabs = []
        for stage in Stage:
            name, standing = word(stage, "stage"), self.standings.get(stage)
            if standing is not None:
                whole = standing.progress.whole
                name = f"{name} {whole.answered}/{whole.applicable}"
            tabs.append((name, url_for("checklists.stage", stage=stage), stage is self.stage))
        return tabs

    @cached_property
    def history(self) -> list[StageLine]:
        return stage_history(self.business.id)

    @property
    def is_current(self) -> bool:
        return self.business.stage == self.stage

    @property
    def gate(self) -> StageGate:
        """The way to another stage."""
        items = tuple(item.code for item in self.checklist.items if item.must)
        if self.run is None:
            return StageGate(Stage(self.business.stage), items, Result.unknown)
        verdict = self.standing.progress.gate
        return StageGate(Stage(self.business.stage), verdict.codes, self.score.result, self.score.mark)

    @property
    def moves(self) -> list[StageMove]:
        """Every stage the business was in, newest first, with what stood in the way."""
        return [StageMove(line, unmet_text(line.failed)) for line in self.history]
