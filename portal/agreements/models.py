"""Agreements with suppliers: their days, what they say of each clause, and the papers as they were sent and signed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField, chunked

from portal import content
from portal.agreements.rules.agreements import AgreementFacts, lacking
from portal.agreements.rules.clauses import clause_mark, written_from
from portal.core.models.audit import AuditEvent, AuditHead
from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Log, Stamp, db, rows
from portal.core.models.users import User
from portal.references.models import GoldenSample
from portal.references.rules import cited
from portal.suppliers.models.suppliers import Supplier

SAID = ("branded", "custom", "feed")  # yes, no, or empty while nobody said
CLAUSE = "sealed_sample_no"  # where an agreement cites numbers of sealed samples


class Cited(Exception):
    """Agreements rest on its number: id and title of each."""

    def __init__(self, agreements: list[tuple[int, str]]) -> None:
        super().__init__(", ".join(title for _key, title in agreements))
        self.agreements = agreements


class ClausesTaken(Exception):
    """A colleague wrote of some of the clauses, or signed, after the caller read; `current` is the row as it stands."""

    def __init__(self, current: Agreement, keys: Collection[str], signed: bool = False) -> None:
        super().__init__(", ".join(keys))
        self.current, self.keys, self.signed = current, tuple(keys), signed
        current.saved_by, current.saved_at = clauses_saved(current.id, [*keys, "signed_on"] if signed else keys)


class AgreementSigned(Exception):
    """Both sides signed it: nothing is copied into it, nor taken out again."""


class Agreement(Entry):
    MADE = Entry.MADE | {"notice_on", "lacking", "book"}
    SEARCHED = ("title", "number", "note")
    supplier_id: int
    supplier = ForeignKeyField(Supplier, index=True)
    title = CharField(max_length=120)
    number = CharField(max_length=80, default="")
    goods = CharField(max_length=10)  # physical, digital, both
    sent_on = DateField(null=True)
    signed_on = DateField(null=True)
    starts_on = DateField(null=True)  # None: from the day it was signed
    ends_on = DateField(null=True, index=True)
    renewal_on = DateField(null=True)  # the day a renewal was begun
    # What makes a clause needed: yes, no, or empty while nobody said.
    branded = CharField(max_length=3, default="")
    custom = CharField(max_length=3, default="")
    feed = CharField(max_length=3, default="")
    clauses = JSONField(default=dict)  # "price_notice_days" -> value, does not apply, note
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)
    # What follows from the others, so that no page has to read the clauses of every agreement: see `judged`.
    notice_on = DateField(null=True)  # the day the notice of its end comes, where a clause sets one
    lacking = TextField(null=True)  # core clauses it does not state, by where the supplier is
    book = IntegerField(default=0, index=True)  # version of the shipped clauses it was held against; 0: of none

    @classmethod
    def create(cls, **about: Any) -> Agreement:
        row: Agreement = super().create(**about)
        row.settle()
        return row

    def change_row(self, seen: int, **values: Any) -> Agreement:
        row: Agreement = super().change_row(seen, **values)
        if {"goods", "ends_on", *SAID} & set(values):
            row.settle()
        return row

    def settle(self) -> None:
        """Keep what follows from the row as it stands, in the transaction that made it so."""
        values = judged(self)
        if values != {name: getattr(self, name) for name in values}:
            model = type(self)
            model.update(**values).where(model.id == self.id).execute()
            self.__data__.update(values)

    @classmethod
    def settle_all(cls, whole: bool = False) -> None:
        """The same for rows that were held against earlier clauses than the shipped ones, or for all."""
        old = cls.select(cls.id) if whole else cls.select(cls.id).where(cls.book < content.clauses().version)
        for some in chunked([key for (key,) in rows(old)], AT_ONCE):
            with db.atomic():
                cls.hold_rows(cls.id.in_(some))
                for row in cls.select().where(cls.id.in_(some)):
                    row.settle()
                AuditHead.note_change()

    @classmethod
    def unsettled(cls) -> list[int]:
        """Rows that keep otherwise than what follows from them: none, unless somebody wrote past this program."""
        stored = ((row, judged(row)) for row in cls.select().iterator())
        return [row.id for row, values in stored if values != {name: getattr(row, name) for name in values}]

    def correct(self, seen: int, marks: Mapping[str, str], stamp: Stamp, **about: Any) -> None:
        """What a person typed of it; it is signed only with the clauses the person saw.

        `marks`: of each clause as the person saw it. Raises Stale, ClausesTaken, DoesNotExist.
        """
        with change(stamp):
            kept = self.hold()
            if self.version == seen and about["signed_on"] not in (None, self.signed_on):
                unread = [key for key in {**kept, **marks} if clause_mark(kept.get(key)) != marks.get(key, "")]
                if unread:
                    raise ClausesTaken(self, unread)
            self.amend(seen, stamp, **about)

    def write(
        self, seen: Mapping[str, str], stamp: Stamp, clauses: Mapping[str, Any], signed: date | None = None
    ) -> None:
        """What it says of some clauses; the others stay, so that two people write beside each other.

        `seen`: the mark of each clause as the person saw it; one left as it was seen is not touched. `signed`: the day
        it was signed, as the person saw it. Raises ClausesTaken, and Gone for what it cites; then nothing is saved.
        """
        with change(stamp) as log:
            kept = self.hold()
            stands = {key: clause_mark(kept.get(key)) for key in clauses}
            moved = {
                key: clause
                for key, clause in clauses.items()
                if clause_mark(clause) not in (seen.get(key, ""), stands[key])
            }
            taken = [key for key in moved if stands[key] != seen.get(key, "")]
            unread = bool(moved) and self.signed_on not in (None, signed)
            if taken or unread:
                raise ClausesTaken(self, taken, unread)
            self._put(log, "agreement.write", kept, moved)

    def hold(self) -> dict[str, Any]:
        """Its clauses as they stand, kept from colleagues until the caller's change is saved.

        Its version stays: that one guards what is typed of the agreement itself. Raises DoesNotExist.
        """
        model = type(self)
        model.hold_rows(model.id == self.id)
        standing = model.get(model.id == self.id, model.deleted_at.is_null())
        self.__data__.update(standing.__data__)
        return dict(self.clauses)

    def hold_unsigned(self) -> dict[str, Any]:
        """The same while it is not signed. Raises AgreementSigned, DoesNotExist."""
        kept = self.hold()
        if self.signed_on:
            raise AgreementSigned
        return kept

    def copy(self, stamp: Stamp, clauses: Mapping[str, Any], source: str) -> dict[str, str]:
        """Take clauses over from `source`, but for those somebody wrote of here; answers their marks by key.

        Raises AgreementSigned, Gone, DoesNotExist.
        """
        with change(stamp) as log:
            kept = self.hold_unsigned()
            moved = {key: clause for key, clause in clauses.items() if clause and not kept.get(key)}
            self._put(log, "agreement.copy", kept, moved, copied_from=source)
        return {key: clause_mark(clause) for key, clause in moved.items()}

    def put_back(self, marks: Mapping[str, str], stamp: Stamp) -> None:
        """Take copied clauses out again, but for those somebody changed since. Raises AgreementSigned, DoesNotExist."""
        with change(stamp) as log:
            kept = self.hold_unsigned()
            moved: dict[str, Any] = {key: {} for key, mark in marks.items() if clause_mark(kept.get(key)) == mark}
            self._put(log, "agreement.write", kept, moved)

    def _put(self, log: Log, verb: str, kept: Mapping[str, Any], moved: Mapping[str, Any], **source: str) -> None:
        """`kept`: its clauses as they are held; `moved`: those that become others. Raises Gone."""
        if not moved:
            return
        GoldenSample.hold(stated(moved))
        self.clauses = {key: clause for key, clause in {**kept, **moved}.items() if clause}
        model = type(self)
        values = judged(self)
        model.update(clauses=self.clauses, **values).where(model.id == self.id).execute()
        self.__data__.update(values)
        log(verb, self, of_clauses(kept, moved), of_clauses(moved, moved) | source)

    def restore(self, stamp: Stamp) -> None:
        """Raises Gone for what it cites."""
        with change(stamp):
            GoldenSample.hold(stated(self.clauses))
            super().restore(stamp)

    def renew(self, on: date | None, stamp: Stamp) -> None:
        """A renewal was begun on a day, or was not after all."""
        if self.renewal_on != on:
            self.amend(self.version, stamp, renewal_on=on)


def judged(row: Agreement) -> dict[str, Any]:
    """What follows from the other columns of an agreement and the shipped clauses."""
    book = content.clauses()
    about: dict[str, Any] = {"id": 0, "supplier_id": 0, "supplier": "", "title": ""}
    about |= answers_of({name: getattr(row, name) for name in SAID})
    written = written_from(book, row.clauses)
    facts = AgreementFacts(**about, goods=row.goods, ends_on=row.ends_on, written=written)
    return {"notice_on": facts.notice_on, "lacking": lacking(facts, book), "book": book.version}


def answers_of(answers: Mapping[str, str]) -> dict[str, bool | None]:
    """What makes a clause needed, as people said it."""
    return {name: {"yes": True, "no": False}.get(answers[name]) for name in SAID}


class ClauseTemplate(Entry):
    """Clauses the team begins an agreement from. It stands as it was saved: a better one is saved beside it."""

    name = CharField(max_length=120)
    goods = CharField(max_length=10)  # of the agreement it was saved from
    clauses = JSONField(default=dict)
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


def of_clauses(clauses: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {key: clauses.get(key) or None for key in keys}


def clauses_saved(agreement: int, keys: Collection[str]) -> tuple[str | None, datetime | None]:
    """Name and time of the one who wrote of any of these clauses last."""
    event = AuditEvent
    named = reduce(or_, (event.after.contains(f'"{key}":') for key in keys))
    query = event.select(User.name, event.at).join(User, on=event.user == User.id)
    query = query.where(event.object_type == "agreement", event.object_id == agreement, named)
    last = rows(query.order_by(event.id.desc()).limit(1))
    return last[0] if last else (None, None)


class AgreementFile(Entry):
    """The paper as it stood on a day; a newer one never replaces it."""

    agreement_id: int
    agreement = ForeignKeyField(Agreement, index=True)
    on = DateField()
    note = CharField(max_length=200, default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


def correct_reference(reference: GoldenSample, seen: int, stamp: Stamp, **about: Any) -> None:
    """Save what a person typed of a sealed sample. Raises Stale, NumberTaken, NotNewer; Cited for another number."""
    number = str(reference.number)
    with change(stamp):
        reference.correct(seen, stamp, **about)
        if reference.number != number:
            refuse_cited(number)


def remove_reference(reference: GoldenSample, stamp: Stamp) -> None:
    """A sealed sample goes. Raises Cited."""
    with change(stamp):
        reference.remove(stamp)
        refuse_cited(str(reference.number))


def citing(number: str) -> list[tuple[int, str]]:
    """The agreements that cite a number: id and title, the oldest first."""
    on_file = Agreement.deleted_at.is_null() & Supplier.deleted_at.is_null()
    query = Agreement.select(Agreement.id, Agreement.title, Agreement.clauses).join(Supplier).where(on_file)
    agreements = rows(query.order_by(Agreement.id))
    return [(key, title) for key, title, clauses in agreements if number in cited(stated(clauses))]


def stated(clauses: Any) -> str:
    """What the row of an agreement keeps in the clause that cites."""
    return str(clauses.get(CLAUSE, {}).get("value") or "")


def refuse_cited(number: str) -> None:
    if agreements := citing(number):
        raise Cited(agreements)
