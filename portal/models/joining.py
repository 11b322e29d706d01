"""Getting in by a link, changing what one may do, and leaving: nothing of a person's stays without somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from peewee import fn

from portal.models.actions import Action
from portal.models.answers import Answer
from portal.models.base import Stamp, change, rows
from portal.models.runs import Run
from portal.models.samples import Sample, Tester
from portal.models.suppliers import Supplier
from portal.models.users import AccessLink, Session, User

INVITATION, RESET = timedelta(hours=72), timedelta(minutes=60)


class Taken(Exception):
    """The link was used, ended or never was: to a stranger these look alike."""


class LastAdmin(Exception):
    """Somebody must stay who can let people in."""


def join(
    link: AccessLink, role: str, name: str, username: str, password_hash: str, language: str, stamp: Stamp
) -> User:
    """A new account by a link that works once; IntegrityError when the sign-in name is taken."""
    with change(stamp):
        user = User.add(username, name, role, password_hash, language, stamp)
        if not link.use(stamp.at):
            raise Taken
    return user


def renew(link: AccessLink, password_hash: str, stamp: Stamp) -> User:
    """A new password by a reset link; every session of the person ends."""
    with change(stamp):
        user: Any = link.user
        user.set_password(password_hash, stamp)
        if not link.use(stamp.at):
            raise Taken
    return user


def admins() -> int:
    return int(User.select().where(User.role == "admin", User.disabled_at.is_null()).count())


def change_role(user: User, role: str, seen: int, stamp: Stamp) -> None:
    """Another role ends the person's sessions, so that nothing old stays open. Raises Stale, LastAdmin."""
    with change(stamp) as log:
        before = user.role
        user.change_row(seen, role=role)
        if not admins():
            raise LastAdmin
        Session.end(user)
        log("user.role", user, {"role": before}, {"role": role})


def rename(user: User, name: str, seen: int, stamp: Stamp) -> None:
    with change(stamp) as log:
        before = user.name
        user.change_row(seen, name=name)
        log("user.rename", user, {"name": before}, {"name": name})


class Belongings(NamedTuple):
    suppliers: int
    actions: int
    items: int
    samples: int
    tests: int


def belongings(user: int) -> Belongings:
    """What is a person's and still open."""
    queries = [query for query, _field in _open_things(user)]
    return Belongings(*(query.count() for query in queries))


def _open_things(user: int) -> list[tuple[Any, Any]]:
    running = Run.select(Run.id).where(Run.signed_at.is_null())
    return [
        (Supplier.select().where(Supplier.owner == user, Supplier.deleted_at.is_null()), Supplier.owner),
        (Action.select().where(Action.owner == user, Action.done_at.is_null()), Action.owner),
        (Answer.select().where(Answer.owner == user, Answer.run.in_(running)), Answer.owner),
        (Sample.select().where(Sample.owner == user, Sample.verdict.is_null()), Sample.owner),
        (Tester.select().where(Tester.user == user, Tester.done_at.is_null()), Tester.user),
    ]


def disable(user: User, heir: User | None, seen: int, stamp: Stamp) -> None:
    """Out at once: sessions and links end, what was theirs and open becomes the heir's. Raises Stale, LastAdmin."""
    with change(stamp) as log:
        user.change_row(seen, disabled_at=stamp.at)
        if not admins():
            raise LastAdmin
        Session.end(user)
        revoke(user, stamp)
        moved = belongings(user.id)
        hand_over(user.id, heir.id if heir else None)
        log("user.disable", user, after={"heir": heir.id if heir else None, **moved._asdict()})


def revoke(user: User, stamp: Stamp) -> None:
    """Links they made or that are for them let nobody in any more."""
    theirs = (AccessLink.by == user) | (AccessLink.user == user)
    AccessLink.update(revoked_at=stamp.at).where(theirs, AccessLink.used_at.is_null()).execute()


def hand_over(user: int, heir: int | None) -> None:
    running = Run.select(Run.id).where(Run.signed_at.is_null())
    Supplier.update(owner=heir).where(Supplier.owner == user).execute()
    Action.update(owner=heir).where(Action.owner == user, Action.done_at.is_null()).execute()
    Answer.update(owner=heir).where(Answer.owner == user, Answer.run.in_(running)).execute()
    Sample.update(owner=heir).where(Sample.owner == user, Sample.verdict.is_null()).execute()
    testing = Tester.select(Tester.sample).where(Tester.user == (heir or 0))
    mine = (Tester.user == user) & Tester.done_at.is_null()
    Tester.delete().where(mine, Tester.sample.in_(testing) if heir else mine).execute()
    if heir:
        Tester.update(user=heir).where(mine).execute()


def enable(user: User, seen: int, stamp: Stamp) -> None:
    with change(stamp) as log:
        user.change_row(seen, disabled_at=None)
        log("user.enable", user)


class PersonLine(NamedTuple):
    id: int
    name: str
    username: str
    role: str
    disabled: Any
    version: int
    sessions: int


def people() -> list[PersonLine]:
    query = User.select(
        User.id,
        User.name,
        User.username,
        User.role,
        User.disabled_at,
        User.version,
        Session.select(fn.COUNT(Session.id)).where(Session.user == User.id),
    ).order_by(User.disabled_at.is_null(False), User.name, User.id)
    return [PersonLine(*row) for row in rows(query)]


def open_links() -> list[tuple[int, str, str, str, Any]]:
    """Invitations nobody has used yet: id, name, role, who made it, until when."""
    query = (
        AccessLink.select(AccessLink.id, AccessLink.name, AccessLink.role, User.name, AccessLink.expires_at)
        .join(User, on=AccessLink.by)
        .where(AccessLink.kind == "invite", AccessLink.used_at.is_null(), AccessLink.revoked_at.is_null())
        .order_by(AccessLink.id)
    )
    return rows(query)
