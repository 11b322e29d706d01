"""Every route of the portal with an address that answers: one row of every noun, and what stands in each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from peewee import fn

from portal.actions.models import Action
from portal.agreements.models import AgreementFile, ClauseTemplate
from portal.bulk.models import BulkAct
from portal.bulk.rules import BulkChoice, BulkDeed
from portal.conversations.models import PlannedStep
from portal.core.models.attachments import Attachment
from portal.core.models.record import db, table_name
from portal.core.models.saved_views import SavedView
from portal.core.models.users import AccessLink, Session
from portal.demo.snapshots import compared
from portal.drafts.models import Draft
from portal.feedback.models import FeedbackLink
from portal.home.models.step_snoozes import StepSnooze
from portal.imports.models.headings import ImportColumn, ImportWord
from portal.imports.models.imports import Import
from portal.market.queries.goods import goods
from portal.own_tests.models import CategoryLeftOut
from portal.reviews.models import ReviewPlan
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Batch
from portal.settings.models.settings import Setting
from portal.snapshots.models import Snapshot
from portal.tables import MODELS
from portal.web import access
from portal.web.clock import now
from tests.agreements.makers import make_agreement
from tests.browser_client import Browser
from tests.cast import TODAY, Cast, stamp
from tests.checklists.makers import make_run
from tests.comparisons.makers import make_rate
from tests.conversations.makers import make_conversation
from tests.inquiries.makers import make_inquiry
from tests.needs.makers import make_candidate, make_need
from tests.own_tests.makers import make_category_test
from tests.path.makers import make_step
from tests.products.makers import make_business, make_product, make_quote
from tests.references.makers import make_reference
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_category, make_contact, make_document, make_note, make_supplier

# Where the noun of the address is not the name of its table.
TABLES = {
    "people": "user",
    "imports/headings": "import_column",
    "imports/words": "import_word",
    "steps/board": "supplier",
    "rates": "fx_rate",
    "reviews": "supplier",
    "reputation": "reputation_note",
    "files": "attachment",
    "people/invitations": "access_link",
    "profile/sessions": "session",
    "settings/versions": "setting_version",
    "batch": "batch",
    "file": "attachment",
    "sheet": "attachment",
    "paper": "agreement_file",
    "agreements/templates": "clause_template",
    "link": "feedback_link",
    "candidates": "need_candidate",
    "references": "golden_sample",
    "rival": "sample_rival",
    "question-sets": "category",
    "own-tests": "category",
    "row": "category_test",
    "into": "supplier",
    "steps/<step>": "supplier",
    "snoozes": "step_snooze",
    "freight-questions": "product",
    "bulk": "bulk_act",
}
WORDS = {
    "noun": "suppliers",
    "stage": "startup",
    "step": "screening",
    "code": "S01",
    "clause": "return_days",
    "token": "x" * 32,
    "name": "app.css",
    "language": "zh",
}
PARAMETER = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Route:
    method: str
    rule: str
    permission: str
    roles: tuple[str, ...]
    path: str

    @property
    def by_id(self) -> bool:
        return "<id:" in self.rule

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def furnish(cast: Cast) -> None:
    """One row of every noun that an address can name, most of them mei's."""
    by = stamp(cast.mei, now())
    make_business()
    category = make_category()
    supplier, other = make_supplier(categories=[category], owner=cast.mei.id), make_supplier("South Star")
    product = make_product(category=category)
    make_category_test(category)
    make_contact(supplier), make_document(supplier), make_note(supplier), make_rate()
    make_quote(supplier, product), make_quote(other, product, "11")
    sample = make_sample(supplier, product)
    make_reference(sample, cast.mei)
    SampleRival.take_up(sample, make_sample(other, product).id, "", "Alike", by)
    FeedbackLink.issue(Batch.get(Batch.sample == sample), 3, timedelta(days=14), by)
    agreement = make_agreement(supplier, lacking=["tolerance"], ends_on=TODAY + timedelta(days=60))
    AgreementFile.add(by, agreement=agreement, on=TODAY, note="stamped", by=cast.mei)
    ClauseTemplate.add(by, name="Frame for makers", goods="physical", clauses=agreement.clauses, by=cast.mei)
    inquiry = make_inquiry(supplier, asked_by=cast.mei)
    make_conversation(supplier, PlannedStep("Call again", cast.mei.id, TODAY))
    make_candidate(make_need(product, goal="Faster", compliance=["label"], categories=[category.id]), supplier, "Near")
    run = make_run(by=cast.mei)
    make_step("screening", supplier, by=cast.mei)
    ReviewPlan.follow(supplier, 3, TODAY, by)
    Action.give("Ask for the licence", cast.mei.id, TODAY, by, supplier.id)
    about = {"stored": "none", "media_type": "image/png", "size": 1, "sha256": "0" * 64, "by": cast.mei, "at": by.at}
    Attachment.create(object_type="run", object_id=run.id, slot="S01", name="licence.png", **about)
    sheet = about | {"stored": "gone", "slot": "answers"}
    Attachment.create(object_type="inquiry", object_id=inquiry.id, name="answers.xlsx", **sheet)
    Import.receive("suppliers.csv", b"", by)
    ImportColumn.teach({"厂家": "suppliers.name"}, by)
    ImportWord.teach("suppliers.status", {"谈过": "contacted"}, by)
    SavedView.create(user=cast.mei, page="suppliers", name="Mine", query="owner=1")
    AccessLink.issue("invite", timedelta(hours=72), by, role="buyer", name="Zhou")
    Setting.put("team.name", "North Bank", by)
    Session.begin(cast.mei, by.at, False, "127.0.0.1", "test")
    Draft.keep(cast.lin, "/saved-views", [("name", "Mine")], "", now())
    BulkAct.record("suppliers", BulkChoice(BulkDeed.tag, ["Fair"]), [], [], "", by)
    CategoryLeftOut.leave_out(category.id, "PH02", "No tool for it", by)
    StepSnooze.add(by, rule="single", subject=product.id, until=TODAY + timedelta(days=7), reason="Later", by=cast.mei)
    Snapshot.take(compared(goods(product.id), TODAY), "Before the call", "Take North Star.", "", "Mei", by)


