"""A verdict put up, signed by two, and opened again."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.models.audit import AuditEvent
from portal.core.rules.freeze import freeze
from portal.products.models import Product
from portal.samples.models.samples import Closed, Sample, SampleMoved
from portal.samples.models.verdicts import SignedAlready, VerdictProposal, history, offer_of, reopen
from portal.samples.rules.sampling import Severity
from tests.cast import NOW, TODAY, stamp
from tests.products.makers import make_product
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample, measure, put_up, sign, standing
from tests.suppliers.makers import make_supplier


@pytest.fixture
def sample(cast):
    tested = make_sample(make_supplier(), make_product())
    fill(tested, cast.mei)
    return tested


def fresh(sample):
    return Sample.get_by_id(sample.id)


def test_two_accounts_close_a_test(cast, sample):
    put_up(sample, cast.mei)
    assert sign(sample, cast.mei) is False
    assert fresh(sample).verdict is None
    assert sign(sample, cast.lin) is True
    assert (fresh(sample).verdict, fresh(sample).verdict_at) == ("pass", NOW)


def test_one_account_does_not_sign_twice(cast, sample):
    put_up(sample, cast.mei)
    sign(sample, cast.mei)
    with pytest.raises(SignedAlready):
        sign(sample, cast.mei)


def test_one_alone_closes_it_with_a_reason(cast, sample):
    put_up(sample, cast.lin)
    assert sign(sample, cast.lin, alone="Everybody is at the fair") is True


def test_who_signed_may_still_say_why_nobody_else_will(cast, sample):
    put_up(sample, cast.lin)
    sign(sample, cast.lin)
    assert sign(sample, cast.lin, alone="Nobody came back") is True


def test_nothing_is_signed_that_was_not_put_up(cast, sample):
    with pytest.raises(SampleMoved):
        sign(sample, cast.mei)


def test_a_change_takes_the_verdict_and_its_signatures_down(cast, sample):
    put_up(sample, cast.mei)
    sign(sample, cast.mei)
    measure(sample, batches_of(sample)[0], PHYSICAL.criterion(code(Severity.minor)), cast.mei, failing=True)
    assert offer_of(sample.id, fresh(sample).round) is None
    put_up(sample, cast.mei)
    assert sign(sample, cast.lin) is False


def test_what_the_signer_saw_must_be_what_stands_there(cast, sample):
    put_up(sample, cast.mei)
    seen, shown = fresh(sample).rev, freeze(standing(sample).facts)
    sample.add_batch("C", None, "", stamp(cast.lin))
    with pytest.raises(SampleMoved):
        VerdictProposal.sign(sample.id, shown, seen, stamp(cast.lin))


def test_a_product_that_changed_since_has_to_be_put_up_again(cast, sample):
    put_up(sample, cast.mei)
    Product.update(powered=True).where(Product.id == sample.product_id).execute()
    with pytest.raises(SampleMoved):
        sign(sample, cast.lin)


def test_what_was_shown_is_frozen(cast, sample):
    close(sample, cast.mei, cast.lin)
    before = standing(sample)
    Product.update(powered=True, name="Another").where(Product.id == sample.product_id).execute()
    after = standing(sample)
    assert after.facts == before.facts
    assert (after.facts.product, after.proposal) == ("65W charger", before.proposal)


def test_a_signed_test_is_not_signed_again(cast, sample):
    close(sample, cast.mei, cast.lin)
    with pytest.raises(Closed):
        sign(sample, cast.guo)
    with pytest.raises(Closed):
        put_up(sample, cast.mei)


def test_opening_again_is_an_event_with_its_reason_and_begins_a_new_round(cast, sample):
    close(sample, cast.mei, cast.lin)
    reopen(sample.id, "A new batch came", fresh(sample).rev, stamp(cast.lin))
    opened = fresh(sample)
    assert (opened.verdict, opened.frozen, offer_of(sample.id, opened.round)) == (None, None, None)
    newest = history(sample.id)[0]
    assert (newest.verb, newest.after, newest.by) == ("sample.reopen", {"reason": "A new batch came"}, "林悦")
    assert AuditEvent.select().where(AuditEvent.verb == "sample.reopen").get().before


def test_opening_a_test_that_is_open_is_refused(cast, sample):
    with pytest.raises(SampleMoved):
        reopen(sample.id, "Why not", fresh(sample).rev, stamp(cast.lin))


def test_own_limits_and_dates_belong_to_what_is_signed(cast, sample):
    for about in ({"limits": {"PH02.deviation": "1"}}, {"promised_on": TODAY, "received_on": date(2026, 11, 30)}):
        put_up(sample, cast.mei)
        fresh(sample).correct(fresh(sample).version, stamp(cast.mei), **about)
        with pytest.raises(SampleMoved):
            sign(sample, cast.lin)
