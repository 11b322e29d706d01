"""Files people attached: always as a download, never as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, send_file

from portal.core.disk import is_full
from portal.core.models.attachments import Attachment
from portal.database import get_or_404
from portal.web.access import permission
from portal.web.uploads import small_picture

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


@bp.get("/<id:id>/small")
@permission("read")
def small(id: int) -> Any:
    """A picture as small as a page shows it; 404 for what is none."""
    pictures = Attachment.select().where(Attachment.media_type.startswith("image/"), Attachment.deleted_at.is_null())
    row: Attachment = get_or_404(pictures, id)
    try:
        path, kind = small_picture(row.stored), "image/webp"
    except FileNotFoundError:
        abort(404)
    except OSError as error:
        if not is_full(error):
            raise
        path, kind = Path(current_app.config["UPLOAD_DIR"]) / row.stored, row.media_type
    answer = send_file(path, kind)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