def routes(app: Flask) -> Iterator[Route]:
    """As the policy table has them, each with an address of rows that `furnish` made."""
    for row in access.table(app):
        path = PARAMETER.sub(lambda found, rule=row["rule"]: value(rule, found[1]), row["rule"])
        yield Route(row["method"], row["rule"], row["permission"], tuple(row["roles"]), path)


def value(rule: str, name: str) -> str:
    if f"<id:{name}>" not in rule:
        if name == "code" and "/tests/" in rule and not rule.endswith(("/leave-out", "/take-in")):
            return "T1"
        return "PH02" if name == "code" and rule.startswith(("/samples", "/own-tests")) else WORDS.get(name, "x")
    noun = rule.split("<id:id>")[0].strip("/") if name == "id" else name
    model = {table_name(model): model for model in MODELS}[TABLES.get(noun) or singular(noun)]
    ids: list[Any] = [key for (key,) in model.select(model.id).order_by(model.id).limit(2).tuples()]
    if name == "sheet":
        return str(model.select(fn.MAX(model.id)).scalar())
    return str(ids[-1] if name == "into" else ids[0])


def singular(noun: str) -> str:
    name = noun.replace("-", "_")
    for ending, one in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if name.endswith(ending):
            return name.removesuffix(ending) + one
    return name


class House:
    """The furnished portal, and requests whose every change is taken back."""

    def __init__(self, app: Any, cast: Cast) -> None:
        self.app, self.cast = app, cast
        self.routes = list(routes(app))

    def visitor(self, name: str | None) -> Browser:
        self.app.test_client_class = Browser
        browser: Browser = self.app.test_client()
        if name:
            browser.become(getattr(self.cast, name))
        return browser

    def ask(self, name: str | None, route: Route, **options: Any) -> Any:
        with db.atomic() as scratch:
            answer = self.visitor(name).open(options.pop("path", route.path), method=route.method, **options)
            scratch.rollback()
        return answer
