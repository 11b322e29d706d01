"""What the records said to a list is kept until they change, and never a moment longer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from portal import content
from portal.checklists.models.runs import Run
from portal.core.models.audit import AuditHead
from portal.core.models.change import change
from portal.core.models.record import db
from portal.core.rules.stages import Stage
from portal.facts import memory
from portal.facts.standing import asked
from portal.products.models import Product
from portal.suppliers.models.suppliers import Supplier
from tests import databases
from tests.browser_client import Browser
from tests.cast import Cast, stamp
from tests.counting import counting
from tests.facts.asking import records
from tests.products.makers import make_business, make_product
from tests.suppliers.makers import make_supplier
from tests.watching import OF_ANSWERS, UNTOLD

CODE = "S09"  # a text, answered by people
PAGE = "/stages/startup"
ASKED = re.compile(r'(?:FROM|JOIN) "(\w+)"')
ELSEWHERE = """
import sys
from pathlib import Path
from portal.database import open_database
open_database(sys.argv[1], Path(sys.argv[2]))
from tests.suppliers.makers import make_supplier
make_supplier("Changjiang Metal", status="active")
"""


@pytest.fixture(params=databases.ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address and folder of a database on which every transaction really commits."""
    with databases.migrated(request.param, tmp_path) as (url, _database):
        yield url, tmp_path


@pytest.fixture
def mei(place: tuple[str, Path]) -> Any:
    """Her browser, on a stage that has begun."""
    memory.forget()
    mei = Cast.arrive().mei
    make_product("Charger")
    Run.start(make_business(), Stage.startup, stamp(mei))
    app = databases.application(*place)
    app.test_client_class = Browser
    browser = app.test_client()
    browser.become(mei)
    return browser


def read(browser: Any) -> tuple[str, str]:
    """The page as it is answered from what is kept, and as it is read anew."""
    kept = browser.get(PAGE).text
    memory.forget()
    return shown(kept), shown(browser.get(PAGE).text)


def shown(page: str) -> str:
    return re.sub(r'(name="csrf_token" value|X-CSRFToken": ?)[^>]+', "", page.replace("&#34;", '"'))


def answer(browser: Any, revision: int) -> None:
    url = f"/runs/{Run.get().id}/items/{CODE}"
    saved = browser.htmx(url, data={"seen": f"{CODE}.{revision}", "value": f"Two {revision}"})
    assert saved.status_code == 200


def tables(seen: list[str]) -> set[str]:
    return {table for sql in seen for table in ASKED.findall(sql)}


def test_news_after_an_answer_ask_no_record_anew(mei):
    mei.get(PAGE)
    news = f"/runs/{Run.get().id}/news"
    for revision in range(2):
        answer(mei, revision)
        with counting(db.obj) as seen:
            assert mei.htmx(news, method="GET").status_code == 200
        assert not tables(seen) & {"product", "quote", "agreement", "action"}
        assert len(seen) <= 9


def test_a_page_from_memory_is_the_page_read_anew_whatever_is_written_between(mei):
    product, buyer = Product.get(), stamp(None)
    for write in (
        lambda: answer(mei, 0),
        lambda: make_supplier("Beian Hardware", status="active"),
        lambda: answer(mei, 1),
        lambda: product.amend(product.version, buyer, name="Cable"),
        lambda: Supplier.get().remove(buyer),
        lambda: Supplier.get().restore(buyer),
    ):
        mei.get(PAGE)
        write()
        kept, anew = read(mei)
        assert kept == anew


def test_what_another_process_writes_is_seen_at_once(mei, place):
    before = mei.get(PAGE).text
    subprocess.run([sys.executable, "-c", ELSEWHERE, *map(str, place)], check=True)
    kept, anew = read(mei)
    assert kept == anew != shown(before)


def test_limits_that_were_read_before_they_changed_are_not_kept_for_who_reads_later(mei):
    older = records()
    newer = replace(older, policy=older.policy.with_changes({"stage.trial_cap": "61"}), read={})
    assert memory.kept(1, older, lambda: "older") == "older"
    assert memory.kept(1, newer, lambda: "newer") == "newer"
    assert memory.kept(1, replace(newer, read={}), lambda: "not asked") == "newer"


def test_a_new_day_asks_anew(mei):
    today = records()
    tomorrow = replace(today, today=today.today + timedelta(days=1), read={})
    assert memory.kept(1, today, lambda: "today") == "today"
    assert memory.kept(1, tomorrow, lambda: "tomorrow") == "tomorrow"


def test_inside_a_change_its_own_rows_are_read(mei):
    mei.get(PAGE)
    kept = AuditHead.records_changed()
    with change(stamp(None)):
        make_supplier("Beian Hardware", status="active")
        inside = mei.get(PAGE).text
        memory.forget()
        assert shown(inside) == shown(mei.get(PAGE).text)
    assert AuditHead.records_changed() > kept


def test_no_question_of_a_stage_is_put_to_what_an_answer_writes(database):
    """Else an answer would change what the records say, and nobody would read it anew."""
    with counting(db.obj) as seen:
        for stage, checklist in content.stage_checklists().items():
            asked(checklist, records(stage), content.policy().lookup(stage))
    assert {"supplier", "product", "agreement"} <= tables(seen)
    assert not tables(seen) & (OF_ANSWERS | set(UNTOLD))
