"""Ticked products and samples are changed at once, with what holds each of them on its own page."""

from __future__ import annotations

import pytest

from portal.products.models import Product
from portal.samples.models.samples import Sample
from tests.bulk.makers import Ticked
from tests.comparisons.makers import make_verdict
from tests.products.makers import make_product, make_quote
from tests.references.makers import make_reference
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_product("Charger")


@pytest.fixture
def north(cast):
    return make_supplier("North")


@pytest.mark.parametrize("noun", ["products", "samples", "quotes"])
def test_each_list_offers_ticks_to_who_may_write(signed_in, cast, north, charger, noun):
    make_sample(north, charger), make_quote(north, charger)
    page = signed_in(cast.mei).get(f"/{noun}?ticked=all").text
    assert f'formaction="/bulk/{noun}"' in page and "checked></td>" in page
    assert "/bulk/" not in signed_in(cast.guo).get(f"/{noun}").text


def test_products_get_a_category_and_lose_it_again(signed_in, cast, charger):
    cups, cup = make_category("Cups"), make_product("Cup")
    chosen = make_product("Mug", category=cups)
    ticked = Ticked(signed_in(cast.mei), "products", charger, cup, chosen, query="q=c")
    dry = ticked.dry("category", category=cups.id)
    assert dry == "Puts 2 products into the category Cups. 1 product stands so already."
    assert ticked.carry_out("category", category=cups.id).location == "/products?q=c"
    assert {row.category_id for row in Product.select()} == {cups.id}
    assert ticked.undo() == "Taken back"
    assert Product.get_by_id(charger.id).category_id is None


def test_products_are_deleted_and_come_back(signed_in, cast, charger):
    ticked = Ticked(signed_in(cast.mei), "products", charger, make_product("Cup"))
    ticked.carry_out("delete")
    assert Product.select().where(Product.deleted_at.is_null()).count() == 0
    assert ticked.undo() == "Taken back"
    assert Product.select().where(Product.deleted_at.is_null()).count() == 2


def test_samples_change_hands_but_those_with_a_signed_verdict(signed_in, cast, north, charger):
    free, signed = make_sample(north, charger), make_verdict(north, charger)
    ticked = Ticked(signed_in(cast.mei), "samples", free, signed)
    assert ticked.dry("owner", owner=cast.lin.id) == "Gives 1 sample to 林悦. 1 sample cannot: the verdict is signed."
    ticked.carry_out("owner", owner=cast.lin.id)
    row = Sample.get_by_id(free.id)
    assert (row.owner_id, row.rev) == (cast.lin.id, free.rev + 1)
    assert Sample.get_by_id(signed.id).owner_id is None
    assert ticked.undo() == "Taken back"
    assert Sample.get_by_id(free.id).owner_id == free.owner_id


def test_samples_are_deleted_but_those_that_are_signed_or_sealed(signed_in, cast, north, charger):
    free, signed, sealed = (make_sample(north, charger), make_verdict(north, charger), make_sample(north, charger))
    make_reference(sealed, cast.mei)
    Sample.update(verdict=None).where(Sample.id == sealed.id).execute()
    ticked = Ticked(signed_in(cast.mei), "samples", free, signed, sealed)
    dry = ticked.dry("delete")
    assert dry.startswith("Deletes 1 sample.")
    assert "1 sample cannot: the verdict is signed." in dry and "1 sample cannot: a batch is sealed." in dry
    ticked.carry_out("delete")
    assert [row.id for row in Sample.select().where(Sample.deleted_at.is_null(False))] == [free.id]
    assert ticked.undo() == "Taken back"
    assert Sample.get_by_id(free.id).deleted_at is None


def test_a_sample_that_was_signed_since_keeps_its_owner(signed_in, cast, north, charger):
    sample = make_sample(north, charger)
    ticked = Ticked(signed_in(cast.mei), "samples", sample)
    ticked.carry_out("owner", owner=cast.lin.id)
    Sample.update(verdict="pass").where(Sample.id == sample.id).execute()
    assert ticked.undo() == "Nothing is taken back: somebody changed North · Charger meanwhile."
    assert Sample.get_by_id(sample.id).owner_id == cast.lin.id
