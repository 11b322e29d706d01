"""Samples: what was asked for, the batches that came, and the colleagues who test them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.checklists.models.templates import TemplateVersion
from portal.core.models.change import Entry, Versioned, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.core.rules.freeze import freeze, thaw
from portal.core.rules.text import folded
from portal.own_tests.models import CategoryLeftOut, CategoryTest, SameOwnTest, TooManyOwnTests
from portal.products.models import Product
from portal.samples.rules.sampling import MOST_OWN, OWN, OwnTest, renumbered
from portal.suppliers.models.suppliers import Supplier


class Closed(Exception):
    """The verdict is signed: nothing in the test changes until it is opened again."""


class SampleMoved(Exception):
    """Somebody changed the test after the caller read it."""


class SameNumber(Exception):
    """The sample has a batch of this number already."""


class OwnTestMoved(Exception):
    """Somebody changed the own test after the caller read it; `current` is the test as it stands."""

    def __init__(self, current: OwnTest) -> None:
        super().__init__(f"{current.code} has changed")
        self.current = current


class LeftOutMoved(Exception):
    """Somebody left the test out or took it in after the caller read it.

    `reason` is what stands now, empty where it is tested.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"left out by now: {reason}")
        self.reason = reason


class Sample(Entry):
    supplier_id: int
    product_id: int
    owner_id: int | None
    supplier = ForeignKeyField(Supplier, index=True)
    product = ForeignKeyField(Product, index=True)
    kind = CharField(max_length=10)  # physical, digital
    template_version = ForeignKeyField(TemplateVersion, backref="+")
    quantity = IntegerField(null=True)  # pieces, or units of digital goods, that were asked for
    fee = MicrosField(null=True)
    currency = CharField(max_length=3)
    asked_on = DateField()
    promised_on = DateField(null=True)
    shipped_on = DateField(null=True)
    received_on = DateField(null=True)
    purpose = TextField(default="")
    use_scene = TextField(default="")
    note = TextField(default="")
    limits = JSONField(default=dict)  # "PH02.deviation" -> the limit of the product, the supplier or the law
    own_tests = JSONField(default=list)  # a copy of its own: a template changed later does not change it
    left_out = JSONField(default=dict)  # code of a shipped criterion -> why it is not tested
    owner = ForeignKeyField(User, null=True, backref="+")
    rev = IntegerField(default=0)  # rises with every change to the test
    round = IntegerField(default=1)  # of signatures: a change to the test begins the next
    verdict = CharField(max_length=10, null=True)  # pass, retest, drop: only once signed
    verdict_at = UtcDateTimeField(null=True)
    frozen = JSONField(null=True)  # what was shown when it was signed
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def ask(cls, stamp: Stamp, batches: Iterable[str] = (), like: Self | None = None, **about: Any) -> Self:
        """Ask a supplier for a sample: on the newest published sheet of its kind, and the template of its category.

        `like` another sample it is tested as that one is: on its own tests, and without what it leaves out.
        """
        with change(stamp):
            sheet = TemplateVersion.newest(f"sample_{about['kind']}")
            tests = like.tests_for(**about) if like else cls.tests_of_category(about["product"], about["kind"])
            sample = cls.add(stamp, template_version=sheet, created_by=stamp.user_id, **tests, **about)
            for number in dict.fromkeys(batches):
                Batch.add(stamp, sample=sample, number=number, received_on=sample.received_on)
        return sample

    @classmethod
    def tests_of_category(cls, product: Any, kind: str) -> dict[str, Any]:
        [(category,)] = rows(Product.select(Product.category).where(Product.id == product))
        return {
            "own_tests": freeze(CategoryTest.sheet(category)),
            "left_out": CategoryLeftOut.reasons(category, kind),
        }

    def tests_for(self, supplier: Any, product: Any, kind: str, **_about: Any) -> dict[str, Any]:
        """What a copy of this sample is tested on.

        Own limits were agreed with one supplier about one product; what is left out belongs to the sheet of one kind.
        """
        same = (supplier, product) == (self.supplier_id, self.product_id)
        return {
            "own_tests": freeze(renumbered(thaw(OwnTest, test) for test in self.own_tests)),
            "left_out": self.left_out if kind == self.kind else {},
            "limits": self.limits if same and kind == self.kind else {},
        }

    def correct(self, seen: int, stamp: Stamp, **about: Any) -> None:
        """Save what a person typed about the sample. Raises Closed, or Stale."""
        with change(stamp):
            Sample.touch(self.id)
            self.amend(seen, stamp, **about)

    @classmethod
    def lock(cls, id: int) -> None:
        """Hold the sample inside the caller's `change`. Raises Closed."""
        if not cls.update(rev=cls.rev).where(cls.id == id, cls.verdict.is_null()).execute():
            raise Closed

    @classmethod
    def touch(cls, id: int) -> None:
        """Hold the sample for a change to the test: what was up for signature is so no longer. Raises Closed."""
        changed = cls.update(rev=cls.rev + 1, round=cls.round + 1)
        if not changed.where(cls.id == id, cls.verdict.is_null()).execute():
            raise Closed

    def add_batch(self, number: str, received_on: date | None, note: str, stamp: Stamp) -> Batch:
        """Add a batch. Raises SameNumber, Closed. The first one that came is the sample's receipt."""
        with change(stamp):
            Sample.touch(self.id)
            Batch.refuse_twin(self.id, number)
            batch = Batch.add(stamp, sample=self, number=number, received_on=received_on, note=note)
            sample = Sample.get_by_id(self.id)
            if received_on and sample.received_on is None and sample.asked_on <= received_on:
                sample.amend(sample.version, stamp, received_on=received_on)
        return batch

    def assign(self, user: int, due_on: date | None, stamp: Stamp) -> None:
        """Ask a colleague to test it, by that day."""
        with change(stamp) as log:
            Sample.lock(self.id)
            tester, created = Tester.get_or_create(sample=self, user=user, defaults={"due_on": due_on})
            before = None if created else {"user": user, "due_on": tester.due_on}
            if not created:
                tester.change_row(tester.version, due_on=due_on)
            log("sample.assign", self, before, {"user": user, "due_on": due_on})

    def dismiss(self, user: int, stamp: Stamp) -> None:
        """Take a colleague off the test; what was measured stays."""
        with change(stamp) as log:
            Sample.lock(self.id)
            if Tester.delete().where(Tester.sample == self, Tester.user == user).execute():
                log("sample.dismiss", self, before={"user": user})

    def finish(self, user: int, done: bool, stamp: Stamp) -> None:
        """Note that a tester has finished, or has not after all."""
        with change(stamp) as log:
            Sample.lock(self.id)
            changed = Tester.update(done_at=stamp.at if done else None, version=Tester.version + 1)
            if changed.where(Tester.sample == self, Tester.user == user).execute():
                log("sample.finish", self, after={"user": user, "done": done})

    def add_test(self, test: OwnTest, stamp: Stamp) -> OwnTest:
        """Test it on something of the team's own. Raises SameOwnTest, TooManyOwnTests, Closed."""
        with change(stamp) as log:
            tests = self.held_tests()
            if sum(not other.removed for other in tests) >= MOST_OWN:
                raise TooManyOwnTests
            added = replace(test, code=f"{OWN}{len(tests) + 1}")
            self.put_tests(tests, added)
            log("sample.add_test", self, after=own_test_facts(added))
        return added

    def change_test(self, code: str, seen: int, test: OwnTest, stamp: Stamp) -> None:
        """Change the words, limits and severity. Raises OwnTestMoved, SameOwnTest, Closed."""
        with change(stamp) as log:
            tests = self.held_tests()
            before = next(other for other in tests if other.code == code)
            if before.version != seen or before.removed:
                raise OwnTestMoved(before)
            changed = replace(test, code=code, way=before.way, unit=before.unit, version=seen + 1)
            self.put_tests(tests, changed)
            log("sample.change_test", self, own_test_facts(before), own_test_facts(changed))

    def take_off_test(self, code: str, removed: bool, stamp: Stamp) -> None:
        """Take an own test off the sheet, or put it on again with what was measured. Raises SameOwnTest, Closed."""
        with change(stamp) as log:
            tests = self.held_tests()
            before = next(other for other in tests if other.code == code)
            if before.removed != removed:
                self.put_tests(tests, replace(before, removed=removed, version=before.version + 1))
                verb = "sample.take_off_test" if removed else "sample.put_back_test"
                log(verb, self, after={"name": before.name})

    def leave_out(self, code: str, reason: str, stamp: Stamp, seen: str = "") -> None:
        """Do not test it on a shipped criterion; with another reason, from now on for that.

        `seen`: the reason the person was looking at, empty where it was tested. Raises Closed, LeftOutMoved.
        """
        self.put_left_out("sample.leave_out", code, reason, stamp, seen)

    def take_in(self, code: str, stamp: Stamp) -> None:
        """Test it on that after all, with what was measured before. Raises Closed."""
        self.put_left_out("sample.take_in", code, None, stamp)

    def put_left_out(self, verb: str, code: str, reason: str | None, stamp: Stamp, seen: str | None = None) -> None:
        with change(stamp) as log:
            Sample.touch(self.id)
            [(reasons,)] = rows(Sample.select(Sample.left_out).where(Sample.id == self.id))
            before = reasons.get(code)
            if before != reason:
                if seen is not None and (before or "") != seen:
                    raise LeftOutMoved(before or "")
                others = {key: why for key, why in reasons.items() if key != code}
                kept = others | ({code: reason} if reason else {})
                Sample.update(left_out=kept).where(Sample.id == self.id).execute()
                log(verb, self, {"reason": before}, {"code": code, "reason": reason})

    def held_tests(self) -> list[OwnTest]:
        """The own tests as they stand, with the sample held for a change to its test. Raises Closed."""
        Sample.touch(self.id)
        [(tests,)] = rows(Sample.select(Sample.own_tests).where(Sample.id == self.id))
        return [thaw(OwnTest, test) for test in tests]

    def put_tests(self, tests: list[OwnTest], test: OwnTest) -> None:
        """Raises SameOwnTest."""
        others = [other for other in tests if other.code != test.code]
        if not test.removed and any(folded(test.name) == folded(other.name) for other in others if not other.removed):
            raise SameOwnTest
        kept = sorted([*others, test], key=lambda other: int(other.code.removeprefix(OWN)))
        Sample.update(own_tests=freeze(kept)).where(Sample.id == self.id).execute()


