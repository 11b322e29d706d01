"""Getting in by a link that works once, and what one may do once in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.core.models.change import change
from portal.core.models.record import Stamp, rows
from portal.core.models.users import AccessLink, Session, User

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
        if not link.use(stamp.at):
            raise Taken
        return User.add(username, name, role, password_hash, language, stamp)


def renew(link: AccessLink, password_hash: str, stamp: Stamp) -> User:
    """A new password by a reset link; every session of the person ends."""
    with change(stamp):
        if not link.use(stamp.at):
            raise Taken
        user: Any = link.user
        user.set_password(password_hash, stamp)
    return user


def keep_an_admin() -> None:
    """Called inside a change that takes rights away. Raises LastAdmin when nobody would be left who may let people in.

    The rows are locked, so that two administrators cannot take each other's rights at once.
    """
    left = User.update(role=User.role).where(User.role == "admin", User.disabled_at.is_null())
    if not left.execute():
        raise LastAdmin


def change_role(user: User, role: str, seen: int, stamp: Stamp) -> None:
    """Another role ends the person's sessions and links, so that nothing old stays open. Raises Stale, LastAdmin."""
    with change(stamp) as log:
        keep_an_admin()
        before = user.role
        user.change_row(seen, role=role)
        keep_an_admin()
        Session.end(user)
        AccessLink.end_all_of(user, stamp)
        log("user.role", user, {"role": before}, {"role": role})


def rename(user: User, name: str, seen: int, stamp: Stamp) -> None:
    with change(stamp) as log:
        before = user.name
        user.change_row(seen, name=name)
        log("user.rename", user, {"name": before}, {"name": name})


class PersonLine(NamedTuple):
    id: int
    name: str
    username: str
    role: str
    disabled: datetime | None
    sessions: int


def people() -> list[PersonLine]:
    """Everybody there ever was, those who can sign in first."""
    query = User.select(
        User.id,
        User.name,
        User.username,
        User.role,
        User.disabled_at,
        Session.select(fn.COUNT(Session.id)).where(Session.user == User.id),
    ).order_by(User.disabled_at.is_null(False), User.name, User.id)
    return [PersonLine(*row) for row in rows(query)]


class OpenLink(NamedTuple):
    id: int
    name: str
    role: str
    by: str | None
    until: datetime


def open_invitations(at: datetime) -> list[OpenLink]:
    """Invitations that still work."""
    query = (
        AccessLink.select(AccessLink.id, AccessLink.name, AccessLink.role, User.name, AccessLink.expires_at)
        .join(User, JOIN.LEFT_OUTER, on=AccessLink.by)  # nobody: made on the command line
        .where(
            AccessLink.kind == "invite",
            AccessLink.used_at.is_null(),
            AccessLink.revoked_at.is_null(),
            AccessLink.expires_at > at,
        )
        .order_by(AccessLink.id)
    )
    return [OpenLink(*row) for row in rows(query)]


def revoke(link: AccessLink, stamp: Stamp) -> None:
    """The link lets nobody in any more; one that was used stays as it is."""
    with change(stamp) as log:
        unused = AccessLink.update(revoked_at=stamp.at).where(AccessLink.id == link.id, AccessLink.used_at.is_null())
        if unused.where(AccessLink.revoked_at.is_null()).execute():
            log("link.revoke", link, before={"name": link.name, "role": link.role})
