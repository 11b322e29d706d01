"""What a sample is compared with, as rows."""

from __future__ import annotations

import pytest

from portal.references.models import remove_sample
from portal.samples.models.rivals import Already, NotAlike, SampleRival
from portal.samples.models.samples import Sample
from portal.samples.queries import rivals as pages
from portal.samples.queries.rivals import of_fact, rivals
from portal.samples.rules.rivals import SampleRivalFacts
from tests.cast import stamp
from tests.products.makers import make_product
from tests.samples.makers import close, fill, make_sample, standing
from tests.suppliers.makers import make_supplier


@pytest.fixture
def product(cast):
    return make_product()


@pytest.fixture
def sample(product):
    return make_sample(make_supplier(), product)


@pytest.fixture
def other(product):
    return make_sample(make_supplier("South Star"), product)


def take_up(sample, other=None, name="", note=""):
    return SampleRival.take_up(Sample.get_by_id(sample.id), other and other.id, name, note, stamp())


def test_another_suppliers_sample_of_the_same_product_and_a_rival_product_stand_beside_it(sample, other):
    take_up(sample, other)
    take_up(sample, name="Brand X", note="Smaller")
    assert [(one.name, one.other_id, one.note) for one in rivals(sample.id)] == [
        ("South Star", other.id, ""),
        ("Brand X", None, "Smaller"),
    ]


@pytest.mark.parametrize("what", ["itself", "supplier", "product", "kind", "gone"])
def test_nothing_else_can_stand_beside_it(sample, product, what):
    mine = Sample.get_by_id(sample.id).supplier
    makers = {
        "itself": lambda: sample,
        "supplier": lambda: make_sample(mine, product),
        "product": lambda: make_sample(make_supplier("South Star"), make_product("Cable")),
        "kind": lambda: make_sample(make_supplier("South Star"), product, kind="digital"),
        "gone": lambda: make_sample(make_supplier("South Star"), product),
    }
    other = makers[what]()
    if what == "gone":
        remove_sample(other, stamp())
    with pytest.raises(NotAlike):
        take_up(sample, other)
    assert not SampleRival.select().exists()


def test_the_two_stand_side_by_side_once(sample, other):
    row = take_up(sample, other)
    with pytest.raises(Already):
        take_up(sample, other)
    row.remove(stamp())
    take_up(sample, other)
    with pytest.raises(Already):
        SampleRival.get_by_id(row.id).restore(stamp())


def test_one_whose_sample_was_deleted_is_left_out(sample, other):
    take_up(sample, other)
    remove_sample(Sample.get_by_id(other.id), stamp())
    assert rivals(sample.id) == [] and of_fact(sample.id) == []


def test_a_fact_hears_whether_there_are_figures(sample, other, cast):
    take_up(sample, other)
    assert of_fact(sample.id) == [SampleRivalFacts("South Star", False)]
    fill(other, cast.mei)
    assert of_fact(sample.id) == [SampleRivalFacts("South Star", True)]


def test_the_test_of_the_other_reads_as_its_own_page_has_it_signed_or_not(sample, other, cast):
    fill(other, cast.mei)
    policy = standing(other).facts.policy
    assert pages.tests_of([other.id], policy)[other.id].proposal == standing(other).proposal
    close(other, cast.mei, cast.lin)
    found = pages.tests_of([other.id], policy)[other.id]
    assert found.facts.testers == standing(other).facts.testers and found.proposal == standing(other).proposal


def test_many_are_read_in_two_statements(product, statements):
    others = [make_sample(make_supplier(f"S{number}"), product).id for number in range(4)]
    with statements() as seen:
        assert len(pages.tests_of(others, {})) == 4
    assert len(seen) == 2
