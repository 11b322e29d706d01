"""The published sheet of a sample, read from its version once."""

from __future__ import annotations

import copy

import pytest

from portal import content
from portal.checklists.models.templates import TemplateVersion
from portal.samples.models.samples import Sample
from portal.samples.models.verdicts import reopen
from portal.samples.queries.page import bench_test, find, on_bench
from portal.samples.rules.sampling import GoodsKind
from tests.cast import NOW, stamp
from tests.products.makers import make_product
from tests.samples.makers import batches_of, close, fill, make_sample, standing
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


def reworded(words):
    """The shipped content with another first question."""
    table = copy.deepcopy(content.sample_templates()[GoodsKind.physical].to_json())
    table["criteria"][0]["text"]["en"] = words
    return table


def first(sample):
    return standing(sample).template.criteria[0].text.en


def test_all_that_is_read_with_one_version_has_the_very_same_sheet(sample):
    other = make_sample(make_supplier("South Star"), make_product("Cable"))
    bench = on_bench(other.id, batches_of(other)[0])
    assert standing(sample).template is standing(other).template is bench_test(bench, 1).template


def test_a_sheet_that_was_read_needs_no_statement_of_its_own(sample, statements):
    standing(sample)
    with statements() as seen:
        standing(sample)
    assert sum("template_version" in sql for sql in seen) == 1  # the one that finds the sample


def test_a_later_version_is_another_sheet_and_the_sample_keeps_its_own(sample):
    before = standing(sample).template
    version = TemplateVersion.get_by_id(sample.template_version_id)
    later = {"template": version.template, "version": before.version + 1, "published_at": NOW}
    TemplateVersion.create(content=reworded("Does it hum?"), **later)
    other = make_sample(make_supplier("South Star"), make_product("Cable"))
    assert first(other) == "Does it hum?"
    assert standing(sample).template is before


def test_content_put_right_under_the_same_id_is_read_anew(sample):
    before = first(sample)
    key = find(sample.id).template_version_id
    TemplateVersion.update(content=reworded("Does it hum?")).where(TemplateVersion.id == key).execute()
    assert first(sample) == "Does it hum?" != before


def test_a_signed_test_is_judged_once_and_once_more_when_it_was_opened_and_signed_again(sample, cast):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    signed = standing(sample)
    assert standing(sample) is signed
    reopen(sample.id, "Wrong batch", Sample.get_by_id(sample.id).rev, stamp(cast.lin))
    assert standing(sample).facts.cells != () and standing(sample) is not signed
