"""Published lists and test sheets. A version never changes; what uses one keeps it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Self

from peewee import CharField, ForeignKeyField, IntegerField, JSONField

from portal.checklists.rules.checklists import Checklist
from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp


class Template(Record):
    key = CharField(max_length=40, unique=True)
    subject = CharField(max_length=20)  # business, supplier, sample
    stage = CharField(max_length=10, null=True)


class TemplateVersion(Record):
    template = ForeignKeyField(Template)
    version = IntegerField()
    content = JSONField()
    published_at = UtcDateTimeField()

    class Meta:
        indexes = ((("template", "version"), True),)

    @classmethod
    def publish(
        cls, key: str, version: int, content: dict[str, Any], subject: str, stage: str | None, stamp: Stamp
    ) -> Self:
        """The published version of this number: the one there is, or else this content from now on."""
        with change(stamp) as log:
            template, _new = Template.get_or_create(key=key, defaults={"subject": subject, "stage": stage})
            published, new = cls.get_or_create(
                template=template, version=version, defaults={"content": content, "published_at": stamp.at}
            )
            if new:
                log("template.publish", published, after={"key": key, "version": version})
        return published

    @classmethod
    def as_text(cls) -> tuple[Any, Any]:
        """Columns of a query: the id, and the content as it is kept, under the name `text`."""
        return cls.id, cls.content.cast("text").alias("text")

    @classmethod
    def newest(cls, key: str) -> Self:
        """The version that something new is started with."""
        versions = cls.select().join(Template).where(Template.key == key)
        newest: Self = versions.order_by(cls.version.desc()).get()
        return newest


@lru_cache(maxsize=64)
def checklist_of(version_id: int) -> Checklist:
    """A published checklist. It never changes, so it is read once."""
    return Checklist.from_json(TemplateVersion.get_by_id(version_id).content)
