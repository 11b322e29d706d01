"""What somebody typed before the session ended: for that person alone, for an hour, and never sent by itself."""

from __future__ import annotations

import html
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from portal.accounts.models import change_role
from portal.accounts.sessions import IDLE
from portal.core.forms.reopening import WriteRefused, reopening
from portal.core.models.users import Session, User
from portal.drafts.models import Draft
from portal.drafts.rules import LARGEST, MOST
from portal.suppliers.models.suppliers import Supplier
from tests.browser_client import read
from tests.cast import NOW, PASSWORD, stamp
from tests.checklists.makers import give, make_run, make_sampler_run
from tests.products.makers import make_business
from tests.suppliers.makers import make_supplier

HERE = {"Origin": "http://portal.test"}
TYPED = {
    "name": "North Star",
    "kind": "maker",
    "goods": "physical",
    "note": "Called twice,\nasked for <samples>",
    "key": "one-time",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelled:
        yield travelled


@pytest.fixture
def left(client, cast):
    """A browser in which mei signed in, and whose session has ended since."""
    assert client.post("/login", data={"username": "mei", "password": PASSWORD}).status_code == 303
    client.get("/suppliers/new")
    Session.end(cast.mei)
    return client


def following(answer):
    return parse_qs(urlsplit(answer.headers.get("HX-Redirect") or answer.location).query).get("next", [None])[0]


def sign_in(left, name, to):
    return left.post(f"/login?next={to}", data={"username": name, "password": PASSWORD})


def test_after_signing_in_again_the_person_is_back_in_the_form(left, cast):
    answer = left.post("/suppliers", data=TYPED)
    assert answer.status_code == 303
    assert "What you typed is kept for an hour" in left.get(answer.location).text
    back = sign_in(left, "mei", following(answer))
    page = read(left.get(back.location))
    assert 'value="North Star"' in page
    assert html.escape(TYPED["note"]) in page
    assert "Not saved yet. What you typed is in the form again" in page
    assert not Supplier.select().exists()


def test_a_session_that_stood_idle_keeps_the_text_as_one_that_was_ended(signed_in, cast, clock):
    mei = signed_in(cast.mei)
    clock.shift(IDLE + timedelta(minutes=1))
    assert following(mei.post("/suppliers", data=TYPED)) is not None


def test_what_was_kept_is_deleted_when_the_form_is_saved(left, cast):
    draft = following(left.post("/suppliers", data=TYPED))
    sign_in(left, "mei", draft)
    left.get(draft)
    assert left.post("/suppliers", data=TYPED | {"name": ""}).status_code == 422
    assert Draft.select().count() == 1
    assert left.post("/suppliers", data=TYPED).status_code == 303
    assert Draft.select().count() == 0
    assert Supplier.select().count() == 1


def test_it_is_gone_after_an_hour(left, cast, clock):
    draft = following(left.post("/suppliers", data=TYPED))
    clock.shift(timedelta(minutes=61))
    sign_in(left, "mei", "/")
    assert left.get(draft).status_code == 404


def test_nobody_else_reads_it(left, signed_in, cast):
    draft = following(left.post("/suppliers", data=TYPED))
    sign_in(left, "lin", draft)
    assert left.get(draft).status_code == 404
    assert signed_in(cast.lin).get(draft).status_code == 404
    assert signed_in(cast.mei).get(draft).status_code == 200


def test_a_browser_in_which_nobody_signed_in_keeps_nothing(client, cast):
    assert following(client.post("/suppliers", data=TYPED)) is None
    assert Draft.select().count() == 0


def test_whoever_may_not_sign_in_any_more_keeps_nothing(left, cast):
    User.update(disabled_at=NOW).where(User.id == cast.mei.id).execute()
    assert following(left.post("/suppliers", data=TYPED)) is None


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "none"}])
def test_what_may_come_from_another_page_is_not_kept_and_not_shown(left, signed_in, cast, headers):
    answer = left.post("/suppliers", data=TYPED, headers={**headers, "X-CSRFToken": "old"}, bare=True)
    assert following(answer) is None
    answer = signed_in(cast.mei).post("/suppliers", data=TYPED, headers={**headers, "X-CSRFToken": "old"}, bare=True)
    assert answer.status_code == 400
    assert "North Star" not in read(answer)


def test_an_address_that_does_not_exist_keeps_nothing(left):
    assert left.post("/nothing-here", data=TYPED).status_code == 404
    assert Draft.select().count() == 0


def test_too_much_text_is_not_kept(left):
    assert following(left.post("/suppliers", data=TYPED | {"note": "x" * (LARGEST + 1)})) is None


def test_a_button_alone_is_nothing_typed(left, cast):
    supplier = make_supplier()
    assert following(left.post(f"/suppliers/{supplier.id}/remove", data={"version": "1"})) is None


def test_only_the_newest_forms_of_a_person_are_kept(left, cast):
    for number in range(MOST + 3):
        left.post("/suppliers", data=TYPED | {"name": f"Maker {number}"})
    assert Draft.select().count() == MOST
    assert Draft.select().order_by(Draft.id.desc()).first().sent[0] == ("name", f"Maker {MOST + 2}")


def test_passwords_and_codes_are_never_kept(left, cast):
    left.post("/profile/password", data={"old": PASSWORD, "password": "a better horse battery", "note": "x"})
    left.post("/suppliers", data=TYPED | {"note": "ABCD-1234-EFGH\nABCD-1234-EFGI\nABCD-1234-EFGJ"})
    kept = " ".join(draft.fields for draft in Draft.select())
    assert "North Star" in kept
    assert PASSWORD not in kept and "better horse" not in kept and "ABCD" not in kept and "csrf" not in kept


