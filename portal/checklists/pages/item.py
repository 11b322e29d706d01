"""An item as its templates meet it: the question, the control, what stands there and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.checklists.rules.answers import RATING_HIGH, RATING_LOW
from portal.checklists.rules.items import CHOSEN, YES_NO, Item, ItemType
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Result
from portal.web.language import choose
from portal.web.words import word

SHORT = 26  # characters of all options together that stand side by side
NOT_MET = (_l("not met"), "bad", "warn")  # label, tone and symbol of a tag
OPEN = (_l("open"), "warn", "")
AGAINST = (_l("the records contradict it"), "bad", "warn")
UNPROVED = (_l("note or file missing"), "warn", "")
RESULT_TONES = {Result.warned: "warn", Result.failed: "bad"}  # a result that is as it should be has no tag


@dataclass(frozen=True)
class Basis:
    """What the records say: the sentence, its day, and where the records are."""

    text: str
    on: date
    url: str
    ordered: bool


class MissingRecords(NamedTuple):
    """What has to be entered before the records can answer, and where."""

    sentence: str
    url: str


class Contradiction(NamedTuple):
    """What the records say now against a person's answer, as an answer and as their sentence."""

    answer: str
    basis: Basis


@dataclass(frozen=True)
class ColleagueAnswer:
    """The answer of a colleague who was faster."""

    words: str
    note: str
    by: str
    at: datetime | None
    mark: str  # code and revision
    merges: bool


@dataclass(frozen=True, kw_only=True)
class ItemBox:
    run_id: int
    item: Item
    text: str
    revision: int
    state: str  # done, open, late
    result: Result
    must: bool
    editable: bool
    speaks: bool  # nobody answered, the records do
    source: str  # data, proposed, confirmed, override, or empty
    words: str  # the answer that counts
    chosen: tuple[str, ...]  # values of the control
    note: str
    note_asked: bool
    file_asked: bool
    basis: Basis | None
    missing: MissingRecords | None
    by_people: bool  # records of it are not kept here
    against: Contradiction | None
    files: tuple[FileLine, ...]
    by: str | None
    at: datetime | None
    undo: bool
    errors: tuple[str, ...] = ()
    note_errors: tuple[str, ...] = ()
    theirs: ColleagueAnswer | None = None
    merged: bool = False

    @property
    def code(self) -> str:
        return self.item.code

    @property
    def mark(self) -> str:
        return f"{self.code}.{self.revision}"

    @property
    def url(self) -> str:
        return url_for("answers.give", id=self.run_id, code=self.code)

    @property
    def why(self) -> str:
        return self.item.why.for_(choose())

    @property
    def open_note(self) -> bool:
        """The note stands open: there is one, or one is asked for."""
        overrides = self.against is not None or self.source == "override"
        return bool(self.note or self.note_asked or self.note_errors or overrides)

    @property
    def note_label(self) -> str:
        against = self.source == "override" or self.against or (self.note_errors and self.basis)
        return _("Why it differs from the data") if against else _("Note")

    @property
    def standing_text(self) -> str:
        """The answer that counts, or its result where there is none in words."""
        return self.words or word(self.result, "result")

    @property
    def result_tone(self) -> str:
        return RESULT_TONES.get(self.result, "")

    @property
    def can_be_put_back(self) -> bool:
        return self.editable and self.at is not None and self.theirs is None

    @property
    def put_back_label(self) -> str:
        return _("Follow the data again") if self.basis or self.against else _("Take the answer away")

    @property
    def unanswered(self) -> bool:
        """Neither a person nor the records have answered, and the item is for this business."""
        return not (self.at or self.basis or self.never_applies)

    @property
    def read_only(self) -> bool:
        return self.never_applies or not self.editable

    @property
    def unit(self) -> str:
        return unit_of(self.item)

    @cached_property
    def control(self) -> str:
        kind = self.item.type
        if kind in YES_NO or kind is ItemType.rating:
            return "seg"
        if kind is ItemType.choice:
            short = sum(len(option.text.for_(choose())) for option in self.item.options) <= SHORT
            return "seg" if short else "radios"
        kinds = {ItemType.choices: "checks", ItemType.text: "text", ItemType.date: "date", ItemType.file: "file"}
        return kinds.get(kind, "figure")

    @cached_property
    def options(self) -> list[tuple[str, str]]:
        return choices_of(self.item)

    @property
    def never_applies(self) -> bool:
        """The records say that the item is not for this business."""
        return self.result is Result.not_applicable and not self.by


@dataclass(frozen=True)
class PreviousAnswer:
    """The answer of the run before."""

    words: str
    note: str
    by: str | None
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """An item in the list: its form, and what stands below it."""

    box: ItemBox
    owner: str | None = None
    due_on: date | None = None
    now: Basis | None = None  # what the records say by now, where that differs from what stood there
    previous: PreviousAnswer | None = None
    condition: str = ""  # when the item applies, in words


class FilterChip(NamedTuple):
    """A filter of the list, and how many items it leaves."""

    label: str
    number: int
    url: str
    current: bool


class ItemInTheWay(NamedTuple):
    """An item that keeps people from going on, and the tag that says why."""

    code: str
    text: str
    tag: tuple[Any, str, str]


class UnansweredItem(NamedTuple):
    """An item as it stands without a run: to read ahead, or to fill in on paper."""

    code: str
    text: str
    why: str
    must: bool
    boxes: list[str]  # what can be ticked; empty for an item that is written
    unit: str


@dataclass
class ListSection:
    """A section of the list."""

    key: str
    title: str
    answered: int
    applicable: int
    rows: list[ItemRow] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return self.answered == self.applicable

    @property
    def count(self) -> str:
        return f"{self.answered} / {self.applicable}"


def unit_of(item: Item) -> str:
    if item.type is ItemType.percent:
        return "%"
    unit = item.unit or ""
    return unit if item.type is ItemType.money or not unit else word(unit, "unit")


def choices_of(item: Item) -> list[tuple[str, str]]:
    """Values and labels of what can be chosen; empty for an item that is written or filed."""
    if item.type in CHOSEN:
        return [(option.key, option.text.for_(choose())) for option in item.options]
    if item.type is ItemType.rating:
        return [(str(n), str(n)) for n in range(RATING_LOW, RATING_HIGH + 1)]
    if item.type not in YES_NO:
        return []
    keys = ("yes", "no", "na") if item.type is ItemType.yes_no_na else ("yes", "no")
    return [(key, word(key, "answer")) for key in keys]
