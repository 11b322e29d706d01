"""Computed figures on the sheet: with what they rest on, its number and the way there; never a field to type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.checklists.models.templates import TemplateVersion
from portal.feedback.models import Feedback, FeedbackLink
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from tests.cast import stamp
from tests.products.makers import make_product
from tests.samples.makers import batches_of, make_sample, standing
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def put(sample, by, code, key, *figures):
    for batch, figure in zip(batches_of(sample), figures, strict=True):
        Measurement.put(sample, batch, code, {key: figure}, "", 0, stamp(by))


def row(page, code):
    return page.split(f'id="r-{code}"')[1].split("</tr>")[0]


def test_the_difference_between_batches_names_its_test_and_leads_to_its_figures(mei, cast, sample):
    assert "two batches with figures are needed" in row(mei.get(f"/samples/{sample.id}").text, "PH12")
    put(sample, cast.mei, "PH02", "deviation", "0.5", "1.7")
    line = row(mei.get(f"/samples/{sample.id}").text, "PH12")
    assert "60%" in line and "From data" in line and "Failed" in line
    assert 'href="#r-PH02"' in line and "largest: Key dimension deviation, A 0.5% and B 1.7%" in line
    assert "largest: Key dimension deviation" in mei.get(f"/samples/{sample.id}/print").text


def answer(sample, people):
    batch = Batch.get(Batch.sample == sample)
    _token, link = FeedbackLink.issue(batch, people, timedelta(days=14), stamp())
    for code in link.codes:
        Feedback.give(link, code, stamp(), quality=5, use=4, packing=3, buys="yes", text="")
    link.count(True, stamp())


def test_the_rating_of_people_outside_says_how_many_they_were(mei, sample):
    answer(sample, 2)
    line = row(mei.get(f"/samples/{sample.id}").text, "PH16")
    assert "2 of 3 people outside" in line and "From data" not in line
    answer(sample, 1)
    line = row(mei.get(f"/samples/{sample.id}").text, "PH16")
    assert "3 people outside" in line and 'href="#outside"' in line and "From data" in line


def test_what_was_typed_before_stays_to_be_read_and_counts_until_the_records_say_it(mei, cast, sample):
    first, _second = batches_of(sample)
    Measurement.put(sample, first, "PH14", {"late_days": "9"}, "", 0, stamp(cast.mei))
    assert standing(sample).row("PH14").result == "fail"
    assert "Typed before: 9." in mei.get(f"/samples/{sample.id}/test").text
    Sample.update(promised_on=sample.asked_on, received_on=sample.asked_on).execute()
    assert standing(sample).row("PH14").result == "pass"
    assert Measurement.get().values == {"late_days": "9"}


def test_a_sample_on_an_earlier_sheet_keeps_what_was_typed_on_it(mei, cast, sample):
    version = TemplateVersion.get_by_id(sample.template_version_id)
    criteria = [
        entry | ({"filled_by": "person"} if entry["code"] == "PH12" else {}) for entry in version.content["criteria"]
    ]
    earlier = version.content | {"criteria": criteria, "version": 2}
    about = {"template": version.template, "version": 2, "published_at": datetime(2026, 1, 1, tzinfo=UTC)}
    Sample.update(template_version=TemplateVersion.create(content=earlier, **about)).execute()
    put(sample, cast.mei, "PH12", "share_of_tolerance", "20", "20")
    put(sample, cast.mei, "PH02", "deviation", "0", "2")
    assert standing(sample).row("PH12").result == "pass"
    assert 'id="PH12-share_of_tolerance"' in mei.get(f"/samples/{sample.id}/test").text
