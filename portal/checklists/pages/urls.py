"""Where a list stands, and where what it lacks is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.checklists.models.runs import Run
from portal.core.rules.thresholds import FactRule
from portal.facts import Link
from portal.path.rules import PathStep

# What is added to a supplier, by its place on the supplier's page: the form, and its first field.
ADDED = {
    "documents": ("documents.new", "number"),
    "reputation": ("reputation.new", "source"),
    "quotes": ("quotes.new", "product"),
    "inquiries": ("inquiries.new", "asked_at"),
    "samples": ("samples.new", "product"),
    "agreements": ("agreements.new", "title"),
}
# The form behind a page, and the field where neither the records nor the fact tell it.
FORMS = {
    "quotes.show": ("quotes.edit", "breaks-0-unit_price"),
    "samples.show": ("samples.edit", "promised_on"),
    "needs.show": ("needs.edit", "goal"),
    "products.show": ("products.edit", "monthly_units"),
    "agreements.show": ("clauses.edit", "term_end"),
    "inquiries.show": ("replies.edit", "first_reply_at"),
    "reviews.show": ("reviews.show", "every_months"),
}
# Where the first of them is added, by the page that lists them.
ADDED_FIRST = {
    "suppliers.index": ("suppliers.new", "name"),
    "products.index": ("products.new", "name"),
    "reviews.index": ("review_plans.new", "supplier"),
    "quotes.index": ("quotes.new", "currency"),
}
AGREEMENT_DAYS = ("signed_on", "ends_on")  # what of an agreement stands in its own form, beside its clauses
# What of a sample is written down elsewhere than in its own form.
OF_SAMPLE = {
    "sample_count/batches": ("samples.show", "batch-number"),
    "sample_count/compared": ("rivals.new", "other"),
    "real_use_days": ("measurements.sheet", "PH15-days"),
    "feedback_count": ("samples.show", "invite-people"),
    "reference_ready": ("samples.show", "seal-batch"),
    "sample_verdict": ("samples.show", "verdict-0"),
}
FIELDS = {
    "supplier_years": "since_year",
    "red_line_hits": "categories-0",
    "moq_cover_days": "monthly_units",
    "expected_units": "monthly_units",
    "lead_time_vs_need": "longest_lead",
    "capacity_ratio": "monthly_units",
    "max_landed_cost": "price_low",
}
ASKED = {"lead_time_vs_need": "lead_time_days", "capacity_ratio": "monthly_capacity"}  # questions a figure rests on
ACTION_FIELDS = {"open_items": "due"}
# What lists and forms call differently.
FORM_FIELDS = {
    "specs": "must",
    "compliance": "compliance-0",
    "lead_time_days": "longest_lead",
    "unit_price": "breaks-0-unit_price",
    "price_breaks": "breaks-1-unit_price",
    "freight": "freight_per_order-state-0",
}


def form_link(rule: FactRule, link: Link, names: Sequence[str] = ()) -> Link:
    """The form, and in it the field, where what the records lack is filled in; the page itself where there is none.

    `names`: codes of what is missing, where the records name it. A place in the link of a record is the field.
    """
    endpoint, arguments = link
    place, key = arguments.get("_anchor", ""), arguments.get("id", "")
    if endpoint in ADDED_FIRST:
        form, usual = ADDED_FIRST[endpoint]
        return form, {"_anchor": place or usual}
    if special := form_of_row(rule, link):
        return special
    if endpoint == "suppliers.show":
        return form_of_supplier(rule, key, place)
    if endpoint == "time_line.show":
        return "inquiries.new", {"supplier": key, "_anchor": "asked_at"}
    if endpoint == "products.show" and place == "quotes":
        return "quotes.new", {"product": key, "_anchor": "supplier"}
    if endpoint == "samples.show" and not place and of_sample(rule):
        form, field = of_sample(rule)
        return form, {"id": key, "_anchor": field}
    if endpoint in FORMS:
        form, usual = FORMS[endpoint]
        return form, {"id": key, "_anchor": place or field_of(rule, names) or usual}
    return link


def form_of_row(rule: FactRule, link: Link) -> Link | None:
    """The form of a row that stands on the page of something else, or whose parts have forms of their own."""
    endpoint, arguments = link
    key, place = arguments.get("id", ""), arguments.get("_anchor", "")
    kind, _dash, row = place.rpartition("-")
    if endpoint == "suppliers.show" and kind == "document":
        return "documents.edit", {"id": row, "_anchor": "expires_on"}
    if endpoint == "actions.index" and kind == "action":
        return "actions.plan", {"id": row, "_anchor": f"plan-{row}-{ACTION_FIELDS.get(rule.fact, 'owner')}"}
    if endpoint == "agreements.show" and place in AGREEMENT_DAYS:
        return "agreements.edit", {"id": key, "_anchor": place}
    if endpoint == "reviews.show" and place == "first_on":
        return "review_plans.new", {"supplier": key, "_anchor": place}
    if endpoint == "rates.index" and "base" in arguments:
        return endpoint, {**arguments, "_anchor": "value"}
    return None


def left_to(link: Link | None, names: str) -> str:
    """What lacks and where only an administrator fills it in; empty for what everybody can who writes."""
    endpoint = link[0] if link else ""
    if endpoint == "rates.index":
        return _("An administrator enters the rate on “Exchange rates”: %(names)s.", names=names)
    return _("An administrator ticks them on “Businesses”.") if endpoint == "businesses.show" else ""


def form_of_supplier(rule: FactRule, key: str, place: str) -> Link:
    if place not in ADDED:
        return "suppliers.edit", {"id": key, "_anchor": FIELDS.get(rule.fact, "name")}
    form, field = ADDED[place]
    question = question_of(rule) if place == "inquiries" else ""
    more = {"kind": paper_kind(rule)} if place == "documents" else {"choice": "all"} if question else {}
    return form, {"supplier": key, **more, "_anchor": f"question-{question}" if question else field}


def of_sample(rule: FactRule) -> tuple[str, str]:
    """The form and field of a sample that a fact reads; empty for those of the sample's own form."""
    part = rule.params.get("count")
    return OF_SAMPLE.get(f"{rule.fact}/{part}" if part else rule.fact, ("", ""))


