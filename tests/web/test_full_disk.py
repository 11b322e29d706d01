"""A full disk is said in words, keeps what was typed, and keeps nobody from reading."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from portal.core.models.change import change
from portal.core.models.record import db
from portal.core.models.users import Session
from portal.suppliers.models.suppliers import Supplier
from portal.web import uploads
from portal.web.clock import now
from tests.cast import PASSWORD, Cast, stamp
from tests.full_disk import files_full, full_disk, server_full
from tests.products.makers import make_product
from tests.samples.makers import batches_of, make_sample
from tests.suppliers.makers import make_category, make_supplier

KNOWN = {"name": "Harbour", "kind": "maker", "goods": "physical"}
WORDS = {"en": "The disk is full", "zh": "磁盘满了"}


@pytest.fixture
def team(committed: Any) -> Any:
    """The app on a database where every transaction really commits, and who works in it."""
    committed.cast = Cast.arrive()
    committed.supplier = make_supplier()
    return committed


def browser(team: Any, name: str = "lin", language: str = "en") -> Any:
    visitor = team.test_client()
    visitor.become(getattr(team.cast, name), language)
    visitor.fetch_token()
    return visitor


@pytest.mark.parametrize("language", WORDS)
def test_a_new_supplier_is_refused_in_words_and_stays_in_the_form(team, language):
    visitor = browser(team, language=language)
    about = KNOWN | {"name": "Harbour & Sons", "note": "two\nlines", "categories": make_category().id}
    with full_disk(db.obj):
        answer = visitor.post("/suppliers", data=about)
    assert answer.status_code == 507
    assert WORDS[language] in answer.text
    assert 'value="Harbour &amp; Sons"' in answer.text
    assert "two\nlines" in answer.text
    assert Supplier.select().count() == 1


def test_the_form_says_that_nothing_was_saved_and_never_that_it_was_done(team):
    visitor = browser(team)
    with full_disk(db.obj):
        answer = visitor.post("/suppliers", data=KNOWN)
    assert "What you typed is still here" in answer.text
    assert "Harbour is a candidate now" not in answer.text
    with visitor.session_transaction() as kept:
        assert "_flashes" not in kept


def test_it_is_saved_without_a_new_start_once_there_is_room(team):
    visitor = browser(team)
    with full_disk(db.obj):
        assert visitor.post("/suppliers", data=KNOWN).status_code == 507
    assert visitor.post("/suppliers", data=KNOWN).status_code == 303
    assert Supplier.select().where(Supplier.name == "Harbour").count() == 1


def test_a_button_without_a_form_says_so_too(team):
    visitor = browser(team)
    with full_disk(db.obj):
        answer = visitor.post(f"/suppliers/{team.supplier.id}/remove", data={"version": 1})
    assert (answer.status_code, WORDS["en"] in answer.text) == (507, True)


def test_a_form_sent_by_a_script_is_told_beside_it_and_stays_as_it_is(team):
    visitor = browser(team)
    with full_disk(db.obj):
        answer = visitor.htmx("/suppliers", data=KNOWN)
    assert (answer.status_code, WORDS["en"] in answer.text, "<form" in answer.text) == (507, True, False)
    assert 'hx-status:507:inherited="target:#toasts swap:innerHTML"' in visitor.get("/suppliers").text


def test_nobody_signs_in_and_the_name_stays_typed(team):
    visitor = team.test_client()
    visitor.fetch_token()
    visitor.set_cookie("language", "en", domain="portal.test")
    with full_disk(db.obj):
        answer = visitor.post("/login", data={"username": "mei", "password": PASSWORD})
    assert (answer.status_code, WORDS["en"] in answer.text, 'value="mei"' in answer.text) == (507, True, True)
    assert PASSWORD not in answer.text


def test_a_password_and_codes_never_come_back(team):
    sample = make_sample(team.supplier, make_product(kind="digital"), kind="digital")
    address = f"/samples/{sample.id}/batches/{batches_of(sample)[0]}/codes"
    codes = "ABCD1234EFGH5678\nZYXW9876VUTS5432"
    secret = {
        "/profile/password": {"old": PASSWORD, "password": "another long one"},
        address: {
            "codes": codes,
            "result": "untested",
            "tested_on": "2026-11-20",
            "note": "From the stall",
            "key": "k",
        },
    }
    visitor = browser(team)
    with full_disk(db.obj):
        pages = [visitor.post(place, data=data) for place, data in secret.items()]
    assert [page.status_code for page in pages] == [507, 507]
    for text in (PASSWORD, "another long one", *codes.split()):
        assert all(text not in page.text for page in pages)


def test_pages_are_read_even_when_the_last_visit_was_long_ago(team):
    """What a page notes of its reader is no reason to keep it from them."""
    visitor = browser(team)
    Session.update(seen_at=now() - timedelta(hours=1)).execute()
    with full_disk(db.obj):
        for path in ("/", "/suppliers", f"/suppliers/{team.supplier.id}", "/suppliers/new"):
            assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("committed", ["postgresql"], indirect=True)
def test_the_servers_full_disk_is_told_from_its_own_code(team):
    """Whatever language the server speaks."""
    visitor = browser(team)
    with server_full(db.obj):
        answer = visitor.post("/suppliers", data=KNOWN)
    assert answer.status_code == 507


def test_a_file_that_could_not_be_kept_whole_is_not_kept_at_all(team):
    """Neither where its own bytes find no room, nor where the row that names it finds none."""
    folder = team.config["UPLOAD_DIR"]
    with files_full(100), pytest.raises(OSError, match="large"):
        folder.mkdir(exist_ok=True)
        uploads.write(folder / "half", b"x" * 1000)
    with pytest.raises(ZeroDivisionError), team.app_context(), change(stamp(team.cast.mei)):
        uploads.keep(uploads.JudgedFile("a.pdf", "application/pdf", b"%PDF-"), team.supplier, stamp(team.cast.mei))
        _commit_fails = 1 / 0
    assert list(folder.iterdir()) == []


def test_every_page_says_that_nothing_can_be_saved_until_something_was(team):
    visitor = browser(team)
    notice = "Pages can be read, but nothing can be saved."
    assert notice not in visitor.get("/suppliers").text
    with full_disk(db.obj):
        visitor.post(f"/suppliers/{team.supplier.id}/remove", data={"version": 1})
        assert notice in visitor.get("/suppliers/new").text
    visitor.post("/suppliers", data=KNOWN)
    assert notice not in visitor.get("/suppliers").text
