"""The page of the tested codes of a batch made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.codes.forms import LONGEST_NOTE, CheckForm, CodesForm, ResultForm
from portal.codes.keys import code_key, mark
from portal.codes.queries import checks, counted, elsewhere, lines, of_other_keys, recorded
from portal.codes.rules import LEAST, LONGEST, MOST, Check, CodeFault, CodeStanding, Paste, Point, names_code, survival
from portal.core.forms.base import whole
from portal.samples.models.samples import Batch
from portal.samples.pages.show import here
from portal.web.clock import today
from portal.web.filters import day as day_text
from portal.web.filters import listed
from portal.web.submit_once import new_key
from portal.web.words import choices

PER_PAGE = 100
FEW = 20  # line numbers told


class CodeSheet:
    def __init__(self, id: int, batch: Batch) -> None:
        self.sample: Any = here(id)
        self.batch = batch
        self.digital = self.sample.kind == "digital"
        self.lines = [one for one in lines(id) if one.batch == batch.id]
        self.elsewhere = [one for one in elsewhere(id, self.sample.supplier_id) if one.batch == batch.id]
        self.checks = {one.day: one for one in checks(id) if one.batch == batch.id}
        self.at = today()
        made = list(self.checks.values())
        [self.counted] = counted([(batch.id, batch.number)], self.lines, self.elsewhere, made, self.at)

    def digital_only(self) -> None:
        if not self.digital:
            abort(404)

    def names_code(self, text: str, key: bytes, pasted: Iterable[str] = ()) -> bool:
        """Whether a note says a code that is on file in this batch or was pasted with it."""
        return names_code(text[:LONGEST_NOTE], {one.fingerprint for one in self.lines} | set(pasted), key)

    def point(self, day: int) -> Point:
        """The check of that day, once its day has come."""
        found = next((one for one in self.counted.points if one.day == day), None)
        if found is None or found.opens > self.at or found.standing is CodeStanding.gone:
            abort(404)
        return found

    def fits(self, point: Point, asked: int, alive: int, on: date) -> bool:
        """Whether the checks that were made later still hold with this one."""
        made = [Check(one.day, one.checked_on, one.asked, one.alive) for one in self.checks.values()]
        made = [one for one in made if one.day != point.day] + [Check(point.day, on, asked, alive)]
        total = self.counted.count
        points = survival(total.works, total.tested_on, made, self.at)
        return all(one.share is not None for one in points if one.check and one.day >= point.day)


def missing_check(form: CheckForm, sheet: CodeSheet, point: Point, at: date) -> bool:
    """Say at its field what the check cannot be; whether anything was said."""
    asked, alive, on = form.asked.data or 0, form.alive.data or 0, form.checked_on.data or at
    last = min(point.closes, at)
    if not point.opens <= on <= last:
        named = {"day": point.day, "first": day_text(point.opens), "last": day_text(last)}
        form.checked_on.errors = [_("The check of day %(day)s is made from %(first)s to %(last)s.", **named)]
    elif asked > point.left:
        form.asked.errors = [_("At most %(left)s codes could still be alive.", left=point.left)]
    elif not sheet.fits(point, asked, alive, on):
        form.alive.errors = [_("A later check found more codes than this would leave alive.")]
    return bool(form.errors)


def faults(paste: Paste) -> list[str]:
    """Which lines cannot be codes, by number: never the lines themselves."""
    said = [] if paste.codes or paste.faults else [_("There is no code in it.")]
    if len(paste.codes) + len(paste.faults) > MOST:
        said.append(_("At most %(most)s codes at a time.", most=MOST))
    for fault in CodeFault:
        numbers = [line for line, found in paste.faults if found is fault]
        if not numbers:
            continue
        named = {"lines": numbered(numbers), "least": LEAST, "longest": LONGEST}
        if fault is CodeFault.more:
            said.append(_("Only the code itself, without label or password: %(lines)s.", **named))
        elif fault is CodeFault.short:
            said.append(
                _("Fewer than %(least)s characters, so the last four would give away too much: %(lines)s.", **named)
            )
        else:
            said.append(_("More than %(longest)s characters: %(lines)s.", **named))
    return said


def numbered(numbers: list[int]) -> str:
    shown = [str(one) for one in numbers[:FEW]]
    if len(numbers) > FEW:
        shown.append(_("%(number)s more", number=len(numbers) - FEW))
    return ngettext("line %(lines)s", "lines %(lines)s", len(numbers), lines=listed(shown))


def repeated(paste: Paste) -> Iterator[str]:
    """The lines that say again what an earlier one said."""
    for line, first in paste.repeats[:FEW]:
        yield _("Line %(line)s is the same code as line %(first)s.", line=line, first=first)
    if len(paste.repeats) > FEW:
        yield _("%(number)s more repeats.", number=len(paste.repeats) - FEW)


def page_of(sheet: CodeSheet, status: int = 200, **given: Any) -> Any:
    """The page, with the form that was sent; the paste itself is never among what comes back."""
    number = max(1, min(whole(request.args.get("page")) or 1, len(sheet.lines) // PER_PAGE + 1))
    start = (number - 1) * PER_PAGE
    codes = given.get("codes") or CodesForm(None, data={"key": new_key(), "tested_on": sheet.at})
    result = given.get("result") or ResultForm(None, data={"tested_on": sheet.at})
    for form in (codes, result):
        form.offer(choices("code_result"), sheet.at)
    seen: dict[int, list[Any]] = {}
    for one in sheet.elsewhere:
        seen.setdefault(one.code, []).append(one)
    body = render_template(
        "codes/show.html",
        s=sheet.sample,
        b=sheet.batch,
        c=sheet.counted,
        rows=sheet.lines[start : start + PER_PAGE],
        twins=twins(sheet),
        seen=seen,
        made=sheet.checks,
        checks=[(point, check_form(sheet, point, given)) for point in sheet.counted.points],
        others=recorded() - len(sheet.lines),
        foreign_keys=of_other_keys(mark(code_key())),
        codes=codes,
        result=result,
        said=given.get("said", ()),
        unpicked=given.get("unpicked", False),
        conflict=given.get("conflict"),
        sent=given.get("check"),
        day=given.get("day"),
        page=number,
        pages=-(-len(sheet.lines) // PER_PAGE),
        editable=current_user.may("write") and sheet.sample.verdict is None,
        writes=current_user.may("write"),
    )
    return body, status


def twins(sheet: CodeSheet) -> set[int]:
    """Ids of codes that stand earlier in the same batch."""
    first: dict[str, int] = {}
    return {one.id for one in sheet.lines if first.setdefault(one.fingerprint, one.id) != one.id}


def check_form(sheet: CodeSheet, point: Point, given: dict[str, Any]) -> CheckForm | None:
    """None while its day is still to come, and where none was left."""
    if point.standing in (CodeStanding.ahead, CodeStanding.gone):
        return None
    if given.get("day") == point.day:
        form: CheckForm = given["check"]
        return form
    if kept := sheet.checks.get(point.day):
        return CheckForm(
            None, data={name: getattr(kept, name) for name in ("version", "checked_on", "asked", "alive", "note")}
        )
    return CheckForm(None, data={"version": 0, "checked_on": min(point.closes, sheet.at), "asked": point.left})
