"""Which clauses go from one agreement to another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portal import content
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import GivenClause, Written
from portal.agreements.rules.copying import copied, lasting

BOOK = content.clauses()
SOURCE = Written(
    {
        "term_end": GivenClause(date(2027, 1, 1)),
        "claim_days": GivenClause(Decimal(7), note="from receipt"),
        "sealed_sample_no": GivenClause("F-2026-001"),
        "tolerance": GivenClause(na=True, note="Single pieces"),
        "exit_notice_days": GivenClause(note="They want 60"),
        "delivery_minutes": GivenClause(Decimal(5)),
    }
)


def target(**about):
    return AgreementFacts(**({"id": 1, "supplier_id": 1, "supplier": "North", "title": "Frame"} | about))


def test_days_and_remarks_stay_where_they_were_made_and_sealed_samples_with_their_supplier():
    assert [key for key, _given in lasting(BOOK, SOURCE)] == ["delivery_minutes", "claim_days", "tolerance"]
    assert "sealed_sample_no" in dict(lasting(BOOK, SOURCE, same_supplier=True))


def test_only_clauses_that_concern_the_goods_are_taken_over():
    assert set(copied(BOOK, SOURCE, target())) == {"claim_days", "tolerance"}
    assert "delivery_minutes" in copied(BOOK, SOURCE, target(goods="digital"))


def test_what_somebody_wrote_be_it_a_remark_is_not_copied_over():
    written = Written({"claim_days": GivenClause(note="still asking")})
    assert set(copied(BOOK, SOURCE, target(written=written))) == {"tolerance"}
