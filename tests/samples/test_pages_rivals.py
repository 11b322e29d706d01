"""A sample beside others: chosen or named, told, shown figure by figure; viewers only read."""

from __future__ import annotations

import re

import pytest

from portal.samples.models.rivals import SampleRival
from tests.browser_client import undo_link
from tests.cast import stamp
from tests.products.makers import make_product
from tests.samples.makers import fill, make_sample
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells


@pytest.fixture
def product(cast):
    return make_product()


@pytest.fixture
def sample(product):
    return make_sample(make_supplier(), product)


@pytest.fixture
def other(product):
    return make_sample(make_supplier("South Star"), product)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def beside(browser, sample):
    """The part of the sample's page that compares."""
    return browser.get(f"/samples/{sample.id}").text.split('id="rivals"')[1].split("</section>")[0]


def test_another_sample_is_taken_up_once_and_stands_beside_it_figure_by_figure(mei, sample, other, cast):
    url = f"/samples/{sample.id}/rivals"
    assert f'value="{other.id}"' in mei.get(f"{url}/new").text
    sent = {"other": other.id, "key": "k" * 22, "note": "Ours is quieter"}
    first, second = mei.post(url, data=sent), mei.post(url, data=sent)
    assert first.status_code == second.status_code == 303
    assert SampleRival.select().count() == 1
    part = beside(mei, sample)
    assert "Ours is quieter" in part and "South Star" in part and "<table>" not in part.replace('class="stack"', "")
    fill(other, cast.mei, failing=("PH02",))
    part = beside(mei, sample)
    line = re.search(r"<tr>\s*<th scope=\"row\">Key dimension.*?</tr>", part, re.DOTALL)[0]
    assert "—" in line and "outside its limit:" in line


def test_a_rival_product_is_named_instead(mei, sample):
    mei.post(f"/samples/{sample.id}/rivals", data={"name": "Brand X, 149", "note": "Smaller"})
    part = beside(mei, sample)
    assert "Brand X, 149" in part and "rival product" in part and "Smaller" in part
    assert trail_tells("sample_rival.add")


@pytest.mark.parametrize("sent", [{}, {"name": "Brand X", "other": "same"}, {"other": "999999"}, {"other": "x"}])
def test_it_is_one_of_the_two_and_what_was_typed_stays(mei, sample, other, sent):
    data = {"note": "Ours is quieter"} | sent
    data = {key: other.id if value == "same" else value for key, value in data.items()}
    answer = mei.post(f"/samples/{sample.id}/rivals", data=data)
    assert answer.status_code == 422 and "Ours is quieter" in answer.text
    assert not SampleRival.select().exists()


def test_taking_up_the_same_again_is_refused_in_words(mei, sample, other):
    mei.post(f"/samples/{sample.id}/rivals", data={"other": other.id})
    answer = mei.post(f"/samples/{sample.id}/rivals", data={"other": other.id, "note": "Again"})
    assert answer.status_code == 422 and "side by side already" in answer.text and "Again" in answer.text


def test_what_came_of_it_is_written_later_and_a_colleagues_words_are_not_lost(mei, sample, cast):
    row = SampleRival.take_up(sample, None, "Brand X", "", stamp(cast.mei))
    url = f"/samples/{sample.id}/rivals/{row.id}"
    assert "Nobody wrote what came of it." in beside(mei, sample)
    assert mei.post(url, data={"version": 1, "note": "Smaller"}).status_code == 303
    answer = mei.post(url, data={"version": 1, "note": "Heavier"})
    assert answer.status_code == 409 and "Smaller" in answer.text and "Heavier" in answer.text
    assert "Smaller" in beside(mei, sample)
    assert trail_tells("sample_rival.edit")


def test_it_is_taken_off_and_brought_back(mei, sample, cast):
    row = SampleRival.take_up(sample, None, "Brand X", "", stamp(cast.mei))
    page = mei.post(f"/samples/{sample.id}/rivals/{row.id}/remove", follow_redirects=True)
    assert "Brand X" not in page.text
    mei.post(undo_link(page))
    assert "Brand X" in beside(mei, sample)
    assert trail_tells("sample_rival.remove", "sample_rival.restore")


def test_one_of_another_sample_is_not_found_here(mei, sample, other, cast):
    row = SampleRival.take_up(sample, None, "Brand X", "", stamp(cast.mei))
    assert mei.get(f"/samples/{other.id}/rivals/{row.id}/edit").status_code == 404


def test_the_page_costs_the_same_with_many(mei, sample, product, cast, statements):
    def cost():
        with statements() as seen:
            assert mei.get(f"/samples/{sample.id}").status_code == 200
        return len(seen)

    def another(number):
        other = make_sample(make_supplier(f"S{number}"), product)
        SampleRival.take_up(sample, other.id, "", "", stamp(cast.mei))

    another(0)
    few = cost()
    for number in range(1, 6):
        another(number)
    assert cost() == few <= 17


def test_a_viewer_reads_and_changes_nothing(signed_in, cast, sample):
    row = SampleRival.take_up(sample, None, "Brand X", "", stamp(cast.mei))
    guo = signed_in(cast.guo)
    assert "Brand X" in beside(guo, sample) and "/rivals/new" not in beside(guo, sample)
    for path in ("", f"/{row.id}", f"/{row.id}/remove"):
        assert guo.post(f"/samples/{sample.id}/rivals{path}", data={"name": "Brand Y"}).status_code == 403
