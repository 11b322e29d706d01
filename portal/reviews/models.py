"""The rhythm of looking at each supplier again, and what was found each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField, chunked

from portal.actions.models import Action
from portal.core.models import bulk
from portal.core.models.change import Stale, Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.insert import AT_ONCE, insert
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User
from portal.reviews.rules.cadence import next_due
from portal.suppliers.models.suppliers import Supplier


class ReviewPlan(Versioned):
    """Every n months on the anchor day, counted from the month of `starts_on`; `due_on` is the next date."""

    supplier_id: int
    supplier = ForeignKeyField(Supplier, unique=True)
    every_months = IntegerField()
    starts_on = DateField()
    anchor_day = IntegerField()
    due_on = DateField(index=True)

    @classmethod
    def follow(cls, supplier: Supplier, every_months: int, today: date, stamp: Stamp) -> ReviewPlan:
        """Give a supplier its rhythm, or another one. A plan that keeps its rhythm keeps its date."""
        cls.follow_all({supplier.id: every_months}, today, stamp)
        plan: ReviewPlan = cls.get(cls.supplier == supplier)
        return plan

    @classmethod
    def follow_all(cls, months: Mapping[int, int], today: date, stamp: Stamp) -> None:
        """As `follow`, of many: the months of each supplier's rhythm by its key."""
        with change(stamp) as log:
            plans = cls.of(months)
            about = {key: plan_from(rhythm, today) for key, rhythm in months.items()}
            insert(cls, ({"supplier": key, **about[key]} for key in months if key not in plans))
            other = [plan for plan in plans.values() if plan.every_months != months[plan.supplier_id]]
            before = {plan.supplier_id: plan.rhythm for plan in other}
            for plan in other:
                about[plan.supplier_id]["due_on"] = min(plan.due_on, about[plan.supplier_id]["due_on"])
            bulk.rewrite(cls, [(plan, about[plan.supplier_id]) for plan in other])
            for key in (key for key in months if key not in plans or key in before):
                log("review.plan", ("supplier", key), planned(before.get(key)), planned(about[key]))

    @classmethod
    def of(cls, suppliers: Iterable[int]) -> dict[int, Self]:
        """The plans of suppliers, by the keys of these."""
        chosen = chunked(list(suppliers), AT_ONCE)
        return {plan.supplier_id: plan for some in chosen for plan in cls.select().where(cls.supplier.in_(some))}

    @classmethod
    def begin(cls, supplier: Supplier, first_on: date, every_months: int, stamp: Stamp) -> PlanChange:
        """From this day on at this rhythm; what was planned before gives way."""
        about = {"every_months": every_months, "starts_on": first_on, "anchor_day": first_on.day, "due_on": first_on}
        with change(stamp):
            plan = cls.get_or_none(cls.supplier == supplier)
            if plan and all(plan.__data__[name] == value for name, value in about.items()):
                return PlanChange(plan, plan.rhythm)
            return cls._set(plan, supplier, stamp, **about)

    @classmethod
    def _set(cls, plan: ReviewPlan | None, supplier: Supplier, stamp: Stamp, **about: Any) -> PlanChange:
        """`plan`: the one that stands."""
        before = plan.rhythm if plan else None
        with change(stamp) as log:
            plan = plan.change_row(plan.version, **about) if plan else cls.create(supplier=supplier, **about)
            log("review.plan", supplier, planned(before), planned(plan.rhythm))
        return PlanChange(plan, before)

    @classmethod
    def drop(cls, supplier: Supplier, stamp: Stamp) -> None:
        """Take a supplier off the calendar that was put on it by mistake."""
        with change(stamp) as log:
            cls.delete().where(cls.supplier == supplier).execute()
            log("review.unplan", supplier)

    @property
    def rhythm(self) -> dict[str, Any]:
        """How often and when, ready for JSON: what a way back keeps."""
        days = {"starts_on": self.starts_on.isoformat(), "due_on": self.due_on.isoformat()}
        return {"every_months": self.every_months, "anchor_day": self.anchor_day, **days}

    @classmethod
    def put_all_back(cls, kept: Sequence[tuple[Self, Mapping[str, Any] | None, int]], stamp: Stamp) -> None:
        """Of each plan the rhythm it had before; None: it had none, and is off the calendar again.

        `kept` holds with each the version it was left with. Raises Stale where somebody changed one since.
        """
        with change(stamp) as log:
            for plan, _before, seen in kept:
                if plan.version != seen:
                    raise Stale(plan)
            left = [planned(plan.rhythm) for plan, _before, _seen in kept]
            bulk.rewrite(cls, [(plan, days_of(before)) for plan, before, _seen in kept])
            for some in chunked([plan.id for plan, before, _seen in kept if before is None], AT_ONCE):
                cls.delete().where(cls.id.in_(some)).execute()
            for (plan, before, _seen), rhythm in zip(kept, left, strict=True):
                verb = "review.plan" if before else "review.unplan"
                log(verb, ("supplier", plan.supplier_id), rhythm, planned(before))

    def following(self, done_on: date) -> date:
        """The date after a review done on `done_on`.

        A review done a little early (within half a rhythm of its date) stands for that date, so the same date is
        not due again; one done in between leaves the date as it is.
        """
        early = (self.due_on - done_on).days
        after = self.due_on if 0 <= early <= self.every_months * 15 else done_on
        return next_due(self.every_months, self.anchor_day, after, self.starts_on)

    def move(self, to: date, reason: str, seen: int, stamp: Stamp) -> None:
        """Put this one date off or forward; the rhythm and its anchor stay."""
        with change(stamp) as log:
            before = self.due_on
            self.change_row(seen, due_on=to)
            ReviewMove.create(**date_move(self, before, to, reason, stamp))
            log("review.move", ("supplier", self.supplier_id), {"due_on": before}, {"due_on": to, "reason": reason})

    @classmethod
    def move_all(cls, moves: Sequence[tuple[Self, date]], reason: str, stamp: Stamp) -> None:
        """As `move`, of many. Raises Stale."""
        with change(stamp) as log:
            left = [plan.due_on for plan, _to in moves]
            bulk.rewrite(cls, [(plan, {"due_on": to}) for plan, to in moves])
            changes = [(plan, before, to) for (plan, to), before in zip(moves, left, strict=True)]
            insert(ReviewMove, [date_move(plan, before, to, reason, stamp) for plan, before, to in changes])
            for plan, before, to in changes:
                log("review.move", ("supplier", plan.supplier_id), {"due_on": before}, {"due_on": to, "reason": reason})


