"""What a sheet that came back would change: question by question, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.inquiries.rules.answer_cells import Unread, value_of, words
from portal.inquiries.rules.inquiries import Reply, Standing, Value
from portal.inquiries.rules.questions import LONGEST_NOTE, Question
from portal.sheets.rules.row_outcomes import Fault, Outcome


@dataclass(frozen=True)
class Row:
    """A row of the sheet: the key of its question, and what was typed."""

    number: int
    key: str
    answer: str = ""
    note: str = ""

    @property
    def silent(self) -> bool:
        return not (self.answer.strip() or self.note.strip())


@dataclass(frozen=True)
class Step:
    """What becomes of a question. `number` is the row of the sheet, 0 where the sheet has none for it."""

    question: Question | None
    number: int
    outcome: Outcome
    stands: Reply = Reply()
    would: Reply = Reply()
    answer: str = ""  # as it was typed
    fault: Fault | None = None  # its field is "answer" or "note"

    @property
    def key(self) -> str:
        return self.question.key if self.question else ""

    @property
    def writes(self) -> bool:
        return self.outcome in (Outcome.new, Outcome.changed)


def plan(questions: Iterable[Question], rows: Iterable[Row], replies: Mapping[str, Reply]) -> list[Step]:
    """One step for each question, then one for each row that was filled in and fits none.

    An empty cell says nothing: it never takes an answer away. A note alone leaves the answer as it stands.
    """
    book = {one.key: one for one in questions}
    steps: dict[str, Step] = {key: Step(one, 0, Outcome.skipped) for key, one in book.items()}
    strays: list[Step] = []
    for row in rows:
        question = book.get(row.key)
        if row.silent:
            continue
        if question is None:
            strays.append(Step(None, row.number, Outcome.refused, answer=row.answer, fault=Fault("stray", "answer")))
        elif first := steps[row.key].number:
            about = Fault("twin", "answer", str(first))
            strays.append(Step(question, row.number, Outcome.refused, answer=row.answer, fault=about))
        else:
            steps[row.key] = step(question, row, replies.get(row.key, Reply()))
    return [*steps.values(), *strays]


def step(question: Question, row: Row, stands: Reply) -> Step:
    made = Step(question, row.number, Outcome.refused, stands, answer=row.answer)
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


def outcome(stands: Reply, would: Reply) -> Outcome:
    """New where nothing that stands would be lost."""
    if would == stands:
        return Outcome.unchanged
    untouched = stands.standing is Standing.open and stands.note in ("", would.note)
    return Outcome.new if untouched else Outcome.changed
