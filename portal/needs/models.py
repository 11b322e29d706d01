"""What a search must find (a need), and the suppliers that may be it (its candidates)."""

from __future__ import annotations

from datetime import date

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.core.models.change import Entry, Versioned, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.products.models import Product
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier


class Need(Entry):
    SEARCHED = ("title", "goal", "customers", "must", "nice", "breakers")
    business_id: int
    product_id: int | None
    owner_id: int | None
    business = ForeignKeyField(Business, index=True)
    product = ForeignKeyField(Product, null=True, index=True)
    title = CharField(max_length=120)
    goal = TextField(default="")  # what this search must solve
    customers = TextField(default="")
    categories = JSONField(default=list)  # ids
    must = TextField(default="")  # specs, one a line
    nice = TextField(default="")
    price_low = MicrosField(null=True)
    price_high = MicrosField(null=True)
    currency = CharField(max_length=3)
    margin = MicrosField(null=True)  # share 0..1 of the sale price
    monthly_units = IntegerField(null=True)
    first_order = IntegerField(null=True)
    longest_lead = IntegerField(null=True)  # days
    compliance = JSONField(default=list)  # codes of portal.briefs
    breakers = TextField(default="")
    owner = ForeignKeyField(User, null=True, index=True)
    due_on = DateField(null=True, index=True)
    closed_on = DateField(null=True)  # None: open
    reason = CharField(max_length=300, default="")  # why it was closed, or opened again
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    def close(self, on: date, reason: str, stamp: Stamp) -> bool:
        """It is settled, or given up. False where it is closed already, and nothing changes."""
        return self.closed_on is None and self._settle("close", on, reason, stamp)

    def reopen(self, reason: str, stamp: Stamp) -> bool:
        return self.closed_on is not None and self._settle("reopen", None, reason, stamp)

    def _settle(self, verb: str, on: date | None, reason: str, stamp: Stamp) -> bool:
        with change(stamp) as log:
            before = {"closed_on": self.closed_on, "reason": self.reason}
            self.change_row(self.version, closed_on=on, reason=reason)
            log(f"need.{verb}", self, before, {"closed_on": on, "reason": reason})
        return True


class NeedCandidate(Versioned):
    """A supplier that may be what a need looks for."""

    need_id: int
    supplier_id: int
    need = ForeignKeyField(Need)
    supplier = ForeignKeyField(Supplier, index=True)
    note = CharField(max_length=300, default="")
    created_at = UtcDateTimeField()

    class Meta:
        indexes = ((("need", "supplier"), True),)

    @classmethod
    def put(cls, need: int, supplier: int, note: str, stamp: Stamp) -> NeedCandidate:
        """A supplier is looked at for a need; where it is already, only its note is written."""
        with change(stamp) as log:
            candidate, created = cls.get_or_create(
                need=need, supplier=supplier, defaults={"note": note, "created_at": stamp.at}
            )
            if created:
                log("need_candidate.add", candidate, after={"need": need, "supplier": supplier, "note": note})
            elif note and note != candidate.note:
                candidate.annotate(candidate.version, note, stamp)
        return candidate

    def annotate(self, seen: int, note: str, stamp: Stamp) -> None:
        """Raises Stale if somebody saved since."""
        with change(stamp) as log:
            before = self.note
            self.change_row(seen, note=note)
            log("need_candidate.edit", self, {"note": before}, {"note": note})

    def drop(self, stamp: Stamp) -> None:
        """It is looked at no longer; the supplier and its quotes stay."""
        with change(stamp) as log:
            self.delete_instance()
            log("need_candidate.remove", self, {"need": self.need_id, "supplier": self.supplier_id, "note": self.note})
