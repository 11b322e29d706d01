"""One colleague deletes a sealed sample while another cites it: never both, on a database that keeps what they do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from portal.agreements.models import Agreement, Cited, citing, remove_reference
from portal.core.models.audit import AuditEvent
from portal.core.models.record import db
from portal.references.models import GoldenSample, Gone
from tests.agreements.makers import make_agreement, marks, written
from tests.cast import Cast, stamp
from tests.products.makers import make_product
from tests.references.makers import make_reference
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

TURNS = 12


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What came of each: done, or the name of the refusal."""
    begin, ends = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        begin.wait()
        try:
            deed()
            ends[place] = "done"
        except (Cited, Gone) as refused:
            ends[place] = type(refused).__name__
        db.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return ends


@pytest.mark.usefixtures("committed")
def test_a_sealed_sample_is_never_deleted_and_cited_at_once():
    cast = Cast.arrive()
    supplier = make_supplier()
    sample = make_sample(supplier, make_product())
    for turn in range(TURNS):
        number = f"F-{turn}"
        row = GoldenSample.get_by_id(make_reference(sample, cast.mei, number).id)
        agreement: Agreement = make_agreement(supplier, lacking=["sealed_sample_no"], signed_on=None)
        said = written(sealed_sample_no=number)
        ends = at_once(
            lambda row=row: remove_reference(row, stamp(cast.mei)),
            lambda one=agreement, said=said: one.write(marks(one.clauses), stamp(cast.lin), said),
        )
        assert sorted(ends) in (["Cited", "done"], ["Gone", "done"])
        assert (GoldenSample.get_by_id(row.id).deleted_at is None) is bool(citing(number))
    assert AuditEvent.first_fault() is None