def own_test_facts(test: OwnTest) -> dict[str, Any]:
    """What the trail says of an own test."""
    facts: dict[str, Any] = freeze(test.about)
    return facts


class Batch(Entry):
    sample_id: int
    sample = ForeignKeyField(Sample, index=True)
    number = CharField(max_length=60)
    received_on = DateField(null=True)
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def refuse_twin(cls, sample: int, number: str, but: int = 0) -> None:
        """Raises SameNumber. The caller holds the sample."""
        others = cls.select().where(cls.sample == sample, cls.deleted_at.is_null(), cls.id != but)
        if others.where(cls.number == number).exists():
            raise SameNumber

    def correct(self, seen: int, stamp: Stamp, **about: Any) -> None:
        """Raises SameNumber, Closed, or Stale."""
        with change(stamp):
            Sample.touch(self.sample_id)
            Batch.refuse_twin(self.sample_id, about["number"], self.id)
            self.amend(seen, stamp, **about)

    def restore(self, stamp: Stamp) -> None:
        """Raises SameNumber, Closed."""
        with change(stamp):
            Sample.touch(self.sample_id)
            Batch.refuse_twin(self.sample_id, self.number)
            super().restore(stamp)


class Tester(Versioned):
    """A colleague who tests a sample, and by when."""

    sample = ForeignKeyField(Sample)
    user = ForeignKeyField(User, index=True)
    due_on = DateField(null=True)
    done_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("sample", "user"), True),)
