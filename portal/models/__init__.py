"""Peewee rows and the verbs that change them."""

from portal.models.actions import Action, Signature
from portal.models.agreements import Agreement, AgreementFile
from portal.models.answers import Answer, AnswerEvent
from portal.models.attachments import Attachment
from portal.models.audit import AuditEvent, AuditHead
from portal.models.businesses import Business, StageChange
from portal.models.categories import Category, MainCategory
from portal.models.codes import CodeCheck, SampleCode
from portal.models.conversations import Conversation
from portal.models.documents import Document
from portal.models.feedback import Feedback, FeedbackLink
from portal.models.import_jobs import ImportJob
from portal.models.imports import Import, ImportColumn, ImportFile, ImportRow
from portal.models.inquiries import Inquiry
from portal.models.measurements import Measurement
from portal.models.needs import Need, NeedCandidate
from portal.models.passages import Passage
from portal.models.products import Product, Source
from portal.models.promises import Promise
from portal.models.question_sets import QuestionSet
from portal.models.quotes import PriceBreak, Quote
from portal.models.rates import FxRate
from portal.models.record import Record, db
from portal.models.references import GoldenSample
from portal.models.reviews import Review, ReviewMove, ReviewPlan
from portal.models.rivals import SampleRival
from portal.models.runs import Run, RunEvent
from portal.models.samples import Batch, Sample, Tester
from portal.models.settings import Setting, SettingVersion
from portal.models.snapshots import Snapshot
from portal.models.suppliers import (
    Contact,
    ReputationNote,
    SavedView,
    StatusChange,
    Supplier,
    SupplierCategory,
    SupplierTag,
)
from portal.models.templates import Template, TemplateVersion
from portal.models.undo import Submission, Undo
from portal.models.users import AccessLink, Attempt, Session, User
from portal.models.verdicts import VerdictProposal

# Parents before children: the order in which tables are made and rows are copied.
MODELS: tuple[type[Record], ...] = (
    User, Session, AccessLink, Attempt, Setting, SettingVersion, AuditHead, AuditEvent, Submission, Undo,
    Business, StageChange, Category, MainCategory, FxRate,
    Supplier, StatusChange, SupplierCategory, SupplierTag, Contact, ReputationNote, SavedView, Document,
    Agreement, AgreementFile, Inquiry, Promise, QuestionSet, Conversation,
    Product, Source, Need, NeedCandidate, Quote, PriceBreak, Attachment, Action, Signature,
    Template, TemplateVersion, Run, Answer, AnswerEvent, RunEvent, Passage,
    Sample, Batch, Tester, Measurement, VerdictProposal, FeedbackLink, Feedback, GoldenSample, SampleRival,
    SampleCode, CodeCheck,
    ReviewPlan, Review, ReviewMove, Snapshot,
    Import, ImportFile, ImportJob, ImportRow, ImportColumn,
)  # fmt: skip

__all__ = ["MODELS", "db", *(model.__name__ for model in MODELS)]
