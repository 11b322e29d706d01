"""Two rows turn out to be one supplier: everything of the one goes to the other."""

from __future__ import annotations

from typing import Any

from peewee import Select, fn

from portal.actions.models import Action
from portal.agreements.models import Agreement
from portal.checklists.models.runs import Run
from portal.conversations.models import Conversation
from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.core.models.record import Record, Stamp, db, rows
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise
from portal.needs.models import NeedCandidate
from portal.path.models.passages import Passage
from portal.path.models.takeovers import TakeOver
from portal.products.models import Product, Source
from portal.quotes.models import Quote
from portal.reviews.models import Review, ReviewMove, ReviewPlan
from portal.samples.models.samples import Sample
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier, SupplierCategory, SupplierTag, derived

# Rows that simply change hands. The history of the pipeline is append-only and stays where it was written.
MOVING: dict[str, Any] = {
    "contact": Contact,
    "document": Document,
    "reputation_note": ReputationNote,
    "agreement": Agreement,
    "inquiry": Inquiry,
    "conversation": Conversation,
    "quote": Quote,
    "sample": Sample,
    "review": Review,
    "review_move": ReviewMove,
    "action": Action,
    "run": Run,
    "passage": Passage,
    "take_over": TakeOver,
}
SHOWN = (
    "contact",
    "document",
    "reputation_note",
    "agreement",
    "inquiry",
    "conversation",
    "quote",
    "sample",
    "review",
    "action",
)
# Taken over where the one that stays says nothing.
BOTH_SAY = ("name", "kind", "goods")


def belongings(supplier: Supplier) -> dict[str, int]:
    """How much there is of each kind, in one statement: what the person who merges is shown."""
    counted: list[Any] = []
    for kind in SHOWN:
        model = MOVING[kind]
        theirs = model.supplier == supplier
        if kind != "review":
            theirs &= model.deleted_at.is_null()
        counted.append(model.select(fn.COUNT(model.id)).where(theirs))
    counted += [model.select(fn.COUNT(model.id)).where(model.supplier == supplier) for model in (Source, NeedCandidate)]
    [counts] = Select(columns=[*counted, files_of(supplier)]).bind(db).tuples().execute()
    return dict(zip((*SHOWN, "source", "need_candidate", "file"), counts, strict=True))


def files_of(supplier: Supplier) -> Any:
    mine = (Attachment.object_type == "supplier") & (Attachment.object_id == supplier.id)
    return Attachment.select(fn.COUNT(Attachment.id)).where(mine, Attachment.deleted_at.is_null())


def missing_facts(gone: Supplier, kept: Supplier) -> dict[str, Any]:
    """Facts only the one that goes knows: they are kept."""
    known = gone.__data__
    names = [name for name in Supplier.columns() if name not in BOTH_SAY]
    facts = {name: known[name] for name in names if known[name] and not kept.__data__[name]}
    facts.pop("since_month", None)  # a month belongs to its year
    return facts | {"since_month": gone.since_month} if "since_year" in facts else facts


def merge(gone: Supplier, kept: Supplier, seen: int, stamp: Stamp) -> None:
    """`gone` leaves the lists and leads to `kept`. Raises Stale when `gone` changed after `seen`, and Banned."""
    with change(stamp) as log:
        theirs = SupplierCategory.select(SupplierCategory.category).where(SupplierCategory.supplier == gone)
        kept.take_on([category for (category,) in rows(theirs)])
        gone.change_row(seen, deleted_at=stamp.at, merged_into=kept)
        Supplier.update(merged_into=kept).where(Supplier.merged_into == gone).execute()
        moved = {kind: hand_over(model, gone, kept) for kind, model in MOVING.items()}
        moved["source"] = hand_over_sources(gone, kept)
        moved["need_candidate"] = hand_over_candidates(gone, kept)
        moved["promise"] = hand_over_promises(gone, kept)
        moved["file"] = (
            Attachment.update(object_id=kept.id)
            .where(Attachment.object_type == "supplier", Attachment.object_id == gone.id)
            .execute()
        )
        hand_over_labels(SupplierCategory, SupplierCategory.category, gone, kept)
        hand_over_labels(SupplierTag, SupplierTag.tag, gone, kept)
        hand_over_plan(gone, kept)
        facts = missing_facts(gone, kept)
        tags = [tag for (tag,) in rows(SupplierTag.select(SupplierTag.tag).where(SupplierTag.supplier == kept))]
        kept.change_row(kept.version, **facts, **derived(kept.__data__ | facts, tags))
        log("supplier.merge", kept, {"supplier": gone.id, "name": gone.name}, {"moved": moved, "facts": facts})


def hand_over(model: Any, gone: Supplier, kept: Supplier) -> int:
    return int(model.update(supplier=kept).where(model.supplier == gone).execute())


def hand_over_sources(gone: Supplier, kept: Supplier) -> int:
    """What a supplier is to a product exists once: where both have it, the one that stays is completed."""
    twins = {source.product.id: source for source in with_product(kept)}
    for source in with_product(gone):
        if (twin := twins.get(source.product.id)) is None:
            continue
        role = twin.role or source.role
        rate = source.return_rate if twin.return_rate is None else twin.return_rate
        twin.change_row(twin.version, role=role, return_rate=rate)
        source.delete_instance()
    return hand_over(Source, gone, kept)


def hand_over_candidates(gone: Supplier, kept: Supplier) -> int:
    """A supplier is looked at once for a need: where both are, the one that stays takes over a note it lacks."""
    candidates = NeedCandidate.select()
    twins = {twin.need_id: twin for twin in candidates.where(NeedCandidate.supplier == kept)}
    for candidate in list(candidates.where(NeedCandidate.supplier == gone)):
        if (twin := twins.get(candidate.need_id)) is None:
            continue
        if candidate.note and not twin.note:
            twin.change_row(twin.version, note=candidate.note)
        candidate.delete_instance()
    return hand_over(NeedCandidate, gone, kept)


def hand_over_promises(gone: Supplier, kept: Supplier) -> int:
    """Of two answers to one question the one that was said last stands."""
    twins = {twin.key: twin for twin in Promise.select().where(Promise.supplier == kept)}
    for promise in list(Promise.select().where(Promise.supplier == gone)):
        if (twin := twins.get(promise.key)) is not None:
            (promise if twin.said_at >= promise.said_at else twin).delete_instance()
    return hand_over(Promise, gone, kept)


def with_product(supplier: Supplier) -> Any:
    return Source.select(Source, Product).join(Product).where(Source.supplier == supplier)


def hand_over_labels(model: type[Record], column: Any, gone: Supplier, kept: Supplier) -> None:
    labels: Any = model
    known = [label for (label,) in rows(labels.select(column).where(labels.supplier == kept))]
    labels.delete().where(labels.supplier == gone, column.in_(known)).execute()
    hand_over(model, gone, kept)


def hand_over_plan(gone: Supplier, kept: Supplier) -> None:
    """Reviewed at the rhythm of the one that stays, and no later than either was due."""
    plan = ReviewPlan.get_or_none(ReviewPlan.supplier == gone)
    twin = ReviewPlan.get_or_none(ReviewPlan.supplier == kept)
    if plan is not None and twin is not None:
        twin.change_row(twin.version, due_on=min(plan.due_on, twin.due_on))
        plan.delete_instance()
    else:
        hand_over(ReviewPlan, gone, kept)
