"""What one person typed into one form."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from peewee import CharField, ForeignKeyField, TextField

from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record
from portal.core.models.users import User
from portal.drafts.rules import KEPT, MOST, Fields


class Draft(Record):
    user = ForeignKeyField(User, on_delete="CASCADE", backref="+")
    address = CharField(max_length=500)  # the form is sent there
    fields = TextField()
    files = TextField(default="")  # the names of those that have to be chosen again
    expires_at = UtcDateTimeField(index=True)

    @classmethod
    def keep(cls, user: User, address: str, fields: Fields, files: str, at: datetime) -> Draft:
        cls.delete().where(cls.expires_at <= at).execute()
        about = {"fields": json.dumps(fields), "files": files, "expires_at": at + KEPT}
        draft: Draft = cls.create(user=user, address=address, **about)
        newest = cls.select(cls.id).where(cls.user == user).order_by(cls.id.desc()).limit(MOST)
        cls.delete().where(cls.user == user, cls.id.not_in([row.id for row in newest])).execute()
        return draft

    @classmethod
    def of(cls, user_id: int | None, at: datetime) -> Any:
        """Of this person alone, while it is kept."""
        return cls.select().where(cls.user == user_id, cls.expires_at > at)

    @property
    def sent(self) -> Fields:
        return [(name, value) for name, value in json.loads(self.fields)]
