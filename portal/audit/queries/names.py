"""What the rows an audit page speaks of are called, and on which row's page they stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from peewee import JOIN, Case, Value, fn

from portal.actions.models import Action
from portal.agreements.models import Agreement, AgreementFile, ClauseTemplate
from portal.bulk.models import BulkAct
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import Template, TemplateVersion
from portal.conversations.models import Conversation
from portal.core.models.record import rows
from portal.core.models.saved_views import SavedView
from portal.core.models.users import AccessLink, User
from portal.home.models.step_snoozes import StepSnooze
from portal.imports.models.headings import ImportColumn, ImportWord
from portal.imports.models.imports import Import
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.question_sets import QuestionSet
from portal.needs.models import Need, NeedCandidate
from portal.own_tests.models import CategoryLeftOut, CategoryTest
from portal.path.models.passages import Passage
from portal.products.models import CostReference, Product, Source
from portal.quotes.models import Quote
from portal.references.models import GoldenSample
from portal.reviews.models import Review
from portal.samples.models.measurements import Measurement
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Batch, Sample
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.settings.models.rates import FxRate
from portal.settings.models.settings import Setting
from portal.snapshots.models import Snapshot
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier


class NamedRecord(NamedTuple):
    name: str
    page: int | None  # the id its page is found by; None once the row is deleted


Names = dict[tuple[str, int], NamedRecord]


def names(wanted: Iterable[tuple[str, int]]) -> Names:
    """The rows that still exist, of any kind, in one statement; deleted ones have no page."""
    ids: dict[str, set[int]] = {}
    for kind, key in wanted:
        if kind in NAMED:
            ids.setdefault(kind, set()).add(key)
    if not ids:
        return {}
    queries = [called(kind).where(NAMED[kind][0].id.in_(sorted(keys))) for kind, keys in sorted(ids.items())]
    named = rows(reduce(lambda query, other: query.union_all(other), queries))
    return {(kind, key): NamedRecord(name or "", page) for kind, key, name, page in named}


def called(kind: str) -> Any:
    model, name, page, joined = NAMED[kind]
    if hasattr(model, "deleted_at"):
        page = Case(None, [(model.deleted_at.is_null(), page)])
    query = model.select(Value(kind), model.id, name, page)
    for other in joined:
        query = query.join_from(model, other, JOIN.LEFT_OUTER)
    return query


SOLD: Any = fn.COALESCE(Supplier.name, "").concat(" · ").concat(fn.COALESCE(Product.name, ""))

# kind -> model, name, id of the page, tables the name is read from
NAMED: dict[str, tuple[Any, Any, Any, tuple[Any, ...]]] = {
    "access_link": (AccessLink, AccessLink.name, AccessLink.id, ()),
    "action": (Action, Action.text, Action.id, ()),
    "agreement": (Agreement, Agreement.title, Agreement.id, ()),
    "agreement_file": (AgreementFile, Agreement.title, AgreementFile.agreement, (Agreement,)),
    "answer": (Answer, Answer.code, Answer.run, ()),
    "batch": (Batch, Batch.number, Batch.sample, ()),
    "bulk_act": (BulkAct, BulkAct.names, BulkAct.id, ()),
    "business": (Business, Business.name, Business.id, ()),
    "category": (Category, Category.name, Category.id, ()),
    "category_left_out": (CategoryLeftOut, Category.name, CategoryLeftOut.category, (Category,)),
    "category_test": (CategoryTest, CategoryTest.name, CategoryTest.category, ()),
    "clause_template": (ClauseTemplate, ClauseTemplate.name, ClauseTemplate.id, ()),
    "contact": (Contact, Contact.name, Contact.supplier, ()),
    "conversation": (Conversation, Supplier.name, Conversation.supplier, (Supplier,)),
    "cost_reference": (CostReference, Product.name, CostReference.product, (Product,)),
    "document": (Document, Supplier.name, Document.supplier, (Supplier,)),
    "fx_rate": (FxRate, FxRate.base.concat("/").concat(FxRate.quote), FxRate.id, ()),
    "golden_sample": (GoldenSample, GoldenSample.number, GoldenSample.id, ()),
    "import": (Import, Import.name, Import.id, ()),
    "import_column": (ImportColumn, ImportColumn.heading, ImportColumn.id, ()),
    "import_word": (ImportWord, ImportWord.word, ImportWord.id, ()),
    "inquiry": (Inquiry, Supplier.name, Inquiry.id, (Supplier,)),
    "measurement": (Measurement, Measurement.code, Batch.sample, (Batch,)),
    "need": (Need, Need.title, Need.id, ()),
    "need_candidate": (NeedCandidate, Supplier.name, NeedCandidate.need, (Supplier,)),
    "passage": (Passage, fn.COALESCE(Supplier.name, Need.title), Passage.run, (Supplier, Need)),
    "product": (Product, Product.name, Product.id, ()),
    "question_set": (QuestionSet, Category.name, QuestionSet.category, (Category,)),
    "quote": (Quote, SOLD, Quote.id, (Supplier, Product)),
    "reputation_note": (ReputationNote, Supplier.name, ReputationNote.supplier, (Supplier,)),
    "review": (Review, Supplier.name, Review.supplier, (Supplier,)),
    "run": (Run, fn.COALESCE(Supplier.name, Need.title, Business.name), Run.id, (Supplier, Need, Business)),
    "sample": (Sample, SOLD, Sample.id, (Supplier, Product)),
    "sample_rival": (SampleRival, SampleRival.name, SampleRival.sample, ()),
    "saved_view": (SavedView, SavedView.name, SavedView.id, ()),
    "setting": (Setting, Setting.key, Setting.id, ()),
    "snapshot": (Snapshot, Snapshot.title, Snapshot.id, ()),
    "source": (Source, SOLD, Source.product, (Supplier, Product)),
    "step_snooze": (StepSnooze, StepSnooze.reason, StepSnooze.id, ()),
    "supplier": (Supplier, Supplier.name, Supplier.id, ()),
    "template_version": (TemplateVersion, Template.key, TemplateVersion.id, (Template,)),
    "user": (User, User.name, User.id, ()),
}
