"""The list of imports, and the page of one that is done."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.forms import MOST
from portal.imports.forms import NewImportForm
from portal.imports.models.imports import Import, ImportLine
from portal.imports.pages.carry_out import under_way
from portal.imports.pages.outcomes import KindCounts, counts_text, written
from portal.imports.queries.quotes import most_quoted
from portal.web.filters import listed, moment
from portal.web.language import LANGUAGES
from portal.web.tags import Tag
from portal.web.words import word

NAMED = 100  # problems on the page


class ImportRowOfList(NamedTuple):
    id: int
    name: str
    by: str
    at: str
    tag: Tag
    counts: str
    version: int
    undoable: bool
    droppable: bool  # without a look at the file: some page of it may not open


def listing(form: NewImportForm, status: int = 200) -> Any:
    running = under_way()
    body = render_template(
        "imports/index.html",
        form=form,
        imports=[list_row(line, line.id in running) for line in Import.newest()],
        workbooks=[(spoken, url_for("imports.template", language=code)) for code, spoken in LANGUAGES.items()],
    )
    return body, status


def list_row(line: ImportLine, running: bool) -> ImportRowOfList:
    return ImportRowOfList(
        line.id,
        line.name,
        line.by or "—",
        moment(line.created_at),
        state_tag(line, running),
        counts_text(line.counts),
        line.version,
        bool(line.done_at and not line.undone_at and written(line.counts)),
        not (line.done_at or running),
    )


def state_tag(line: ImportLine, running: bool) -> Tag:
    if line.undone_at:
        return Tag(_("undone"), "line")
    if line.done_at:
        return Tag(_("imported"), "ok", "check")
    return Tag(_("being imported"), "info") if running else Tag(_("waits"), "warn")


def done_page(row: Import, status: int = 200, touched: list[str] | None = None) -> Any:
    reasons = [reason for refused in row.refusals() for reason in refused.reasons]
    body = render_template(
        "imports/done.html",
        row=row,
        touched=touched,
        undoable=bool(not row.undone_at and written(row.counts)),
        made=made_links(row.counts),
        compare=None if row.undone_at else compared(row),
        problems=reasons[:NAMED],
        more=max(0, len(reasons) - NAMED),
    )
    return body, status


class MadeLink(NamedTuple):
    label: str
    text: str
    url: str


PAGES = {"suppliers": "suppliers.index", "products": "products.index"}


def made_links(counts: KindCounts | None) -> list[MadeLink]:
    """What was written of each kind, and where it is."""
    written_of = {
        kind: {end: number for end, number in ends.items() if number} for kind, ends in (counts or {}).items()
    }
    return [
        MadeLink(
            word(kind, "import_kind"),
            listed(f"{word(end, 'import_outcome')} {number}" for end, number in ends.items()),
            url_for(PAGES[kind]) if kind in PAGES else "",
        )
        for kind, ends in written_of.items()
        if ends
    ]


class CompareStep(NamedTuple):
    text: str
    detail: str
    url: str


def compared(row: Import) -> CompareStep | None:
    """The comparison that the quotes of the file make possible: of the product that most suppliers quote."""
    best = most_quoted(row.id)
    if best is None or best.suppliers < 2:
        return None
    text = ngettext(
        "%(num)d supplier quotes %(product)s", "%(num)d suppliers quote %(product)s", best.suppliers, product=best.name
    )
    url = url_for("comparisons.show", product=best.product, supplier=best.keys[:MOST])
    return CompareStep(text, _("Compare their offers, and print it on one page"), url)
