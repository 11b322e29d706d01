"""What a sample is compared with: another supplier's sample of the same product, or a rival product by its name."""

from __future__ import annotations

from typing import Any, Self

from peewee import CharField, ForeignKeyField, TextField

from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.samples.models.samples import Sample
from portal.suppliers.models.suppliers import Supplier


class NotAlike(Exception):
    """Only another supplier's sample of the same product, tested by the same kind of sheet, can stand beside it."""


class Already(Exception):
    """The two stand side by side already."""


class SampleRival(Entry):
    sample_id: int
    other_id: int | None
    sample = ForeignKeyField(Sample, index=True, backref="+")
    other = ForeignKeyField(Sample, null=True, backref="+")
    name = CharField(max_length=160)  # of the rival product, or of the other supplier when it was taken up
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def take_up(cls, sample: Sample, other: int | None, name: str, note: str, stamp: Stamp) -> Self:
        """Begin a comparison. Raises NotAlike, Already."""
        with change(stamp):
            Sample.update(rev=Sample.rev).where(Sample.id == sample.id).execute()
            if other is not None:
                name = dict(alike(sample)).get(other, "")
                if not name:
                    raise NotAlike
            cls.refuse_twin(sample.id, other)
            return cls.add(stamp, sample=sample.id, other=other, name=name[:160], note=note, by=stamp.user_id)

    @classmethod
    def refuse_twin(cls, sample: int, other: int | None) -> None:
        """Raises Already. The caller holds the sample."""
        same = cls.select().where(cls.sample == sample, cls.other == other, cls.deleted_at.is_null())
        if other is not None and same.exists():
            raise Already

    def restore(self, stamp: Stamp) -> None:
        """Raises Already."""
        with change(stamp):
            Sample.update(rev=Sample.rev).where(Sample.id == self.sample_id).execute()
            SampleRival.refuse_twin(self.sample_id, self.other_id)
            super().restore(stamp)


def alike(sample: Sample) -> list[tuple[int, str]]:
    """Samples that can stand beside it, the newest first: id and supplier."""
    query = (
        Sample.select(Sample.id, Supplier.name)
        .join(Supplier)
        .where(Sample.product == sample.product_id, Sample.kind == sample.kind, Sample.deleted_at.is_null())
        .where(Sample.supplier != sample.supplier_id, Supplier.deleted_at.is_null())
        .order_by(Sample.asked_on.desc(), Sample.id.desc())
    )
    samples: list[Any] = rows(query)
    return samples
