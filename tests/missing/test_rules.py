"""What is missing of a supplier, and which question asks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.missing.rules import MissingPiece, gaps, questions_about
from portal.quotes.rules.payment import Payment
from tests.comparisons.sheets import GOODS, rival, sheet

CREDIT, DEPOSIT = MissingPiece.credit_days, MissingPiece.deposit_share


def lacking(page, place=0):
    return {gap.piece for gap in gaps(page, page.columns[place])}


@pytest.mark.parametrize(
    ("payment", "about", "piece", "misses"),
    [
        (Payment.credit, {"credit_days": None}, CREDIT, True),
        (Payment.credit, {"credit_days": 30}, CREDIT, False),
        (Payment.deposit, {"deposit_share": None}, DEPOSIT, True),
        (Payment.deposit, {"credit_days": None, "deposit_share": 30}, CREDIT, False),
        (Payment.on_delivery, {"credit_days": None, "deposit_share": None}, CREDIT, False),
    ],
)
def test_how_it_is_paid_is_known_with_its_days_or_its_share(payment, about, piece, misses):
    north = rival(1, payment=payment)
    north = replace(north, offer=replace(north.offer, **about))
    assert (piece in lacking(sheet(north, rival(2, "44")))) is misses


@pytest.mark.parametrize(("digital", "question"), [(False, "lead_time_days"), (True, "delivery_minutes")])
def test_how_long_it_takes_is_asked_in_days_or_of_digital_goods_in_minutes(digital, question):
    page = sheet(rival(1, lead=None), rival(2, "44"), goods=replace(GOODS, digital=digital))
    asked = questions_about(page, page.columns[0])
    assert question in asked
    assert len({"lead_time_days", "delivery_minutes"} & {*asked}) == 1
