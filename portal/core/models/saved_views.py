"""Filters of lists that people keep."""

from __future__ import annotations

from typing import Self

from peewee import CharField, ForeignKeyField, TextField

from portal.core.models.change import change
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User


class SavedView(Record):
    """A filter of a list that a person keeps."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    page = CharField(max_length=20)
    name = CharField(max_length=60)
    query = TextField()

    class Meta:
        indexes = ((("user", "page", "name"), True),)

    @classmethod
    def keep(cls, page: str, name: str, query: str, stamp: Stamp) -> Self:
        """A name is there once per person and page: keeping it again replaces what it stood for."""
        with change(stamp) as log:
            view, created = cls.get_or_create(user=stamp.user_id, page=page, name=name, defaults={"query": query})
            before = None if created else {"query": view.query}
            cls.update(query=query).where(cls.id == view.id).execute()
            log("saved_view.keep", view, before, {"name": name, "query": query})
        kept: Self = view
        return kept

    def forget(self, stamp: Stamp) -> None:
        with change(stamp) as log:
            log("saved_view.forget", self, {"name": self.name, "query": self.query})
            self.delete_instance()
