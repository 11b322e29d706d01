"""People, their sessions, and the links that let them in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from peewee import BooleanField, CharField, DeferredForeignKey, ForeignKeyField, IntegerField, JSONField

from portal.core.models.change import Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows

READS = "viewer"  # the role that writes nothing: portal.access


class User(Versioned):
    username = CharField(max_length=120, unique=True)  # folded: see domain.names.account_key
    name = CharField(max_length=80)
    role = CharField(max_length=10)
    language = CharField(max_length=2, null=True)
    theme = CharField(max_length=5, null=True)
    columns = JSONField(null=True)  # list -> the columns of it that the person wants to see
    password = CharField(max_length=255, null=True)
    created_at = UtcDateTimeField()
    disabled_at = UtcDateTimeField(null=True)

    @classmethod
    def add(cls, username: str, name: str, role: str, password_hash: str, language: str | None, stamp: Stamp) -> Self:
        with change(stamp) as log:
            user = cls.create(
                username=username, name=name, role=role, password=password_hash, language=language, created_at=stamp.at
            )
            log("user.add", user, after={"username": username, "name": name, "role": role})
        return user

    @classmethod
    def names(cls) -> list[tuple[int, str]]:
        """Everybody who was ever invited: id and name."""
        return rows(cls.select(cls.id, cls.name).order_by(cls.name, cls.id))

    @classmethod
    def active(cls, *also: int | None) -> list[tuple[int, str]]:
        """Everybody who can be given something to do, and those who have it already: id and name."""
        able = cls.disabled_at.is_null() & (cls.role != READS)
        kept = [key for key in also if key is not None]
        return rows(cls.select(cls.id, cls.name).where(able | cls.id.in_(kept)).order_by(cls.name, cls.id))

    def set_password(self, password_hash: str, stamp: Stamp, keep: Session | None = None) -> None:
        """A new password ends every other session of this person, and every link that could set another one."""
        with change(stamp) as log:
            self.change_row(self.version, password=password_hash)
            Session.end(self, keep=keep)
            AccessLink.end(AccessLink.user == self, stamp)
            log("user.password", self)

    def prefer(self, language: str | None, theme: str | None) -> None:
        User.update(language=language, theme=theme).where(User.id == self.id).execute()
        self.language, self.theme = language, theme

    def choose_columns(self, page: str, columns: list[str] | None) -> None:
        """Which columns of a list this person sees from now on; None: those everybody begins with."""
        kept = {name: value for name, value in (self.columns or {}).items() if name != page}
        self.columns = kept | ({page: columns} if columns is not None else {})
        User.update(columns=self.columns).where(User.id == self.id).execute()


# The audit trail stands below the people whose events it keeps.
DeferredForeignKey.resolve(User)


class Session(Record):
    """One signed-in browser. Only the hash of its token is kept."""

    token_hash = CharField(max_length=64, unique=True)
    user = ForeignKeyField(User, on_delete="CASCADE")
    created_at = UtcDateTimeField()
    seen_at = UtcDateTimeField()
    trusted = BooleanField(default=False)
    address = CharField(max_length=64)
    agent = CharField(max_length=200)

    @classmethod
    def begin(cls, user: User, at: datetime, trusted: bool, address: str, agent: str) -> str:
        token = secrets.token_urlsafe(32)
        cls.create(
            token_hash=digest(token),
            user=user,
            created_at=at,
            seen_at=at,
            trusted=trusted,
            address=address[:64],
            agent=agent[:200],
        )
        return token

    @classmethod
    def end(cls, user: User, keep: Session | None = None) -> int:
        gone = cls.delete().where(cls.user == user)
        return int((gone.where(cls.id != keep.id) if keep else gone).execute())


class AccessLink(Record):
    """An invitation, a password reset or the first set-up: random, kept as a hash, used once."""

    kind = CharField(max_length=10)  # invite, reset, setup
    token_hash = CharField(max_length=64, unique=True)
    role = CharField(max_length=10, null=True)
    name = CharField(max_length=80, null=True)
    user = ForeignKeyField(User, null=True, on_delete="CASCADE", backref="+")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    used_at = UtcDateTimeField(null=True)
    revoked_at = UtcDateTimeField(null=True)

    @classmethod
    def issue(cls, kind: str, lifetime: timedelta, stamp: Stamp, **about: object) -> str:
        token = secrets.token_urlsafe(24)
        with change(stamp) as log:
            link = cls.create(
                kind=kind,
                token_hash=digest(token),
                by=stamp.user_id,
                created_at=stamp.at,
                expires_at=stamp.at + lifetime,
                **about,
            )
            log(f"link.{kind}", link, after={"expires_at": link.expires_at})
        return token

    @classmethod
    def open_for(cls, kind: str, token: str, at: datetime) -> Self | None:
        return cls.get_or_none(
            (cls.kind == kind)
            & (cls.token_hash == digest(token))
            & cls.used_at.is_null()
            & cls.revoked_at.is_null()
            & (cls.expires_at > at)
        )

    @classmethod
    def end(cls, which: Any, stamp: Stamp) -> None:
        """Links that nobody used yet let nobody in any more."""
        unused = cls.used_at.is_null() & cls.revoked_at.is_null()
        cls.update(revoked_at=stamp.at).where(which, unused).execute()

    @classmethod
    def end_all_of(cls, user: User, stamp: Stamp) -> None:
        """Those the person made, and those that are for the person."""
        cls.end((cls.by == user) | (cls.user == user), stamp)

    def use(self, at: datetime) -> bool:
        """True for exactly one caller, however many try at once."""
        link = AccessLink
        used = link.update(used_at=at).where((link.id == self.id) & link.used_at.is_null() & link.revoked_at.is_null())
        return bool(used.execute() == 1)


class Attempt(Record):
    """Failed sign-ins per key and window; one upsert counts, so parallel tries cannot slip through."""

    key = CharField(max_length=200)
    window = CharField(max_length=20)
    count = IntegerField()
    expires_at = UtcDateTimeField()

    class Meta:
        indexes = ((("key", "window"), True),)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