def plan_from(every_months: int, today: date) -> dict[str, Any]:
    """A rhythm that begins today."""
    due = next_due(every_months, today.day, today)
    return {"every_months": every_months, "starts_on": today, "anchor_day": today.day, "due_on": due}


def days_of(rhythm: Mapping[str, Any] | None) -> dict[str, Any]:
    """A rhythm out of JSON, as its columns hold it."""
    days = {"starts_on", "due_on"}
    return {name: date.fromisoformat(value) if name in days else value for name, value in (rhythm or {}).items()}


def date_move(plan: ReviewPlan, before: date, to: date, reason: str, stamp: Stamp) -> dict[str, Any]:
    about = {"supplier": plan.supplier_id, "from_day": before, "to_day": to, "reason": reason}
    return {**about, "by": stamp.user_id, "at": stamp.at}


class PlanChange(NamedTuple):
    plan: ReviewPlan
    before: dict[str, Any] | None  # its rhythm; None: there was none


def planned(rhythm: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What the trail says of a plan."""
    return {name: rhythm[name] for name in ("every_months", "due_on")} if rhythm else None


class Review(Versioned):
    supplier_id: int
    supplier = ForeignKeyField(Supplier, index=True)
    was_due_on = DateField(null=True)
    done_on = DateField(index=True)
    outcome = CharField(max_length=10)  # passed, watch, act
    scores = JSONField(null=True)
    findings = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    @classmethod
    def latest(cls) -> Any:
        """The condition to join the last review of a supplier by."""
        other = cls.alias()
        last = other.select(other.id).where(other.supplier == Supplier.id)
        return cls.id == last.order_by(other.done_on.desc(), other.id.desc()).limit(1)

    @classmethod
    def record(cls, plan: ReviewPlan, done_on: date, seen: int, stamp: Stamp, **answers: Any) -> Self:
        """Write down a review and set the next date. Raises Stale when somebody reviewed in the meantime.

        `answers`: outcome, scores (aspect -> 1..5), findings, actions (text, owner id, due date each).
        """
        actions = answers.pop("actions", ())
        with change(stamp) as log:
            was_due = plan.due_on
            plan.change_row(seen, due_on=plan.following(done_on))
            review = cls.create(
                supplier=plan.supplier_id,
                was_due_on=was_due,
                done_on=done_on,
                by=stamp.user_id,
                at=stamp.at,
                **answers,
            )
            for text, owner, due_on in actions:
                Action.give(text, owner, due_on, stamp, supplier=plan.supplier_id, source=review)
            log("review.record", review, after={**answers, "next": plan.due_on})
        return review

    def take_back(self, due_on: date, stamp: Stamp) -> None:
        """Undo: the review is gone, the supplier is due again on the date it was due."""
        with change(stamp) as log:
            ReviewPlan.update(due_on=due_on, version=ReviewPlan.version + 1).where(
                ReviewPlan.supplier == self.supplier_id
            ).execute()
            tasks = Action.select().where(Action.object_type == "review", Action.object_id == self.id)
            for action in tasks.where(Action.deleted_at.is_null()).order_by(Action.id):
                action.mark("remove", stamp.at, stamp)
            log("review.take_back", self, before={"done_on": self.done_on, "outcome": self.outcome})
            self.delete_instance()


class ReviewMove(Record):
    """A due date was put off or brought forward, and why."""

    supplier = ForeignKeyField(Supplier, index=True)
    from_day = DateField(null=True)
    to_day = DateField()
    reason = TextField()
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
