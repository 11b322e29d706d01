"""Sealed samples and reference orders as pages, lists and facts read them: one statement, however many there are."""

from __future__ import annotations

from typing import Any

from peewee import JOIN, fn

from portal.agreements.models import Agreement, stated
from portal.core.models.attachments import Attachment
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.products.models import Product
from portal.references.models import GoldenSample, live
from portal.references.rules import Reference, cited
from portal.samples.models.samples import Batch, Sample
from portal.suppliers.models.suppliers import Supplier

NAMES = (
    "id", "number", "kind", "supplier_id", "supplier", "product_id", "product", "sample_id", "batch", "sealed_on",
    "contents", "accepted", "confirmed_by", "their_name", "their_on", "keeper", "place", "valid_until", "replaced_by",
    "replacement", "files",
)  # fmt: skip


def read(*where: Any) -> list[Reference]:
    """The references that stand, the one sealed last first."""
    reference, ours, keeper, newer = GoldenSample, User.alias(), User.alias(), GoldenSample.alias()
    mine = (Attachment.object_type == "golden_sample") & (Attachment.object_id == reference.id)
    files = Attachment.select(fn.COUNT(Attachment.id)).where(mine, Attachment.deleted_at.is_null())
    query = (
        live(
            *(
                reference.id,
                reference.number,
                Sample.kind,
                Supplier.id,
                Supplier.name,
                Product.id,
                Product.name,
                Sample.id,
            ),
            *(
                Batch.number,
                reference.sealed_on,
                reference.contents,
                reference.accepted,
                ours.name,
                reference.their_name,
                reference.their_on,
            ),
            *(keeper.name, reference.place, reference.valid_until, newer.id, newer.number, files),
        )
        .join(Supplier)
        .join_from(Sample, Product)
        .join_from(reference, ours, JOIN.LEFT_OUTER, on=reference.confirmed_by == ours.id)
        .join_from(reference, keeper, JOIN.LEFT_OUTER, on=reference.keeper == keeper.id)
        .join_from(
            reference, newer, JOIN.LEFT_OUTER, on=(reference.replaced_by == newer.id) & newer.deleted_at.is_null()
        )
        .where(*where)
        .order_by(reference.sealed_on.desc(), reference.id.desc())
    )
    return [Reference(**dict(zip(NAMES, row, strict=True))) for row in rows(query)]


def of_sample(sample: int) -> list[Reference]:
    return read(Sample.id == sample)


def of_supplier(supplier: int) -> list[Reference]:
    return read(Sample.supplier == supplier)


def of_agreement(agreement: Agreement) -> tuple[str, list[Reference], bool]:
    """For `citation_ready`: the numbers it cites, the references of its supplier, whether it states tolerances; digital
    goods have none."""
    clauses: Any = agreement.clauses
    tolerance = agreement.goods == "digital" or bool(clauses.get("tolerance", {}).get("value"))
    return stated(clauses), of_supplier(agreement.supplier_id), tolerance


def cited_by(supplier: int, text: str) -> list[tuple[str, Reference | None]]:
    """The numbers in a clause with what they name; None for one that is not on file for the supplier."""
    numbers = cited(text)
    known = {
        reference.number: reference for reference in read(Sample.supplier == supplier, GoldenSample.number.in_(numbers))
    }
    return [(number, known.get(number)) for number in numbers]


def find(id: int) -> Any:
    """The row with its batch, sample, supplier and product; None when it is not there."""
    columns = (GoldenSample, Batch, Sample, Supplier, Product)
    return live(*columns).join(Supplier).join_from(Sample, Product).where(GoldenSample.id == id).first()


def batch_of(id: int) -> Any:
    """A batch that can be sealed, with its sample, supplier and product; None when it is not there."""
    query = Batch.select(Batch, Sample, Supplier, Product).join(Sample).join(Supplier).join_from(Sample, Product)
    return query.where(Batch.id == id, Batch.deleted_at.is_null(), Sample.deleted_at.is_null()).first()


def numbers(year: int) -> list[str]:
    """Every number that begins as the proposed ones of a year, of deleted ones too."""
    query = GoldenSample.select(GoldenSample.number).where(GoldenSample.number.startswith(f"F-{year}-"))
    return [number for (number,) in rows(query)]
