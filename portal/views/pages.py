"""The page of a stage: its run judged, filtered and made ready for the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal import content
from portal.domain.checklists import Checklist
from portal.domain.items import Item
from portal.domain.judging import Judged
from portal.domain.rules import Result
from portal.domain.signing import Signable, signable
from portal.domain.stages import Stage
from portal.facts import Found
from portal.facts.standing import Standing, standing_of, unproved
from portal.language import choose
from portal.models import Attachment, Business, Run, TemplateVersion
from portal.models.attachments import FileLine
from portal.models.run_lists import (
    AnswerLine,
    SignerLine,
    StageLine,
    answers,
    current_runs,
    run_events,
    signers,
    stage_history,
)
from portal.models.templates import checklist_of
from portal.sentences import item_text
from portal.team import team
from portal.views.boxes import basis_of, box
from portal.views.gates import Gate
from portal.views.items import Basis, Part, Row, choices_of, unit_of
from portal.views.panels import last
from portal.views.records import records_of
from portal.words import word

FILTERS = ("all", "open", "must", "mine", "data")


@dataclass
class StagePage:
    business: Business
    stage: Stage
    show: str
    runs: Mapping[Stage, Run]
    lines: Mapping[int, Mapping[str, AnswerLine]]
    standings: Mapping[Stage, Standing]
    files: Mapping[str, tuple[FileLine, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, business: Business, stage: Stage, show: str = "") -> StagePage:
        runs = current_runs(business.id)
        run = runs.get(stage)
        wanted = [one.id for one in runs.values()] + ([run.previous_id] if run and run.previous_id else [])
        lines = answers(wanted)
        read: dict[Any, Any] = {}  # the stages ask the same records
        standings = {}
        for each, one in runs.items():
            records = records_of(business.id, each)
            records.read = read
            standings[each] = standing_of(one, lines[one.id], records)
        files = by_slot(Attachment.of("run", [run.id]).get(run.id, [])) if run else {}
        return cls(business, stage, show if show in FILTERS else "all", runs, lines, standings, files)

    @classmethod
    def of_run(cls, business: Business, run: Run) -> StagePage:
        """A run by itself, the current one or an older one."""
        stage = Stage(str(run.stage))
        lines = answers([run.id] + ([run.previous_id] if run.previous_id else []))
        standing = standing_of(run, lines[run.id], records_of(business.id, stage))
        files = by_slot(Attachment.of("run", [run.id]).get(run.id, []))
        return cls(business, stage, "all", {stage: run}, lines, {stage: standing}, files)

    @classmethod
    def ahead(cls, business: Business, stage: Stage) -> StagePage:
        """The list as it is published now, without a run."""
        return cls(business, stage, "all", {}, {}, {})

    @property
    def run(self) -> Run | None:
        return self.runs.get(self.stage)

    @property
    def standing(self) -> Standing:
        """KeyError while the stage has no run."""
        return self.standings[self.stage]

    @cached_property
    def checklist(self) -> Checklist:
        if self.run is not None:
            return self.standing.checklist
        return checklist_of(TemplateVersion.newest(f"stage_{self.stage}").id)

    @property
    def editable(self) -> bool:
        return self.run is not None and self.run.signed_at is None and current_user.may("write")

    @property
    def title(self) -> str:
        return self.checklist.title.for_(choose())

    @property
    def purpose(self) -> str:
        return self.checklist.purpose.for_(choose())

    @property
    def mine(self) -> Mapping[str, AnswerLine]:
        return self.lines.get(self.run.id, {}) if self.run else {}

    @cached_property
    def tabs(self) -> list[tuple[str, str, bool]]:
        found = []
        for stage in Stage:
            name, standing = word(stage, "stage"), self.standings.get(stage)
            if standing is not None:
                whole = standing.progress.whole
                name = f"{name} {whole.answered}/{whole.applicable}"
            found.append((name, url_for("checklists.stage", stage=stage), stage is self.stage))
        return found

    @cached_property
    def chips(self) -> list[tuple[str, int, str, bool]]:
        """The filters: label, how many items, address, whether it is this one."""
        labels = {
            "all": _("All"),
            "open": _("Open"),
            "must": _("Must-haves"),
            "mine": _("Mine"),
            "data": _("From data"),
        }
        found = []
        for show, label in labels.items():
            number = sum(self.shows(one, show) for one in self.standing.judged.values())
            address = url_for("checklists.stage", stage=self.stage, show=None if show == "all" else show)
            found.append((label, number, address, show == self.show))
        return found

    def shows(self, one: Judged, show: str) -> bool:
        line = self.mine.get(one.item.code)
        tests: dict[str, Callable[[], bool]] = {
            "open": lambda: one.result is Result.unknown,
            "must": lambda: one.must,
            "mine": lambda: line is not None and line.owner_id == current_user.id,
            "data": lambda: isinstance(self.standing.said.get(one.item.code), Found),
        }
        return tests[show]() if show in tests else True

    @cached_property
    def parts(self) -> list[Part]:
        found = []
        for section in self.checklist.sections:
            tally = self.standing.progress.sections.get(section.key)
            rows = [self.row(item) for item in self.checklist.items_of(section.key) if self.shown(item)]
            if rows and tally is not None:
                title = section.title.for_(choose())
                found.append(Part(section.key, title, tally.answered, tally.applicable, rows))
        return found

    def shown(self, item: Item) -> bool:
        return self.shows(self.standing.judged[item.code], self.show)

    def row(self, item: Item) -> Row:
        run, line, standing = self.run, self.mine.get(item.code), self.standing
        if run is None:
            raise KeyError(self.stage)
        said, files = standing.said.get(item.code), self.files.get(item.code, ())
        found = box(run.id, item, line, said, standing.judged[item.code], standing.lookup, self.editable, files)
        before = self.lines.get(run.previous_id or 0, {})
        return Row(
            box=found,
            owner=line.owner if line else None,
            due_on=line.due_on if line else None,
            now=self.news_of(item, found.basis, found.speaks),
            last=last(item, before.get(item.code)),
            condition=content.conditions()[item.applies_when].when.for_(choose()) if item.applies_when else "",
        )

    def news_of(self, item: Item, stood: Basis | None, speaks: bool) -> Basis | None:
        """What the records say by now beside a person's answer, if it is not what stood there."""
        said = self.standing.said.get(item.code)
        if speaks or not isinstance(said, Found):
            return None
        now = basis_of(item, said)
        return now if stood is None or now.text != stood.text else None

    def reading(self, section: str) -> list[tuple[Item, str]]:
        """The items of a section with their lines, as the list stands without a run."""
        lookup = team().policy.lookup(self.stage)
        return [(item, item_text(item, lookup)) for item in self.checklist.items_of(section)]

    def boxes(self, item: Item) -> list[str]:
        """What can be ticked on paper; empty for an item that is written."""
        return [label for _value, label in choices_of(item)]

    def unit(self, item: Item) -> str:
        return unit_of(item)

    def texts(self, codes: tuple[str, ...]) -> list[tuple[str, str]]:
        """Codes with the line of their item."""
        return [(code, item_text(self.checklist.item(code), self.standing.lookup)) for code in codes]

    @cached_property
    def latest(self) -> AnswerLine | None:
        """The answer given last."""
        given = [line for line in self.mine.values() if line.at is not None]
        return max(given, key=lambda line: (line.at, line.changed_rev), default=None)

    @cached_property
    def signers(self) -> list[SignerLine]:
        return signers(self.run) if self.run is not None and self.run.frozen else []

    @cached_property
    def signable(self) -> Signable:
        lacking = unproved(self.standing, self.mine, [code for code, files in self.files.items() if files])
        return signable(self.standing.progress.must_open, lacking)

    @cached_property
    def history(self) -> list[StageLine]:
        return stage_history(self.business.id)

    @cached_property
    def events(self) -> list[tuple[str, str, str | None, datetime]]:
        """What happened to the run as a whole: verb, reason, who and when."""
        return run_events(self.run.id) if self.run is not None else []

    @property
    def is_current(self) -> bool:
        return self.business.stage == self.stage

    @property
    def gate(self) -> Gate:
        """The way to another stage."""
        items = tuple(item.code for item in self.checklist.items if item.must)
        verdict = self.standing.progress.gate if self.run is not None else None
        return Gate(Stage(self.business.stage), verdict.failed + verdict.open if verdict else items)


def by_slot(files: list[FileLine]) -> dict[str, tuple[FileLine, ...]]:
    found: dict[str, tuple[FileLine, ...]] = {}
    for file in files:
        found[file.slot] = (*found.get(file.slot, ()), file)
    return found
