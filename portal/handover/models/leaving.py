"""Leaving: out at once, and nothing of a person's stays without somebody."""

from __future__ import annotations

from typing import Any, NamedTuple

from peewee import fn

from portal.accounts.models import keep_an_admin
from portal.actions.models import Action
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink, Session, User
from portal.feedback.models import FeedbackLink
from portal.references.models import GoldenSample
from portal.samples.models.samples import Sample, Tester
from portal.suppliers.models.suppliers import Supplier


class Belongings(NamedTuple):
    """What is a person's and still open."""

    suppliers: int
    actions: int
    items: int
    samples: int
    tests: int
    references: int


def belongings(user: int) -> Belongings:
    return Belongings(
        Supplier.select().where(Supplier.owner == user, Supplier.deleted_at.is_null()).count(),
        Action.select().where(open_actions(user), Action.deleted_at.is_null()).count(),
        Answer.select().where(open_items(user)).count(),
        Sample.select().where(open_samples(user), Sample.deleted_at.is_null()).count(),
        Tester.select().where(open_tests(user)).count(),
        GoldenSample.select().where(GoldenSample.keeper == user, GoldenSample.deleted_at.is_null()).count(),
    )


def open_actions(user: int) -> Any:
    return (Action.owner == user) & Action.done_at.is_null()


def open_items(user: int) -> Any:
    return (Answer.owner == user) & fn.EXISTS(Run.select(Run.id).where(Run.id == Answer.run, Run.signed_at.is_null()))


def open_samples(user: int) -> Any:
    return (Sample.owner == user) & Sample.verdict.is_null()


def open_tests(user: int) -> Any:
    return (Tester.user == user) & Tester.done_at.is_null()


def disable(user: User, heir: User, seen: int, stamp: Stamp) -> None:
    """Out at once: sessions and links end, what was theirs and open becomes the heir's. Raises Stale, LastAdmin."""
    with change(stamp) as log:
        keep_an_admin()
        user.change_row(seen, disabled_at=stamp.at)
        keep_an_admin()
        Session.end(user)
        AccessLink.end_all_of(user, stamp)
        FeedbackLink.end_all_of(user, stamp)
        moved = belongings(user.id)
        hand_over(user.id, heir.id)
        log("user.disable", user, after={"heir": heir.id, **moved._asdict()})


def enable(user: User, seen: int, stamp: Stamp) -> None:
    """The person may sign in again; what was handed over stays where it is. Raises Stale."""
    with change(stamp) as log:
        user.change_row(seen, disabled_at=None)
        log("user.enable", user)


def hand_over(user: int, heir: int) -> None:
    """Versions rise, so that a page a colleague has open does not write the old owner back."""
    owned: tuple[tuple[Any, Any], ...] = (
        (Supplier, Supplier.owner == user),
        (Action, open_actions(user)),
        (Sample, open_samples(user)),
    )
    for model, theirs in owned:
        model.update(owner=heir, version=model.version + 1).where(theirs).execute()
    kept = GoldenSample.update(keeper=heir, version=GoldenSample.version + 1)
    kept.where(GoldenSample.keeper == user).execute()
    hand_over_items(user, heir)
    hand_over_tests(user, heir)


def hand_over_items(user: int, heir: int) -> None:
    """The tag of each run rises: pages that poll show the new owner."""
    theirs = open_items(user)
    runs = Answer.select(Answer.run).where(theirs).distinct()
    for run in Run.update(rev=Run.rev + 1).where(Run.id.in_(runs)).returning(Run).execute():
        Answer.update(owner=heir, changed_rev=run.rev).where(theirs, Answer.run == run.id).execute()


def hand_over_tests(user: int, heir: int) -> None:
    """A sample the heir tests already needs no second test of theirs."""
    both = Tester.select(Tester.sample).where(Tester.user == heir)
    Tester.delete().where(open_tests(user), Tester.sample.in_(both)).execute()
    Tester.update(user=heir, version=Tester.version + 1).where(open_tests(user)).execute()
