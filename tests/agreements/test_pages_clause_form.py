"""The form of all clauses: written at once, refused where one says two things, beside a colleague's."""

from __future__ import annotations

import pytest

from portal.agreements.models import Agreement
from portal.agreements.rules.clauses import clause_mark
from tests.agreements.makers import make_agreement

pytestmark = pytest.mark.usefixtures("noon")


def clauses(**said):
    return {"price_notice_days": "15", "claim_days": "7"} | said


def test_clauses_are_written_in_one_form_and_the_rest_is_missing(mei, supplier):
    agreement = make_agreement(supplier, signed_on=None, clauses={})
    sent = clauses(late_penalty="0.5", payment_terms="credit", tolerance_na="y", tolerance_note="Single pieces")
    assert mei.post(f"/agreements/{agreement.id}/clauses", data=sent).status_code == 303
    assert Agreement.get().clauses == {
        "price_notice_days": {"value": {"decimal": "15"}},
        "claim_days": {"value": {"decimal": "7"}},
        "late_penalty": {"value": {"decimal": "0.005"}},
        "payment_terms": {"value": "credit"},
        "tolerance": {"na": True, "note": "Single pieces"},
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tolerance_na": "y"}, "Say why it does not apply."),
        ({"claim_days_na": "y", "claim_days_note": "Never"}, "Either a value"),
        ({"claim_days": "soon"}, "Enter days, for example 15"),
        ({"payment_terms": "gold"}, "Not a valid choice"),
    ],
)
def test_a_clause_that_says_two_things_or_nothing_is_refused(mei, supplier, wrong, said):
    agreement = make_agreement(supplier, clauses={})
    answer = mei.post(f"/agreements/{agreement.id}/clauses", data=clauses(**wrong))
    assert answer.status_code == 422
    assert said in answer.text
    assert Agreement.get().clauses == {}


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("price_notice_days", "3000000", "Enter 3650 or less."),
        ("price_notice_days", "3651", "Enter 3650 or less."),
        ("price_notice_days", "-1", "Enter 0 or more."),
        ("price_notice_days", "3650", None),
        ("fix_hours", "8761", "Enter 8760 or less."),
    ],
)
def test_a_clause_about_a_span_of_time_has_an_end(mei, supplier, key, typed, said):
    agreement = make_agreement(supplier, signed_on=None)
    answer = mei.post(
        f"/agreements/{agreement.id}/clauses", data={key: typed, "seen": f"{key}.{clause_mark(agreement.clauses[key])}"}
    )
    assert answer.status_code == (422 if said else 303)
    assert said is None or (said in answer.text and f'value="{typed}"' in answer.text)


def test_clauses_two_people_wrote_at_once_stand_side_by_side(mei, supplier):
    agreement = make_agreement(supplier, signed_on=None, clauses={})
    mei.post(f"/agreements/{agreement.id}/clauses", data=clauses())
    answer = mei.post(f"/agreements/{agreement.id}/clauses", data=clauses(claim_days="30"))
    assert answer.status_code == 409
    assert "Time to raise a claim" in answer.text
    assert "7 days" in answer.text
    assert Agreement.get().clauses["claim_days"] == {"value": {"decimal": "7"}}


def test_the_clauses_of_other_goods_are_not_asked_for(mei, supplier):
    agreement = make_agreement(supplier, clauses={})
    page = mei.get(f"/agreements/{agreement.id}/clauses").text
    assert 'name="lead_time_days"' in page
    assert 'name="delivery_minutes"' not in page
