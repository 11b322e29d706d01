"""What a team may change about its portal: every value keeps all its versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.core.models.change import Stale, Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User


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

    @classmethod
    def put_all(cls, values: Mapping[str, Any], seen: Mapping[str, int], stamp: Stamp, note: str) -> None:
        """Save several values or none. Raises Stale where a colleague saved one of them after it was seen."""
        with change(stamp):
            for key, value in values.items():
                cls.put(key, value, stamp, seen=seen[key], note=note)


class SettingVersion(Record):
    key = CharField(max_length=120)
    version = IntegerField()
    value = JSONField(null=True)
    at = UtcDateTimeField()
    by = ForeignKeyField(User, null=True, backref="+")
    note = TextField(default="")

    class Meta:
        indexes = ((("key", "version"), True),)


class SettingChange(NamedTuple):
    """One version of a value with the one before it; None is the starting value."""

    id: int
    key: str
    version: int
    before: Any
    value: Any
    by: str | None
    at: datetime
    current: int  # the version in force
    note: str


def versions(prefix: str) -> dict[str, int]:
    """The version in force of every value whose key begins so."""
    return dict(rows(Setting.select(Setting.key, Setting.version).where(Setting.key.startswith(prefix))))


def history(*keys: str, prefix: str = "", limit: int = 30) -> list[SettingChange]:
    """Changes of these values, or of all whose key begins with `prefix`; newest first."""
    past, previous = SettingVersion, SettingVersion.alias()
    columns = (
        past.id,
        past.key,
        past.version,
        previous.value,
        past.value,
        User.name,
        past.at,
        Setting.version,
        past.note,
    )
    query = (
        past.select(*columns)
        .join(Setting, on=Setting.key == past.key)
        .join(previous, JOIN.LEFT_OUTER, on=(previous.key == past.key) & (previous.version == past.version - 1))
        .join(User, JOIN.LEFT_OUTER, on=past.by == User.id)
        .where(past.key.startswith(prefix) if prefix else past.key.in_(keys))
        .order_by(past.id.desc())
        .limit(limit)
    )
    return [SettingChange(*row) for row in rows(query)]


def values_at(seen: Mapping[str, int]) -> dict[str, Any]:
    """The values of these keys as they were at these versions; a key without the version is left out."""
    past = SettingVersion
    versions_of = rows(past.select(past.key, past.version, past.value).where(past.key.in_(list(seen))))
    return {key: value for key, version, value in versions_of if seen[key] == version}
