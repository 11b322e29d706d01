"""Samples: batches, testers, measurements, and the verdict people signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.domain.signing import suffices
from portal.models.actions import Signature
from portal.models.base import Entry, Record, Stale, Stamp, Versioned, change
from portal.models.fields import MicrosField, UtcDateTimeField
from portal.models.products import Product
from portal.models.suppliers import Supplier
from portal.models.templates import TemplateVersion
from portal.models.users import User


class Closed(Exception):
    """The verdict is signed: nothing in the test changes until it is reopened."""


class Sample(Entry):
    supplier_id: int
    product_id: int
    supplier = ForeignKeyField(Supplier, index=True)
    product = ForeignKeyField(Product, index=True)
    kind = CharField(max_length=10)  # physical, digital
    template_version = ForeignKeyField(TemplateVersion, backref="+")
    fee = MicrosField(null=True)
    currency = CharField(max_length=3)
    asked_on = DateField()
    promised_on = DateField(null=True)
    shipped_on = DateField(null=True)
    received_on = DateField(null=True)
    purpose = TextField(default="")
    use_scene = TextField(default="")
    note = TextField(default="")
    owner = ForeignKeyField(User, null=True, backref="+")
    round = IntegerField(default=1)  # of signatures
    verdict = CharField(max_length=10, null=True)  # pass, retest, drop: only once signed
    verdict_at = UtcDateTimeField(null=True)
    frozen = JSONField(null=True)  # what was shown when it was signed
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def ask(cls, stamp: Stamp, batches: Iterable[str] = (), **about: Any) -> Self:
        """Ask a supplier for a sample; the test sheet is the newest published one of its kind."""
        with change(stamp):
            sheet = TemplateVersion.newest(f"sample_{about['kind']}")
            sample = cls.add(stamp, template_version=sheet, created_by=stamp.user_id, **about)
            for number in batches:
                Batch.add(stamp, sample=sample, number=number)
        return sample

    def assign(self, user: int, due_on: date | None, stamp: Stamp) -> None:
        """This colleague tests it, by that day."""
        with change(stamp) as log:
            tester, created = Tester.get_or_create(sample=self, user=user, defaults={"due_on": due_on})
            if not created:
                tester.change_row(tester.version, due_on=due_on)
            log("sample.assign", self, after={"user": user, "due_on": due_on})

    def finish(self, user: int, done: bool, stamp: Stamp) -> None:
        """A tester says: that is all from me. Or takes it back."""
        with change(stamp) as log:
            at = stamp.at if done else None
            Tester.update(done_at=at, version=Tester.version + 1).where(
                (Tester.sample == self) & (Tester.user == user)
            ).execute()
            log("sample.finish", self, after={"user": user, "done": done})

    def put_up(self, verdict: str, proposed: str | None, reason: str, shown: Any, seen: int, stamp: Stamp) -> None:
        """Propose a verdict for signature; raises Closed, or Stale when the sample changed meanwhile."""
        with change(stamp) as log:
            self._open(seen, round=Sample.round + 1)
            VerdictProposal.create(
                sample=self,
                round=self.round,
                verdict=verdict,
                proposed=proposed,
                reason=reason,
                shown=shown,
                by=stamp.user_id,
                at=stamp.at,
            )
            log("sample.put_up", self, after={"verdict": verdict, "proposed": proposed, "reason": reason})

    def sign(self, seen: int, stamp: Stamp, alone: str = "") -> bool:
        """Stand by the verdict put up. True when that closes the test: two accounts, or one with a reason."""
        with change(stamp) as log:
            self._open(seen)
            offer = self.proposal()
            if offer is None:
                raise Stale(self)
            Signature.create(
                object_type="sample",
                object_id=self.id,
                round=self.round,
                by=stamp.user_id,
                at=stamp.at,
                alone_reason=alone,
            )
            done = suffices(self.signatures().count(), alone)
            if done:
                verdict = {"verdict": offer.verdict, "verdict_at": stamp.at, "frozen": offer.shown}
                Sample.update(**verdict).where(Sample.id == self.id).execute()
            log("sample.sign", self, after={"verdict": offer.verdict, "alone": alone, "closed": done})
        return done

    def reopen(self, reason: str, seen: int, stamp: Stamp) -> None:
        with change(stamp) as log:
            before = self.verdict
            self.change_row(seen, verdict=None, verdict_at=None, frozen=None, round=Sample.round + 1)
            log("sample.reopen", self, {"verdict": before}, {"reason": reason})

    def proposal(self) -> Any:
        """What is up for signature in this round."""
        offers = VerdictProposal.select(VerdictProposal, User).join(User)
        return offers.where(VerdictProposal.sample == self, VerdictProposal.round == self.round).first()

    def signatures(self) -> Any:
        signed = Signature.select(Signature, User).join(User)
        return signed.where(
            Signature.object_type == "sample", Signature.object_id == self.id, Signature.round == self.round
        ).order_by(Signature.id)

    def touched(self) -> None:
        """Something in the test changed: what was up for signature is so no longer."""
        rows = (
            Sample.update(version=Sample.version + 1, round=Sample.round + 1)
            .where((Sample.id == self.id) & Sample.verdict.is_null())
            .execute()
        )
        if not rows:
            raise Closed

    def _open(self, seen: int, **values: Any) -> None:
        if self.verdict is not None:
            raise Closed
        self.change_row(seen, **values)


class Batch(Entry):
    sample_id: int
    sample = ForeignKeyField(Sample, index=True)
    number = CharField(max_length=60)
    received_on = DateField(null=True)
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class Tester(Versioned):
    """A colleague who tests a sample, and by when."""

    sample = ForeignKeyField(Sample)
    user = ForeignKeyField(User, index=True)
    due_on = DateField(null=True)
    done_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("sample", "user"), True),)


class Measurement(Versioned):
    """What one tester found for one criterion in one batch."""

    batch = ForeignKeyField(Batch)
    code = CharField(max_length=10)
    tester = ForeignKeyField(User, backref="+")
    values = JSONField()  # measure key -> value
    passed = BooleanField(null=True)  # a person's word where there is no limit to hold a figure against
    note = TextField(default="")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("batch", "code", "tester"), True),)

    @classmethod
    def put(
        cls, sample: Sample, batch: int, code: str, values: dict[str, str], note: str, seen: int, stamp: Stamp
    ) -> Measurement:
        """What this tester found. `seen`: the version of the cell the tester looked at, 0 for an empty one.

        Raises Stale when another window of the same tester saved first, Closed after the verdict.
        """
        with change(stamp) as log:
            sample.touched()
            where = (cls.batch == batch) & (cls.code == code) & (cls.tester == stamp.user_id)
            cell = cls.get_or_none(where)
            before = None if cell is None else {"values": cell.values, "note": cell.note}
            if cell is None:
                given = {"values": values, "note": note, "at": stamp.at}
                cell = cls.create(batch=batch, code=code, tester=stamp.user_id, **given)
            elif seen != cell.version:
                raise Stale(cell)
            else:
                cell.change_row(seen, values=values, note=note, at=stamp.at)
            log("sample.measure", sample, before, {"batch": batch, "code": code, "values": values, "note": note})
        return cell


class VerdictProposal(Record):
    """A verdict somebody put up for signature, with the reasons the figures gave at that moment."""

    sample = ForeignKeyField(Sample, index=True)
    round = IntegerField()
    verdict = CharField(max_length=10)
    proposed = CharField(max_length=10, null=True)  # what the rule says; None while it cannot say
    reason = TextField(default="")
    shown = JSONField()
    by = ForeignKeyField(User, backref="+")
    at = UtcDateTimeField()
