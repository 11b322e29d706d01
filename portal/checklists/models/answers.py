"""Answers: one row per run and item with a revision of its own, and the history of each item."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.checklists.models.runs import Run
from portal.checklists.rules.answers import AnswerState, Stored
from portal.checklists.rules.judging import AnswerSource
from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User

TAKE_BACK = timedelta(seconds=30)
Fact = dict[str, Any]  # a figure from the records, as JSON holds it


class AnswerConflict(Exception):
    """Somebody else changed the item after the caller read it; `current` is what stands there now."""

    def __init__(self, current: Answer) -> None:
        super().__init__(f"{current.code} has changed")
        self.current = current


class TooLate(Exception):
    """There is nothing of this person's to take back any more."""


class Unchanged(Exception):
    pass


class Answer(Record):
    run_id: int
    owner_id: int | None
    by_id: int | None
    run = ForeignKeyField(Run)
    code = CharField(max_length=10)
    revision = IntegerField(default=0)
    changed_rev = IntegerField(default=0)  # the run's rev when this row last changed
    state = CharField(max_length=10, default=AnswerState.unknown)
    note = TextField(default="")
    given = JSONField(null=True)  # what counts: state, value, note, source, fact
    before = JSONField(null=True)  # the same, one revision ago
    owner = ForeignKeyField(User, null=True, index=True, backref="+")
    due_on = DateField(null=True)
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("run", "code"), True),)

    @classmethod
    def give(
        cls,
        run: Run,
        code: str,
        seen: int,
        stamp: Stamp,
        state: AnswerState,
        value: Stored | None = None,
        note: str = "",
        source: AnswerSource = AnswerSource.person,
        fact: Fact | None = None,
        verb: str = "answer",
    ) -> Self:
        """Answer an item of a run that the caller has touched, if its revision is still `seen`.

        Raises AnswerConflict otherwise, and Unchanged when this very answer stands there already.
        """
        content = {"state": state, "value": value, "note": note, "source": source, "fact": fact}
        with change(stamp) as log:
            answer = cls._put(run, code, seen, stamp, content)
            if answer is None:
                raise AnswerConflict(cls.get(cls.run == run, cls.code == code))
            if same(answer.before, content):
                raise Unchanged
            AnswerEvent.keep(answer, verb, content, stamp)
            log(f"item.{verb}", answer, before=audited(answer.before), after={"code": code, **audited(content)})
        return answer

    @classmethod
    def _put(cls, run: Run, code: str, seen: int, stamp: Stamp, content: dict[str, Any]) -> Self | None:
        """One statement, whether the row is there or not; None when its revision is another."""
        stands = {
            "state": content["state"],
            "note": content["note"],
            "given": content,
            "by": stamp.user_id,
            "at": stamp.at,
        }
        rows = (
            cls.insert(run=run, code=code, revision=1, changed_rev=run.rev, **stands)
            .on_conflict(
                conflict_target=[cls.run, cls.code],
                preserve=[cls.state, cls.note, cls.given, cls.by, cls.at, cls.changed_rev],
                update={cls.before: cls.given, cls.revision: cls.revision + 1},
                where=(cls.revision == seen),
            )
            .returning(cls)
        )
        return next(iter(rows.execute()), None)

    @classmethod
    def take_back(cls, run: Run, code: str, seen: int, stamp: Stamp) -> Self:
        """Put back what stood there before this person's own answer of the last thirty seconds. Raises TooLate."""
        answer: Self | None = cls.get_or_none(cls.run == run, cls.code == code)
        if answer is None or answer.revision != seen or not answer.can_be_taken_back(stamp):
            raise TooLate
        before = answer.before or NOTHING
        return cls.give(run, code, seen, stamp, **revived(before), verb="undo")

    def can_be_taken_back(self, stamp: Stamp) -> bool:
        return self.by_id == stamp.user_id and self.at is not None and stamp.at - self.at <= TAKE_BACK

    @classmethod
    def filed(cls, run: Run, code: str, verb: str, name: str, stamp: Stamp, ids: list[int] | None = None) -> None:
        """Note that a file of the item came or went. `ids`: the files that are the answer, if a file is asked for."""
        with change(stamp):
            answer, _new = cls.get_or_create(run=run, code=code)
            if ids is not None:
                state = AnswerState.answered if ids else AnswerState.unknown
                cls.give(run, code, answer.revision, stamp, state=state, value=ids or None, note=answer.note, verb=verb)
            else:
                cls.update(changed_rev=run.rev).where(cls.id == answer.id).execute()
                AnswerEvent.keep(answer, verb, {"name": name}, stamp)

    @classmethod
    def assign(
        cls,
        run: Run,
        code: str,
        owner: int | None,
        due_on: date | None,
        seen: tuple[int | None, date | None],
        stamp: Stamp,
    ) -> Self:
        """Give an item to somebody, by a day, if nobody else did so since the caller read whose it was (`seen`)."""
        with change(stamp) as log:
            answer, _new = cls.get_or_create(run=run, code=code)
            before = (answer.owner_id, answer.due_on)
            if before != seen:
                raise AnswerConflict(answer)
            if before == (owner, due_on):
                raise Unchanged
            cls.update(owner=owner, due_on=due_on, changed_rev=run.rev).where(cls.id == answer.id).execute()
            after = {"owner": owner, "due_on": due_on and due_on.isoformat()}
            AnswerEvent.keep(answer, "assign", after, stamp)
            log("item.assign", answer, before={"owner": before[0], "due_on": before[1]}, after={"code": code, **after})
        return answer


class AnswerEvent(Record):
    """Append-only history of one item."""

    run = ForeignKeyField(Run)
    code = CharField(max_length=10)
    revision = IntegerField()
    verb = CharField(max_length=20)
    after = JSONField(null=True)
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("run", "code", "id"), False),)

    @classmethod
    def keep(cls, answer: Answer, verb: str, after: dict[str, Any], stamp: Stamp) -> None:
        cls.insert(
            run=answer.run_id,
            code=answer.code,
            revision=answer.revision,
            verb=verb,
            after=after,
            by=stamp.user_id,
            at=stamp.at,
        ).execute()


NOTHING: dict[str, Any] = {
    "state": AnswerState.unknown,
    "value": None,
    "note": "",
    "source": AnswerSource.person,
    "fact": None,
}


def same(before: dict[str, Any] | None, content: dict[str, Any]) -> bool:
    """Whether it says what stood there; what answers the records, or puts them aside, says it of what they say now."""
    stood = before or NOTHING
    of_records = content["source"] != AnswerSource.person or content["state"] == AnswerState.na
    if of_records and figure_of(stood) != figure_of(content):
        return False
    return all(stood[key] == content[key] for key in ("state", "value", "note", "source"))


def figure_of(content: dict[str, Any]) -> Any:
    return (content["fact"] or {}).get("figure")


def audited(content: dict[str, Any] | None) -> dict[str, Any]:
    """What the audit trail says of an answer: everything but the figure beside it, which the history keeps."""
    return {key: value for key, value in (content or {}).items() if key != "fact"}


def revived(content: dict[str, Any]) -> dict[str, Any]:
    kinds = {"state": AnswerState, "source": AnswerSource}
    return {key: kinds[key](value) if key in kinds else value for key, value in content.items()}
