"""What a sheet that came back would change."""

from __future__ import annotations

from decimal import Decimal

from portal.core.rules.wording import Text
from portal.inquiries.rules.answer_sheets import AnswerRow, plan
from portal.inquiries.rules.inquiries import Reply
from portal.inquiries.rules.questions import Question, QuestionType
from portal.sheets.rules.row_outcomes import RowOutcome

MOQ = Question(key="moq", text=Text("起订量", "MOQ"), type=QuestionType.number, unit="piece")
RANGE = Question(key="range", text=Text("品种", "Range"), type=QuestionType.text)
HUNDRED = Reply(Decimal(100))


def step_of(row: AnswerRow, stands: Reply | None = None):
    return plan([MOQ, RANGE], [row], {"moq": stands} if stands else {})[0]


def test_an_answer_to_an_open_question_is_new():
    step = step_of(AnswerRow(5, "moq", "100件"))
    assert (step.outcome, step.would, step.number) == (RowOutcome.new, HUNDRED, 5)
    assert step.writes


def test_the_same_answer_changes_nothing_and_another_one_is_shown_beside_what_stands():
    assert step_of(AnswerRow(5, "moq", "100"), HUNDRED).outcome is RowOutcome.unchanged
    other = step_of(AnswerRow(5, "moq", "200"), HUNDRED)
    assert (other.outcome, other.stands, other.would) == (RowOutcome.changed, HUNDRED, Reply(Decimal(200)))


def test_a_question_talked_around_or_noted_is_never_new():
    dodged = step_of(AnswerRow(5, "moq", "100"), Reply(dodged=True, note="Later"))
    assert (dodged.outcome, dodged.would) == (RowOutcome.changed, HUNDRED)
    assert step_of(AnswerRow(5, "moq", "", "Ask Wu"), Reply(note="Ask Li")).outcome is RowOutcome.changed
    assert step_of(AnswerRow(5, "moq", "100"), Reply(note="Ask Li")).would == Reply(Decimal(100), note="Ask Li")


def test_an_empty_cell_takes_nothing_away_and_a_note_alone_leaves_the_answer():
    assert step_of(AnswerRow(5, "moq", " ", ""), HUNDRED).outcome is RowOutcome.skipped
    assert step_of(AnswerRow(5, "moq", "", "Per colour"), HUNDRED).would == Reply(Decimal(100), note="Per colour")


def test_a_refused_cell_is_named_with_its_row_and_column():
    answer, note = step_of(AnswerRow(7, "moq", "about a week")), step_of(AnswerRow(7, "moq", "5", "x" * 301))
    assert (answer.outcome, answer.fault.field, answer.fault.about) == (RowOutcome.refused, "answer", "about a week")
    assert (note.outcome, note.fault.field, note.fault.code) == (RowOutcome.refused, "note", "long")


def test_a_second_row_of_a_question_and_a_row_of_no_question_are_refused():
    steps = plan(
        [MOQ], [AnswerRow(5, "moq", "1"), AnswerRow(6, "moq", "2"), AnswerRow(7, "what", "3"), AnswerRow(8, "", "")], {}
    )
    assert [(step.number, step.fault and step.fault.code) for step in steps] == [(5, None), (6, "twin"), (7, "stray")]


def test_a_question_the_sheet_does_not_have_is_left_alone():
    assert [step.outcome for step in plan([MOQ, RANGE], [], {"moq": HUNDRED})] == [RowOutcome.skipped] * 2
