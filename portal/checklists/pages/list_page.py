"""A list being worked through: its run judged, filtered and made ready for the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from portal import content
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import TemplateVersion, checklist_of
from portal.checklists.pages.item import Basis, ItemRow, ListSection, choices_of, unit_of
from portal.checklists.pages.item_box import basis_of, box
from portal.checklists.pages.item_panel import last
from portal.checklists.pages.sentences import item_text
from portal.checklists.queries import GivenAnswerLine, RunSignerLine, run_events, signers
from portal.checklists.rules.checklists import Checklist
from portal.checklists.rules.items import Item
from portal.checklists.rules.judging import JudgedItem
from portal.checklists.rules.signing import Signable, signable
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Lookup, Result
from portal.facts import Found
from portal.facts.standing import ListStanding, unproved
from portal.web.language import choose

FILTERS = ("all", "open", "must", "mine", "data")


@dataclass(kw_only=True)
class ListPage:
    """What the list of a stage and the list of a step have in common. `run` None: nobody started it yet."""

    key: str  # of the list
    run: Run | None
    lines: Mapping[int, Mapping[str, GivenAnswerLine]]  # of the run, of the run before, and of others shown with it
    files: Mapping[str, tuple[FileLine, ...]] = field(default_factory=dict)
    show: str = "all"

    def address(self, **more: Any) -> str:
        raise NotImplementedError

    @property
    def lookup(self) -> Lookup:
        """The limits in force for what the list is about."""
        raise NotImplementedError

    @property
    def standing(self) -> ListStanding:
        """KeyError while the list has no run."""
        raise NotImplementedError

    @cached_property
    def checklist(self) -> Checklist:
        if self.run is not None:
            return self.standing.checklist
        return checklist_of(TemplateVersion.newest(self.key).id)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Must-haves whose answer lacks the note or file it needs, where that keeps a gate shut."""
        return ()

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
    def mine(self) -> Mapping[str, GivenAnswerLine]:
        return self.lines.get(self.run.id, {}) if self.run else {}

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
            address = self.address(show=None if show == "all" else show)
            found.append((label, number, address, show == self.show))
        return found

    def shows(self, one: JudgedItem, show: str) -> bool:
        line = self.mine.get(one.item.code)
        tests: dict[str, Callable[[], bool]] = {
            "open": lambda: one.result is Result.unknown,
            "must": lambda: one.must,
            "mine": lambda: line is not None and line.owner_id == current_user.id,
            "data": lambda: isinstance(self.standing.said.get(one.item.code), Found),
        }
        return tests[show]() if show in tests else True

    @cached_property
    def parts(self) -> list[ListSection]:
        found = []
        for section in self.checklist.sections:
            tally = self.standing.progress.sections.get(section.key)
            rows = [self.row(item) for item in self.checklist.items_of(section.key) if self.shown(item)]
            if rows and tally is not None:
                title = section.title.for_(choose())
                found.append(ListSection(section.key, title, tally.answered, tally.applicable, rows))
        return found

    def shown(self, item: Item) -> bool:
        return self.shows(self.standing.judged[item.code], self.show)

    def row(self, item: Item) -> ItemRow:
        run, line, standing = self.run, self.mine.get(item.code), self.standing
        if run is None:
            raise KeyError(self.checklist.key)
        said, files = standing.said.get(item.code), self.files.get(item.code, ())
        found = box(run.id, item, line, said, standing.judged[item.code], standing.lookup, self.editable, files)
        before = self.lines.get(run.previous_id or 0, {})
        return ItemRow(
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
        return [(item, item_text(item, self.lookup)) for item in self.checklist.items_of(section)]

    def boxes(self, item: Item) -> list[str]:
        """What can be ticked on paper; empty for an item that is written."""
        return [label for _value, label in choices_of(item)]

    def unit(self, item: Item) -> str:
        return unit_of(item)

    def texts(self, codes: tuple[str, ...]) -> list[tuple[str, str]]:
        """Codes with the line of their item."""
        return [(code, item_text(self.checklist.item(code), self.standing.lookup)) for code in codes]

    @cached_property
    def latest(self) -> GivenAnswerLine | None:
        """The answer given last."""
        given = [line for line in self.mine.values() if line.at is not None]
        return max(given, key=lambda line: (line.at, line.changed_rev), default=None)

    @cached_property
    def signers(self) -> list[RunSignerLine]:
        return signers(self.run) if self.run is not None and self.run.frozen else []

    @cached_property
    def signable(self) -> Signable:
        lacking = unproved(self.standing, self.mine, [code for code, files in self.files.items() if files])
        return signable(self.standing.progress.must_open, lacking)

    @cached_property
    def events(self) -> list[tuple[str, str, str | None, datetime]]:
        """What happened to the run as a whole: verb, reason, who and when."""
        return run_events(self.run.id) if self.run is not None else []


def by_slot(files: list[FileLine]) -> dict[str, tuple[FileLine, ...]]:
    found: dict[str, tuple[FileLine, ...]] = {}
    for file in files:
        found[file.slot] = (*found.get(file.slot, ()), file)
    return found
