"""Suppliers, and each move of one through the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField, chunked

from portal.core.models import bulk
from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.insert import insert
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User
from portal.core.rules.names import code_key, name_key, website_host
from portal.core.rules.text import folded
from portal.settings.models.categories import Category
from portal.suppliers.rules.pipeline import HARMLESS, Banned, Status, StatusMove, check
from portal.suppliers.rules.standing import NotSerious


class Supplier(Entry):
    MADE = Entry.MADE | {"name_key", "legal_key", "website_host", "search", "status", "status_at", "merged_into"}
    SEARCHED = ("search",)
    INDEXED = (*SEARCHED, "name_key", "legal_key")  # names, as the duplicate warning compares them
    owner_id: int | None
    merged_into_id: int | None
    name = CharField(max_length=120)
    legal_name = CharField(max_length=160, default="")
    name_key = CharField(max_length=160, index=True)  # domain.names: for the duplicate warning and search
    legal_key = CharField(max_length=160, default="", index=True)
    kind = CharField(max_length=12)  # maker, wholesaler, platform, agent
    goods = CharField(max_length=10)  # physical, digital, both
    country = CharField(max_length=2, default="")
    place = CharField(max_length=120, default="")
    since_year = IntegerField(null=True)
    since_month = IntegerField(null=True)
    company_code = CharField(max_length=40, default="", index=True)
    website = CharField(max_length=300, default="")
    website_host = CharField(max_length=255, default="", index=True)
    tier = CharField(max_length=20, default="")  # a tier of the review rhythm in the policy
    owner = ForeignKeyField(User, null=True, backref="+")
    status = CharField(max_length=12, index=True)
    status_at = UtcDateTimeField()
    note = TextField(default="")
    search = TextField(default="")  # folded names, tags, place, note: what the search box looks into
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)
    merged_into = ForeignKeyField("self", null=True, backref="+")

    @classmethod
    def enlist(cls, stamp: Stamp, categories: Iterable[int] = (), tags: Iterable[str] = (), **about: Any) -> Self:
        """A new candidate."""
        [key] = cls.enlist_all(stamp, [{**about, "categories": categories, "tags": tags}])
        supplier: Self = cls.get_by_id(key)
        return supplier

    @classmethod
    def enlist_all(cls, stamp: Stamp, candidates: Iterable[Mapping[str, Any]]) -> list[int]:
        """Many new candidates, each with its `categories` and `tags`: their ids, in their order."""
        with change(stamp) as log:
            split = [parted(about) for about in candidates]
            made = {"status_at": stamp.at, "created_by": stamp.user_id, "created_at": stamp.at}
            new = [{"status": Status.candidate, **about, **derived(about, tags), **made} for about, _of, tags in split]
            ids = insert(cls, new)
            relate_all({key: (of, tags) for key, (_about, of, tags) in zip(ids, split, strict=True)})
            first = {"by": stamp.user_id, "at": stamp.at}
            moves = ({"supplier": key, "to_status": row["status"], **first} for key, row in zip(ids, new, strict=True))
            insert(StatusChange, moves)
            for key, (about, _of, tags) in zip(ids, split, strict=True):
                columns = {name: value for name, value in about.items() if name != "status"}
                log("supplier.add", ("supplier", key), after={**columns, "tags": sorted(tags)})
        return ids

    @classmethod
    def edit_all(cls, stamp: Stamp, edits: Sequence[tuple[Self, Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """Many suppliers, each with all that was known of it and what is new, `categories` and `tags` among both.

        What is banned was looked at before. Raises Stale.
        """
        with change(stamp) as log:
            related = {}
            changes = []
            for supplier, known, new in edits:
                about, of, tags = parted({**known, **new})
                changes.append((supplier, {**about, **derived(about, tags)}))
                if "categories" in new or "tags" in new:
                    related[supplier.id] = (of, tags)
            bulk.rewrite(cls, changes)
            relate_all(related)
            for supplier, known, new in edits:
                log("supplier.edit", supplier, {name: known[name] for name in new}, dict(new))

    def edit(
        self, seen: int, stamp: Stamp, categories: Iterable[int] = (), tags: Iterable[str] = (), **about: Any
    ) -> None:
        """Save what a person typed, if nobody saved since. Raises Stale otherwise, and Banned."""
        with change(stamp) as log:
            self.take_on(categories)
            before = {key: self.__data__[key] for key in about}
            self.change_row(seen, **about, **derived(about, tags))
            self.relate(categories, tags)
            after = {key: value for key, value in about.items() if before[key] != value}
            log("supplier.edit", self, {key: before[key] for key in after}, after)

    def take_on(self, categories: Iterable[int]) -> None:
        """Past screening no banned category is added; one it was in before stands until people take it out."""
        held = SupplierCategory.select(SupplierCategory.category).where(SupplierCategory.supplier == self)
        if self.status not in HARMLESS and (
            banned := forbidden(Category.id.in_(list(categories)), ~Category.id.in_(held))
        ):
            raise Banned(banned)

    def relate(self, categories: Iterable[int], tags: Iterable[str]) -> None:
        relate_all({self.id: (categories, tags)})

    def banned(self) -> list[tuple[str, str]]:
        """Its categories that nobody here may buy: name and reason."""
        held = SupplierCategory.select(SupplierCategory.category).where(SupplierCategory.supplier == self)
        return forbidden(Category.id.in_(held))

    def move(self, to: Status, reason: str, seen: int, stamp: Stamp) -> StatusMove:
        """Move it through the pipeline if the rules allow; an event with its reason. Raises Stale."""
        with change(stamp) as log:
            before = Status(self.status)
            verdict = check(before, to, reason, [name for name, _reason in self.banned()])
            if verdict.ok:
                self.change_row(seen, status=to, status_at=stamp.at)
                StatusChange.create(
                    supplier=self, from_status=before, to_status=to, reason=reason, by=stamp.user_id, at=stamp.at
                )
                log("supplier.move", self, {"status": before}, {"status": to, "reason": reason})
        return verdict

    def put_back(self, to: Status, seen: int, stamp: Stamp) -> None:
        """Undo of a move: allowed whatever the rules say, as long as nothing else was saved since."""
        with change(stamp) as log:
            before = self.status
            self.change_row(seen, status=to, status_at=stamp.at)
            StatusChange.create(supplier=self, from_status=before, to_status=to, by=stamp.user_id, at=stamp.at)
            log("supplier.put_back", self, {"status": before}, {"status": to})


def parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], Iterable[int], Iterable[str]]:
    """The columns of a supplier, its categories, and its tags."""
    about = dict(values)
    return about, about.pop("categories", ()), about.pop("tags", ())


def relate_all(related: Mapping[int, tuple[Iterable[int], Iterable[str]]]) -> None:
    """The categories and tags of each supplier from now on."""
    for some in chunked(related, bulk.AT_ONCE):
        SupplierCategory.delete().where(SupplierCategory.supplier.in_(some)).execute()
        SupplierTag.delete().where(SupplierTag.supplier.in_(some)).execute()
    filed = [(key, category) for key, (categories, _tags) in related.items() for category in sorted(set(categories))]
    insert(SupplierCategory, ({"supplier": key, "category": category} for key, category in filed))
    tagged = [(key, tag) for key, (_categories, tags) in related.items() for tag in sorted(set(tags))]
    insert(SupplierTag, ({"supplier": key, "tag": tag} for key, tag in tagged))


def forbidden(*conditions: Any) -> list[tuple[str, str]]:
    query = Category.select(Category.name, Category.banned_reason).where(Category.banned, *conditions)
    return rows(query.order_by(Category.name))


def derived(about: dict[str, Any], tags: Iterable[str]) -> dict[str, Any]:
    """What search and the duplicate warning compare."""
    words = (about.get("name", ""), about.get("legal_name", ""), about.get("place", ""), about.get("note", ""), *tags)
    return {
        "name_key": name_key(about.get("name", "")),
        "legal_key": name_key(about.get("legal_name", "")),
        "website_host": website_host(about.get("website", "")),
        "search": folded(" ".join([*words, about.get("company_code", ""), code_key(about.get("company_code", ""))])),
    }


class StatusChange(Record):
    """Append-only: the history of a supplier in the pipeline."""

    supplier = ForeignKeyField(Supplier, index=True)
    from_status = CharField(max_length=12, null=True)
    to_status = CharField(max_length=12)
    reason = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()


class SupplierCategory(Record):
    supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
    category = ForeignKeyField(Category)

    class Meta:
        indexes = ((("supplier", "category"), True),)


class SupplierTag(Record):
    supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
    tag = CharField(max_length=40, index=True)

    class Meta:
        indexes = ((("supplier", "tag"), True),)


class Contact(Entry):
    """A person at a supplier."""

    SEARCHED = ("name", "position", "phone", "mail", "chat", "note")
    supplier = ForeignKeyField(Supplier, index=True)
    name = CharField(max_length=80)
    position = CharField(max_length=80, default="")
    phone = CharField(max_length=60, default="")
    mail = CharField(max_length=160, default="")
    chat = CharField(max_length=80, default="")
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class ReputationNote(Entry):
    """Word of mouth: who said what, where, when. A serious one says what it is about and waits for an answer."""

    MADE = Entry.MADE | {"answer", "answered_by", "answered_at"}
    ANSWERED = ("text", "tone", "matter", "source", "source_kind")  # what an answer is an answer to
    SEARCHED = ("text", "source")

    supplier = ForeignKeyField(Supplier, index=True)
    source = CharField(max_length=120)
    source_kind = CharField(max_length=20)  # forum, social, peer, platform, news, court, other
    tone = CharField(max_length=10)  # good, mixed, bad
    matter = CharField(max_length=10, default="")  # court, fraud, sanction: serious; empty: nothing of these
    on = DateField()
    url = CharField(max_length=300, default="")
    text = TextField()
    answer = TextField(default="")  # why it goes on although this was said
    answered_by = ForeignKeyField(User, null=True, backref="+")
    answered_at = UtcDateTimeField(null=True)
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    def amend(self, seen: int, stamp: Stamp, **about: Any) -> Self:
        """An answer stands for what was said when it was given: where that changes, it is taken back. Raises Stale."""
        moved = any(name in about and about[name] != self.__data__[name] for name in self.ANSWERED)
        with change(stamp):
            if moved and self.answer:
                self.settle("", seen, stamp)
                seen = self.version
            return super().amend(seen, stamp, **about)

    def settle(self, answer: str, seen: int, stamp: Stamp) -> None:
        """Say why it goes on; an empty answer takes that back, the same changes nothing. Raises NotSerious, Stale."""
        if answer and not self.matter:
            raise NotSerious
        if answer == self.answer:
            return
        with change(stamp) as log:
            before, answered = self.answer, (stamp.user_id, stamp.at) if answer else (None, None)
            self.change_row(seen, answer=answer, answered_by=answered[0], answered_at=answered[1])
            log("reputation_note.answer", self, {"answer": before}, {"answer": answer})

    @classmethod
    def unanswered(cls) -> Any:
        """Serious ones on file of which nobody said why it goes on."""
        return cls.deleted_at.is_null() & (cls.matter != "") & (cls.answer == "")

    @classmethod
    def waiting(cls, supplier: int) -> list[tuple[int, str, str]]:
        """Of a supplier: id, what it is about, who said it."""
        query = cls.select(cls.id, cls.matter, cls.source).where(cls.supplier == supplier, cls.unanswered())
        return rows(query.order_by(cls.on.desc(), cls.id.desc()))
