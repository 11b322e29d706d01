"""A buyer with a file in hand, and imports that somebody carries out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.imports.models.imports import Import
from portal.imports.models.jobs import ImportJob
from portal.jobs.engine import engine
from portal.jobs.pulse import Pulse
from portal.web.clock import now
from tests.cast import stamp
from tests.imports.carrying import Work
from tests.imports.desk import Desk


@pytest.fixture
def desk(signed_in, cast):
    return Desk(signed_in(cast.mei, "zh"))


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def begun(app, cast):
    """`begun(row, checked=4200)`: Mei's import of this file is at work."""
    works = []

    def begin(row, total=10_000, ago=0.0, **done):
        with app.app_context():
            at = now() - timedelta(seconds=ago)
            about = {"language": "en", "seen": row.version, "expected": "3,0,0,0,0", "total": total}
            key = ImportJob.ask(row, stamp(cast.mei, at), **about).id
            works.append(Work(ImportJob.take(key, f"token {key}", at), Pulse(engine(), f"token {key}")))
            works[-1].pulse.tell(**done)
        return works[-1]

    yield begin
    for work in works:
        work.close()


@pytest.fixture
def at_work(cast, begun):
    """Mei's import of another file, as far as 4,200 of 10,000 rows."""
    return begun(Import.receive("一万行.csv", b"", stamp(cast.mei)), checked=4200)
