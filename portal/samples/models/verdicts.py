"""The verdict on a sample: put up by one, signed by two, and opened again with a reason."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple, Self

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.actions.models import Signature
from portal.checklists.rules.signing import suffices
from portal.core.models.audit import AuditEvent
from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User
from portal.samples.models.samples import Closed, Sample, SampleMoved

FrozenFacts = dict[str, Any]  # the facts of the test, frozen
HISTORY = ("sample.put_up", "sample.sign", "sample.reopen")


class SignedAlready(Exception):
    """This person signed in this round; it takes a second one."""


class VerdictProposal(Record):
    """A verdict somebody put up for signature, with all that was shown at that moment."""

    sample = ForeignKeyField(Sample, index=True)
    round = IntegerField()
    verdict = CharField(max_length=10)
    proposed = CharField(max_length=10, null=True)  # what the rule says; None while it cannot say
    reason = TextField(default="")
    shown = JSONField()
    by = ForeignKeyField(User, backref="+")
    at = UtcDateTimeField()

    @classmethod
    def put_up(
        cls, sample: int, verdict: str, proposed: str | None, reason: str, facts: FrozenFacts, seen: int, stamp: Stamp
    ) -> Self:
        """Ask colleagues to sign a verdict on the test as seen at `seen`. Raises Closed, Moved."""
        with change(stamp) as log:
            held = hold(sample, seen, rev=Sample.rev + 1, round=Sample.round + 1)
            about = {"verdict": verdict, "proposed": proposed, "reason": reason}
            offer = cls.create(sample=sample, round=held.round, shown=facts, by=stamp.user_id, at=stamp.at, **about)
            log("sample.put_up", held, after=about)
        return offer

    @classmethod
    def sign(cls, sample: int, facts: FrozenFacts, seen: int, stamp: Stamp, alone: str = "") -> bool:
        """Stand by the verdict put up. True when that closes the test: two accounts, or one with a reason.

        Raises Closed, SignedAlready, and Moved when the test is not what was put up any more.
        """
        with change(stamp) as log:
            held = hold(sample, seen)
            offer = cls.get_or_none(cls.sample == sample, cls.round == held.round)
            if offer is None or basis(offer.shown) != basis(facts):
                raise SampleMoved
            if not alone and any(signature.by_id == stamp.user_id for signature in signers(sample, held.round)):
                raise SignedAlready
            Signature.add("sample", sample, held.round, stamp, alone)
            done = suffices(Signature.count_of("sample", sample, held.round), alone)
            if done:
                final = {"verdict": offer.verdict, "verdict_at": stamp.at, "frozen": offer.shown}
                Sample.update(rev=Sample.rev + 1, **final).where(Sample.id == sample).execute()
            log("sample.sign", held, after={"verdict": offer.verdict, "alone": alone, "closed": done})
        return done


def hold(id: int, seen: int, **values: Any) -> Sample:
    """The open sample, locked, if nothing in its test changed since `seen`."""
    changed = Sample.update(**(values or {"rev": Sample.rev}))
    changed = changed.where(Sample.id == id, Sample.verdict.is_null(), Sample.rev == seen)
    for sample in changed.returning(Sample).execute():
        held: Sample = sample
        return held
    raise Closed if Sample.get_by_id(id).verdict is not None else SampleMoved


def basis(facts: FrozenFacts) -> FrozenFacts:
    """The facts a verdict rests on: who is asked to test by when is no part of it, nor what is empty."""
    return {key: value for key, value in facts.items() if key != "testers" and value}


def reopen(id: int, reason: str, seen: int, stamp: Stamp) -> None:
    """Take the verdict off: the test can change again. Raises Moved."""
    with change(stamp) as log:
        before = Sample.get_by_id(id)
        none = {"verdict": None, "verdict_at": None, "frozen": None, "rev": Sample.rev + 1, "round": Sample.round + 1}
        opened = Sample.update(**none).where(Sample.id == id, Sample.verdict.is_null(False), Sample.rev == seen)
        if not opened.execute():
            raise SampleMoved
        log("sample.reopen", before, {"verdict": before.verdict, "frozen": before.frozen}, {"reason": reason})


class OfferLine(NamedTuple):
    verdict: str
    proposed: str | None
    reason: str
    by: str
    at: datetime


class VerdictSignerLine(NamedTuple):
    by_id: int
    by: str
    at: datetime
    alone_reason: str


class VerdictEventLine(NamedTuple):
    verb: str
    after: dict[str, Any]
    by: str
    at: datetime


def offer_of(sample: int, round: int) -> OfferLine | None:
    """The verdict that is up for signature, or was signed, in a round."""
    proposal = VerdictProposal
    query = proposal.select(proposal.verdict, proposal.proposed, proposal.reason, User.name, proposal.at).join(User)
    offers = rows(query.where(proposal.sample == sample, proposal.round == round).limit(1))
    return OfferLine(*offers[0]) if offers else None


def signers(sample: int, round: int) -> list[VerdictSignerLine]:
    signature = Signature
    query = signature.select(signature.by, User.name, signature.at, signature.alone_reason).join(User)
    query = query.where(signature.object_type == "sample", signature.object_id == sample, signature.round == round)
    return [VerdictSignerLine(*row) for row in rows(query.order_by(signature.id))]


def history(sample: int) -> list[VerdictEventLine]:
    """Every verdict put up, signed or taken off, newest first."""
    event = AuditEvent
    query = event.select(event.verb, event.after, User.name, event.at).join(User)
    query = query.where(event.object_type == "sample", event.object_id == sample, event.verb.in_(HISTORY))
    lines = rows(query.order_by(event.id.desc()).limit(50))
    return [VerdictEventLine(verb, json.loads(after) or {}, by, at) for verb, after, by, at in lines]
