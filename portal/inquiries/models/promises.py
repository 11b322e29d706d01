"""What a supplier said holds for it, kept from the answers of an inquiry when somebody says so, never by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from peewee import CharField, ForeignKeyField, JSONField, fn

from portal.core.models.change import Stale, Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.rules.inquiries import InquiryFacts, reply_from
from portal.inquiries.rules.promises import KeptPromise, NewestQuote, Telling
from portal.inquiries.rules.questions import kept_from
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier


class Promise(Versioned):
    """The last word on one question that was taken over."""

    supplier_id: int
    inquiry_id: int
    by_id: int | None
    supplier = ForeignKeyField(Supplier)
    key = CharField(max_length=60)
    question = JSONField()  # as it was asked
    answer = JSONField()
    inquiry = ForeignKeyField(Inquiry, index=True)
    said_at = UtcDateTimeField()
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("supplier", "key"), True),)

    @classmethod
    def keep(cls, inquiry: InquiryFacts, picked: Iterable[Telling], stamp: Stamp) -> dict[str, Any]:
        """Take answers over; what is needed to put back what stood. Raises Stale where what stands is newer."""
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        left: dict[str, int] = {}
        with change(stamp) as log:
            there = {row.key: row for row in cls.select().where(cls.supplier == inquiry.supplier_id)}
            for telling in picked:
                about = {
                    "question": telling.question.to_json(),
                    "answer": telling.reply.to_json(),
                    "inquiry": inquiry.id,
                }
                about |= {"said_at": inquiry.last_word, "by": stamp.user_id, "at": stamp.at}
                key = telling.question.key
                before[key] = kept_whole(there[key]) if key in there else None
                left[key] = cls.place(inquiry.supplier_id, key, about).change_row(telling.seen, **about).version
                after[key] = about["answer"]
            was = {key: old["answer"] for key, old in before.items() if old}
            log("inquiry.keep", ("inquiry", inquiry.id), was, after)
        return {"before": before, "left": left}

    @classmethod
    def place(cls, supplier: int, key: str, about: Mapping[str, Any]) -> Promise:
        """The row of a question, of version 0 where there was none: two people who begin it at once meet there."""
        cls.insert(supplier=supplier, key=key, version=0, **about).on_conflict_ignore().execute()
        return cls.get(cls.supplier == supplier, cls.key == key)

    @classmethod
    def put_back(cls, inquiry: Any, undo: Mapping[str, Any], stamp: Stamp) -> None:
        """What stood before answers were taken over, if nothing was since. Raises Stale."""
        with change(stamp) as log:
            stands = {row.key: row for row in cls.select().where(cls.supplier == inquiry.supplier_id)}
            if undo["before"].keys() - stands.keys():
                raise Stale(inquiry)
            for key, before in undo["before"].items():
                row = stands[key].change_row(undo["left"][key], **whole_of(before))
                if before is None:
                    row.delete_instance()
            log("inquiry.unkeep", inquiry, after={"keys": list(undo["before"])})


def kept_whole(row: Promise) -> dict[str, Any]:
    """The columns of a row as JSON holds them."""
    moments = {name: getattr(row, name).isoformat() for name in ("said_at", "at")}
    return {"question": row.question, "answer": row.answer, "inquiry": row.inquiry_id, "by": row.by_id, **moments}


def whole_of(kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """The same, back from JSON."""
    moments = {name: datetime.fromisoformat(kept[name]) for name in ("said_at", "at")} if kept else {}
    return {**(kept or {}), **moments}


def kept(supplier: int) -> dict[str, KeptPromise]:
    """What is on record of a supplier by the key of the question, in the order it was taken over."""
    query = (
        Promise.select(
            Promise.key, Promise.question, Promise.answer, Promise.version, Promise.said_at,
            Inquiry.id, Inquiry.deleted_at,
        )
        .join(Inquiry)
        .where(Promise.supplier == supplier)
        .order_by(Promise.id)
    )  # fmt: skip
    return {
        key: kept_line(question, answer, version, said_at, None if deleted_at else inquiry)
        for key, question, answer, version, said_at, inquiry, deleted_at in rows(query)
    }


def kept_line(question: Any, answer: Any, version: int, said_at: datetime, inquiry: int | None) -> KeptPromise:
    [asked] = kept_from([question])
    return KeptPromise(asked, reply_from(asked, answer), version, inquiry, said_at)


def kept_from_text(question: str, answer: str, version: int, said_at: str, inquiry: int | None) -> KeptPromise:
    """The same from columns that were read as text."""
    at = datetime.fromisoformat(said_at).replace(tzinfo=UTC)
    return kept_line(json.loads(question), json.loads(answer), version, at, inquiry)


def newest_quotes(supplier: int) -> list[NewestQuote]:
    """The quote given last for each product that is still there, by the name of the product."""
    place = fn.ROW_NUMBER().over(partition_by=[Quote.product], order_by=[Quote.quoted_on.desc(), Quote.id.desc()])
    query = (
        Quote.select(
            Quote.id, Product.name, Quote.quoted_on, Quote.currency, Quote.moq, Quote.lead_days,
            Quote.packing_state, Quote.packing, Quote.payment, place.alias("place"),
        )
        .join(Product)
        .where(Quote.supplier == supplier, Quote.deleted_at.is_null(), Product.deleted_at.is_null())
        .order_by(Product.name, Product.id, Quote.quoted_on.desc(), Quote.id.desc())
    )  # fmt: skip
    return [quoted(*about) for *about, place in rows(query) if place == 1]


def quoted(
    id: int, product: str, quoted_on: date, currency: str, moq: Any, lead_days: Any, state: str, fee: Any, payment: str
) -> NewestQuote:
    terms = {"moq": moq, "lead_days": lead_days, "packing": (state, fee), "payment": payment}
    return NewestQuote(id, product, quoted_on, currency, terms)
