"""The limits of one sample, which a drawing, a promise or the law may set."""

from __future__ import annotations

import pytest

from portal.samples.models.samples import Sample
from tests.products.makers import make_product
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def test_own_limits_are_typed_and_shown_with_whose_they_are(mei, sample):
    url = f"/samples/{sample.id}/limits"
    refused = mei.post(url, data={"PH02.deviation": "many", "version": 1})
    assert refused.status_code == 422 and 'value="many"' in refused.text
    assert mei.post(url, data={"PH02.deviation": "1.5", "PH04.pass_rate": "10", "version": 1}).status_code == 303
    assert Sample.get().limits == {"PH02.deviation": "1.5"}
    page = mei.get(f"/samples/{sample.id}").text
    assert "≤ 1.5%" in page and "product specification" in page
    assert mei.post(url, data={"PH02.deviation": "1", "version": 1}).status_code == 409
