"""The review calendar: one overdue, one today, some to come, and a history."""

from __future__ import annotations

from datetime import date, timedelta

from portal import content
from portal.demo import World
from portal.reviews.models import Review, ReviewPlan
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status

DUE = {"tuochuan": 0, "hengqi": -4, "starbridge": 6, "brightleaf": 3, "qinghe": 16}  # days from today
PAST = (
    (
        "tuochuan",
        92,
        "passed",
        {"quality": 5, "delivery": 4, "price": 4, "service": 5},
        "准时，包装换新后没有破损。",
        (),
    ),
    ("tuochuan", 31, "passed", {"quality": 5, "delivery": 5, "price": 4}, "", ()),
    (
        "starbridge",
        24,
        "watch",
        {"quality": 4, "service": 3},
        "平台搬迁以后回复变慢了。",
        (("问清晚间值班安排", "omar", -2), ("要一位备用联系人", "buyer", 9)),
    ),
)


def load(world: World) -> None:
    for supplier in Supplier.select().where(Supplier.status.in_((*BUYING, Status.paused))).order_by(Supplier.id):
        keys = [key for key, row in world.suppliers.items() if row.id == supplier.id]
        plan(world, supplier, keys[0] if keys else "")
    for key, ago, outcome, scores, findings, actions in world.say(PAST):
        planned = [(text, world.people[person].id, world.today + timedelta(days=due)) for text, person, due in actions]
        row = ReviewPlan.get(ReviewPlan.supplier == world.suppliers[key].id)
        due = row.due_on
        about = {"outcome": outcome, "scores": scores, "findings": findings, "actions": planned}
        Review.record(row, world.day(ago), row.version, world.stamp("buyer", ago), **about)
        ReviewPlan.update(due_on=due).where(ReviewPlan.id == row.id).execute()


def plan(world: World, supplier: Supplier, key: str) -> None:
    if key not in DUE and supplier.status == "paused":
        return
    tier = "on_trial" if supplier.status == "trial" else supplier.tier or "routine"
    row = ReviewPlan.follow(
        supplier, content.policy().rhythm(tier).review_months, world.today, world.stamp("admin", 100)
    )
    if key in DUE:
        due: date = world.today + timedelta(days=DUE[key])
        ReviewPlan.update(due_on=due, starts_on=due, anchor_day=due.day).where(ReviewPlan.id == row.id).execute()
