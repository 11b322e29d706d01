"""Pages of a team with 20 suppliers and with 2,000: statements sent, time, and weight of the page."""

from __future__ import annotations

import gzip
import statistics
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.desk import desk
from portal import content
from portal.agreements.models import Agreement
from portal.agreements.rules.clauses import FIGURES, Clause, ClauseType, GivenClause, Value
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import TemplateVersion
from portal.core.models import bulk
from portal.core.models.change import change
from portal.core.models.insert import insert
from portal.core.models.record import Stamp, db
from portal.core.models.users import User
from portal.core.rules.stages import Stage
from portal.path.models.passages import Passage
from portal.path.rules import PathStep
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.reviews.models import ReviewPlan
from portal.samples.models.samples import Batch, Sample
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier

FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
SMALL, LARGE = 20, 2000  # suppliers, and as many products; ten quotes and ten samples of each
PAGES = (
    "/",
    "/suppliers",
    "/suppliers/7",
    "/products",
    "/products/7",
    "/comparisons?product=7",
    "/comparisons/show?product=7&quantity=100&supplier=5&supplier=6&supplier=7",
    "/samples",
    "/samples/7",
    "/reviews",
    "/search?q=拓川7",
    "/quotes/new?product=7",
    "/samples/new?product=7",
    "/needs",
    "/needs/new",
    "/agreements",
    "/agreements/new",
    "/inquiries",
    "/inquiries/new",
    "/stages",
    "/steps",
    "/steps/contact/7",
)
RUNS = 5
GOALS = {"pages with more statements": 0.0}


def measure() -> dict[str, float]:
    small, large = seen(SMALL), seen(LARGE)
    figures: dict[str, float] = {}
    for page in PAGES:
        for name, place in (("statements", 0), ("ms", 1), ("KB", 2)):
            figures[f"{page} {name} {SMALL}"], figures[f"{page} {name} {LARGE}"] = (
                small[page][place],
                large[page][place],
            )
    return figures | {"pages with more statements": sum(large[page][0] > small[page][0] for page in PAGES)}


def seen(count: int) -> dict[str, tuple[float, float, float]]:
    with desk() as buyer:
        fill(count)
        return {page: looked_at(buyer, page) for page in PAGES}


def looked_at(buyer: Any, page: str) -> tuple[float, float, float]:
    page = buyer.get(page).location or page  # a comparison completes its address
    spent = []
    for _run in range(RUNS):
        sent: list[Any] = []
        db.obj.query_hooks.append(sent.append)
        begun = time.perf_counter()
        answer = buyer.get(page)
        spent.append((time.perf_counter() - begun) * 1000)
        db.obj.query_hooks.remove(sent.append)
        assert answer.status_code == 200, page
    return len(sent), statistics.median(spent), len(gzip.compress(answer.data, 4)) / 1024


def fill(count: int) -> None:
    at = datetime.now(UTC)
    today, stamp = at.date(), Stamp(User.get().id, at)
    shop = Business.open("北岸数码", Stage.startup, stamp)
    with change(stamp):
        sellers = Supplier.enlist_all(stamp, (supplier(number) for number in range(count)))
        goods = bulk.add(Product, stamp, [product(number, shop.id) for number in range(count)])
        pairs = [(sellers[n], goods[(n + place) % count]) for n in range(count) for place in range(10)]
        Quote.record_all(stamp, [quote(place, *pair, today) for place, pair in enumerate(pairs)])
        sheet = TemplateVersion.newest("sample_physical").id
        samples = insert(Sample, (sample(place, *pair, sheet, today, at) for place, pair in enumerate(pairs)))
        list_ = TemplateVersion.newest(PathStep.screening).id
        begun = {"template_version": list_, "business": shop.id, "step": PathStep.screening, "started_at": at}
        runs = insert(Run, ({"supplier": key, **begun} for key in sellers[::2]))
        gate = {"step": PathStep.screening, "at": at}
        insert(Passage, ({"supplier": key, "run": run, **gate} for key, run in zip(sellers[::2], runs, strict=True)))
        insert(ReviewPlan, (plan(place, key, today) for place, key in enumerate(sellers) if place % 4 == 3))
        insert(Agreement, (agreement(place, key, today, at) for place, key in enumerate(sellers) if place % 4 > 1))
        insert(Batch, ({"sample": key, "number": "A", "received_on": today, "created_at": at} for key in samples))


def supplier(number: int) -> dict[str, Any]:
    name = f"拓川{number}电子"
    status = ("candidate", "sampling", "trial", "active")[number % 4]
    about = {"kind": "maker", "goods": "physical", "country": "CN", "place": "广东深圳", "tier": "strategic"}
    return {"name": name, "status": status, "company_code": f"91440300MA{number:05d}", "tags": ["快充"], **about}


def product(number: int, shop: int) -> dict[str, Any]:
    about = {"business": shop, "kind": "physical", "currency": "CNY", "sale_price": Decimal("59.9")}
    return {
        "name": f"充电器 {number}",
        "code": f"NB-{number}",
        "search": f"充电器 {number}",
        "monthly_units": 300,
        **about,
    }


def quote(place: int, seller: int, goods: int, today: date) -> dict[str, Any]:
    price = Decimal(20 + place % 17)
    return {
        "supplier": seller,
        "product": goods,
        "quoted_on": today - timedelta(days=place % 300),
        "valid_until": today + timedelta(days=place % 90),
        "currency": "CNY",
        "tax_basis": "included",
        "lead_days": 7,
        "breaks": [(1, price), (100, price - 1), (1000, price - 2)],
        **{f"{fee}_state": "zero" for fee in FEES},
    }


def sample(place: int, seller: int, goods: int, sheet: int, today: date, at: datetime) -> dict[str, Any]:
    verdict = (None, "pass", "retest", "drop")[place % 4]
    asked = today - timedelta(days=place % 300)
    about = {"kind": "physical", "currency": "CNY", "asked_on": asked, "received_on": asked, "created_at": at}
    signed = {"verdict": verdict, "verdict_at": at} if verdict else {}
    return {"supplier": seller, "product": goods, "template_version": sheet, **about, **signed}


def plan(place: int, seller: int, today: date) -> dict[str, Any]:
    due = today + timedelta(days=place % 180)
    return {"supplier": seller, "every_months": 6, "starts_on": today, "anchor_day": due.day, "due_on": due}


def agreement(place: int, seller: int, today: date, at: datetime) -> dict[str, Any]:
    """Every sixteenth lacks a clause it must state, every eighth is a draft, every twentieth is about to end."""
    signed = today - timedelta(days=20 + place % 300)
    left = 45 if place % 20 == 3 else 200 + place % 300
    days = {"sent_on": signed, "signed_on": signed, "ends_on": today + timedelta(days=left)} if place % 8 != 2 else {}
    clauses = {clause.key: GivenClause(stated(clause)).to_json() for clause in content.clauses().clauses}
    if place % 16 == 3:
        del clauses["claim_days"]
    answers = {"branded": "no", "custom": "no", "feed": "no"}
    about = {"title": f"供货协议 {place}", "goods": "physical", "clauses": clauses, "created_at": at}
    return {"supplier": seller, **about, **answers, **days}


def stated(clause: Clause) -> Value:
    if clause.type in FIGURES:
        return Decimal("0.02") if clause.type is ClauseType.percent else Decimal(30)
    if clause.type is ClauseType.date:
        return date(2026, 12, 31)
    return clause.options[0].key if clause.options else "见附件"
