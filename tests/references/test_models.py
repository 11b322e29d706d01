"""Sealed samples as rows: what keeps them, what they keep from going, and how they are read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal import content
from portal.agreements.models import Agreement, Cited, correct_reference, remove_reference
from portal.core.models.attachments import Attachment
from portal.core.models.change import Stale
from portal.handover.models.leaving import hand_over
from portal.handover.models.merging import merge
from portal.home.queries.todos import todos
from portal.references.models import (
    GoldenSample,
    Gone,
    NoBatch,
    NotNewer,
    NumberTaken,
    Sealed,
    remove_batch,
    remove_sample,
)
from portal.references.queries import cited_by, numbers, of_agreement, of_sample, of_supplier, read
from portal.references.rules import ReferenceState
from portal.samples.models.samples import Batch, Sample
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.page import samples
from tests.agreements.makers import make_agreement, marks, written
from tests.cast import TODAY, stamp
from tests.products.makers import make_product
from tests.references.makers import make_reference
from tests.samples.makers import batches_of, make_sample
from tests.suppliers.makers import make_supplier


@pytest.fixture
def supplier(cast):
    return make_supplier(status="active", owner=cast.lin.id)


@pytest.fixture
def sample(supplier):
    return make_sample(supplier, make_product())


@pytest.fixture
def row(sample, cast):
    return GoldenSample.get_by_id(make_reference(sample, cast.mei).id)


def days(number):
    return TODAY + timedelta(days=number)


def cite(agreement, number, by):
    agreement.write(marks(agreement.clauses), stamp(by), written(sealed_sample_no=number))


def fresh(row):
    return GoldenSample.get_by_id(row.id)


def test_it_is_read_with_all_that_makes_it_ready(row, supplier, sample):
    [one] = of_sample(sample.id)
    assert (one.number, one.supplier, one.product, one.batch) == ("F-2026-001", "North Star", "65W charger", "A")
    assert (one.confirmed_by, one.keeper, one.files, one.kind) == ("Mei Chen", "Mei Chen", 1, "physical")
    assert one.missing(TODAY) == () and one.state(TODAY) is ReferenceState.valid
    assert of_supplier(supplier.id) == [one]


def test_a_number_is_given_once_and_a_deleted_one_keeps_it(row, sample, cast):
    remove_reference(row, stamp(cast.mei))
    with pytest.raises(NumberTaken):
        make_reference(sample, cast.mei)
    assert numbers(2026) == ["F-2026-001"] and numbers(2025) == []


def test_another_ones_number_is_refused_in_a_correction_too(row, sample, cast):
    other = make_reference(sample, cast.mei, "F-2026-002")
    with pytest.raises(NumberTaken):
        correct_reference(fresh(other), 1, stamp(cast.mei), number="F-2026-001")
    assert fresh(other).number == "F-2026-002"


@pytest.mark.parametrize("alike", ["z-1", "Ｚ-1", "Z\u200b-1", "ｚ－１", "Z-\ufe0f1"])
def test_numbers_that_read_alike_are_one(sample, cast, alike):
    row = make_reference(sample, cast.mei, "Z-1")
    other = make_reference(sample, cast.mei, "Z-2")
    with pytest.raises(NumberTaken):
        make_reference(sample, cast.mei, alike)
    with pytest.raises(NumberTaken):
        correct_reference(fresh(other), 1, stamp(cast.mei), number=alike)
    assert fresh(other).number == "Z-2"
    correct_reference(fresh(row), 1, stamp(cast.mei), number="z-1")
    assert fresh(row).number == "z-1"


def test_a_cited_number_stays_as_it_was_first_written_when_the_rest_is_corrected(row, supplier, cast):
    GoldenSample.update(number="Ｚ-1").execute()
    make_agreement(supplier, clauses=written(sealed_sample_no="Ｚ-1"))
    correct_reference(fresh(row), 1, stamp(cast.mei), number="Z-1", place="Shelf C")
    assert (fresh(row).number, fresh(row).place) == ("Ｚ-1", "Shelf C")


def test_a_correction_over_a_colleagues_is_refused(row, cast):
    correct_reference(row, 1, stamp(cast.lin), place="Shelf C")
    with pytest.raises(Stale):
        correct_reference(fresh(row), 1, stamp(cast.mei), place="Shelf D")


@pytest.mark.parametrize("gone", ["batch", "sample"])
def test_a_batch_that_was_deleted_is_not_sealed(sample, cast, gone):
    batch = batches_of(sample)[0]
    remove_batch(Batch.get_by_id(batch), stamp(cast.mei)) if gone == "batch" else remove_sample(sample, stamp(cast.mei))
    with pytest.raises(NoBatch):
        GoldenSample.seal(stamp(cast.mei), batch, number="F-1", sealed_on=TODAY)
    assert not GoldenSample.select().exists()


def test_a_sealed_batch_and_its_sample_stay_until_the_reference_is_deleted(row, sample, cast):
    batch = Batch.get_by_id(batches_of(sample)[0])
    with pytest.raises(Sealed):
        remove_batch(batch, stamp(cast.mei))
    with pytest.raises(Sealed):
        remove_sample(sample, stamp(cast.mei))
    assert Sample.get_by_id(sample.id).deleted_at is None
    remove_batch(Batch.get_by_id(batches_of(sample)[1]), stamp(cast.mei))
    remove_reference(row, stamp(cast.mei))
    remove_batch(Batch.get_by_id(batch.id), stamp(cast.mei))


def test_it_does_not_come_back_without_its_batch(row, sample, cast):
    remove_reference(row, stamp(cast.mei))
    remove_batch(Batch.get_by_id(batches_of(sample)[0]), stamp(cast.mei))
    with pytest.raises(NoBatch):
        fresh(row).restore(stamp(cast.mei))
    assert fresh(row).deleted_at is not None


def test_one_that_an_agreement_cites_is_not_deleted_and_the_agreement_is_named(row, supplier, cast):
    agreement = make_agreement(supplier, lacking=["sealed_sample_no"], signed_on=None)
    cite(agreement, "F-2025-007, F-2026-001", cast.mei)
    with pytest.raises(Cited) as refused:
        remove_reference(row, stamp(cast.mei))
    assert refused.value.agreements == [(agreement.id, "Frame agreement")]
    assert fresh(row).deleted_at is None
    cite(Agreement.get_by_id(agreement.id), "F-2025-007", cast.mei)
    remove_reference(fresh(row), stamp(cast.mei))
    assert fresh(row).deleted_at is not None


def test_a_deleted_agreement_holds_nothing_back(row, supplier, cast):
    agreement = make_agreement(supplier, clauses=written(sealed_sample_no="F-2026-001"))
    agreement.remove(stamp(cast.mei))
    remove_reference(row, stamp(cast.mei))
    assert fresh(row).deleted_at is not None


def test_an_agreement_does_not_come_back_without_what_it_cites(row, supplier, cast):
    agreement = make_agreement(supplier, clauses=written(sealed_sample_no="F-2025-007, F-2026-001"))
    agreement.remove(stamp(cast.mei))
    remove_reference(row, stamp(cast.mei))
    with pytest.raises(Gone) as refused:
        Agreement.get_by_id(agreement.id).restore(stamp(cast.mei))
    assert refused.value.numbers == ("F-2026-001",)
    assert Agreement.get_by_id(agreement.id).deleted_at is not None
    fresh(row).restore(stamp(cast.mei))
    Agreement.get_by_id(agreement.id).restore(stamp(cast.mei))
    assert Agreement.get_by_id(agreement.id).deleted_at is None


def test_a_number_that_only_begins_alike_is_not_cited(row, supplier, cast):
    make_agreement(supplier, clauses=written(sealed_sample_no="F-2026-0011"))
    remove_reference(row, stamp(cast.mei))


def test_the_number_that_an_agreement_cites_is_not_changed_and_the_rest_is(row, supplier, cast):
    make_agreement(supplier, clauses=written(sealed_sample_no="F-2026-001"))
    with pytest.raises(Cited):
        correct_reference(row, 1, stamp(cast.mei), number="F-2026-100")
    assert fresh(row).number == "F-2026-001"
    correct_reference(fresh(row), 1, stamp(cast.mei), number="F-2026-001", place="Shelf C")
    assert fresh(row).place == "Shelf C"


def test_an_agreement_cannot_come_to_cite_one_that_was_deleted_meanwhile(row, supplier, cast):
    agreement = make_agreement(supplier, lacking=["sealed_sample_no"], signed_on=None)
    remove_reference(row, stamp(cast.mei))
    with pytest.raises(Gone) as refused:
        cite(agreement, "F-2026-001", cast.mei)
    assert refused.value.numbers == ("F-2026-001",)
    assert "sealed_sample_no" not in Agreement.get_by_id(agreement.id).clauses


def test_the_older_one_reads_replaced_until_the_newer_one_is_deleted(row, sample, cast):
    newer = make_reference(sample, cast.mei, "F-2026-002")
    correct_reference(row, 1, stamp(cast.mei), replaced_by=newer.id)
    [_new, old] = of_sample(sample.id)
    assert (old.number, old.replacement, old.state(TODAY)) == ("F-2026-001", "F-2026-002", ReferenceState.replaced)
    remove_reference(newer, stamp(cast.mei))
    [old] = of_sample(sample.id)
    assert (old.replacement, old.state(TODAY)) == (None, ReferenceState.valid)


@pytest.mark.parametrize("other", ["older", "product", "supplier", "itself"])
def test_only_a_later_one_of_the_same_product_and_supplier_takes_its_place(sample, supplier, cast, other):
    product = Sample.get_by_id(sample.id).product
    first = make_reference(sample, cast.mei)
    row = make_reference(sample, cast.mei, "F-2026-002")
    apart = {
        "product": lambda: make_sample(supplier, make_product("Cable")),
        "supplier": lambda: make_sample(make_supplier("South Star"), product),
    }
    found = {"older": first, "itself": row}
    wanted = found.get(other) or make_reference(apart[other](), cast.mei, "F-2026-003")
    with pytest.raises(NotNewer):
        correct_reference(fresh(row), 1, stamp(cast.mei), replaced_by=wanted.id)
    assert fresh(row).replaced_by_id is None


def test_cited_numbers_name_only_what_is_on_file_of_that_supplier(row, supplier, cast):
    other = make_sample(make_supplier("South Star"), make_product("Cable"))
    make_reference(other, cast.mei, "F-2026-002")
    found = cited_by(supplier.id, "F-2026-001, F-2026-002, F-9")
    assert [(number, bool(one)) for number, one in found] == [
        ("F-2026-001", True),
        ("F-2026-002", False),
        ("F-9", False),
    ]


def test_what_an_agreement_rests_on_is_read_as_plain_values(row, supplier, cast):
    agreement = make_agreement(supplier, lacking=["tolerance"], clauses=written(["tolerance"], sealed_sample_no="F-1"))
    cites, references, tolerance = of_agreement(agreement)
    assert (cites, [one.number for one in references], tolerance) == ("F-1", ["F-2026-001"], False)


def test_many_are_one_statement(sample, cast, statements):
    for number in range(6):
        make_reference(sample, cast.mei, f"F-{number}")
    with statements() as seen:
        assert len(read()) == 6
    assert len(seen) == 1


def test_the_samples_of_a_supplier_come_with_what_was_sealed_each_once(supplier, sample, cast):
    make_sample(supplier, make_product("Cable"))
    make_reference(sample, cast.mei), make_reference(sample, cast.mei, "F-2026-002")
    lines = {one.product: [seal.number for seal in one.seals] for one in samples(supplier.id)}
    assert lines == {"Cable": [], "65W charger": ["F-2026-001", "F-2026-002"]}
    assert len(samples(supplier.id)) == 2


def due():
    return [
        (one.title, one.about, one.due_on, one.owner)
        for one in todos(TODAY, content.policy().lookup(None))
        if one.kind == "reference"
    ]


def test_thirty_days_before_its_end_it_is_the_keepers_to_do_until_a_newer_one_is_there(row, sample, cast):
    correct_reference(row, 1, stamp(cast.mei), valid_until=days(31))
    assert due() == []
    correct_reference(fresh(row), 2, stamp(cast.mei), valid_until=days(30))
    assert due() == [("North Star", "F-2026-001", days(30), "Mei Chen")]
    newer = make_reference(sample, cast.mei, "F-2026-002")
    correct_reference(fresh(row), 3, stamp(cast.mei), replaced_by=newer.id)
    assert due() == []
    remove_reference(newer, stamp(cast.mei))
    assert len(due()) == 1
    correct_reference(fresh(row), 4, stamp(cast.mei), replaced_by=None)
    remove_reference(fresh(row), stamp(cast.mei))
    assert due() == []


def test_when_the_keeper_leaves_a_colleague_keeps_it(row, cast):
    hand_over(cast.mei.id, cast.lin.id)
    assert (fresh(row).keeper_id, fresh(row).version) == (cast.lin.id, 2)


def test_it_goes_with_a_supplier_that_is_merged_into_another(row, supplier, cast):
    other = make_supplier("South Star")
    merge(Supplier.get_by_id(supplier.id), Supplier.get_by_id(other.id), supplier.version, stamp(cast.lin))
    assert [one.number for one in of_supplier(other.id)] == ["F-2026-001"]


def test_a_photo_that_was_taken_away_does_not_count(row, sample, cast):
    Attachment.get().remove(stamp(cast.mei))
    assert of_sample(sample.id)[0].files == 0
