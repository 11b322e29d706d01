"""A list being worked through: its run judged, filtered and made ready for the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal import content
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import TemplateVersion, checklist_of
from portal.checklists.pages.item import (
    AGAINST,
    NOT_MET,
    OPEN,
    UNPROVED,
    Basis,
    FilterChip,
    ItemInTheWay,
    ItemRow,
    ListSection,
    UnansweredItem,
    choices_of,
    unit_of,
)
from portal.checklists.pages.item_box import basis_of, item_box
from portal.checklists.pages.item_panel import previous_answer
from portal.checklists.pages.progress_words import gate_sentence, latest_sentence, progress_sentence, score_sentence
from portal.checklists.pages.sentences import item_text
from portal.checklists.pages.since_signing import ItemSinceSigning, since_signing
from portal.checklists.queries import GivenAnswerLine, RunHistoryLine, RunSignerLine, run_history, signers
from portal.checklists.rules.checklists import Checklist
from portal.checklists.rules.items import Item
from portal.checklists.rules.judging import JudgedItem
from portal.checklists.rules.progress import PASS_SCORE, ListScore
from portal.checklists.rules.signing import Signable, signable
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Lookup, Result
from portal.facts import Found
from portal.facts.standing import ListStanding, unproved
from portal.web.language import choose
from portal.web.tags import Looks, tag_of

FILTERS = {
    "all": _l("All"),
    "open": _l("Open"),
    "must": _l("Must-haves"),
    "mine": _l("Mine"),
    "data": _l("From data"),
    "against": _l("Against the records"),
}
WHEN_THERE = ("against",)  # filters that are offered only while something passes them
MUSTS_NAMED = 4  # beside the progress
SCORE_LOOKS: Looks = {
    Result.passed: ("ok", "check"),
    Result.warned: ("warn", "warn"),
    Result.failed: ("bad", "warn"),
    Result.unknown: ("", "clock"),
}


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
    def chips(self) -> list[FilterChip]:
        judged = list(self.standing.judged.values())
        chips = [
            FilterChip(
                str(label),
                sum(self.passes(item, show) for item in judged),
                self.address(show=None if show == "all" else show),
                show == self.show,
            )
            for show, label in FILTERS.items()
        ]
        offered = zip(FILTERS, chips, strict=True)
        return [chip for show, chip in offered if show not in WHEN_THERE or chip.number or chip.current]

    def passes(self, judged: JudgedItem, show: str) -> bool:
        """Whether an item is shown by a filter."""
        line = self.mine.get(judged.item.code)
        tests: dict[str, Callable[[], bool]] = {
            "open": lambda: judged.result is Result.unknown,
            "must": lambda: judged.must,
            "mine": lambda: line is not None and line.owner_id == current_user.id,
            "against": lambda: judged.contradicted,
            "data": lambda: isinstance(self.standing.recorded.get(judged.item.code), Found),
        }
        return tests[show]() if show in tests else True

    @property
    def opens(self) -> str:
        """What can begin once every must-have is met; empty where nothing does."""
        raise NotImplementedError

    @property
    def gate_sentence(self) -> str:
        return gate_sentence(self.standing.progress, self.lacking, self.score, self.opens)

    @cached_property
    def score(self) -> ListScore:
        return ListScore.of(self.standing.progress, self.standing.lookup)

    @property
    def score_sentence(self) -> str:
        return score_sentence(self.score)

    @property
    def score_tag(self) -> tuple[str, str, str]:
        return tag_of(self.score.result, "result", SCORE_LOOKS)

    @property
    def score_url(self) -> str:
        """The lines it is held against."""
        return url_for("policy.index", open="checklist", _anchor=PASS_SCORE)

    @property
    def progress_sentence(self) -> str:
        return progress_sentence(self.standing, len(self.since_signing))

    @cached_property
    def latest_sentence(self) -> str:
        """Who answered last, and when; empty before the first answer."""
        answered = [line for line in self.mine.values() if line.at is not None]
        latest = max(answered, key=lambda line: (line.at, line.changed_rev), default=None)
        return latest_sentence(latest) if latest else ""

    @cached_property
    def sections(self) -> list[ListSection]:
        """Those with an item that passes the filter, and their rows."""
        for section in self.tallied_sections:
            section.rows = [self.row(item) for item in self.passing(section.key)]
        return self.tallied_sections

    @cached_property
    def tallied_sections(self) -> list[ListSection]:
        """The same without their rows."""
        tallies = self.standing.progress.sections
        return [
            ListSection(section.key, section.title.for_(choose()), tally.answered, tally.applicable)
            for section in self.checklist.sections
            if (tally := tallies.get(section.key)) and self.passing(section.key)
        ]

    def passing(self, section: str) -> list[Item]:
        """The items of a section that pass the filter."""
        judged = self.standing.judged
        return [item for item in self.checklist.items_of(section) if self.passes(judged[item.code], self.show)]

    def row(self, item: Item) -> ItemRow:
        run, line, standing = self.run, self.mine.get(item.code), self.standing
        if run is None:
            raise KeyError(self.checklist.key)
        records_say, files = standing.recorded.get(item.code), self.files.get(item.code, ())
        judged = standing.judged[item.code]
        box = item_box(run.id, item, line, records_say, judged, standing.lookup, self.editable, files)
        return ItemRow(
            box=box,
            owner=line.owner if line else None,
            due_on=line.due_on if line else None,
            now=None if box.against else self.news_of(item, box.basis, box.speaks),
            previous=previous_answer(item, self.lines.get(run.previous_id or 0, {}).get(item.code)),
            condition=content.conditions()[item.applies_when].when.for_(choose()) if item.applies_when else "",
        )

    def news_of(self, item: Item, stood: Basis | None, speaks: bool) -> Basis | None:
        """What the records say by now beside a person's answer, if it is not what stood there."""
        records_say = self.standing.recorded.get(item.code)
        if speaks or not isinstance(records_say, Found):
            return None
        now = basis_of(item, records_say)
        return now if stood is None or now.text != stood.text else None

    def unanswered(self, section: str) -> list[UnansweredItem]:
        """The items of a section."""
        return [
            UnansweredItem(
                item.code,
                item_text(item, self.lookup),
                item.why.for_(choose()),
                item.must,
                [label for _value, label in choices_of(item)],
                unit_of(item),
            )
            for item in self.checklist.items_of(section)
        ]

    def item_in_the_way(self, code: str, tag: tuple[Any, str, str]) -> ItemInTheWay:
        return ItemInTheWay(code, item_text(self.checklist.item(code), self.standing.lookup), tag)

    @property
    def musts_left(self) -> list[ItemInTheWay]:
        """The first few must-haves to see to: those the records contradict, those not met, then those open."""
        gate = self.standing.progress.gate
        tagged = ((gate.contradicted, AGAINST), (gate.failed, NOT_MET), (gate.open, OPEN))
        left = [(code, tag) for codes, tag in tagged for code in codes]
        return [self.item_in_the_way(code, tag) for code, tag in left[:MUSTS_NAMED]]

    @property
    def against(self) -> list[ItemInTheWay]:
        """Answers that the records contradict, must-have or not."""
        return [self.item_in_the_way(code, AGAINST) for code in self.standing.progress.contradicted]

    @property
    def next_item(self) -> ItemInTheWay | None:
        """The first question without an answer that a press answers, must-haves first; for whoever may answer it."""
        judged = self.standing.judged.values() if self.editable else ()
        still_open = [entry for entry in judged if entry.result is Result.unknown and choices_of(entry.item)]
        first = next((entry for entry in still_open if entry.must), next(iter(still_open), None))
        return self.item_in_the_way(first.item.code, OPEN) if first else None

    @property
    def before_signing(self) -> list[ItemInTheWay]:
        """What is missing before anybody can sign."""
        missing = self.signable
        tagged = ((missing.contradicted, AGAINST), (missing.open, OPEN), (missing.unproved, UNPROVED))
        return [self.item_in_the_way(code, tag) for codes, tag in tagged for code in codes]

    @cached_property
    def signers(self) -> list[RunSignerLine]:
        return signers(self.run) if self.run is not None and self.run.frozen else []

    @property
    def waits_for_another(self) -> bool:
        """The reader has signed, and a second person has to."""
        return not current_user.may("gate") and current_user.id in {signer.by_id for signer in self.signers}

    @cached_property
    def signable(self) -> Signable:
        lacking = unproved(self.standing, self.mine, [code for code, files in self.files.items() if files])
        reached = self.standing.progress
        return signable(reached.must_open, lacking, reached.contradicted)

    @cached_property
    def since_signing(self) -> list[ItemSinceSigning]:
        """What the records came to say since it was signed, by the first signer or for good."""
        frozen = self.run is not None and self.run.frozen
        return since_signing(self.run, self.standing, self.mine) if self.run and frozen else []

    @cached_property
    def history_of_run(self) -> list[RunHistoryLine]:
        return run_history(self.run.id) if self.run is not None else []

    @property
    def evidence(self) -> list[tuple[str, FileLine]]:
        """The files, each with the code of its item, by code."""
        return [(code, file) for code, files in sorted(self.files.items()) for file in files]
