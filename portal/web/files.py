"""Files people attached: always as a download, never as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, send_file

from portal.core.models.attachments import Attachment
from portal.database import get_or_404
from portal.web.access import permission

bp = Blueprint("files", __name__, url_prefix="/files")


@bp.get("/<id:id>")
@permission("read")
def download(id: int) -> Any:
    row: Attachment = get_or_404(Attachment.select().where(Attachment.deleted_at.is_null()), id)
    path = Path(current_app.config["UPLOAD_DIR"]) / row.stored
    if not path.is_file():
        abort(404)
    answer = send_file(path, row.media_type, as_attachment=True, download_name=row.name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
