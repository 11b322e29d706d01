"""What an agreement says of ordering, as comparisons read it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.agreements.rules.clauses import GivenClause, Written
from portal.agreements.rules.ordering_terms import Ordering, ordering
from portal.quotes.rules.payment import Payment


@pytest.mark.parametrize(
    ("clause", "payment"),
    [
        (GivenClause("credit"), Payment.credit),
        (GivenClause("unknown"), None),
        (GivenClause("net 30, see annex"), None),
        (GivenClause("credit", na=True, note="Paid by the parent company"), None),
        (GivenClause(), None),
    ],
)
def test_a_payment_counts_where_it_is_agreed_and_known(clause, payment):
    assert ordering(Written({"payment_terms": clause}), digital=False).payment is payment


def test_days_of_credit_go_with_payment_on_credit_alone():
    days = {"credit_days": GivenClause(Decimal(30))}
    assert ordering(Written(days | {"payment_terms": GivenClause("credit")}), digital=False).credit_days == 30
    assert ordering(Written(days | {"payment_terms": GivenClause("prepaid")}), digital=False).credit_days is None


def test_digital_goods_have_no_lead_time_in_days():
    written = Written({"lead_time_days": GivenClause(Decimal(7))})
    assert ordering(written, digital=False) == Ordering(lead_days=Decimal(7))
    assert ordering(written, digital=True) == Ordering()
