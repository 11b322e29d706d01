"""Peewee rows and the verbs that change them."""

from portal.actions.models import Action, Signature
from portal.agreements.models import Agreement, AgreementFile, ClauseTemplate
from portal.bulk.models import BulkAct
from portal.checklists.models.answers import Answer, AnswerEvent
from portal.checklists.models.runs import Run, RunEvent
from portal.checklists.models.templates import Template, TemplateVersion
from portal.codes.models import CodeCheck, SampleCode
from portal.conversations.models import Conversation
from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent, AuditHead
from portal.core.models.record import Record, db
from portal.core.models.saved_views import SavedView
from portal.core.models.undo import Submission, Undo
from portal.core.models.users import AccessLink, Attempt, Session, User
from portal.drafts.models import Draft
from portal.feedback.models import Feedback, FeedbackLink
from portal.home.models.step_snoozes import StepSnooze
from portal.imports.models.headings import ImportColumn, ImportWord
from portal.imports.models.imports import Import, ImportFile, ImportRow
from portal.imports.models.jobs import ImportJob
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise
from portal.inquiries.models.question_sets import QuestionSet
from portal.needs.models import Need, NeedCandidate
from portal.own_tests.models import CategoryLeftOut, CategoryTest
from portal.path.models.passages import Passage
from portal.path.models.takeovers import TakeOver
from portal.products.models import CostReference, Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.references.models import GoldenSample
from portal.reviews.models import Review, ReviewMove, ReviewPlan
from portal.samples.models.measurements import Measurement
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Batch, Sample, Tester
from portal.samples.models.verdicts import VerdictProposal
from portal.settings.models.businesses import Business, StageChange
from portal.settings.models.categories import Category, MainCategory
from portal.settings.models.rates import FxRate
from portal.settings.models.settings import Setting, SettingVersion
from portal.snapshots.models import Snapshot
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import (
    Contact,
    ReputationNote,
    StatusChange,
    Supplier,
    SupplierCategory,
    SupplierTag,
)

# Parents before children: the order in which tables are made and rows are copied.
MODELS: tuple[type[Record], ...] = (
    User, Session, AccessLink, Attempt, Setting, SettingVersion, AuditHead, AuditEvent, Submission, Undo, Draft,
    Business, StageChange, Category, CategoryTest, CategoryLeftOut, MainCategory, FxRate,
    Supplier, StatusChange, SupplierCategory, SupplierTag, Contact, ReputationNote, SavedView, Document,
    Agreement, AgreementFile, ClauseTemplate, Inquiry, Promise, QuestionSet, Conversation,
    Product, CostReference, Source, Need, NeedCandidate, Quote, PriceBreak, Attachment, Action, Signature,
    Template, TemplateVersion, Run, Answer, AnswerEvent, RunEvent, Passage, TakeOver,
    Sample, Batch, Tester, Measurement, VerdictProposal, FeedbackLink, Feedback, GoldenSample, SampleRival,
    SampleCode, CodeCheck,
    ReviewPlan, Review, ReviewMove, Snapshot,
    StepSnooze, BulkAct, Import, ImportFile, ImportJob, ImportRow, ImportColumn, ImportWord,
)  # fmt: skip

# What the search looks into, each by an index of its own.
SEARCHED = tuple(model for model in MODELS if hasattr(model, "SEARCHED"))

__all__ = ["MODELS", "SEARCHED", "db", *(model.__name__ for model in MODELS)]

# What pages count and put in order of rows that are not deleted; SQLite counts from an index alone only where the
# column of its condition stands in it too.
SUPPLIERS, SAMPLES, QUOTES, PAPERS = (row.deleted_at.is_null() for row in (Supplier, Sample, Quote, Document))
Supplier.add_index(Supplier.status_at.desc(), Supplier.id, where=SUPPLIERS, name="supplier_changed")
Supplier.add_index(Supplier.name, Supplier.id, where=SUPPLIERS, name="supplier_named")
Supplier.add_index(Supplier.status, Supplier.deleted_at, where=SUPPLIERS, name="supplier_standing")
UNDECIDED = SAMPLES & Sample.verdict.is_null()
Sample.add_index(Sample.received_on, Sample.promised_on, where=UNDECIDED, name="sample_awaited")
Sample.add_index(Sample.asked_on, Sample.id, where=SAMPLES, name="sample_asked")
Sample.add_index(Sample.verdict, Sample.supplier, Sample.deleted_at, where=SAMPLES, name="sample_decided")
Tester.add_index(Tester.due_on, Tester.sample, where=Tester.done_at.is_null(), name="tester_late")
Answer.add_index(Answer.due_on, Answer.owner, where=Answer.due_on.is_null(False), name="answer_due")
Answer.add_index(Answer.owner, Answer.due_on, where=Answer.due_on.is_null(False), name="answer_owed")
Document.add_index(Document.kind, Document.supplier, Document.deleted_at, where=PAPERS, name="document_held")
Quote.add_index(Quote.quoted_on, Quote.id, where=QUOTES, name="quote_written")
UNANSWERED = Inquiry.deleted_at.is_null() & Inquiry.first_reply_at.is_null()
Inquiry.add_index(Inquiry.supplier, where=UNANSWERED, name="inquiry_unanswered")
CONTRADICTED = Run.signed_at.is_null() & Run.against_on.is_null(False)
Run.add_index(Run.against, where=CONTRADICTED, name="run_against")
AGREEMENTS = Agreement.deleted_at.is_null()
RENEWABLE, LACKING = AGREEMENTS & Agreement.renewal_on.is_null(), AGREEMENTS & Agreement.lacking.is_null(False)
Agreement.add_index(Agreement.notice_on, Agreement.ends_on, where=RENEWABLE, name="agreement_notice")
Agreement.add_index(Agreement.supplier, where=LACKING, name="agreement_lacking")
STATES = (Agreement.sent_on, Agreement.signed_on, Agreement.ends_on, Agreement.notice_on, Agreement.lacking)
Agreement.add_index(Agreement.supplier, *STATES, Agreement.deleted_at, where=AGREEMENTS, name="agreement_standing")
