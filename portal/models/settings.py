"""What a team may change about its portal: every value keeps all its versions."""

from __future__ import annotations

from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.models.base import Record, Stale, Stamp, Versioned, change, rows
from portal.models.fields import UtcDateTimeField
from portal.models.users import User


class Setting(Versioned):
    key = CharField(max_length=120, unique=True)
    value = JSONField(null=True)

    @classmethod
    def values(cls) -> dict[str, Any]:
        return dict(rows(cls.select(cls.key, cls.value)))

    @classmethod
    def put(cls, key: str, value: Any, stamp: Stamp, seen: int | None = None, note: str = "") -> Setting:
        """Save a value as its next version. `seen` is the version the person was looking at (0: none yet)."""
        with change(stamp) as log:
            setting, created = cls.get_or_create(key=key, defaults={"value": value})
            before = None if created else setting.value
            if seen is not None and seen != (0 if created else setting.version):
                raise Stale(setting)
            if not created:
                setting.change_row(setting.version, value=value)
            SettingVersion.create(
                key=key, version=setting.version, value=value, at=stamp.at, by=stamp.user_id, note=note
            )
            log("setting.change", setting, before={key: before}, after={key: value})
        return setting


class SettingVersion(Record):
    key = CharField(max_length=120)
    version = IntegerField()
    value = JSONField(null=True)
    at = UtcDateTimeField()
    by = ForeignKeyField(User, null=True, backref="+")
    note = TextField(default="")

    class Meta:
        indexes = ((("key", "version"), True),)
