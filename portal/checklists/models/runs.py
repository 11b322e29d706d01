"""A run: one checklist being worked through. It keeps the version it was started with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from peewee import Case, CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField, fn

from portal.actions.models import Signature
from portal.checklists.models.templates import TemplateVersion
from portal.checklists.rules.signing import suffices
from portal.core.models.change import Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User
from portal.core.rules.stages import Stage
from portal.needs.models import Need
from portal.path.rules import PathStep, Spot
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier


class SignedOff(Exception):
    """The run is signed: nothing in it changes until it is reopened."""


class Run(Versioned):
    template_version_id: int
    business_id: int | None
    supplier_id: int | None
    need_id: int | None
    previous_id: int | None
    template_version = ForeignKeyField(TemplateVersion, backref="+")
    business = ForeignKeyField(Business, null=True)
    supplier = ForeignKeyField(Supplier, null=True, index=True)
    need = ForeignKeyField(Need, null=True, index=True)
    stage = CharField(max_length=10, null=True)  # of the business; None on the path of a supplier
    step = CharField(max_length=10, null=True)  # of the path
    previous = ForeignKeyField("self", null=True, backref="+")
    rev = IntegerField(default=0)  # rises with every answer: the tag of polling
    round = IntegerField(default=1)  # of signatures: a change after the first one begins the next
    started_by = ForeignKeyField(User, null=True, backref="+")
    started_at = UtcDateTimeField()
    signed_at = UtcDateTimeField(null=True)
    frozen = JSONField(null=True)  # what the first signer saw; kept while the signatures hold
    # How many answers the records contradicted when it was last held against them, and the day it was first noticed.
    against = IntegerField(default=0)
    against_on = DateField(null=True)
    checked_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("business", "stage", "id"), False),)

    @classmethod
    def start(cls, business: Business, stage: Stage, stamp: Stamp) -> Self:
        """The unsigned run of this stage: the one there is, or a new one with the newest published version."""
        with change(stamp):
            Business.hold(business.id)
            return cls._next(f"stage_{stage}", cls.last(business.id, stage), stamp, business=business.id, stage=stage)

    @classmethod
    def begin(cls, spot: Spot, business: int, stamp: Stamp) -> Self:
        """The unsigned run of a step of a path, as `start`; `business`: whose limits it is judged by."""
        with change(stamp):
            Business.hold(business)
            about = {"supplier": spot.supplier, "need": spot.need, "step": spot.step}
            return cls._next(spot.step, cls.at(spot), stamp, business=business, **about)

    @classmethod
    def _next(cls, key: str, last: Self | None, stamp: Stamp, **about: Any) -> Self:
        if last is not None and last.signed_at is None:
            return last
        with change(stamp) as log:
            run = cls.create(
                template_version=TemplateVersion.newest(key),
                previous=last,
                started_by=stamp.user_id,
                started_at=stamp.at,
                **about,
            )
            RunEvent.create(run=run, verb="start", by=stamp.user_id, at=stamp.at)
            log("run.start", run, after={name: value for name, value in about.items() if value is not None})
        return run

    @classmethod
    def last(cls, business_id: int, stage: Stage) -> Self | None:
        """The newest run of a stage, signed or not."""
        return cls._newest((cls.business == business_id) & (cls.stage == stage))

    @classmethod
    def at(cls, spot: Spot) -> Self | None:
        """The newest run of a step of a path, signed or not."""
        same = (cls.supplier.is_null() if spot.supplier is None else cls.supplier == spot.supplier) & (
            cls.need.is_null() if spot.need is None else cls.need == spot.need
        )
        return cls._newest(same & (cls.step == spot.step))

    @classmethod
    def _newest(cls, which: Any) -> Self | None:
        run: Self | None = cls.select().where(which).order_by(cls.id.desc()).first()
        return run

    @property
    def spot(self) -> Spot | None:
        """Its place on a path; None for the list of a stage."""
        return Spot(PathStep(self.step), self.supplier_id, self.need_id) if self.step else None

    def seen_at(self, rev: int) -> None:
        """Lock the run, inside the caller's `change`, if nobody changed it since tag `rev`; else raise Moved."""
        if not Run.update(rev=Run.rev + 1).where(Run.id == self.id, Run.rev == rev).execute():
            raise RunMoved

    @classmethod
    def undeleted(cls) -> Any:
        """Which runs are shown: not those of a supplier or a need that was deleted."""
        supplier = Supplier.select(Supplier.id).where(Supplier.id == cls.supplier, Supplier.deleted_at.is_null())
        need = Need.select(Need.id).where(Need.id == cls.need, Need.deleted_at.is_null())
        return (cls.supplier.is_null() | fn.EXISTS(supplier)) & (cls.need.is_null() | fn.EXISTS(need))

    @classmethod
    def touch(cls, id: int, stamp: Stamp) -> Self:
        """Lock the run for a change to one of its items and raise its tag, inside the caller's `change`.

        Signatures given before hold no longer. Raises SignedOff, or DoesNotExist.
        """
        changed = cls.update(
            rev=cls.rev + 1,
            round=Case(None, [(cls.frozen.is_null(), cls.round)], cls.round + 1),
            frozen=None,
            checked_at=None,
        )
        for run in changed.where(cls.id == id, cls.signed_at.is_null(), cls.undeleted()).returning(cls).execute():
            touched: Self = run
            return touched
        cls.get(cls.id == id, cls.undeleted())
        raise SignedOff

    def keep_check(self, number: int, at: datetime, day: date) -> None:
        """What holding it against the records came to. No change of the list, so no event and no new tag."""
        noticed = (self.against_on or day) if number else None
        unmoved = (Run.id == self.id) & (Run.rev == self.rev)
        Run.update(against=number, against_on=noticed, checked_at=at).where(unmoved).execute()

    def sign(self, seen: int, frozen: dict[str, Any], stamp: Stamp, alone: str = "") -> bool:
        """Stand by the run as seen at tag `seen`. True when that freezes it: the second account, or a reason for
        one alone. Raises Moved when somebody changed it meanwhile, SignedOff when it is signed already."""
        with change(stamp) as log:
            run = type(self)._at(self.id, seen)
            round, first = run.round, run.frozen is None
            Signature.add("run", run.id, round, stamp, alone)
            done = suffices(Signature.count_of("run", run.id, round), alone)
            values = {"frozen": frozen} if first else {}
            Run.update(signed_at=stamp.at if done else None, **values).where(Run.id == run.id).execute()
            RunEvent.create(run=run, verb="freeze" if done else "sign", reason=alone, by=stamp.user_id, at=stamp.at)
            log("run.freeze" if done else "run.sign", run, after={"round": round, "reason": alone})
        return done

    @classmethod
    def _at(cls, id: int, seen: int) -> Self:
        """The run, locked, if its tag is still `seen`."""
        changed = cls.update(rev=cls.rev + 1).where(cls.id == id, cls.signed_at.is_null(), cls.rev == seen)
        for run in changed.returning(cls).execute():
            touched: Self = run
            return touched
        if cls.get_by_id(id).signed_at is not None:
            raise SignedOff
        raise RunMoved

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


class RunMoved(Exception):
    """Somebody changed the run after the caller read it."""


class RunEvent(Record):
    """Started, signed, frozen, reopened."""

    run = ForeignKeyField(Run, index=True)
    verb = CharField(max_length=20)
    reason = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
