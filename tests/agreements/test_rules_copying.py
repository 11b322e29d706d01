"""Which clauses go from one agreement to another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portal import content
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import ClauseStanding, GivenClause, Written
from portal.agreements.rules.copying import copied, lasting, left_out

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
    assert set(copied(BOOK, SOURCE, "physical", target())) == {"claim_days", "tolerance"}
    assert "delivery_minutes" in copied(BOOK, SOURCE, "digital", target(goods="digital"))


CODES = Written(
    dict.fromkeys(
        ("delivery_mode", "personal_data", "quality_deposit", "lawful_source", "payment_terms", "dispute_venue"),
        GivenClause("as said"),
    )
)


def test_of_an_agreement_on_other_goods_only_what_any_goods_need_or_what_is_about_the_two_sides_goes():
    assert set(copied(BOOK, CODES, "digital", target())) == {"payment_terms", "dispute_venue"}
    assert set(left_out(BOOK, CODES, "digital", target())) == set(CODES.clauses) - {"payment_terms", "dispute_venue"}
    assert left_out(BOOK, CODES, "digital", target(goods="both")) == ()


def test_what_is_copied_keeps_its_wording_and_is_not_agreed():
    wording = copied(BOOK, SOURCE, "physical", target())["claim_days"]
    assert (wording.value, wording.note) == (Decimal(7), "from receipt")
    assert wording.standing is ClauseStanding.unstated
    assert Written({"claim_days": wording}).number("claim_days") is None
    assert list(lasting(BOOK, Written({"claim_days": wording}))) == []


def test_what_somebody_wrote_be_it_a_remark_is_not_copied_over():
    written = Written({"claim_days": GivenClause(note="still asking")})
    assert set(copied(BOOK, SOURCE, "physical", target(written=written))) == {"tolerance"}