def test_files_are_asked_for_again_and_named(left, cast):
    import io

    supplier = make_supplier()
    sent = {"supplier": str(supplier.id), "name": "Licence 7", "file": (io.BytesIO(b"%PDF-1.4"), "licence.pdf")}
    draft = following(left.post("/documents", data=sent))
    sign_in(left, "mei", draft)
    page = read(left.get(draft))
    assert "Licence 7" in page
    assert "Files have to be chosen again: licence.pdf." in page


def test_a_script_is_led_to_the_sign_in_and_back_to_the_form(left, cast):
    answer = left.htmx("/suppliers", data=TYPED)
    assert answer.status_code == 401
    sign_in(left, "mei", following(answer))
    assert "North Star" in read(left.get(following(answer)))


def test_a_page_that_asks_what_is_new_stays_open_when_the_session_has_ended(left, cast):
    run = make_run()
    answer = left.htmx(f"/runs/{run.id}/news", headers={"HX-PTag": "0"})
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


def test_whose_role_writes_no_more_can_copy_what_was_typed(left, cast):
    change_role(cast.mei, "viewer", cast.mei.version, stamp(cast.lin))
    draft = following(left.post("/suppliers", data=TYPED))
    sign_in(left, "mei", draft)
    page = read(left.get(draft))
    assert "It cannot be saved any more" in page
    assert "North Star" in page
    assert 'action="/suppliers"' not in page


def test_of_a_record_that_is_gone_the_text_can_be_copied(left, cast):
    supplier = make_supplier()
    draft = following(left.post(f"/suppliers/{supplier.id}", data=TYPED | {"version": "1"}))
    Supplier.update(deleted_at=NOW).where(Supplier.id == supplier.id).execute()
    sign_in(left, "mei", draft)
    assert html.escape(TYPED["note"]) in read(left.get(draft))


def test_a_token_that_ran_out_gives_the_form_back_and_one_press_saves(signed_in, cast):
    mei = signed_in(cast.mei)
    answer = mei.post("/suppliers", data=TYPED, headers={**HERE, "X-CSRFToken": "old"}, bare=True)
    assert answer.status_code == 400
    assert 'value="North Star"' in read(answer)
    assert not Supplier.select().exists()
    token = read(answer).split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert mei.post("/suppliers", data=TYPED | {"csrf_token": token}, bare=True).status_code == 303


def test_a_script_whose_token_ran_out_is_given_a_new_one_and_the_page_stays(signed_in, cast):
    mei = signed_in(cast.mei)
    answer = mei.htmx("/suppliers", data=TYPED, headers={**HERE, "X-CSRFToken": "old"}, bare=True)
    assert answer.status_code == 400
    assert "save once more" in answer.text
    token = answer.headers["X-Form-Token"]
    assert mei.post("/suppliers", data=TYPED, headers={"X-CSRFToken": token}, bare=True).status_code == 303


def test_the_sign_in_with_an_old_token_keeps_the_name_and_never_the_password(client, cast):
    sent = {"username": "mei", "password": PASSWORD}
    answer = client.post("/login", data=sent, headers={"X-CSRFToken": "old"}, bare=True)
    assert answer.status_code == 400
    assert 'value="mei"' in read(answer)
    assert PASSWORD not in read(answer)
    assert Session.select().count() == 0


def test_no_row_can_be_written_while_a_form_is_only_opened_again(database):
    with reopening(), pytest.raises(WriteRefused):
        make_supplier()


def test_who_signed_in_elsewhere_meanwhile_is_led_to_the_form_too(left, signed_in, cast):
    draft = following(left.post("/suppliers", data=TYPED))
    assert signed_in(cast.mei).get(f"/login?next={draft}").location == draft
    assert signed_in(cast.mei).get("/login?next=//elsewhere.test").location == "/"


@pytest.mark.parametrize("rev", ["", "x", "-1", "99999999999999999999"])
def test_a_list_that_changed_before_it_was_signed_keeps_the_reason(signed_in, cast, rev):
    run = make_sampler_run()
    give(run, "X01", "yes", cast.mei), give(run, "X12", "yes", cast.mei)
    answer = signed_in(cast.lin).post(f"/runs/{run.id}/sign", data={"rev": rev, "reason": "Nobody else is here"})
    assert answer.status_code == 409
    assert "Nobody else is here" in read(answer)


def test_a_business_a_colleague_saved_first_keeps_what_was_typed(signed_in, cast):
    business = make_business()
    lin = signed_in(cast.lin)
    lin.post(f"/businesses/{business.id}", data={"name": "South Shop", "version": "1"})
    answer = lin.post(f"/businesses/{business.id}", data={"name": "West Shop", "version": "1"})
    assert answer.status_code == 409
    page = read(answer)
    assert 'value="West Shop"' in page and "South Shop" in page
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    answer = lin.post(f"/businesses/{business.id}", data={"name": "West Shop", "version": version})
    assert answer.status_code == 303


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_business_whose_version_was_tampered_with_keeps_what_was_typed(signed_in, cast, version):
    business = make_business()
    answer = signed_in(cast.lin).post(f"/businesses/{business.id}", data={"name": "West Shop", "version": version})
    assert answer.status_code == 409
    assert 'value="West Shop"' in read(answer)
