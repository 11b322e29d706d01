"""Ticked suppliers, and the next reviews of ticked suppliers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.bulk.queries.batch import Kept, TickedBatch
from portal.bulk.rules import BulkChoice, BulkDeed, BulkFault, BulkLine
from portal.core.models.change import change
from portal.core.models.record import Stamp, rows
from portal.path.models.moves import move_all, put_all_back
from portal.path.models.takeovers import TakeOver, TakeOverSource, TakeOverWish, banned_names
from portal.path.rules import TakenFrom
from portal.quotes.models import Quote
from portal.reviews.models import ReviewPlan
from portal.samples.models.samples import Sample
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Contact, Supplier, SupplierCategory, SupplierTag
from portal.suppliers.queries.list import gathered
from portal.suppliers.rules.pipeline import HARMLESS, Status, check, check_entry
from portal.suppliers.rules.standing import MOST_TAGS


class ReviewedBatch(TickedBatch):
    """Suppliers whose rhythm of reviews may change along with them, and comes back with them."""

    model = Supplier

    def __init__(self, ids: Collection[int], gone: bool = False) -> None:
        super().__init__(ids, gone)
        self.plans = ReviewPlan.of(self.records)

    def kept(self, choice: BulkChoice, lines: Sequence[BulkLine]) -> list[Kept]:
        """With the rhythm of the reviews, where the change began one or made it another."""
        kept = super().kept(choice, lines)
        now = ReviewPlan.of(line["id"] for line in kept)
        return [line | rhythm_kept(self.plans.get(line["id"]), now.get(line["id"])) for line in kept]

    def touched(self, kept: Sequence[Kept]) -> list[str]:
        """With those whose rhythm or next review is another than the one that was left."""
        left = {line["id"]: line["plan"]["left"] for line in kept if "plan" in line and line["id"] in self.records}
        now = {key: plan.version for key, plan in self.plans.items()}
        reviewed = [self.name(self.records[key]) for key, version in left.items() if now.get(key) != version]
        return list(dict.fromkeys([*super().touched(kept), *reviewed]))

    def rhythms_back(self, kept: Iterable[Kept], stamp: Stamp) -> None:
        changed = [(self.plans[line["id"]], line["plan"]) for line in kept if "plan" in line]
        ReviewPlan.put_all_back([(plan, about["before"], about["left"]) for plan, about in changed], stamp)


class SupplierBatch(ReviewedBatch):
    columns = {
        BulkDeed.owner: "owner",
        BulkDeed.tier: "tier",
        BulkDeed.tag: "tags",
        BulkDeed.untag: "tags",
        BulkDeed.category: "categories",
        BulkDeed.uncategory: "categories",
    }
    holds = (Quote, Contact, Sample)

    def __init__(self, ids: Collection[int], gone: bool = False) -> None:
        super().__init__(ids, gone)
        of = list(self.records)
        filed = SupplierCategory.select(SupplierCategory.supplier, SupplierCategory.category)
        self.categories = gathered(filed.where(SupplierCategory.supplier.in_(of)))
        tagged = SupplierTag.select(SupplierTag.supplier, SupplierTag.tag)
        self.tags = gathered(tagged.where(SupplierTag.supplier.in_(of)))
        self.banned = {key for (key,) in rows(Category.select(Category.id).where(Category.banned))}

    def stands(self, record: Any, column: str) -> Any:
        return self.known(record)[column]

    def after(self, before: Any, choice: BulkChoice) -> Any:
        if choice.deed in (BulkDeed.tag, BulkDeed.category):
            return sorted({*before, *choice.value})
        if choice.deed in (BulkDeed.untag, BulkDeed.uncategory):
            return [entry for entry in before if entry not in choice.value]
        return choice.value

    def fault(self, record: Any, choice: BulkChoice, after: Any) -> BulkFault | None:
        past_screening = record.status not in HARMLESS
        if choice.deed is BulkDeed.category and past_screening and self.banned & set(choice.value):
            return BulkFault.banned
        if choice.deed is BulkDeed.tag and len(after) > MOST_TAGS:
            return BulkFault.full
        return None

    def known(self, supplier: Supplier) -> dict[str, Any]:
        about = {name: supplier.__data__[name] for name in Supplier.columns()}
        categories, tags = self.categories.get(supplier.id, []), self.tags.get(supplier.id, [])
        return about | {"categories": sorted(categories), "tags": sorted(tags)}

    def edit(self, new: Mapping[int, Mapping[str, Any]], reason: str, stamp: Stamp) -> None:
        edits = [(self.records[key], self.known(self.records[key]), values) for key, values in new.items()]
        Supplier.edit_all(stamp, edits)

    def put_back(self, deed: BulkDeed, kept: Sequence[Kept], reason: str, stamp: Stamp) -> None:
        super().put_back(deed, kept, reason, stamp)
        self.rhythms_back(kept, stamp)


class StatusBatch(ReviewedBatch):
    """A step that each could take on its own page is a move; one past several steps is on record as taken over, with
    a reason that people gave."""

    columns = {BulkDeed.status: "status"}

    def __init__(self, ids: Collection[int], gone: bool = False) -> None:
        super().__init__(ids, gone)
        self.banned = banned_names(list(self.records))
        self.taken: dict[int, int] = {}  # supplier -> its take-over
        self.voided: dict[int, list[int]] = {}  # supplier -> take-overs that count no more

    def line(self, record: Any, choice: BulkChoice) -> BulkLine:
        line = super().line(record, choice)
        changes = line.fault is None and line.before != line.after
        return replace(line, over=changes and not self.walks(record, line.after, choice.reason))

    def fault(self, record: Any, choice: BulkChoice, after: Any) -> BulkFault | None:
        if self.walks(record, after, choice.reason):
            return None
        verdict = check_entry(Status(record.status), Status(after), choice.reason, self.banned.get(record.id, ()))
        if verdict.ok:
            return None if choice.reason.strip() else BulkFault.reason
        return BulkFault(verdict.fault or BulkFault.not_allowed)

    def walks(self, record: Supplier, to: str, reason: str) -> bool:
        return check(Status(record.status), Status(to), reason, self.banned.get(record.id, ())).ok

    def edit(self, new: Mapping[int, Mapping[str, Any]], reason: str, stamp: Stamp) -> None:
        wanted = [(self.records[key], Status(values["status"])) for key, values in new.items()]
        walking = [(record, to) for record, to in wanted if self.walks(record, to, reason)]
        wishes = [TakeOverWish(record, to, reason) for record, to in wanted if (record, to) not in walking]
        with change(stamp):
            move_all(walking, reason, stamp)
            self.voided = TakeOver.void_outrun([self.records[key] for key in new], reason, stamp)
            self.taken = TakeOver.enter(wishes, TakeOverSource(TakenFrom.bulk), stamp)

    def kept(self, choice: BulkChoice, lines: Sequence[BulkLine]) -> list[Kept]:
        """With what was taken over, and what of it counts no more."""
        return [
            line | {"over": self.taken.get(line["id"]), "voided": self.voided.get(line["id"], [])}
            for line in super().kept(choice, lines)
        ]

    def put_back(self, deed: BulkDeed, kept: Sequence[Kept], reason: str, stamp: Stamp) -> None:
        """Whatever the rules say."""
        with change(stamp):
            put_all_back([(self.records[line["id"]], Status(line["before"]["status"])) for line in kept], stamp)
            TakeOver.void([line["over"] for line in kept if line["over"]], reason, stamp)
            TakeOver.revive([key for line in kept for key in line["voided"]], stamp)
            self.rhythms_back(kept, stamp)


class ReviewBatch(TickedBatch):
    """By the ids of the suppliers."""

    model = Supplier
    columns = {BulkDeed.review: "due_on"}

    def __init__(self, ids: Collection[int], gone: bool = False) -> None:
        super().__init__(ids, gone)
        self.plans = ReviewPlan.of(self.records)

    def stands(self, record: Any, column: str) -> Any:
        plan = self.plans.get(record.id)
        return plan.due_on if plan else None

    def fault(self, record: Any, choice: BulkChoice, after: Any) -> BulkFault | None:
        return None if record.id in self.plans else BulkFault.unplanned

    def edit(self, new: Mapping[int, Mapping[str, Any]], reason: str, stamp: Stamp) -> None:
        ReviewPlan.move_all([(self.plans[key], values["due_on"]) for key, values in new.items()], reason, stamp)

    @classmethod
    def versions_query(cls, ids: Collection[int]) -> Any:
        return ReviewPlan.select(ReviewPlan.supplier, ReviewPlan.version).where(ReviewPlan.supplier.in_(list(ids)))


def rhythm_kept(before: ReviewPlan | None, now: ReviewPlan | None) -> Kept:
    """Empty where nothing changed."""
    if now is None or (before is not None and before.version == now.version):
        return {}
    return {"plan": {"left": now.version, "before": before.rhythm if before else None}}
