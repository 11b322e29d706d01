"""A sheet that came back as it is read now, against the inquiry as it stands now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app
from flask_babel import gettext as _

from portal.core.models.attachments import Attachment
from portal.core.models.audit import last_saved
from portal.inquiries.answer_workbook import fault_text, key_of, named_in, rows_of
from portal.inquiries.queries.page import inquiry_of
from portal.inquiries.rules.answer_sheets import AnswerRow, AnswerStep, plan
from portal.inquiries.rules.inquiries import InquiryFacts, Reply
from portal.inquiries.words import reply_text
from portal.sheets.refusal import refusal as no_table
from portal.sheets.refusal import why_not
from portal.sheets.rules.cells import BadTable
from portal.sheets.rules.row_outcomes import RowOutcome
from portal.sheets.upload import look, table
from portal.web.conflicts import NOTHING
from portal.web.filters import day_of, local_text, moment
from portal.web.words import word

SHEETS = "answers"  # the slot of sheets that came back


OUTCOME_TONES = {RowOutcome.new: "ok", RowOutcome.changed: "warn", RowOutcome.unchanged: ""}
REFUSED_TONE = {RowOutcome.refused: "bad"}


class SheetLine(NamedTuple):
    """An answer of the sheet beside the one that stands."""

    key: str
    question: str
    writes: bool
    stands: str
    would: str
    tag: tuple[str, str]  # label and tone


@dataclass
class SheetReading:
    inquiry: InquiryFacts
    row: Any  # the inquiry
    file: Attachment

    @cached_property
    def _read(self) -> tuple[list[AnswerRow], str]:
        """The rows of the file, or why it cannot be read."""
        try:
            content = (Path(current_app.config["UPLOAD_DIR"]) / self.file.stored).read_bytes()
            return rows_in(content, self.row), ""
        except OSError:
            return [], why_not(BadTable("gone"))
        except BadTable as bad:
            return [], why_not(bad)
        except Foreign as foreign:
            return [], foreign.words

    @property
    def fault(self) -> str:
        return self._read[1]

    @cached_property
    def steps(self) -> list[AnswerStep]:
        return plan(self.inquiry.questions, self._read[0], self.inquiry.replies)

    @property
    def new(self) -> list[str]:
        """Keys of the questions whose answers would replace nothing."""
        return [step.key for step in self.steps if step.outcome is RowOutcome.new]

    @cached_property
    def lines(self) -> list[SheetLine]:
        """The answers that the sheet has."""
        return [
            SheetLine(
                step.key,
                local_text(step.question.text),
                step.writes,
                reply_text(step.question, step.stands) or NOTHING,
                reply_text(step.question, step.would) or NOTHING,
                (word(step.outcome, "sheet_outcome"), OUTCOME_TONES[step.outcome]),
            )
            for step in self.steps
            if step.question and step.outcome in OUTCOME_TONES
        ]

    @cached_property
    def faults(self) -> list[tuple[str, str]]:
        """What was refused: why, and the question where there is one."""
        return [
            (fault_text(step), local_text(step.question.text) if step.question else "")
            for step in self.steps
            if step.fault
        ]

    @property
    def tags(self) -> list[tuple[str, str]]:
        """How many answers come to each outcome: label and tone of a tag."""
        numbers = Counter(step.outcome for step in self.steps)
        tones = REFUSED_TONE | OUTCOME_TONES
        return [
            (
                f"{word(outcome, 'sheet_outcome')} {numbers[outcome]}",
                tones.get(outcome, "") if numbers[outcome] else "line",
            )
            for outcome in RowOutcome
        ]

    @property
    def writes(self) -> bool:
        return any(step.writes for step in self.steps)

    def after(self, keys: Iterable[str]) -> dict[str, Reply]:
        """What would be said to each question with the answers of these keys taken over."""
        would = {step.key: step.would for step in self.steps if step.writes and step.key in keys}
        return {
            question.key: would.get(question.key) or self.inquiry.reply(question.key)
            for question in self.inquiry.questions
        }

    def taken(self, keys: Iterable[str]) -> Mapping[str, Any]:
        """The answers as the row keeps them."""
        after = self.after(keys)
        return self.row.answers | {key: after[key].to_json() for key in keys}


class Foreign(Exception):
    """A workbook that is not the sheet of this inquiry; `words` say whose it is."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def rows_in(content: bytes, row: Any) -> list[AnswerRow]:
    """Raises BadTable and Foreign."""
    source = look(content)
    if not source.kind:
        raise Foreign(_("This is no workbook. Send the one that the supplier filled in."))
    key, rows = rows_of(table(content, source))
    if key != key_of(row):
        raise Foreign(whose(key))
    return rows


def whose(key: str) -> str:
    number = named_in(key)
    other = inquiry_of(number) if number else None
    if other is None or key != key_of(other):
        return _("This is no answer sheet of this desk. Download the sheet of this inquiry and send that one.")
    return _(
        "This is the sheet of another inquiry: %(supplier)s, asked on %(day)s. Send it there.",
        supplier=other.supplier.name,
        day=day_of(other.asked_at),
    )


def refusal(row: Any, inquiry: InquiryFacts, content: bytes) -> str:
    """Why a file is not even kept; empty when it is."""
    if fault := no_table(content):
        return fault
    try:
        rows = rows_in(content, row)
    except BadTable as bad:
        return why_not(bad)
    except Foreign as foreign:
        return foreign.words
    steps = plan(inquiry.questions, rows, inquiry.replies)
    codes = [step for step in steps if step.fault and step.fault.code == "codes"]
    if codes:
        return fault_text(codes[0])
    return "" if any(step.number for step in steps) else _("Nothing is filled in on this sheet.")


def saved_since(row: Any) -> str:
    """Who saved the inquiry while somebody looked at the sheet."""
    name, at = last_saved(row)
    if not name:
        return _("Somebody saved answers after this page was opened.")
    return _("%(name)s saved answers at %(at)s, after this page was opened.", name=name, at=moment(at))


def files(inquiry: int) -> Any:
    """The sheets that came back and are still kept."""
    of = (Attachment.object_type == "inquiry") & (Attachment.object_id == inquiry) & (Attachment.slot == SHEETS)
    return Attachment.select().where(of, Attachment.deleted_at.is_null())
