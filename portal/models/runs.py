"""A run: one checklist being worked through. It keeps the version it was started with."""

from __future__ import annotations

from typing import Any, Self

from peewee import Case, CharField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.domain.signing import suffices
from portal.domain.stages import Stage
from portal.models.actions import Signature
from portal.models.base import Record, Stamp, Versioned, change
from portal.models.businesses import Business
from portal.models.fields import UtcDateTimeField
from portal.models.suppliers import Supplier
from portal.models.templates import TemplateVersion
from portal.models.users import User


class SignedOff(Exception):
    """The run is signed: nothing in it changes until it is reopened."""


class Run(Versioned):
    template_version_id: int
    business_id: int | None
    previous_id: int | None
    template_version = ForeignKeyField(TemplateVersion, backref="+")
    business = ForeignKeyField(Business, null=True)
    supplier = ForeignKeyField(Supplier, null=True, index=True)
    stage = CharField(max_length=10, null=True)
    previous = ForeignKeyField("self", null=True, backref="+")
    rev = IntegerField(default=0)  # rises with every answer: the tag of polling
    round = IntegerField(default=1)  # of signatures: a change after the first one begins the next
    started_by = ForeignKeyField(User, null=True, backref="+")
    started_at = UtcDateTimeField()
    signed_at = UtcDateTimeField(null=True)
    frozen = JSONField(null=True)  # what the first signer saw; kept while the signatures hold

    class Meta:
        indexes = ((("business", "stage", "id"), False),)

    @classmethod
    def start(cls, business: Business, stage: Stage, stamp: Stamp) -> Self:
        """The unsigned run of this stage: the one there is, or a new one with the newest published version."""
        with change(stamp) as log:
            Business.update(version=Business.version).where(Business.id == business.id).execute()  # one at a time
            last = cls.last(business.id, stage)
            if last is not None and last.signed_at is None:
                return last
            run = cls.create(
                template_version=TemplateVersion.newest(f"stage_{stage}"),
                business=business,
                stage=stage,
                previous=last,
                started_by=stamp.user_id,
                started_at=stamp.at,
            )
            RunEvent.create(run=run, verb="start", by=stamp.user_id, at=stamp.at)
            log("run.start", run, after={"business": business.id, "stage": stage})
        return run

    @classmethod
    def last(cls, business_id: int, stage: Stage) -> Self | None:
        """The newest run of a stage, signed or not."""
        runs = cls.select().where(cls.business == business_id, cls.stage == stage)
        found: Self | None = runs.order_by(cls.id.desc()).first()
        return found

    @classmethod
    def touch(cls, id: int, stamp: Stamp) -> Self:
        """Lock the run for a change to one of its items and raise its tag, inside the caller's `change`.

        Signatures given before hold no longer. Raises SignedOff, or DoesNotExist.
        """
        changed = cls.update(
            rev=cls.rev + 1, round=Case(None, [(cls.frozen.is_null(), cls.round)], cls.round + 1), frozen=None
        )
        for run in changed.where(cls.id == id, cls.signed_at.is_null()).returning(cls).execute():
            found: Self = run
            return found
        cls.get_by_id(id)
        raise SignedOff

    def sign(self, seen: int, shown: dict[str, Any], stamp: Stamp, alone: str = "") -> bool:
        """Stand by the run as seen at tag `seen`. True when that freezes it: the second account, or a reason for
        one alone. Raises Moved when somebody changed it meanwhile, SignedOff when it is signed already."""
        with change(stamp) as log:
            run = type(self)._at(self.id, seen)
            round, first = run.round, run.frozen is None
            Signature.add("run", run.id, round, stamp, alone)
            done = suffices(Signature.count_of("run", run.id, round), alone)
            values = {"frozen": shown} if first else {}
            Run.update(signed_at=stamp.at if done else None, **values).where(Run.id == run.id).execute()
            RunEvent.create(run=run, verb="freeze" if done else "sign", reason=alone, by=stamp.user_id, at=stamp.at)
            log("run.freeze" if done else "run.sign", run, after={"round": round, "reason": alone})
        return done

    @classmethod
    def _at(cls, id: int, seen: int) -> Self:
        """The run, locked, if its tag is still `seen`."""
        changed = cls.update(rev=cls.rev + 1).where(cls.id == id, cls.signed_at.is_null(), cls.rev == seen)
        for run in changed.returning(cls).execute():
            found: Self = run
            return found
        if cls.get_by_id(id).signed_at is not None:
            raise SignedOff
        raise Moved

    def reopen(self, reason: str, stamp: Stamp) -> None:
        """Take the signatures off: the items can change again."""
        with change(stamp) as log:
            reopened = Run.update(signed_at=None, frozen=None, round=Run.round + 1, rev=Run.rev + 1)
            if not reopened.where(Run.id == self.id, Run.signed_at.is_null(False)).execute():
                return
            RunEvent.create(run=self, verb="reopen", reason=reason, by=stamp.user_id, at=stamp.at)
            log(
                "run.reopen",
                self,
                before={"signed_at": self.signed_at, "frozen": self.frozen},
                after={"reason": reason},
            )


class Moved(Exception):
    """Somebody changed the run after the caller read it."""


class RunEvent(Record):
    """Started, signed, frozen, reopened."""

    run = ForeignKeyField(Run, index=True)
    verb = CharField(max_length=20)
    reason = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
