"""Imports: a file is sent, read, looked at, carried out, and can be undone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.models.change import Stale, change
from portal.database import get_or_404
from portal.imports.forms import CarryOutForm, EncodingForm, NewImportForm
from portal.imports.models.headings import ImportColumn, ImportWord
from portal.imports.models.imports import Import, Touched
from portal.imports.models.jobs import ImportBusy, ImportEnd, ImportJob
from portal.imports.pages.carry_out import Changed, ImportProgress, begin, mark_stopped, progress_of, progress_text
from portal.imports.pages.headings import heading_form, headings_page
from portal.imports.pages.kinds.registry import examples, followed, writers
from portal.imports.pages.listing import done_page, listing
from portal.imports.pages.reading import ImportReading, forget_records
from portal.imports.pages.waiting import choices_class, posted_choices, unsaved, waiting_page
from portal.imports.rules.columns import STATUS, heading_key
from portal.sheets.export import spreadsheet, xlsx
from portal.sheets.refusal import refusal
from portal.sheets.rules.cells import BadTable
from portal.sheets.xlsx_writer import workbook
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.language import LANGUAGES, choose
from portal.web.submit_once import earlier, new_key, once
from portal.web.uploads import LARGEST_FILE, shown_table

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.get("")
@permission("write")
def index() -> Any:
    return listing(NewImportForm(formdata=None, key=new_key()))


@bp.post("")
@permission("write")
def create() -> Any:
    if (first := earlier()) is not None:
        return redirect(first, 303)
    form = NewImportForm()
    name, content = sent(form)
    valid, fault = form.validate(), refusal(content)
    if fault:
        (form.text if form.text.data else form.file).errors = [fault]
    if fault or not valid:
        return listing(form, 422)
    return redirect(once(lambda: url_for("imports.show", id=Import.receive(name, content, stamp()).id)), 303)


@bp.post("/example")
@permission("write")
def try_example() -> Any:
    """The example is sent by us, in the language of the page."""
    if (first := earlier()) is not None:
        return redirect(first, 303)
    name, content = _("Example"), workbook(*examples(choose()))
    return redirect(once(lambda: url_for("imports.show", id=Import.receive(f"{name}.xlsx", content, stamp()).id)), 303)


def sent(form: NewImportForm) -> tuple[str, bytes]:
    """Name and content of the file, or of the rows that were pasted."""
    if form.file.data or not form.text.data:
        content = form.file.data.stream.read(LARGEST_FILE + 1) if form.file.data else b""
        return shown_table((form.file.data.filename if form.file.data else "") or ""), content
    return _("Pasted rows"), form.text.data.encode()


@bp.get("/headings")
@permission("write")
def headings() -> Any:
    return headings_page()


@bp.post("/headings")
@permission("write")
def add_heading() -> Any:
    form = heading_form()
    key = heading_key(form.heading.data or "")
    if not form.validate() or not key:
        form.heading.errors = form.heading.errors or [_("Enter letters or digits.")]
        return headings_page(form, 422)
    ImportColumn.teach({key: form.field.data}, stamp())
    return redirect(url_for(".headings"), 303)


@bp.post("/headings/<id:id>/forget")
@permission("write")
def forget_heading(id: int) -> Any:
    get_or_404(ImportColumn, id).forget(stamp())
    return redirect(url_for(".headings"), 303)


@bp.post("/words/<id:id>/forget")
@permission("write")
def forget_word(id: int) -> Any:
    get_or_404(ImportWord, id).forget(stamp())
    return redirect(url_for(".headings", _anchor="words"), 303)


@bp.get("/<id:id>")
@permission("write")
def show(id: int) -> Any:
    row, progress = row_and_progress(id)
    if progress and not progress.end:
        text = progress_text(progress)
        return render_template("imports/carrying.html", row=row, progress=progress, text=text)
    return (
        waiting_page(ImportReading(row, shown=True), end=progress.end if progress else "")
        if row.waiting
        else done_page(row)
    )


@bp.get("/<id:id>/progress")
@permission("write")
def progress(id: int) -> Any:
    """How far the import is; once it ended, its page."""
    row, progress = row_and_progress(id)
    if not progress or progress.end or not hx.wanted():
        return hx.see(url_for(".show", id=id))
    return render_template("imports/_progress.html", row=row, progress=progress, text=progress_text(progress))


def row_and_progress(id: int) -> tuple[Import, ImportProgress | None]:
    """An import, and how far it is while it waits; in this order, since it may be done between the two looks."""
    progress = progress_of(id)
    row: Import = get_or_404(Import, id)
    return row, progress if row.waiting else None


def waiting_or_404(id: int) -> Import:
    row, progress = row_and_progress(id)
    if not row.waiting:
        abort(404)
    return abort(409) if progress and not progress.end else row


@bp.post("/<id:id>/source")
@permission("write")
def read_as(id: int) -> Any:
    """Another encoding, delimiter, sheet or row of headings; the columns are matched afresh."""
    row = waiting_or_404(id)
    form = EncodingForm()
    if not form.validate():
        return waiting_page(ImportReading(row), source=form, status=422)
    source = {name: form[name].data or "" for name in ("encoding", "delimiter", "sheet")}
    return save(row, form.seen, **source, heading=form.heading.data, columns=None)


@bp.post("/<id:id>/columns")
@permission("write")
def match(id: int) -> Any:
    """What the columns are, kept for next time, and what is to be made of the rows."""
    row = waiting_or_404(id)
    reading = ImportReading(row)
    try:
        form = choices_class(reading)()
    except BadTable:
        return waiting_page(reading, status=422)
    if not form.validate():
        return waiting_page(reading, form=form, status=422)
    return save(row, form.seen, **posted_choices(form, reading))


def save(row: Import, seen: int, **chosen: Any) -> Any:
    mark_stopped()
    try:
        with change(stamp()):
            row.choose(seen, **chosen)
            ImportJob.forget(row)
            if chosen["columns"]:
                reading = ImportReading(row)
                ImportColumn.teach(reading.taught, stamp())
                ImportWord.teach(STATUS, reading.taught_words, stamp())
    except Stale as stale:
        return waiting_page(ImportReading(stale.current), status=409, end=ImportEnd.changed)  # type: ignore[arg-type]
    except BadTable:
        pass
    where: dict[str, Any] = {name: request.args[name] for name in ("kind", "page") if name in request.args}
    return redirect(url_for(".show", id=row.id, **where, _anchor="check"), 303)


@bp.post("/<id:id>/apply")
@permission("write")
def carry_out(id: int) -> Any:
    row, progress = row_and_progress(id)
    if not row.waiting or (progress and not progress.end):
        return redirect(url_for(".show", id=id), 303)
    form, reading = CarryOutForm(), ImportReading(row)
    try:
        if (choices := choices_class(reading)()) and unsaved(choices, reading):
            return match(id)
        begin(reading, form.seen, form.expected.data or "", stamp())
    except ImportBusy as busy:
        return waiting_page(reading, status=409, busy=str(busy))
    except (BadTable, Stale, Changed) as fault:
        row = get_or_404(Import, id)
        if row.waiting and isinstance(fault, BadTable):
            return waiting_page(reading, status=422)
        if row.waiting:
            return waiting_page(ImportReading(row), status=409, end=ImportEnd.changed)
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/undo")
@permission("write")
def undo(id: int) -> Any:
    row: Import = get_or_404(Import, id)
    form, kinds = CarryOutForm(), writers()
    if row.waiting or row.undone_at:
        return redirect(url_for(".show", id=id), 303)
    try:
        with change(stamp()):
            row.take_back(form.seen, kinds, stamp())
            followed(writer for _kind, writer in kinds)
    except Touched as touched:
        return done_page(Import.get_by_id(id), 409, touched.names)
    except Stale:
        return redirect(url_for(".show", id=id), 303)
    flash(_("The import is undone"))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/drop")
@permission("write")
def drop(id: int) -> Any:
    """A file that waits is not wanted after all."""
    row = waiting_or_404(id)
    try:
        row.drop(stamp())
    except Stale:
        return redirect(url_for(".show", id=id), 303)
    forget_records(row)
    return redirect(url_for(".index"), 303)


@bp.get("/<id:id>/refused.csv")
@permission("write")
def refused(id: int) -> Any:
    """The rows that were not taken, as they were, with the reasons last: mended, they can be sent again."""
    row: Import = get_or_404(Import, id)
    try:
        reading = ImportReading(row)
        headings = reading.headings if row.waiting else row.choices.get("headings", [])
        lines = reading.refusals() if row.waiting else row.refusals()
    except BadTable:
        return redirect(url_for(".show", id=id), 303)
    width = len(headings)
    filled = ((line.cells + [""] * width)[:width] + [" ".join(line.reasons)] for line in lines)
    return spreadsheet("refused", [*headings, _("Why it was refused")], filled)


@bp.get("/templates/<language>.xlsx")
@permission("write")
def template(language: str) -> Any:
    """A small workbook to try an import with, and to fill in."""
    if language not in LANGUAGES:
        abort(404)
    return xlsx(f"import-{language}", *examples(language))
