"""Where a list stands, and where what it lacks is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from portal.checklists.models.runs import Run
from portal.core.rules.thresholds import FactRule
from portal.facts import Link
from portal.path.rules import PathStep

# What is added to a supplier, by its place on the supplier's page.
ADDED = {
    "documents": "documents.new",
    "reputation": "reputation.new",
    "quotes": "quotes.new",
    "inquiries": "inquiries.new",
}
# The form behind a page, and the field where a fact alone tells it.
FORMS = {
    "quotes.show": "quotes.edit",
    "samples.show": "samples.edit",
    "needs.show": "needs.edit",
    "products.show": "products.edit",
    "agreements.show": "clauses.edit",
}
FIELDS = {
    "supplier_years": "since_year",
    "red_line_hits": "categories",
    "moq_cover_days": "monthly_units",
    "expected_units": "monthly_units",
    "lead_time_vs_need": "longest_lead",
    "capacity_ratio": "monthly_units",
    "max_landed_cost": "price_low",
    "price_gap": "first_order",
    "sample_delay_days": "promised_on",
}
# What the first list calls otherwise than the form of a need.
NEED_FIELDS = {"specs": "must", "lead_time_days": "longest_lead"}


def form_link(rule: FactRule, link: Link, names: Sequence[str] = ()) -> Link:
    """The form, and in it the field, where what the records lack is filled in; the page itself where there is none.

    `names`: codes of what is missing, where the records name it.
    """
    endpoint, arguments = link
    place, key = arguments.get("_anchor", ""), arguments.get("id", "")
    if endpoint == "suppliers.show" and place in ADDED:
        kinds = {"kind": paper_kind(rule)} if place == "documents" else {}
        return ADDED[place], {"supplier": key, **kinds}
    if endpoint == "suppliers.show":
        return "suppliers.edit", {"id": key, "_anchor": FIELDS.get(rule.fact, "name")}
    if endpoint in FORMS:
        return FORMS[endpoint], {"id": key, "_anchor": field_of(rule, names)}
    return link


def paper_kind(rule: FactRule) -> str:
    """The kind of paper to begin with: the first of those asked for, else a permit."""
    kinds = rule.params.get("kinds") or ("permit",)
    return str(kinds[0])


def field_of(rule: FactRule, names: Sequence[str]) -> str:
    if rule.fact == "fields_filled" and names:
        return names[0]
    wanted = str(rule.params.get("field") or "")
    return NEED_FIELDS.get(wanted, wanted) or FIELDS.get(rule.fact, "")


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
