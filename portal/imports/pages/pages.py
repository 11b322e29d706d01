"""The list of imports, and the page of one that is done."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, url_for
from flask_babel import gettext as _

from portal.imports.forms import NewImportForm
from portal.imports.models.imports import Import, ImportLine
from portal.imports.pages.carry_out import under_way
from portal.imports.pages.outcomes import count_tags, counts_text, written
from portal.web.filters import moment
from portal.web.language import LANGUAGES
from portal.web.tags import Tag
from portal.web.words import choices, pairs, word

NAMED = 100  # problems on the page


class ImportRowOfList(NamedTuple):
    id: int
    name: str
    kind: str
    by: str
    at: str
    tag: Tag
    counts: str


def listing(form: NewImportForm, status: int = 200) -> Any:
    form.kind.choices = choices("import_kind")
    running = under_way()
    body = render_template(
        "imports/index.html",
        form=form,
        imports=[list_row(line, line.id in running) for line in Import.newest()],
        workbooks=blank_workbooks(),
    )
    return body, status


def list_row(line: ImportLine, running: bool) -> ImportRowOfList:
    return ImportRowOfList(
        line.id,
        line.name,
        word(line.kind, "import_kind"),
        line.by or "—",
        moment(line.created_at),
        state_tag(line, running),
        counts_text(line.counts),
    )


def state_tag(line: ImportLine, running: bool) -> Tag:
    if line.undone_at:
        return Tag(_("undone"), "line")
    if line.done_at:
        return Tag(_("imported"), "ok", "check")
    return Tag(_("being imported"), "info") if running else Tag(_("waits"), "warn")


def blank_workbooks() -> list[tuple[str, str]]:
    """Name and address of an empty workbook for each kind in each language."""
    return [
        (f"{title} ({spoken})", url_for("imports.template", kind=kind, language=code))
        for kind, title in pairs("import_kind")
        for code, spoken in LANGUAGES.items()
    ]


def done_page(row: Import, status: int = 200, touched: list[str] | None = None) -> Any:
    reasons = [reason for refused in row.refusals()[:NAMED] for reason in refused.reasons]
    body = render_template(
        "imports/done.html",
        row=row,
        touched=touched,
        undoable=bool(not row.undone_at and written(row.counts)),
        tags=count_tags(row.counts or {}),
        problems=reasons,
        more=0,
    )
    return body, status
