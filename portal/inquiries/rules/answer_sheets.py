"""What a sheet that came back would change: question by question, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.inquiries.rules.answer_cells import Unread, value_of, words
from portal.inquiries.rules.inquiries import Reply, ReplyStanding, Value
from portal.inquiries.rules.questions import LONGEST_NOTE, Question
from portal.sheets.rules.row_outcomes import CellFault, RowOutcome


@dataclass(frozen=True)
class AnswerRow:
    """A row of the sheet: the key of its question, and what was typed."""

    number: int
    key: str
    answer: str = ""
    note: str = ""

    @property
    def silent(self) -> bool:
        return not (self.answer.strip() or self.note.strip())


@dataclass(frozen=True)
class AnswerStep:
    """What becomes of a question. `number` is the row of the sheet, 0 where the sheet has none for it."""

    question: Question | None
    number: int
    outcome: RowOutcome
    stands: Reply = Reply()
    would: Reply = Reply()
    answer: str = ""  # as it was typed
    fault: CellFault | None = None  # its field is "answer" or "note"

    @property
    def key(self) -> str:
        return self.question.key if self.question else ""

    @property
    def writes(self) -> bool:
        return self.outcome in (RowOutcome.new, RowOutcome.changed)


def plan(questions: Iterable[Question], rows: Iterable[AnswerRow], replies: Mapping[str, Reply]) -> list[AnswerStep]:
    """One step for each question, then one for each row that was filled in and fits none.

    An empty cell says nothing: it never takes an answer away. A note alone leaves the answer as it stands.
    """
    book = {question.key: question for question in questions}
    steps: dict[str, AnswerStep] = {key: AnswerStep(question, 0, RowOutcome.skipped) for key, question in book.items()}
    strays: list[AnswerStep] = []
    for row in rows:
        question = book.get(row.key)
        if row.silent:
            continue
        if question is None:
            strays.append(
                AnswerStep(None, row.number, RowOutcome.refused, answer=row.answer, fault=CellFault("stray", "answer"))
            )
        elif first := steps[row.key].number:
            about = CellFault("twin", "answer", str(first))
            strays.append(AnswerStep(question, row.number, RowOutcome.refused, answer=row.answer, fault=about))
        else:
            steps[row.key] = step(question, row, replies.get(row.key, Reply()))
    return [*steps.values(), *strays]


def step(question: Question, row: AnswerRow, stands: Reply) -> AnswerStep:
    made = AnswerStep(question, row.number, RowOutcome.refused, stands, answer=row.answer)
    field = "answer"
    try:
        value = value_of(question, row.answer)
        field = "note"
        note = words(row.note, LONGEST_NOTE) or kept_note(stands, value)
    except Unread as unread:
        return replace(made, fault=replace(unread.fault, field=field))
    would = replace(stands, note=note) if value is None else Reply(value, False, note)
    return replace(made, outcome=outcome(stands, would), would=would)


def kept_note(stands: Reply, value: Value | None) -> str:
    """What was noted stays, unless it says what was said instead of the answer that has now come."""
    return "" if stands.dodged and value is not None else stands.note


def outcome(stands: Reply, would: Reply) -> RowOutcome:
    """New where nothing that stands would be lost."""
    if would == stands:
        return RowOutcome.unchanged
    untouched = stands.standing is ReplyStanding.open and stands.note in ("", would.note)
    return RowOutcome.new if untouched else RowOutcome.changed
