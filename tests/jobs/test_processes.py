"""The processes that do the jobs: killed, stopped, on their own and beside the server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from portal.app import create_app
from portal.core.models.audit import AuditEvent
from portal.core.models.record import db
from portal.core.models.users import Session
from portal.imports.models.imports import Import, ImportRow
from portal.imports.models.jobs import ImportJob
from portal.imports.pages.carry_out import JOB
from portal.jobs.engine import engine as jobs
from portal.jobs.pulse import SILENT, last_sign
from portal.ops import tick
from portal.suppliers.models.suppliers import Supplier
from portal.web.clock import now
from tests.browser_client import Browser
from tests.cast import Cast, stamp
from tests.databases import ENGINES
from tests.jobs.conftest import until
from tests.ops.installation import installed
from tests.redis_server import free_port

ROOT = Path(__file__).parent.parent.parent
HEADINGS = "名称,类型,货品"
PLACES = [("sqlite", "in the instance"), ("postgresql", "on Redis"), ("postgresql", "on PostgreSQL")]
only_sqlite = pytest.mark.parametrize("portal", ["sqlite"], indirect=True)


@dataclass
class Portal:
    app: Any
    cast: Cast
    database_url: str

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        about = {"PORTAL_INSTANCE": self.app.config["INSTANCE"], "PORTAL_DATABASE_URL": self.database_url}
        about |= {"PORTAL_JOBS_URL": self.app.config["JOBS_URL"], "PYTHONPATH": ROOT, "PYTHONUTF8": "1"}
        return {**kept, **{name: str(value) for name, value in about.items()}}

    def command(self, *words):
        return dict(args=[sys.executable, "-P", "-m", "portal.ops.cli", *words], cwd="/", env=self.environment())

    @contextmanager
    def running(self, *words):
        process = subprocess.Popen(**self.command(*words), stdout=subprocess.DEVNULL)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)

    def received(self, count):
        """Mei's file of so many rows."""
        lines = (f"拓川{number},工厂,实物" for number in range(count))
        return Import.receive("供应商.csv", "\r\n".join([HEADINGS, *lines]).encode(), stamp(self.cast.mei))

    def asked(self, count):
        """Her import of it, in the queue."""
        row = self.received(count)
        self.ask(row, count)
        return row

    def ask(self, row, count):
        about = {"language": "zh", "seen": 1, "expected": f"{count},0,0,0,0", "total": count}
        assert jobs().ask(JOB, ImportJob.ask(row, stamp(self.cast.mei, now()), **about).id)

    def page(self, row):
        browser = self.app.test_client()
        browser.become(self.cast.mei)
        return browser.get(f"/imports/{row.id}").text


def under(own, queue_url=""):
    names = dict(SERVER_NAME="portal.test", TRUSTED_HOSTS=["portal.test"])
    app = create_app(own.config, TESTING=True, JOBS_URL=queue_url, **names)
    app.test_client_class = Browser
    return Portal(app, Cast.arrive(), own.config.database_url)


@pytest.fixture(params=ENGINES)
def portal(request, tmp_path):
    with installed(request.param, tmp_path / "instance") as own:
        made = under(own)
        with made.app.app_context():
            yield made


@pytest.fixture
def shared(request, tmp_path, queue_url):
    """One whose queue stands where `queue_url` says."""
    with installed(request.param, tmp_path / "instance") as own:
        made = under(own, queue_url)
        with made.app.app_context():
            jobs().queue.flush()
            yield made
            jobs().queue.storage.close()


def entered():
    job = ImportJob.get_or_none()
    sign = last_sign(jobs(), job.claim) if job and job.claim else None
    return sign.done.get("entered", 0) if sign else 0


