"""The page of the tested codes of a batch made ready for its template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.codes.forms import LONGEST_NOTE, CheckForm, CodesForm, ResultForm
from portal.codes.keys import code_key, mark
from portal.codes.queries import (
    CheckLine,
    CodeLine,
    Elsewhere,
    checks,
    counted,
    elsewhere,
    lines,
    of_other_keys,
    recorded,
)
from portal.codes.rules import (
    LEAST,
    LONGEST,
    MOST,
    Check,
    CodeFault,
    CodeStanding,
    First,
    Paste,
    Point,
    names_code,
    survival,
)
from portal.core.forms.base import whole
from portal.samples.models.samples import Batch
from portal.samples.pages.show import sample_or_404
from portal.samples.words.measures import proved
from portal.web.clock import today
from portal.web.filters import day as day_text
from portal.web.filters import listed
from portal.web.submit_once import new_key
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import choices

PER_PAGE = 100
FEW = 20  # line numbers told


RESULT_LOOKS: Looks = {
    First.works: ("ok", "check"),
    First.dead: ("bad", "warn"),
    First.wrong_value: ("bad", "warn"),
    First.used: ("bad", "warn"),
}


class CodeRow(NamedTuple):
    line: CodeLine
    result: Tag
    twin: bool  # stands earlier in the same batch
    elsewhere: list[Elsewhere]


class CheckRow(NamedTuple):
    """The check of one day: what it found, or when it is to be made."""

    point: Point
    kept: CheckLine | None
    text: str
    proof: str  # empty where nobody looked
    form: CheckForm | None
    open: bool  # its form
    conflict: bool  # somebody saved the same check first


class CodeSheet:
    """The codes of one batch, and what was found of them later."""

    def __init__(self, id: int, batch: Batch) -> None:
        self.sample: Any = sample_or_404(id)
        self.batch = batch
        self.digital = self.sample.kind == "digital"
        self.lines = [line for line in lines(id) if line.batch == batch.id]
        self.elsewhere = [other for other in elsewhere(id, self.sample.supplier_id) if other.batch == batch.id]
        self.checks = {check.day: check for check in checks(id) if check.batch == batch.id}
        self.at = today()
        made = list(self.checks.values())
        [self.counted] = counted([(batch.id, batch.number)], self.lines, self.elsewhere, made, self.at)

    def digital_only(self) -> None:
        if not self.digital:
            abort(404)

    def names_code(self, text: str, key: bytes, pasted: Iterable[str] = ()) -> bool:
        """Whether a note says a code that is on file in this batch or was pasted with it."""
        return names_code(text[:LONGEST_NOTE], {line.fingerprint for line in self.lines} | set(pasted), key)

    def point(self, day: int) -> Point:
        """The check of that day, once its day has come."""
        point = next((point for point in self.counted.points if point.day == day), None)
        if point is None or point.opens > self.at or point.standing is CodeStanding.gone:
            abort(404)
        return point

    def fits(self, point: Point, asked: int, alive: int, on: date) -> bool:
        """Whether the checks that were made later still hold with this one."""
        made = [Check(check.day, check.checked_on, check.asked, check.alive) for check in self.checks.values()]
        made = [check for check in made if check.day != point.day] + [Check(point.day, on, asked, alive)]
        total = self.counted.count
        points = survival(total.works, total.tested_on, made, self.at)
        return all(later.share is not None for later in points if later.check and later.day >= point.day)


def missing_check(form: CheckForm, sheet: CodeSheet, point: Point, at: date) -> bool:
    """Whether the check cannot be as it was typed; the reason stands at its field then."""
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
    """The lines that cannot be codes, by number: never the lines themselves."""
    texts = [] if paste.codes or paste.faults else [_("There is no code in it.")]
    if len(paste.codes) + len(paste.faults) > MOST:
        texts.append(_("At most %(most)s codes at a time.", most=MOST))
    by_fault = {fault: [line for line, kind in paste.faults if kind is fault] for fault in CodeFault}
    return texts + [fault_text(fault, numbered(numbers)) for fault, numbers in by_fault.items() if numbers]


def fault_text(fault: CodeFault, lines: str) -> str:
    if fault is CodeFault.more:
        return _("Only the code itself, without label or password: %(lines)s.", lines=lines)
    if fault is CodeFault.short:
        return _(
            "Fewer than %(least)s characters, so the last four would give away too much: %(lines)s.",
            lines=lines,
            least=LEAST,
        )
    return _("More than %(longest)s characters: %(lines)s.", lines=lines, longest=LONGEST)


def numbered(numbers: list[int]) -> str:
    names = [str(number) for number in numbers[:FEW]]
    if len(numbers) > FEW:
        names.append(_("%(number)s more", number=len(numbers) - FEW))
    return ngettext("line %(lines)s", "lines %(lines)s", len(numbers), lines=listed(names))


def repeated(paste: Paste) -> Iterator[str]:
    """The lines that say again what an earlier one said."""
    for line, first in paste.repeats[:FEW]:
        yield _("Line %(line)s is the same code as line %(first)s.", line=line, first=first)
    if len(paste.repeats) > FEW:
        yield _("%(number)s more repeats.", number=len(paste.repeats) - FEW)


def page_of(sheet: CodeSheet, status: int = 200, **sent: Any) -> Any:
    """The page, with the form that was sent; the paste itself is never among what comes back."""
    pages = -(-len(sheet.lines) // PER_PAGE)
    page = max(1, min(whole(request.args.get("page")) or 1, len(sheet.lines) // PER_PAGE + 1))
    count = sheet.counted.count
    body = render_template(
        "codes/show.html",
        s=sheet.sample,
        b=sheet.batch,
        counted=sheet.counted,
        proof=proved(count.bad, count.tested),
        compared=compared(sheet),
        rows=code_rows(sheet, page),
        previous=page_address(sheet, page - 1) if page > 1 else "",
        following=page_address(sheet, page + 1) if page < pages else "",
        checks=[check_row(sheet, point, sent) for point in sheet.counted.points],
        **entry_forms(sheet, sent),
        refusals=sent.get("refusals", ()),
        unpicked=sent.get("unpicked", False),
        conflict=sent.get("conflict"),
        sent=sent.get("check"),
        editable=current_user.may("write") and sheet.sample.verdict is None,
    )
    return body, status


def page_address(sheet: CodeSheet, page: int) -> str:
    return url_for("codes.show", id=sheet.sample.id, batch=sheet.batch.id, page=page)


def entry_forms(sheet: CodeSheet, sent: dict[str, Any]) -> dict[str, CodesForm | ResultForm]:
    codes = sent.get("codes") or CodesForm(None, data={"key": new_key(), "tested_on": sheet.at})
    result = sent.get("result") or ResultForm(None, data={"tested_on": sheet.at})
    for form in (codes, result):
        form.offer(choices("code_result"), sheet.at)
    return {"codes": codes, "result": result}


def compared(sheet: CodeSheet) -> str:
    """The number of other codes those of the batch were compared with, and of those that cannot be."""
    others, incomparable = recorded() - len(sheet.lines), of_other_keys(mark(code_key()))
    text = ngettext(
        "Compared with %(num)d code recorded here before; what was sold elsewhere cannot be seen.",
        "Compared with %(num)d other codes recorded here; what was sold elsewhere cannot be seen.",
        others,
    )
    if not incomparable:
        return text
    under_other_keys = ngettext(
        "%(num)d of all codes was recorded under an earlier secret key and cannot be compared.",
        "%(num)d of all codes were recorded under an earlier secret key and cannot be compared.",
        incomparable,
    )
    return f"{text} {under_other_keys}"


def code_rows(sheet: CodeSheet, page: int) -> list[CodeRow]:
    start, second = (page - 1) * PER_PAGE, twins(sheet)
    places: dict[int, list[Elsewhere]] = defaultdict(list)
    for other in sheet.elsewhere:
        places[other.code].append(other)
    return [
        CodeRow(line, tag_of(line.result, "code_result", RESULT_LOOKS), line.id in second, places[line.id])
        for line in sheet.lines[start : start + PER_PAGE]
    ]


def twins(sheet: CodeSheet) -> set[int]:
    """Ids of codes that stand earlier in the same batch."""
    first: dict[str, int] = {}
    return {line.id for line in sheet.lines if first.setdefault(line.fingerprint, line.id) != line.id}


def check_row(sheet: CodeSheet, point: Point, sent: dict[str, Any]) -> CheckRow:
    form = check_form(sheet, point, sent) if current_user.may("write") else None
    mine = sent.get("day") == point.day
    return CheckRow(
        point,
        sheet.checks.get(point.day) if point.check else None,
        check_text(point),
        proved(point.check.dead, point.check.asked) if point.check else "",
        form,
        point.standing is CodeStanding.due or mine or bool(form and form.errors),
        mine and sent.get("conflict") is not None,
    )


def check_text(point: Point) -> str:
    """What a check found, or the days in which it is made; empty where no code is left to look at."""
    if check := point.check:
        on = day_text(check.checked_on)
        return _("%(alive)s of %(asked)s still worked on %(on)s", alive=check.alive, asked=check.asked, on=on)
    days = {"first": day_text(point.opens), "last": day_text(point.closes)}
    if point.standing is CodeStanding.missed:
        return _("Nobody looked from %(first)s to %(last)s: whether they were alive is unknown.", **days)
    return "" if point.standing is CodeStanding.gone else _("From %(first)s to %(last)s", **days)


def check_form(sheet: CodeSheet, point: Point, sent: dict[str, Any]) -> CheckForm | None:
    """The form of a check; None while its day is still to come, and where no code was left."""
    if point.standing in (CodeStanding.ahead, CodeStanding.gone):
        return None
    if sent.get("day") == point.day:
        form: CheckForm = sent["check"]
        return form
    if kept := sheet.checks.get(point.day):
        return CheckForm(
            None, data={name: getattr(kept, name) for name in ("version", "checked_on", "asked", "alive", "note")}
        )
    return CheckForm(None, data={"version": 0, "checked_on": min(point.closes, sheet.at), "asked": point.left})
