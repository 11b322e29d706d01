"""A buyer at a portal of their own, on a database that goes away with it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portal.app import create_app
from portal.config import Config
from portal.core.models.record import Stamp
from portal.core.models.users import Session, User
from portal.database import migrate, open_database
from portal.jobs.shift import Shift

HOST = "portal.test"


class Desk:
    def __init__(self, client: Any) -> None:
        self.client = client
        page = client.get("/").text.replace("&#34;", '"')
        self.token = re.findall(r'X-CSRFToken": ?"([^"]+)"', page)[0]

    def get(self, url: str, headers: dict[str, str] | None = None) -> Any:
        return self.client.get(url, headers=headers)

    def post(self, url: str, **data: Any) -> Any:
        headers = {"X-CSRFToken": self.token}
        return self.client.post(url, data=data, headers=headers, content_type="multipart/form-data")


@contextmanager
def desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database("", Path(folder))
        migrate(database, Path(folder))
        config = Config.from_env(
            {"PORTAL_INSTANCE": folder, "PORTAL_TRUSTED_HOSTS": HOST, "PORTAL_LOG_LEVEL": "WARNING"}
        )
        app = create_app(config, TESTING=True, SERVER_NAME=HOST)
        at = datetime.now(UTC)
        buyer = User.add("mei", "Mei Chen", "admin", "x", None, Stamp(None, at))
        client = app.test_client()
        client.set_cookie("portal", Session.begin(buyer, at, False, "127.0.0.1", "benchmark"), domain=HOST)
        client.set_cookie("language", "zh", domain=HOST)
        shift = Shift(app.extensions["jobs"]).begin()
        try:
            yield Desk(client)
        finally:
            shift.end()
            database.close_all()
