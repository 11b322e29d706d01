"""A code seen before: in the same paste, in the batch, in another one, with another supplier."""

from __future__ import annotations

import pytest

from tests.codes.desk import PLAIN, SECRET, paste, url
from tests.codes.makers import batch_of, make_codes, make_digital
from tests.products.makers import make_product
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


def test_a_repeat_inside_the_paste_is_named_by_its_line_and_counts_as_bad(mei, sample):
    paste(mei, sample, f"{SECRET}\nABCD-0000-1111\n{PLAIN.lower()}")
    page = mei.get(url(sample)).text
    assert "Line 3 is the same code as line 1." in page
    assert "a second time in this batch" in page
    assert "2 of 3 tested" in page and "1 of them stands in the batch a second time" in page


def test_a_repeat_of_an_earlier_paste_is_found_in_the_batch(mei, sample):
    paste(mei, sample, SECRET), paste(mei, sample, SECRET)
    assert mei.get(url(sample)).text.count("a second time in this batch") == 1


def test_a_code_seen_with_another_supplier_is_marked_red_on_both_with_links(mei, sample, code_key):
    other = make_digital(make_supplier("South Star"), make_product("Card", kind="digital"), ("S1",))
    make_codes(batch_of(other), SECRET, key=code_key)
    paste(mei, sample, SECRET)
    here, there = mei.get(url(sample)).text, mei.get(url(other)).text
    assert "1 code was also sold to us by another supplier." in here
    assert "1 code was also sold to us by another supplier." in there
    assert url(other) in here and f"/suppliers/{other.supplier_id}" in here and "South Star" in here
    assert url(sample) in there and f"/suppliers/{sample.supplier_id}" in there
    for one in (sample, other):
        assert "1 from another supplier" in mei.get(f"/samples/{one.id}").text
        assert "1 from another supplier" in mei.get(f"/samples/{one.id}/print").text


def test_a_code_seen_in_another_batch_of_the_same_supplier_is_told_apart(mei, sample):
    paste(mei, sample, SECRET), paste(mei, sample, SECRET, place=1)
    page = mei.get(url(sample)).text
    assert "also sold to us by another supplier" not in page and "also in a batch of" in page
    assert "1 in another batch" in mei.get(f"/samples/{sample.id}").text


def test_batches_that_were_deleted_do_not_count_as_seen(mei, sample):
    paste(mei, sample, SECRET), paste(mei, sample, SECRET, place=1)
    mei.post(f"/samples/{sample.id}/batches/{batch_of(sample, 1).id}/remove")
    assert "also in a batch of" not in mei.get(url(sample)).text


def test_codes_of_an_earlier_secret_key_are_said_to_be_beyond_comparison(mei, sample):
    make_codes(batch_of(sample, 1), SECRET)  # under the makers' key
    paste(mei, sample, SECRET)
    assert (
        "1 of all codes was recorded under an earlier secret key and cannot be compared." in mei.get(url(sample)).text
    )


def test_the_sample_says_at_its_head_that_another_supplier_sold_the_same_code(mei, sample, code_key):
    other = make_digital(make_supplier("South Star"), make_product("Card", kind="digital"), ("S1",))
    make_codes(batch_of(other), SECRET, key=code_key)
    make_codes(batch_of(sample), SECRET, key=code_key)
    head = mei.get(f"/samples/{sample.id}").text.split('id="sheet"')[0]
    assert "1 code was also sold to us by another supplier." in head