@pytest.mark.parametrize(("shared", "queue_url"), PLACES, indirect=True)
def test_a_worker_that_is_killed_in_the_middle_changes_nothing_and_another_does_all_of_it(shared):
    row = shared.asked(2000)
    with shared.running("worker") as worker:
        until(entered)
        worker.kill()
        worker.wait()
    assert Supplier.select().count() == ImportRow.select().count() == 0
    with time_machine.travel(now() + timedelta(seconds=SILENT + 1)):
        assert "The import was interrupted because the server stopped. Nothing was changed" in shared.page(row)
        assert tick.find_again() == {"imports found interrupted": 1, "imports asked for again": 0}
    shared.ask(row, 2000)
    with shared.running("worker"):
        until(lambda: not Import.get_by_id(row.id).waiting)
    assert Supplier.select().count() == ImportRow.select().count() == 2000
    assert AuditEvent.first_fault() is None


def status(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def test_a_server_that_is_stopped_lets_an_import_under_way_finish_first(portal):
    port = free_port()
    with portal.running("serve", "--port", str(port)) as server:
        until(lambda: status(port) == 200)
        row = portal.asked(400)
        until(lambda: ImportJob.select().where(ImportJob.claim != "").exists())
        server.terminate()
        assert server.wait(timeout=15) == 0
    assert not Import.get_by_id(row.id).waiting
    assert Supplier.select().count() == 400


@pytest.mark.parametrize(("shared", "queue_url"), [("sqlite", "on Redis")], indirect=True)
def test_a_server_leaves_a_shared_queue_to_its_workers(shared):
    port = free_port()
    with shared.running("serve", "--port", str(port)):
        until(lambda: status(port) == 200)
        row = shared.asked(3)
        with pytest.raises(AssertionError, match="in vain"):
            until(lambda: not Import.get_by_id(row.id).waiting, seconds=3)
        with shared.running("worker"):
            until(lambda: not Import.get_by_id(row.id).waiting)


@only_sqlite
def test_pages_open_and_imports_wait_where_the_queue_does_not_answer(portal):
    portal.app.config["JOBS_URL"] = f"redis://127.0.0.1:{free_port()}"
    row = portal.received(2000)
    with pytest.raises(AssertionError):
        portal.ask(row, 2000)
    assert "0 of 2,000 rows checked" in portal.page(row)
    ImportJob.take(ImportJob.get().id, "token", now() - timedelta(hours=1))
    assert "0 of 2,000 rows checked" in portal.page(row)
    assert tick.find_again() == {"imports found interrupted": 0, "imports asked for again": 0}


@only_sqlite
def test_a_worker_whose_queue_does_not_answer_says_so_in_one_line(portal):
    portal.app.config["JOBS_URL"] = f"redis://127.0.0.1:{free_port()}"
    done = subprocess.run(**portal.command("worker"), capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "the queue of jobs does not answer" in done.stderr


@only_sqlite
def test_one_round_by_hand_does_what_waits_and_says_how_much(portal):
    row = portal.asked(3)
    done = subprocess.run(**portal.command("tick"), capture_output=True, text=True, check=True, timeout=60)
    assert "jobs done: 1\n" in done.stdout
    assert not Import.get_by_id(row.id).waiting


def test_two_rounds_at_once_do_no_harm_and_two_things_once(portal):
    row = portal.asked(3)
    jobs().ask(JOB, ImportJob.get().id)
    for _number in range(200):
        Session.begin(portal.cast.mei, stamp().at - timedelta(days=40), False, "127.0.0.1", "test")
    faults, counts = [], []

    def one_round():
        with portal.app.app_context():
            try:
                counts.append(tick.run(portal.app.extensions["config"], db, now()))
            except Exception as error:  # noqa: BLE001 -- told to the test
                faults.append(error)
            db.close()

    rounds = [threading.Thread(target=one_round) for _number in range(2)]
    [each.start() for each in rounds]
    [each.join() for each in rounds]
    assert not faults
    assert sum(count["sessions cleared"] for count in counts) == 200
    assert not Import.get_by_id(row.id).waiting
    assert AuditEvent.select().where(AuditEvent.verb == "import.apply").count() == 1
