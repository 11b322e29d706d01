"""Own tests made ready for their pages: of a sample, and of a category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.own_tests.models import CategoryLeftOut, SameOwnTest, TooManyOwnTests, left_out_counts, own_test_names
from portal.samples.pages.cells import SEVERITY_LOOKS
from portal.samples.queries.page import known_of, newest_sheet, own_tests, sheet_of
from portal.samples.rules.sampling import MOST_OWN, OwnTest, SampleCriterion
from portal.samples.words.measures import limit_text
from portal.settings.models.categories import Category
from portal.web.filters import local_text
from portal.web.tags import Tag, tag_of
from portal.web.words import choices


class OwnTestRow(NamedTuple):
    name: str
    limit: str
    how: str
    severity: Tag
    edit_url: str
    remove_url: str


class ShippedTestRow(NamedTuple):
    code: str
    text: str
    severity: Tag
    reason: str  # why it is left out; empty where it is tested
    leave_out_url: str
    take_in_url: str


class CategoryTests(NamedTuple):
    id: int
    name: str
    size: int
    names: str
    left_out: int


def own_test_row(test: OwnTest, room: str, **place: Any) -> OwnTestRow:
    """`room` and `place`: of the sample or category it belongs to."""
    return OwnTestRow(
        name=test.name,
        limit=own_limit(test),
        how=test.how,
        severity=tag_of(test.severity, "severity", SEVERITY_LOOKS),
        edit_url=url_for(f"{room}.edit", **place),
        remove_url=url_for(f"{room}.remove", **place),
    )


def own_limit(test: OwnTest) -> str:
    return limit_text(test.measure.value, test.measure)


def sheet_rows(sample: Any) -> dict[str, list[Any]]:
    """What a sample is tested on: the team's own tests, and the shipped ones with why some are left out."""
    shipped = sheet_of(sample).applying(known_of(sample))
    standing = [test for test in own_tests(sample) if not test.removed]
    return {
        "rows": [own_test_row(test, "sample_tests", id=sample.id, code=test.code) for test in standing],
        "shipped": [shipped_row(criterion, sample.left_out, "left_out", sample.id) for criterion in shipped],
    }


def shipped_row(criterion: SampleCriterion, reasons: Mapping[str, str], room: str, id: int) -> ShippedTestRow:
    """`room` and `id`: of the sample or category it may be left out of."""
    code, severity = criterion.code, tag_of(criterion.severity, "severity", SEVERITY_LOOKS)
    return ShippedTestRow(
        code,
        local_text(criterion.text),
        severity,
        reasons.get(code, ""),
        url_for(f"{room}.edit", id=id, code=code),
        url_for(f"{room}.take_in", id=id, code=code),
    )


def shipped_rows(category: Any) -> list[ShippedTestRow]:
    """The newest shipped sheet of its kind of goods, with why new samples of the category leave a test out."""
    sheet = newest_sheet(category.kind)
    reasons = CategoryLeftOut.reasons(category.id)
    return [shipped_row(criterion, reasons, "category_left_out", category.id) for criterion in sheet.criteria]


def template_rows(tests: Iterable[Any]) -> list[OwnTestRow]:
    return [own_test_row(row.test, "own_tests", id=row.category_id, row=row.id) for row in tests]


def category_rows() -> list[CategoryTests]:
    """Each category that may be bought, with what its template adds."""
    kept, left_out = own_test_names(), left_out_counts()
    return [
        CategoryTests(id, name, len(kept.get(id, ())), " · ".join(kept.get(id, ())), left_out.get(id, 0))
        for id, name, banned in Category.offered()
        if not banned
    ]


def choosable(form: Any) -> Any:
    """The form of an own test with what can be chosen."""
    answers = choices("own_answer")
    return form.offer(way=choices("own_way"), expected=answers, severity=choices("severity"))


def refuse_name(form: Any, fault: SameOwnTest | TooManyOwnTests) -> None:
    """Why a test was refused, at its name."""
    form.name.errors = [fault_text(fault)]


def fault_text(fault: SameOwnTest | TooManyOwnTests) -> str:
    if isinstance(fault, SameOwnTest):
        return _("There is an own test of this name already.")
    return _("At most %(number)s own tests.", number=MOST_OWN)
