"""Thirty seconds to take something back, and the key that makes a double submit one row."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, JSONField

from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User, digest

UNDO_WINDOW = timedelta(seconds=30)


class Undo(Record):
    token_hash = CharField(max_length=64, unique=True)
    user = ForeignKeyField(User, on_delete="CASCADE")
    verb = CharField(max_length=40)
    object_id = IntegerField()
    payload = JSONField(null=True)
    expires_at = UtcDateTimeField()

    @classmethod
    def offer(cls, verb: str, object_id: int, stamp: Stamp, payload: Any = None) -> str:
        token = secrets.token_urlsafe(16)
        cls.create(
            token_hash=digest(token),
            user=stamp.user_id,
            verb=verb,
            object_id=object_id,
            payload=payload,
            expires_at=stamp.at + UNDO_WINDOW,
        )
        return token

    @classmethod
    def take(cls, token: str, stamp: Stamp) -> Undo | None:
        """The offer, once: only for the person it was made to, only within its window."""
        offer: Undo | None = cls.get_or_none(
            (cls.token_hash == digest(token)) & (cls.user == stamp.user_id) & (cls.expires_at > stamp.at)
        )
        if offer is None or not offer.delete_instance():
            return None
        return offer


class Submission(Record):
    """The one-time key of a create form, and where the first submit led."""

    key = CharField(max_length=64, unique=True)
    location = CharField(max_length=300, default="")
    at = UtcDateTimeField()
