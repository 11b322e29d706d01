"""What wants doing, of every noun: plain values for the home page."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from typing import Any

from peewee import JOIN, SQL, Value, fn

from portal.actions.models import Action
from portal.actions.rules import Todo, TodoKind
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import Template, TemplateVersion
from portal.checklists.rules.answers import AnswerState
from portal.core.models.fields import plain_day
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.core.rules.thresholds import Lookup
from portal.needs.models import Need
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.references.models import GoldenSample
from portal.references.rules import AHEAD
from portal.reviews.models import ReviewPlan
from portal.samples.models.samples import Batch, Sample, Tester
from portal.samples.models.verdicts import VerdictProposal
from portal.settings.models.businesses import Business
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.documents import PaperNotices, alarming
from portal.suppliers.rules.pipeline import WORKING, Status

NOWHERE = Value("")  # of no business
UNSETTLED = Value(0)  # no row that is settled from a list
MOST = 500  # nobody works through more in a day


def todos(today: date, lookup: Lookup) -> list[Todo]:
    """What is overdue or due as soon as the team wants to be told, earliest first; papers and references earlier."""
    soon = today + ahead(lookup, "notice.home_days")
    kinds = [
        reviews(soon),
        samples(soon),
        tests(soon),
        verdicts(today),
        quotes(soon),
        documents(*alarming(today, PaperNotices.of(lookup))),
        references(today + ahead(lookup, AHEAD)),
        items(soon),
        contradictions(),
        actions(soon),
        needs(soon),
    ]
    together = reduce(lambda left, right: left + right, kinds)
    lines = rows(together.order_by(SQL("due_on")).limit(MOST))
    return [
        Todo(TodoKind(kind), title, about, plain_day(due_on), owner_id, owner, key, business, version)
        for kind, title, about, due_on, owner_id, owner, key, business, version in lines
    ]


def ahead(lookup: Lookup, key: str) -> timedelta:
    return timedelta(days=int(lookup(key)))


def columns(
    kind: TodoKind, title: Any, about: Any, due_on: Any, key: Any, business: Any = NOWHERE, version: Any = UNSETTLED
) -> list[Any]:
    return [Value(str(kind)), title, about, due_on.alias("due_on"), User.id, User.name, key, business, version]


def reviews(until: date) -> Any:
    return (
        ReviewPlan.select(
            *columns(
                TodoKind.review, Supplier.name, Value(""), ReviewPlan.due_on, Supplier.id, version=ReviewPlan.version
            )
        )
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired, ReviewPlan.due_on <= until)
    )


def samples(until: date) -> Any:
    return (
        Sample.select(*columns(TodoKind.sample, Supplier.name, Product.name, Sample.promised_on, Sample.id))
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Sample)
        .join(User, JOIN.LEFT_OUTER, on=Sample.owner)
        .where(Sample.deleted_at.is_null(), Sample.verdict.is_null(), Sample.received_on.is_null())
        .where(Sample.promised_on <= until)
    )


def tests(until: date) -> Any:
    return (
        Tester.select(*columns(TodoKind.test, Supplier.name, Product.name, Tester.due_on, Sample.id))
        .join(Sample)
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Tester)
        .join(User)
        .where(Tester.done_at.is_null(), Sample.deleted_at.is_null(), Sample.verdict.is_null())
        .where(Tester.due_on <= until)
    )


def verdicts(today: date) -> Any:
    """Put up and waiting for signatures: wanted today, whoever it is that signs."""
    return (
        VerdictProposal.select(*columns(TodoKind.verdict, Supplier.name, Product.name, Value(today), Sample.id))
        .join(Sample, on=(VerdictProposal.sample == Sample.id) & (VerdictProposal.round == Sample.round))
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Sample)
        .join(User, JOIN.LEFT_OUTER, on=Sample.owner)
        .where(Sample.deleted_at.is_null(), Sample.verdict.is_null())
    )


def quotes(until: date) -> Any:
    """The newest quote of each supplier and product, where people rely on it and it runs out or has run out."""
    return (
        Quote.select(*columns(TodoKind.quote, Supplier.name, Product.name, Quote.valid_until, Quote.id))
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .switch(Quote)
        .join(Product)
        .where(Quote.deleted_at.is_null(), Quote.valid_until <= until, ~Quote.replaced())
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(WORKING), Product.deleted_at.is_null())
    )


def documents(first: date, last: date) -> Any:
    """Papers that end between the two days, with nothing in their place."""
    return (
        Document.select(*columns(TodoKind.document, Supplier.name, Document.kind, Document.expires_on, Supplier.id))
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Document.deleted_at.is_null(), Document.expires_on.between(first, last), ~Document.replaced())
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(WORKING))
    )


def references(until: date) -> Any:
    """Those that nothing replaced, to their keepers."""
    reference, newer = GoldenSample, GoldenSample.alias()
    later = newer.select(newer.id).where(newer.id == reference.replaced_by, newer.deleted_at.is_null())
    return (
        reference.select(
            *columns(TodoKind.reference, Supplier.name, reference.number, reference.valid_until, reference.id)
        )
        .join(Batch)
        .join(Sample)
        .join(Supplier)
        .join_from(reference, User, JOIN.LEFT_OUTER, on=reference.keeper)
        .where(
            reference.deleted_at.is_null(),
            Sample.deleted_at.is_null(),
            reference.valid_until <= until,
            ~fn.EXISTS(later),
        )
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(WORKING))
    )


def items(until: date) -> Any:
    """Checklist items somebody owns and has not answered: the title is the item's code, the page knows its text.

    `about` names the list and the stage whose limits hold; `business` what the list is about.
    """
    about = Template.key.concat(" ").concat(fn.COALESCE(Run.stage, Business.stage))
    whose = fn.COALESCE(Supplier.name, Need.title, Business.name)
    return (
        Answer.select(*columns(TodoKind.item, Answer.code, about, Answer.due_on, Run.id, business=whose))
        .join(Run)
        .join(Business)
        .join_from(Run, TemplateVersion)
        .join(Template)
        .join_from(Run, Supplier, JOIN.LEFT_OUTER)
        .join_from(Run, Need, JOIN.LEFT_OUTER)
        .switch(Answer)
        .join(User, JOIN.LEFT_OUTER, on=Answer.owner)
        .where(Answer.state == AnswerState.unknown, Answer.due_on <= until, Run.signed_at.is_null())
    )


def contradictions() -> Any:
    """Lists with answers that the records contradict: `version` says how many, `about` names the list."""
    about = fn.COALESCE(Supplier.name, Need.title, Business.name)
    whose = fn.COALESCE(Supplier.owner, Need.owner)
    lists = Run.select(*columns(TodoKind.records, about, Template.key, Run.against_on, Run.id, version=Run.against))
    return (
        lists.join(Business)
        .join_from(Run, TemplateVersion)
        .join(Template)
        .join_from(Run, Supplier, JOIN.LEFT_OUTER)
        .join_from(Run, Need, JOIN.LEFT_OUTER)
        .join_from(Run, User, JOIN.LEFT_OUTER, on=User.id == whose)
        .where(Run.against > 0, Run.against_on.is_null(False), Run.signed_at.is_null(), Run.undeleted())
    )


def actions(until: date) -> Any:
    about = fn.COALESCE(Supplier.name, "")
    return (
        Action.select(*columns(TodoKind.action, Action.text, about, Action.due_on, Action.id, version=Action.version))
        .join(User, JOIN.LEFT_OUTER, on=Action.owner)
        .switch(Action)
        .join(Supplier, JOIN.LEFT_OUTER, on=Action.supplier)
        .where(Action.deleted_at.is_null(), Action.done_at.is_null(), Action.due_on <= until)
    )


def needs(until: date) -> Any:
    columns_here = columns(TodoKind.need, Need.title, Value(""), Need.due_on, Need.id, business=Business.name)
    return (
        Need.select(*columns_here)
        .join(Business)
        .join_from(Need, User, JOIN.LEFT_OUTER, on=Need.owner)
        .where(Need.deleted_at.is_null(), Need.closed_on.is_null(), Need.due_on <= until)
    )
