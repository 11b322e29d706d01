"""How long first replies took before and after the first signature of a supplier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, tzinfo

from peewee import fn

from portal.agreements.models import Agreement
from portal.core.models.record import rows
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.rules.inquiries import Wait, working_time
from portal.inquiries.rules.service_trap import ReplyRatio, reply_ratio


def reply_ratios(suppliers: Collection[int], now: datetime, zone: tzinfo, minimum: int) -> dict[int, ReplyRatio]:
    """Of every supplier that has signed, in one statement. What is asked on the day of the signature comes after it."""
    today = now.astimezone(zone).date()
    signed = (
        Agreement.select(Agreement.supplier, fn.MIN(Agreement.signed_on).alias("day"))
        .where(Agreement.supplier.in_(list(suppliers)), Agreement.deleted_at.is_null(), Agreement.signed_on <= today)
        .group_by(Agreement.supplier)
    )
    query = (
        Inquiry.select(Inquiry.supplier, Inquiry.asked_at, Inquiry.first_reply_at, signed.c.day)
        .join(signed, on=signed.c.supplier_id == Inquiry.supplier)
        .where(Inquiry.deleted_at.is_null())
    )
    sides: dict[int, tuple[list[Wait], list[Wait]]] = defaultdict(lambda: ([], []))
    for supplier, asked_at, replied_at, day in rows(query):
        after = asked_at.astimezone(zone).date().isoformat() >= str(day)
        sides[supplier][after].append(Wait(working_time(asked_at, replied_at or now, zone), replied_at is None))
    return {supplier: reply_ratio(before, after, minimum) for supplier, (before, after) in sides.items()}
