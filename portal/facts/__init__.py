"""The closed list of questions the checklists put to the records.

One function per question whose records are kept; the others are answered by people, without any sign that they could
be computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from portal import content
from portal.checklists.rules.items import Item
from portal.core.rules.thresholds import FactRule, Lookup
from portal.facts import agreements, goods, purchases, quotations, upkeep
from portal.facts.answer import Answer, Found, Link, Missing
from portal.facts.path import PATH
from portal.facts.records import Question, Records, Subject
from portal.suppliers.rules.pipeline import Status

__all__ = ["Answer", "Found", "Link", "Missing", "Records", "Subject", "answers", "asks", "where"]

# Some facts are several questions in one, told apart by a parameter.
TOLD_APART_BY = {
    "record_age": "kind",
    "expiring_count": "what",
    "open_items": "kind",
    "clauses_filled": "scope",
    "fields_filled": "record",
    "name_match": "against",
    "sample_count": "count",
    "capacity_ratio": "against",
    "reference_ready": "of",
}
QUESTIONS: dict[str, tuple[Question, Link]] = {
    "moq_cover_days": (purchases.moq_cover_days, ("products.index", {})),
    "quotes_per_product": (quotations.quotes_per_product, ("products.index", {})),
    "landed_cost_complete": (purchases.landed_cost_complete, ("products.index", {})),
    "ordered_products_sampled": (purchases.ordered_products_sampled, ("samples.index", {})),
    "suppliers_vetted": (purchases.suppliers_vetted, ("suppliers.index", {})),
    "red_line_hits": (goods.red_line_hits, ("suppliers.index", {})),
    "active_suppliers_min": (goods.active_suppliers_min, ("suppliers.index", {"status": Status.active})),
    "role_coverage": (goods.role_coverage, ("suppliers.index", {"status": Status.active})),
    "differentiated_share": (goods.differentiated_share, ("products.index", {})),
    "review_schedule_share": (upkeep.review_schedule_share, ("reviews.index", {})),
    "record_age/strategic_review": (upkeep.strategic_reviews, ("reviews.index", {})),
    "record_age/benchmark": (upkeep.benchmarks, ("snapshots.index", {})),
    "record_age/cross_border_rates": (quotations.cross_border_rates, ("rates.index", {})),
    "clause_number": (agreements.clause_number, ("agreements.index", {})),
    "clauses_filled/top_spend": (agreements.clauses_filled, ("agreements.index", {})),
    "expiring_count/agreements": (agreements.agreements_expiring, ("agreements.index", {})),
    "expiring_count/documents": (upkeep.documents_expiring, ("suppliers.index", {})),
    "open_items/action_overdue": (upkeep.actions_overdue, ("actions.index", {})),
}


def name_of(rule: FactRule) -> str:
    apart_by = TOLD_APART_BY.get(rule.fact)
    return f"{rule.fact}/{rule.params.get(apart_by, '')}" if apart_by else rule.fact


def asked_of(records: Records) -> Mapping[str, tuple[Question, Link | None]]:
    """The questions that can be put to these records: of a business, or of a supplier on its path."""
    return QUESTIONS if records.subject is None else {name: (question, None) for name, question in PATH.items()}


def asks(item: Item, of: Mapping[str, Any] = QUESTIONS) -> bool:
    """Whether the records that answer this item are kept."""
    return item.rule is not None and name_of(item.rule) in of


def where(rule: FactRule) -> Link | None:
    """The page with the records behind a rule about a business; an answer about a supplier carries its own."""
    return QUESTIONS[name_of(rule)][1] if name_of(rule) in QUESTIONS else None


def answers(items: Iterable[Item], records: Records, lookup: Lookup) -> dict[str, Answer]:
    """What the records say to each item that they can be asked about, by its code."""
    recorded, book = {}, asked_of(records)
    for item in items:
        if item.rule is not None and asks(item, book):
            question, link = book[name_of(item.rule)]
            answer = question(records, parameters(item.rule, records, lookup))
            recorded[item.code] = replace(answer, link=answer.link or link) if isinstance(answer, Found) else answer
    return recorded


def parameters(rule: FactRule, records: Records, lookup: Lookup) -> dict[str, Any]:
    """The parameters of a rule, filled up from the fact's defaults; `enough` is what passes."""
    declared: Mapping[str, Any] = content.facts()[rule.fact].params
    filled = {
        name: records.limit(param.setting) if param.setting else param.default for name, param in declared.items()
    }
    limit = rule.pass_.limit(lookup)
    return {**filled, **rule.params, "enough": limit if isinstance(limit, int | Decimal) else None}
