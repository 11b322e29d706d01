"""A long import shows how far it is, is one at a time of each person, and says so when it was interrupted."""

from __future__ import annotations

import time
from contextvars import Context

import pytest

from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.imports.models.imports import ImportRow
from portal.imports.models.jobs import ImportBusy, ImportEnd, ImportJob
from portal.imports.pages.carry_out import carry_out
from portal.imports.pages.reading import LONG, ImportReading
from portal.jobs.shift import Shift
from portal.suppliers.models.suppliers import Supplier
from tests.cast import Cast
from tests.imports.carrying import asked, press, row_of, sent, table
from tests.suppliers.makers import make_supplier


def test_a_long_import_goes_on_behind_its_page_and_ends_there(committed):
    cast = Cast.arrive()
    browser = committed.test_client()
    browser.become(cast.mei)
    shift = Shift(committed.extensions["jobs"]).begin()
    url = sent(browser, table(LONG + 200))
    assert press(browser, url).location == url
    page = browser.get(url).text
    assert "rows checked" in page or "rows entered" in page or "What was written" in page
    until(lambda: not row_of(url).waiting)
    assert row_of(url).counts["suppliers"]["new"] == LONG + 200
    assert Supplier.select().count() == LONG + 200
    assert ImportRow.select().where(ImportRow.left == 1).count() == LONG + 200
    assert AuditEvent.first_fault() is None
    assert {event.user_id for event in AuditEvent.select().where(AuditEvent.verb == "supplier.add")} == {cast.mei.id}
    assert "What was written" in browser.get(url).text
    assert browser.htmx(f"{url}/progress").headers["HX-Redirect"] == url
    again = sent(browser, table(LONG + 1))
    press(browser, again, expected="1,2,3,4,5")
    until(lambda: ImportJob.get(ImportJob.part_of == row_of(again)).end)
    shift.end()
    assert "Something changed since you looked; nothing was imported." in browser.get(again).text


def until(done):
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_a_record_that_came_while_the_rows_were_checked_is_not_made_twice(app, cast, mei, monkeypatch):
    """What is there is looked at before the transaction, and again inside it when it changed."""
    url = sent(mei, table(3))
    make = ImportReading.refusals

    def meanwhile(reading):
        found = make(reading)
        if not Supplier.select().exists():
            Context().run(make_supplier, "拓川甲1")  # a colleague: not this request
        return found

    monkeypatch.setattr(ImportReading, "refusals", meanwhile)
    answer = mei.post(f"{url}/apply", data={"version": "1", "expected": "3,0,0,0,0"})
    assert answer.status_code == 409
    assert [one.name for one in Supplier.select()] == ["拓川甲1"]


def test_how_far_it_is_stands_on_its_page_with_and_without_a_script(mei, begun):
    url = sent(mei, table(3))
    work = begun(row_of(url), checked=4200)
    page = mei.get(url).text
    assert "4,200 of 10,000 rows checked" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert mei.get(f"{url}/progress").location == url
    work.pulse.tell(checked=10_000, entered=500)
    fragment = mei.htmx(f"{url}/progress").text
    assert "500 of 10,000 rows entered" in fragment
    assert fragment.strip() in mei.get(url).text
    assert "being imported" in mei.get("/imports").text


def test_an_import_that_nobody_took_yet_shows_that_nothing_was_checked(app, cast, mei):
    url = sent(mei, table(3))
    asked(app, cast.mei, url, total=10_000)
    assert "0 of 10,000 rows checked" in mei.get(url).text


def test_an_import_at_work_is_not_begun_again_nor_changed_nor_thrown_away(mei, begun):
    url = sent(mei, table(3))
    begun(row_of(url))
    assert mei.post(f"{url}/apply", data={"version": "1", "expected": "3,0,0,0,0"}).location == url
    assert mei.post(f"{url}/drop", data={"version": "1"}).status_code == 409
    assert mei.post(f"{url}/source", data={"version": "1"}).status_code == 409
    assert not Supplier.select().exists()


def test_a_second_import_of_the_same_person_is_refused_in_words(mei, at_work):
    url = sent(mei, table(3))
    answer = press(mei, url)
    assert answer.status_code == 409
    assert "Your import of 一万行.csv is still running: one at a time." in answer.text
    assert not Supplier.select().exists()
    at_work.job.stop(ImportEnd.failed)
    assert press(mei, url).status_code == 303
    assert Supplier.select().count() == 3


def test_the_database_itself_holds_that_a_person_has_one_at_a_time(app, cast, mei, at_work):
    with pytest.raises(ImportBusy, match=r"一万行\.csv"):
        asked(app, cast.mei, sent(mei, table(3)))
    assert ImportJob.select().count() == 1


def test_another_person_imports_meanwhile(signed_in, cast, at_work):
    browser = signed_in(cast.lin)
    assert press(browser, sent(browser, table(3))).status_code == 303
    assert Supplier.select().count() == 3


def test_an_import_stands_in_the_queue_twice_and_is_carried_out_once(app, cast, mei):
    url = sent(mei, table(3))
    key = asked(app, cast.mei, url).id
    with app.app_context():
        carry_out(key)
        carry_out(key)
    assert Supplier.select().count() == 3
    assert AuditEvent.select().where(AuditEvent.verb == "import.apply").count() == 1


def test_reasons_are_written_in_the_language_and_choices_kept_as_they_were_when_it_was_asked_for(app, cast, mei):
    url = sent(mei, table(1) + "\r\n乙,小作坊,实物,,".encode("gb18030"))
    key = asked(app, cast.mei, url, language="zh", expected="1,0,0,0,1", fill={"kind": "maker"}).id
    User.update(language=None).execute()
    with app.app_context():
        carry_out(key)
    [refusal] = row_of(url).refusals()
    assert refusal.reasons == ["第 3 行“类型”列：“小作坊”不是这里的说法。可填：工厂、批发商、供货平台和代理"]


def test_the_statements_of_an_import_do_not_grow_with_its_rows(mei, statements):
    def spent(count, mark):
        url = sent(mei, table(count, mark))
        row, figures = row_of(url), f"{count},0,0,0,0"
        with statements() as seen:
            answer = mei.post(f"{url}/apply", data={"version": str(row.version), "expected": figures})
        assert answer.status_code == 303
        with statements() as undone:
            assert mei.post(f"{url}/undo", data={"version": str(row_of(url).version)}).status_code == 303
        return len(seen), len(undone)

    assert spent(20, "甲") == spent(240, "乙")


def test_the_statements_of_a_change_do_not_grow_with_its_rows(mei, statements):
    def spent(count, mark):
        text = table(count, mark)
        press(mei, sent(mei, text))
        url = sent(mei, text.replace("快充、新".encode("gb18030"), "旧".encode("gb18030")))
        row, figures = row_of(url), f"0,{count},0,0,0"
        with statements() as seen:
            assert mei.post(f"{url}/apply", data={"version": str(row.version), "expected": figures}).status_code == 303
        with statements() as undone:
            assert mei.post(f"{url}/undo", data={"version": str(row_of(url).version)}).status_code == 303
        return len(seen), len(undone)

    assert spent(20, "甲") == spent(240, "乙")
