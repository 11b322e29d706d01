"""Why a file is not even looked at."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.domain.tables import BadTable
from portal.spreadsheets import look
from portal.uploads import LARGEST_FILE
from portal.views.import_reading import why_not


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
