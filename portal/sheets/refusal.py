"""Why a file is not even looked at."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.sheets.rules.cells import MOST_COLUMNS, MOST_ROWS, BadTable
from portal.sheets.upload import look
from portal.web.uploads import LARGEST_FILE


def refusal(content: bytes) -> str:
    """Why a file is not even looked at; empty when it is."""
    if not content:
        return _("Choose a file that holds something.")
    if len(content) > LARGEST_FILE:
        return _("The file is too large: at most 10 MB.")
    try:
        look(content)
    except BadTable as bad:
        return why_not(bad)
    return ""


def why_not(bad: BadTable) -> str:
    """Why a file cannot be read as a table, and what to do."""
    words: dict[str, Any] = {
        "empty": _("The file holds no rows."),
        "gone": _("The file does not wait here any more. Send it again."),
        "password": _("This workbook has a password. Save it without one and send it again."),
        "kind": _("This is neither CSV nor XLSX, XLS or ODS. Save the table as one of them and send that."),
        "page": _("This is a web page or XML that is only called a workbook. Open it, save it as XLSX and send that."),
        "macro": _("This file holds macros, or is no workbook. Save it as XLSX, which has none."),
        "broken": _("The file is damaged, or not what its name says. Save it again and send it once more."),
        "hostile": _("This workbook defines entities of its own, as no spreadsheet program does. It is not read."),
        "heavy": _(
            "Reading this workbook takes too much memory or time. Put the one table into a new file and send that."
        ),
        "unpacked": _("The workbook is too large: at most 50 MB unpacked, in at most 200 parts."),
        "rows": _(
            "Too many rows: at most %(count)s. Empty rows count: delete them, or split the file.", count=MOST_ROWS
        ),
        "columns": _("Too many columns: at most %(count)s.", count=MOST_COLUMNS),
        "characters": _("Too much text: at most 20 million characters in one table."),
        "encoding": _("The file is not written in %(encoding)s. Choose another encoding.", encoding=bad.about),
        "quotes": _("Line %(line)s of the file has quotation marks that do not match.", line=bad.about),
    }
    return str(words[bad.reason])
