"""What a team means by the headings and the words of its lists, for next time."""

from __future__ import annotations

from collections.abc import Mapping

from peewee import CharField

from portal.core.models.change import change
from portal.core.models.record import Record, Stamp, rows


class ImportColumn(Record):
    """Which field people meant by a heading, for next time; an empty field: none of them."""

    heading = CharField(max_length=120, unique=True)  # rules.columns.heading_key
    field = CharField(max_length=40)

    @classmethod
    def teach(cls, meanings: Mapping[str, str], stamp: Stamp) -> None:
        """From now on these headings mean these fields, whatever they meant before."""
        known = cls.remembered()
        with change(stamp) as log:
            for heading, field in meanings.items():
                if known.get(heading) == field:
                    continue
                cls.insert(heading=heading, field=field).on_conflict(
                    conflict_target=[cls.heading], update={cls.field: field}
                ).execute()
                log("import_column.add", cls.get(cls.heading == heading), after={"heading": heading, "field": field})

    def forget(self, stamp: Stamp) -> None:
        """The heading means again what it means to everybody."""
        with change(stamp) as log:
            self.delete_instance()
            log("import_column.remove", self, before={"heading": self.heading, "field": self.field})

    @classmethod
    def remembered(cls) -> dict[str, str]:
        return dict(rows(cls.select(cls.heading, cls.field)))


class ImportWord(Record):
    """Which code people meant by a word that stands in the cells of a column."""

    field = CharField(max_length=40)  # of the column
    word = CharField(max_length=120)  # folded
    code = CharField(max_length=20)

    class Meta:
        indexes = ((("field", "word"), True),)

    @classmethod
    def teach(cls, field: str, meanings: Mapping[str, str], stamp: Stamp) -> None:
        """From now on these words mean these codes there, whatever they meant before."""
        known = cls.remembered(field)
        with change(stamp) as log:
            for word, code in meanings.items():
                if known.get(word) == code:
                    continue
                cls.insert(field=field, word=word, code=code).on_conflict(
                    conflict_target=[cls.field, cls.word], update={cls.code: code}
                ).execute()
                row = cls.get((cls.field == field) & (cls.word == word))
                log("import_word.add", row, after={"field": field, "word": word, "code": code})

    def forget(self, stamp: Stamp) -> None:
        """The word means again what it means to everybody, or nothing."""
        with change(stamp) as log:
            self.delete_instance()
            log("import_word.remove", self, before={"field": self.field, "word": self.word, "code": self.code})

    @classmethod
    def remembered(cls, field: str) -> dict[str, str]:
        return dict(rows(cls.select(cls.word, cls.code).where(cls.field == field)))
