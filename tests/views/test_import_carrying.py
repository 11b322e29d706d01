"""A long import shows how far it is, is one at a time of each person, and says so when it was interrupted."""

from __future__ import annotations

import io
import re
import time

import pytest

from portal import carrying
from portal.carrying import Progress
from portal.models import AuditEvent, Import, Supplier
from portal.models.imports import ImportRow
from portal.views.import_carrying import LONG, behind
from portal.views.import_reading import Reading
from tests.cast import Cast, stamp
from tests.makers.suppliers import make_supplier

HEADINGS = "名称,类型,货品,统一社会信用代码,标签"


def table(count, mark="甲"):
    lines = (f"拓川{mark}{number},工厂,实物,{ord(mark)}{number:06d},快充、新" for number in range(count))
    return "\r\n".join([HEADINGS, *lines]).encode("gb18030")


def sent(browser, content, name="供应商.csv"):
    data = {"kind": "suppliers", "file": (io.BytesIO(content), name)}
    answer = browser.post("/imports", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303
    return answer.location


def row_of(url):
    return Import.get_by_id(int(url.rsplit("/", 1)[1]))


def press(browser, url, **about):
    page = browser.get(url).text
    expected = re.search(r'name="expected" type="hidden" value="([^"]*)"', page)[1]
    return browser.post(f"{url}/apply", data={"version": str(row_of(url).version), "expected": expected, **about})


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def at_work(app, cast):
    """Mei's import of another file, as far as 4,200 of 10,000 rows."""
    with app.app_context():
        work = carrying.begin("f" * 32, Progress(cast.mei.id, "一万行.csv", 10_000, checked=4200))
        yield work
        work.close()
        carrying.forget(work.stored)


def begun(app, cast, url, **about):
    with app.app_context():
        return carrying.begin(row_of(url).stored, Progress(cast.mei.id, "供应商.csv", 10_000, **about))


def test_a_long_import_goes_on_behind_its_page_and_ends_there(committed):
    cast = Cast.arrive()
    browser = committed.test_client()
    browser.become(cast.mei)
    url = sent(browser, table(LONG + 200))
    assert press(browser, url).location == url
    page = browser.get(url).text
    assert "rows checked" in page or "rows entered" in page or "What became of the rows" in page
    until = time.monotonic() + 60
    while row_of(url).waiting and time.monotonic() < until:
        time.sleep(0.05)
    assert row_of(url).counts["new"] == LONG + 200
    assert Supplier.select().count() == LONG + 200
    assert ImportRow.select().where(ImportRow.left == 1).count() == LONG + 200
    assert AuditEvent.first_fault() is None
    assert "What became of the rows" in browser.get(url).text
    assert browser.htmx(f"{url}/progress").headers["HX-Redirect"] == url
    again = sent(browser, table(LONG + 1))
    press(browser, again, expected="1,2,3,4,5")
    while not (end := ended(committed, again)) and time.monotonic() < until:
        time.sleep(0.05)
    assert end == "changed"
    assert "Something changed since you looked; nothing was imported." in browser.get(again).text


def test_a_record_that_came_while_the_rows_were_checked_is_not_made_twice(app, cast, mei, monkeypatch):
    """What is there is looked at before the transaction, and again inside it when it changed."""
    url = sent(mei, table(3))
    make = Reading.refusals

    def meanwhile(reading):
        found = make(reading)
        if not Supplier.select().exists():
            make_supplier("拓川甲1")
        return found

    monkeypatch.setattr(Reading, "refusals", meanwhile)
    answer = mei.post(f"{url}/apply", data={"version": "1", "expected": "3,0,0,0,0"})
    assert answer.status_code == 409
    assert [one.name for one in Supplier.select()] == ["拓川甲1"]


def ended(app, url):
    with app.app_context():
        return carrying.seen(row_of(url).stored).end


def test_how_far_it_is_stands_on_its_page_with_and_without_a_script(app, cast, mei):
    url = sent(mei, table(3))
    work = begun(app, cast, url, checked=4200)
    page = mei.get(url).text
    assert "4,200 of 10,000 rows checked" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert mei.get(f"{url}/progress").location == url
    with app.app_context():
        work.tell(checked=10_000, entered=500)
    fragment = mei.htmx(f"{url}/progress").text
    assert "500 of 10,000 rows entered" in fragment
    assert fragment.strip() in mei.get(url).text
    assert "being imported" in mei.get("/imports").text
    work.close()


def test_an_import_at_work_is_not_begun_again_nor_changed_nor_thrown_away(app, cast, mei):
    url = sent(mei, table(3))
    work = begun(app, cast, url)
    assert mei.post(f"{url}/apply", data={"version": "1", "expected": "3,0,0,0,0"}).location == url
    assert mei.post(f"{url}/drop", data={"version": "1"}).status_code == 409
    assert mei.post(f"{url}/source", data={"version": "1"}).status_code == 409
    assert not Supplier.select().exists()
    work.close()


def test_a_second_import_of_the_same_person_is_refused_in_words(mei, at_work):
    url = sent(mei, table(3))
    answer = press(mei, url)
    assert answer.status_code == 409
    assert "Your import of 一万行.csv is still running: one at a time." in answer.text
    assert not Supplier.select().exists()
    at_work.close()
    assert press(mei, url).status_code == 303
    assert Supplier.select().count() == 3


def test_another_person_imports_meanwhile(signed_in, cast, at_work):
    browser = signed_in(cast.lin)
    assert press(browser, sent(browser, table(3))).status_code == 303
    assert Supplier.select().count() == 3


def test_what_a_stopped_server_left_is_said_to_be_interrupted_and_can_begin_again(app, cast, mei):
    url = sent(mei, table(3))
    begun(app, cast, url, checked=4200).close()  # the lock goes with the process, the file stays
    page = mei.get(url).text
    assert "The import was interrupted because the server stopped. Nothing was changed: start it again." in page
    assert press(mei, url).status_code == 303
    assert Supplier.select().count() == 3


def test_a_fault_behind_the_page_is_told_and_the_person_is_free_again(app, cast, mei):
    url = sent(mei, table(3))
    work = begun(app, cast, url)
    with app.test_request_context():
        behind(work, 10**6, 1, "", stamp(cast.mei))  # its row is gone
    assert "The import failed on our side. Nothing was changed" in mei.get(url).text
    assert press(mei, url).status_code == 303


def test_what_was_interrupted_stays_so_while_the_person_imports_another_file(app, cast, mei, at_work):
    url = sent(mei, table(3))
    at_work.close()
    begun(app, cast, url).close()
    with app.app_context():
        other = carrying.begin("e" * 32, Progress(cast.mei.id, "另一个.csv", 10))
        assert carrying.at_work(cast.mei.id) == "另一个.csv"
        carrying.forget("e" * 32)
    assert "The import was interrupted" in mei.get(url).text
    other.close()


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
