"""An import that was interrupted or failed: said on its page, found by the minute round, begun again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.imports.models.imports import Import
from portal.imports.models.jobs import ImportEnd, ImportJob, ImportTaken
from portal.imports.pages.carry_out import PATIENCE, carry_out, write
from portal.imports.pages.reading import ImportReading
from portal.jobs.engine import engine
from portal.jobs.pulse import SILENT
from portal.ops import tick
from portal.suppliers.models.suppliers import Supplier
from portal.web.clock import now
from tests.cast import stamp
from tests.imports.carrying import asked, press, row_of, sent, table


def test_what_a_stopped_server_left_is_said_to_be_interrupted_and_can_begin_again(mei, begun):
    url = sent(mei, table(3))
    begun(row_of(url), ago=SILENT + 1, checked=4200).close()  # the signs end with the process, the row stays
    page = mei.get(url).text
    assert "The import was interrupted because the server stopped. Nothing was changed: start it again." in page
    assert "being imported" not in mei.get("/imports").text
    assert press(mei, url).status_code == 303
    assert Supplier.select().count() == 3
    assert not ImportJob.select().exists()


def test_the_minute_round_writes_down_what_was_interrupted_and_leaves_what_is_at_work(mei, begun, app, cast):
    url = sent(mei, table(3))
    begun(row_of(url), ago=SILENT + 1).close()
    with app.app_context():
        assert tick.find_again() == {"imports found interrupted": 1, "imports asked for again": 0}
        assert tick.find_again() == {"imports found interrupted": 0, "imports asked for again": 0}
    begun(row_of(url), ago=SILENT + 1, checked=1)
    with app.app_context():
        assert tick.find_again() == {"imports found interrupted": 0, "imports asked for again": 0}
    assert "0 of" not in mei.get(url).text
    assert "1 of 10,000 rows checked" in mei.get(url).text


def test_one_round_carries_out_what_the_queue_lost(app, cast, mei):
    url = sent(mei, table(3))
    asked(app, cast.mei, url, at=now() - PATIENCE - timedelta(seconds=1))
    with app.app_context():
        engine().queue.flush()
        assert tick.find_again()["imports asked for again"] == 1
        assert engine().work_off() == 1
    assert row_of(url).counts["suppliers"]["new"] == 3
    assert not ImportJob.select().exists()


def test_who_was_thought_to_be_gone_writes_nothing(app, cast, mei):
    """Slow is not dead: whoever comes back after the minute round finds that nothing of its work counts."""
    url = sent(mei, table(3))
    job = ImportJob.take(asked(app, cast.mei, url).id, "slow", now())
    ImportJob.get_by_id(job.id).stop(ImportEnd.interrupted)
    with app.test_request_context(), pytest.raises(ImportTaken):
        write(ImportReading(row_of(url)), 1, "3,0,0,0,0", stamp(cast.mei), finish=job.finish)
    assert not Supplier.select().exists()
    assert row_of(url).waiting
    assert "The import was interrupted" in mei.get(url).text


def test_a_fault_behind_the_page_is_told_and_the_person_is_free_again(app, cast, mei):
    url = sent(mei, table(3))
    key = asked(app, cast.mei, url).id
    Import.update(choices={"columns": 1}).execute()  # nothing of ours writes that
    with app.app_context():
        carry_out(key)
    Import.update(choices={}).execute()
    assert "The import failed on our side. Nothing was changed" in mei.get(url).text
    assert press(mei, url).status_code == 303


def test_how_it_ended_is_not_said_any_more_once_something_is_chosen_anew(mei, begun):
    url = sent(mei, table(3))
    begun(row_of(url), ago=SILENT + 1).close()
    assert "The import was interrupted" in mei.get(url).text
    mei.post(f"{url}/source", data={"version": "1", "encoding": "gb18030", "delimiter": ",", "heading": "1"})
    assert "The import was interrupted" not in mei.get(url).text


def test_what_was_interrupted_stays_so_while_the_person_imports_another_file(cast, mei, begun, at_work):
    url = sent(mei, table(3))
    at_work.job.stop(ImportEnd.failed)
    begun(row_of(url), ago=SILENT + 1).close()
    ImportJob.get(ImportJob.part_of == row_of(url)).stop(ImportEnd.interrupted)
    begun(Import.receive("另一个.csv", b"", stamp(cast.mei)))
    assert ImportJob.at_work(cast.mei.id) == "另一个.csv"
    assert "The import was interrupted" in mei.get(url).text
