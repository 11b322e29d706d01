"""Joining, roles, leaving, one's own account."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from portal.accounts.models import change_role
from portal.accounts.passwords import matches
from portal.actions.models import Action
from portal.checklists.models.runs import Run
from portal.core.models.audit import AuditEvent
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink, Session, User
from portal.settings.models.businesses import Business
from portal.settings.models.settings import Setting
from portal.web.clock import now
from tests.cast import PASSWORD, stamp
from tests.reviews.test_pages import make_supplier
from tests.trail import trail_tells

GOOD = "a rather long passphrase"


@pytest.fixture
def setup_token(app, database):
    return AccessLink.issue("setup", timedelta(hours=72), Stamp(None, now()))


def account(**about):
    return {"name": "Zhou", "username": "zhou", "password": GOOD} | about


def opens(password, username="mei"):
    """Whether it is the password of this person."""
    return matches(User.get(User.username == username).password, password)


def link_in(page, kind):
    return re.search(rf"http://portal\.test(/{kind}/[\w-]+)", page)[1]


def test_the_first_run_makes_an_administrator_a_team_and_a_business(client, setup_token):
    answer = client.post(f"/setup/{setup_token}", data=account())
    assert answer.location == "/setup/team"
    client.token = None
    given = {
        "team": "North Bank",
        "business": "Chargers",
        "time_zone": "Asia/Shanghai",
        "currency": "CNY",
        "stage": "growth",
    }
    assert client.post("/setup/team", data=given).status_code == 303
    assert Setting.values()["team.name"] == "North Bank"
    assert (Business.get().name, Business.get().stage) == ("Chargers", "growth")
    assert Run.get().stage == "growth"
    assert User.get().role == "admin"
    assert trail_tells("user.add", "business.open", "run.start")


def test_the_set_up_link_works_once(client, setup_token):
    client.post(f"/setup/{setup_token}", data=account())
    client.token = None
    assert client.get(f"/setup/{setup_token}").status_code == 404
    client.token = None
    assert client.post(f"/setup/{setup_token}", data=account(username="second")).status_code == 404
    assert [one.username for one in User.select()] == ["zhou"]
    assert trail_tells("link.setup", "user.add")


def test_set_up_is_closed_once_there_is_a_business(signed_in, cast):
    Business.create(name="Chargers", stage="startup", created_at=now())
    lin = signed_in(cast.lin)
    assert lin.get("/setup/team").location == "/"
    given = {"team": "X", "business": "Second", "time_zone": "Asia/Shanghai", "currency": "CNY", "stage": "growth"}
    assert lin.post("/setup/team", data=given).location == "/"
    assert [one.name for one in Business.select()] == ["Chargers"]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "At least 10"),
        ("aaaaaaaaaaaa", "attacker"),
        ("zhou is my name", "must not hold"),
        ("x" * 300, "At most"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, setup_token, password, reason):
    answer = client.post(f"/setup/{setup_token}", data=account(password=password))
    assert answer.status_code == 422
    assert reason in answer.text
    assert 'value="Zhou"' in answer.text


def test_a_colleague_joins_by_an_invitation_that_works_once(signed_in, client, cast):
    page = signed_in(cast.lin).post("/people", data={"name": "Zhou", "role": "viewer", "proof": PASSWORD}).text
    link = link_in(page, "invitations")
    assert client.get(link).status_code == 200
    assert client.post(link, data=account()).status_code == 303
    assert User.get(User.username == "zhou").role == "viewer"
    client.token = None
    assert client.get(link).status_code == 404
    assert client.post(link, data=account(username="other")).status_code == 404
    assert trail_tells("link.invite", "user.add")


@pytest.mark.parametrize("fault", ["wrong", "expired", "revoked"])
def test_a_wrong_an_expired_and_a_revoked_invitation_look_alike(client, cast, fault):
    token = AccessLink.issue("invite", timedelta(hours=72), Stamp(cast.lin.id, now()), role="buyer", name="Zhou")
    if fault == "expired":
        AccessLink.update(expires_at=now() - timedelta(seconds=1)).execute()
    if fault == "revoked":
        AccessLink.update(revoked_at=now()).execute()
    answer = client.get(f"/invitations/{'x' * 32 if fault == 'wrong' else token}")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_revoked_invitation_lets_nobody_in(signed_in, client, cast):
    lin = signed_in(cast.lin)
    link = link_in(lin.post("/people", data={"name": "Zhou", "role": "buyer", "proof": PASSWORD}).text, "invitations")
    lin.post(f"/people/invitations/{AccessLink.get().id}/revoke")
    assert client.get(link).status_code == 404
    assert trail_tells("link.invite", "link.revoke")


def test_a_taken_sign_in_name_is_a_field_error_and_the_link_still_works(signed_in, client, cast):
    link = link_in(
        signed_in(cast.lin).post("/people", data={"name": "Zhou", "role": "buyer", "proof": PASSWORD}).text,
        "invitations",
    )
    assert "This sign-in name is taken." in client.post(link, data=account(username="ＭＥＩ")).text
    assert client.post(link, data=account()).status_code == 303


def test_a_reset_link_sets_a_new_password_once_and_ends_the_sessions(signed_in, client, cast):
    mei = signed_in(cast.mei)
    link = link_in(signed_in(cast.lin).post(f"/people/{cast.mei.id}/reset", data={"proof": PASSWORD}).text, "resets")
    assert client.post(link, data={"password": GOOD}).status_code == 303
    assert mei.get("/").location.startswith("/login")
    assert opens(GOOD) and not opens(PASSWORD)
    client.token = None
    assert client.post(link, data={"password": "another passphrase"}).status_code == 404
    assert opens(GOOD)
    assert trail_tells("link.reset", "user.password")


def test_a_changed_role_needs_the_admins_password_and_ends_the_sessions(signed_in, cast):
    lin, mei = signed_in(cast.lin), signed_in(cast.mei)
    given = {"version": cast.mei.version, "role": "viewer"}
    assert lin.post(f"/people/{cast.mei.id}/role", data=given | {"proof": "wrong"}).status_code == 422
    assert lin.post(f"/people/{cast.mei.id}/role", data=given | {"proof": PASSWORD}).status_code == 303
    assert User.get_by_id(cast.mei.id).role == "viewer"
    assert mei.get("/").status_code == 303
    assert trail_tells("user.role")


@pytest.mark.parametrize("way", ["role", "disable"])
def test_the_last_administrator_stays(signed_in, cast, way):
    given = {"version": cast.lin.version, "role": "buyer", "heir": cast.mei.id, "proof": PASSWORD}
    answer = signed_in(cast.lin).post(f"/people/{cast.lin.id}/{way}", data=given)
    assert answer.status_code == 422
    assert "at least one administrator" in answer.text
    assert (User.get_by_id(cast.lin.id).role, User.get_by_id(cast.lin.id).disabled_at) == ("admin", None)


def test_whoever_leaves_hands_over_what_is_open_and_is_out_at_once(signed_in, cast):
    supplier = make_supplier(owner=cast.mei)
    action = Action.give("Call", cast.mei.id, date(2026, 12, 1), stamp(cast.lin))
    invitation = AccessLink.issue("invite", timedelta(hours=72), Stamp(cast.mei.id, now()), role="buyer", name="X")
    mei = signed_in(cast.mei)
    given = {"version": cast.mei.version, "heir": cast.lin.id, "proof": PASSWORD}
    assert signed_in(cast.lin).post(f"/people/{cast.mei.id}/disable", data=given).status_code == 303
    assert mei.get("/").status_code == 303
    assert type(supplier).get_by_id(supplier.id).owner_id == cast.lin.id
    assert Action.get_by_id(action.id).owner_id == cast.lin.id
    assert AccessLink.open_for("invite", invitation, now()) is None
    assert not Session.select().where(Session.user == cast.mei).exists()
    assert AuditEvent.select().where(AuditEvent.verb == "user.disable").exists()


def test_whoever_comes_back_signs_in_again(signed_in, client, cast):
    User.update(disabled_at=now()).where(User.id == cast.mei.id).execute()
    assert signed_in(cast.lin).post(f"/people/{cast.mei.id}/enable").status_code == 303
    assert client.post("/login", data={"username": "mei", "password": PASSWORD}).status_code == 303
    assert trail_tells("user.enable", "session.begin")


def test_a_new_own_password_needs_the_old_one_and_ends_the_other_sessions(signed_in, cast):
    here, there = signed_in(cast.mei), signed_in(cast.mei)
    assert here.post("/profile/password", data={"old": "wrong", "password": GOOD}).status_code == 422
    assert opens(PASSWORD)
    assert here.post("/profile/password", data={"old": PASSWORD, "password": GOOD}).status_code == 303
    assert opens(GOOD) and not opens(PASSWORD)
    assert here.get("/profile").status_code == 200
    assert there.get("/profile").location.startswith("/login")
    assert trail_tells("user.password")


def test_language_and_appearance_are_kept_with_the_person(signed_in, cast):
    browser = signed_in(cast.mei)
    browser.post("/profile", data={"name": "Mei C.", "language": "zh", "theme": "dark", "version": cast.mei.version})
    page = signed_in(User.get_by_id(cast.mei.id)).get("/profile").text
    assert 'lang="zh-CN"' in page and 'data-theme="dark"' in page and "Mei C." in page


def test_another_session_of_mine_can_be_ended_but_not_a_colleagues(signed_in, cast):
    mei, other, guo = signed_in(cast.mei), signed_in(cast.mei), signed_in(cast.guo)
    theirs, mine = Session.get(Session.user == cast.guo), Session.select().where(Session.user == cast.mei)[1]
    assert mei.post(f"/profile/sessions/{theirs.id}/end").status_code == 404
    assert mei.post(f"/profile/sessions/{mine.id}/end").status_code == 303
    assert other.get("/profile").status_code == 303
    assert guo.get("/profile").status_code == 200
    assert trail_tells("session.end")


@pytest.mark.parametrize("proof", ["", "wrong"])
def test_letting_somebody_in_needs_the_admins_own_password(signed_in, cast, proof):
    lin = signed_in(cast.lin)
    invited = lin.post("/people", data={"name": "Zhou", "role": "admin", "proof": proof})
    reset = lin.post(f"/people/{cast.mei.id}/reset", data={"proof": proof})
    assert (invited.status_code, reset.status_code) == (422, 422)
    assert 'value="Zhou"' in invited.text
    assert AccessLink.select().count() == 0


def test_who_is_no_longer_administrator_has_no_invitation_left_open(cast):
    other = User.add("zhao", "Zhao", "admin", "x", None, Stamp(None, now()))
    token = AccessLink.issue("invite", timedelta(hours=72), Stamp(other.id, now()), role="admin", name="Friend")
    change_role(other, "viewer", other.version, Stamp(cast.lin.id, now()))
    assert AccessLink.open_for("invite", token, now()) is None


def test_a_new_password_ends_every_reset_link_of_the_person(cast):
    links = [AccessLink.issue("reset", timedelta(hours=1), Stamp(None, now()), user=cast.mei) for _one in range(2)]
    cast.mei.set_password("hash", Stamp(cast.mei.id, now()))
    assert [AccessLink.open_for("reset", link, now()) for link in links] == [None, None]