def question_of(rule: FactRule) -> str:
    """The question of an inquiry that a fact rests on; empty: all that were asked."""
    keys = rule.params.get("keys") or (rule.params.get("key") or ASKED.get(rule.fact, ""),)
    return str(keys[0])


def paper_kind(rule: FactRule) -> str:
    """The kind of paper to begin with: the first of those asked for, else a permit; years are shown by a licence."""
    usual = "licence" if rule.fact == "supplier_years" else "permit"
    kinds = rule.params.get("kinds") or (usual,)
    return str(kinds[0])


def field_of(rule: FactRule, names: Sequence[str]) -> str:
    if rule.fact == "fields_filled" and names:
        return FORM_FIELDS.get(names[0], names[0])
    wanted = str(rule.params.get("field") or "")
    return FORM_FIELDS.get(wanted, wanted) or FIELDS.get(rule.fact, "")


def address(run: Run, **more: Any) -> str:
    """The page with the current list of the same stage or step."""
    if run.step is None:
        return url_for("checklists.stage", stage=run.stage, **more)
    return step_url("show", PathStep(run.step), run.supplier_id, run.need_id, **more)


def step_url(view: str, step: PathStep, supplier: int | None, need: int | None, **more: Any) -> str:
    """A list on the path of a supplier for a need: the need of a path stays in the address, whatever list it is."""
    if step == PathStep.needs:
        return url_for(f"steps.{view}", step=step, id=need, supplier=supplier, **more)
    return url_for(f"steps.{view}", step=step, id=supplier, need=need, **more)
