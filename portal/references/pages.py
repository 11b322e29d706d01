"""The page of a sealed sample or reference order, which two rooms answer with."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template

from portal.agreements.models import Cited, citing
from portal.core.models.attachments import Attachment
from portal.references.models import GoldenSample
from portal.references.queries import found, read
from portal.references.rules import Reference
from portal.web.clock import today
from portal.web.uploads import ACCEPT


def here(id: int) -> Any:
    return found(id) or abort(404)


def facts(id: int) -> Reference:
    every = read(GoldenSample.id == id)
    return every[0] if every else abort(404)


def shown(id: int, status: int = 200, fault: str = "", refused: Cited | None = None) -> Any:
    one = facts(id)
    body = render_template(
        "references/show.html",
        one=one,
        missing=one.missing(today()),
        agreements=citing(one.number),
        older=read(GoldenSample.replaced_by == id),
        files=Attachment.of("golden_sample", [id]).get(id, []),
        accepts=ACCEPT,
        fault=fault,
        refused=refused,
    )
    return body, status
