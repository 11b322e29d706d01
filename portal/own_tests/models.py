"""The team's own tests of a category: what each new sample of its products begins with, besides the shipped sheet."""

from __future__ import annotations

from typing import Any, Self

from peewee import BooleanField, CharField, ForeignKeyField, fn

from portal.core.models.change import Entry, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.core.rules.text import folded
from portal.samples.rules.sampling import MOST_OWN, OWN_FIELDS, OwnTest, renumbered
from portal.settings.models.categories import Category


class SameOwnTest(Exception):
    """There is an own test of this name already."""


class TooManyOwnTests(Exception):
    """A sheet holds no more tests of the team's own."""


class CategoryTest(Entry):
    category_id: int
    category = ForeignKeyField(Category, index=True, backref="+")
    name = CharField(max_length=120)
    way = CharField(max_length=10)  # see OwnWay
    unit = CharField(max_length=20, default="")
    least = MicrosField(null=True)
    most = MicrosField(null=True)
    expected = BooleanField(default=True)  # of yes or no
    how = CharField(max_length=300, default="")
    severity = CharField(max_length=10)
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def keep(cls, category: int, stamp: Stamp, **about: Any) -> Self:
        """Part of the template from now on. Raises SameOwnTest, TooManyOwnTests."""
        with change(stamp):
            cls.refuse(category, about["name"])
            return cls.add(stamp, category=category, by=stamp.user_id, **about)

    @classmethod
    def refuse(cls, category: int, name: str, but: int = 0) -> None:
        """Raises SameOwnTest, TooManyOwnTests. The category is held, so that two at once cannot both pass."""
        Category.hold_rows(Category.id == category)
        others = [row for row in cls.of(category) if row.id != but]
        if any(folded(row.name) == folded(name) for row in others):
            raise SameOwnTest
        if len(others) >= MOST_OWN:
            raise TooManyOwnTests

    def correct(self, seen: int, stamp: Stamp, **about: Any) -> None:
        """Raises SameOwnTest, or Stale."""
        with change(stamp):
            CategoryTest.refuse(self.category_id, about["name"], self.id)
            self.amend(seen, stamp, **about)

    def restore(self, stamp: Stamp) -> None:
        """Raises SameOwnTest, TooManyOwnTests."""
        with change(stamp):
            CategoryTest.refuse(self.category_id, self.name, self.id)
            super().restore(stamp)

    @classmethod
    def of(cls, category: int | None) -> list[Self]:
        """The template of a category, in the order it grew."""
        standing = cls.select().where(cls.category == category, cls.deleted_at.is_null())
        return list(standing.order_by(cls.id))

    @classmethod
    def sheet(cls, category: int | None) -> tuple[OwnTest, ...]:
        """The tests a new sample of the category begins with: its own copy."""
        return renumbered(row.test for row in cls.of(category))

    @property
    def test(self) -> OwnTest:
        return OwnTest.of({name: getattr(self, name) for name in OWN_FIELDS})


class ShippedTestMoved(Exception):
    """Somebody left it out meanwhile, or took it in, or for another reason: the one that stands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CategoryLeftOut(Entry):
    """A shipped test that new samples of a category are not tested on."""

    category_id: int
    category = ForeignKeyField(Category, index=True, backref="+")
    code = CharField(max_length=20)
    reason = CharField(max_length=300)
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def leave_out(cls, category: int, code: str, reason: str, stamp: Stamp, seen: str | None = None) -> None:
        """With another reason, from now on for that.

        `seen`: the reason the person was looking at, empty where it was tested. Raises ShippedTestMoved.
        """
        with change(stamp):
            Category.hold_rows(Category.id == category)
            row = cls.standing(category).where(cls.code == code).first()
            before = row.reason if row else ""
            if seen is not None and before not in (seen, reason):
                raise ShippedTestMoved(before)
            if row is None:
                cls.add(stamp, category=category, code=code, reason=reason, by=stamp.user_id)
            elif before != reason:
                row.amend(row.version, stamp, reason=reason)

    @classmethod
    def take_in(cls, category: int, code: str, stamp: Stamp) -> Self | None:
        """New samples are tested on it after all; the row that was taken away."""
        with change(stamp):
            Category.hold_rows(Category.id == category)
            row: Self | None = cls.standing(category).where(cls.code == code).first()
            if row:
                row.remove(stamp)
        return row

    def restore(self, stamp: Stamp) -> None:
        """Raises ShippedTestMoved."""
        with change(stamp):
            Category.hold_rows(Category.id == self.category_id)
            if other := CategoryLeftOut.standing(self.category_id).where(CategoryLeftOut.code == self.code).first():
                raise ShippedTestMoved(other.reason)
            super().restore(stamp)

    @classmethod
    def standing(cls, category: int | None) -> Any:
        return cls.select().where(cls.category == category, cls.deleted_at.is_null())

    @classmethod
    def reasons(cls, category: int | None, kind: str | None = None) -> dict[str, str]:
        """Code of each shipped test that is left out -> why; of a category whose goods are of that kind, or of any."""
        query = cls.select(cls.code, cls.reason).join(Category)
        query = query.where(cls.category == category, cls.deleted_at.is_null())
        return dict(rows(query.where(Category.kind == kind) if kind else query))


def own_test_names() -> dict[int, list[str]]:
    """Id of each category with a template -> what its tests are called."""
    query = CategoryTest.select(CategoryTest.category, CategoryTest.name).where(CategoryTest.deleted_at.is_null())
    names: dict[int, list[str]] = {}
    for category, name in rows(query.order_by(CategoryTest.id)):
        names.setdefault(category, []).append(name)
    return names


def left_out_counts() -> dict[int, int]:
    """Id of each category that leaves shipped tests out -> how many."""
    query = CategoryLeftOut.select(CategoryLeftOut.category, fn.COUNT(CategoryLeftOut.id))
    return dict(rows(query.where(CategoryLeftOut.deleted_at.is_null()).group_by(CategoryLeftOut.category)))
