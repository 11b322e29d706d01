"""People outside the team answer through a link that opens one page and nothing else."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import time_machine

from portal.accounts import throttle
from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.feedback.models import Feedback, FeedbackLink
from portal.handover.models.leaving import disable
from portal.samples.models.samples import Batch, Sample
from tests.browser_client import arrived
from tests.cast import NOW, stamp
from tests.products.makers import make_product
from tests.samples.makers import batches_of, close, fill, make_sample, picture, standing
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
GOOD = {"quality": "5", "use": "4", "packing": "4", "buys": "yes", "text": "Warm, but fine."}


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def invited(sample, people=5, by=None):
    """Path of the page, and the link."""
    batch = Batch.get_by_id(batches_of(sample)[0])
    token, link = FeedbackLink.issue(batch, people, timedelta(days=14), stamp(by))
    return f"/t/{token}", link


def say(client, path, code, **said):
    return client.post(path, data={"code": code} | GOOD | said)


def test_the_link_and_a_code_for_each_tester_are_shown_once_with_a_qr_code(mei, sample):
    batch = batches_of(sample)[1]
    page = mei.post(f"/samples/{sample.id}/outside", data={"batch": batch, "people": 3, "days": 7}).text
    link = FeedbackLink.get()
    token = re.search(r"/t/([\w-]+)", page)[1]
    assert len(token) == 32 and page.count("<svg") >= 3
    assert all(code in page for code in link.codes) and len(set(link.codes)) == 3
    assert (link.batch_id, link.expires_at) == (batch, NOW + timedelta(days=7))
    assert token not in mei.get(f"/samples/{sample.id}").text
    assert not FeedbackLink.select().where(FeedbackLink.token_hash == token).exists()
    assert trail_tells("sample.invite")


@pytest.mark.parametrize(
    ("people", "days", "said"),
    [(21, 7, "Enter 20 or less"), (3, 61, "Enter 60 or less"), (0, 7, "Enter 1 or more")],
)
def test_a_link_lets_in_twenty_people_for_sixty_days_at_most(mei, sample, people, days, said):
    answer = mei.post(
        f"/samples/{sample.id}/outside", data={"batch": batches_of(sample)[0], "people": people, "days": days}
    )
    assert answer.status_code == 422 and said in answer.text
    assert not FeedbackLink.select().exists()


def test_a_stranger_answers_without_an_account_and_the_team_reads_it(client, mei, sample):
    path, link = invited(sample)
    page = client.get(path).text
    assert "Nothing personal is asked" in page and 'href="/"' not in page
    assert say(client, path, f" {link.codes[0].lower()} ").status_code == 303
    answer = Feedback.get()
    assert (answer.code, answer.quality, answer.use, answer.packing, answer.buys) == (link.codes[0], 5, 4, 4, "yes")
    page = mei.get(f"/samples/{sample.id}").text
    assert "from outside, unverified" in page and "Warm, but fine." in page
    assert "1 answer · mean of all marks 4.3 of 5" in page
    assert AuditEvent.select().where(AuditEvent.verb == "sample.feedback").count() == 1


def test_the_page_is_kept_from_searches_referrers_and_stores(client, sample):
    headers = client.get(invited(sample)[0]).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Cache-Control"] == "no-store"


def test_the_whole_page_weighs_25_kilobytes_at_most_and_runs_no_script(client, sample):
    page = client.get(invited(sample)[0])
    assert "<script" not in page.text
    wanted = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', page.text))
    weight = sum(arrived(client, path) for path in [page.request.path, *wanted])
    assert len(wanted) >= 2 and weight <= 25 * 1024


def test_nobody_is_signed_in_by_a_link(client, sample):
    path, link = invited(sample)
    client.get(path), say(client, path, link.codes[0])
    assert client.get(f"/samples/{sample.id}").status_code in (302, 303, 401)


def test_a_code_answers_once_and_what_was_typed_stays(client, sample):
    path, link = invited(sample)
    say(client, path, link.codes[0])
    for code in (link.codes[0], "ZZZZZ"):
        answer = say(client, path, code, text="Second thoughts")
        assert answer.status_code == 422 and "has answered already" in answer.text and "Second thoughts" in answer.text
    assert Feedback.select().count() == 1


def shut(sample, path, link, cast, how):
    match how:
        case "wrong":
            return "/t/" + "x" * 32
        case "ended":
            link.end(stamp(cast.mei))
        case "expired":
            FeedbackLink.update(expires_at=NOW).execute()
        case "full":
            FeedbackLink.update(codes=[]).execute()
        case "signed":
            fill(sample, cast.mei)
            close(sample, cast.mei, cast.lin)
        case "batch gone":
            Batch.get_by_id(link.batch_id).remove(stamp(cast.mei))
        case "maker left":
            mei = User.get_by_id(cast.mei.id)
            disable(mei, cast.lin, mei.version, stamp(cast.lin))
    return path


@pytest.mark.parametrize("how", ["wrong", "ended", "expired", "full", "signed", "batch gone", "maker left"])
def test_every_link_that_does_not_open_looks_alike(client, cast, sample, how):
    path, link = invited(sample, by=cast.mei)
    path = shut(sample, path, link, cast, how)
    answer, other = client.get(path), client.get("/t/" + "y" * 32)
    assert answer.status_code == 404
    plain = [
        re.sub(r"report number \w+|value=\"[^\"]*\"|x{32}|y{32}|X-CSRFToken.*?}", "", one.text)
        for one in (answer, other)
    ]
    assert plain[0].replace(path, "") == plain[1].replace("/t/" + "y" * 32, "") and 'href="/"' not in answer.text
    assert say(client, path, link.codes[0] if link.codes else "A").status_code == 404
    assert not Feedback.select().exists()


def test_ten_testers_behind_one_address_answer_though_each_errs_twice(client, sample):
    path, link = invited(sample, people=10)
    for code in link.codes:
        assert [say(client, path, code, quality=mark).status_code for mark in ("6", "7", "5")] == [422, 422, 303]


def test_of_one_card_ten_tries_an_hour_are_read_and_the_next_keeps_what_was_typed(client, sample):
    path, link = invited(sample)
    assert {say(client, path, link.codes[0], quality="6").status_code for _try in range(10)} == {422}
    answer = say(client, path, link.codes[0], text="Long thoughts")
    assert say(client, path, link.codes[1]).status_code == 303
    assert answer.status_code == 429 and "Long thoughts" in answer.text and int(answer.headers["Retry-After"]) > 0
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert say(client, path, link.codes[0]).status_code == 303


def test_a_hundred_codes_an_hour_are_tried_at_one_link_from_wherever(client, sample):
    path, link = invited(sample)
    for number in range(100):
        throttle.take("link", str(link.id), NOW)
        throttle.take("feedback", f"10.0.0.{number}", NOW)
    assert say(client, path, link.codes[0]).status_code == 429
    other, fresh = invited(sample)
    assert say(client, other, fresh.codes[0]).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"quality": "6"}, "Not a valid choice"), ({"buys": ""}, "required"), ({"text": "x" * 2001}, "longer than")],
)
def test_an_answer_that_cannot_be_is_refused_with_the_reason(client, sample, wrong, said):
    path, link = invited(sample)
    answer = say(client, path, link.codes[0], **wrong)
    assert answer.status_code == 422 and said in answer.text
    assert not Feedback.select().exists()


def test_a_photo_is_kept_with_the_code_and_anything_else_is_refused(client, mei, sample):
    path, link = invited(sample)
    answer = say(client, path, link.codes[0], photo=(io.BytesIO(b"%PDF-1.7 x"), "a.pdf"))
    assert answer.status_code == 422 and "Send a picture" in answer.text
    assert say(client, path, link.codes[0], photo=(picture(), "box.png")).status_code == 303
    assert f"<b>{link.codes[0]}</b>" in mei.get(f"/samples/{sample.id}").text


@pytest.mark.parametrize("field", ["code", "quality", "use", "packing", "buys", "text"])
@pytest.mark.parametrize("hostile", ["\x00", "x" * 100_000, "٥", "\u202eabc", "-1", "NaN", " "])
def test_hostile_input_of_a_stranger_is_refused_and_keeps_nothing(client, sample, field, hostile):
    path, link = invited(sample)
    answer = client.post(path, data={"code": link.codes[0]} | GOOD | {field: hostile})
    assert answer.status_code in (303, 422) and (field == "text" or answer.status_code == 422)
    assert Feedback.select().count() == (answer.status_code == 303)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"x" * 100, b"PK\x03\x04" + b"x" * 100, b"GIF89a"])
def test_a_broken_or_strange_photo_is_refused_with_the_reason(client, sample, content):
    path, link = invited(sample)
    answer = say(client, path, link.codes[0], photo=(io.BytesIO(content), "../../x.png"))
    assert answer.status_code == 422 and "Warm, but fine." in answer.text
    assert not Feedback.select().exists()


def answered(link, *marks):
    for code, mark in zip(link.codes, marks, strict=False):
        Feedback.give(link, code, stamp(), quality=mark, use=mark, packing=mark, buys="yes", text="")


@pytest.mark.parametrize("code", ["", "XXXXX", "the code of somebody who answered"])
def test_without_a_card_that_waits_no_picture_is_even_looked_at(client, sample, code):
    path, link = invited(sample)
    say(client, path, link.codes[0])
    code = link.codes[0] if len(code) > 5 else code
    answer = say(client, path, code, photo=(io.BytesIO(b"no picture"), "a.png"))
    assert answer.status_code == 422
    assert "Only pictures" not in answer.text and 'id="code-e"' in answer.text


def test_outside_answers_enter_the_score_only_when_the_team_says_so(mei, sample):
    _path, link = invited(sample)
    answered(link, 5, 4, 3)
    assert "PH16" not in standing(sample).recorded
    mei.post(f"/samples/{sample.id}/outside/{link.id}/count", data={"counts": "yes"})
    assert standing(sample).recorded["PH16"].values == {"mean": 4, "lowest": 3}
    page = mei.get(f"/samples/{sample.id}").text
    assert "counts in the score" in page
    mei.post(f"/samples/{sample.id}/outside/{link.id}/count", data={"counts": "no"})
    assert "PH16" not in standing(sample).recorded
    assert trail_tells("sample.outside")


def test_a_link_that_was_ended_lets_nobody_in_any_more(mei, client, sample):
    path, link = invited(sample)
    assert client.get(path).status_code == 200
    mei.post(f"/samples/{sample.id}/outside/{link.id}/end")
    assert client.get(path).status_code == 404
    assert trail_tells("sample.invite", "sample.uninvite")


def test_two_outside_answers_are_too_few_for_a_mean(sample):
    _path, link = invited(sample)
    link.count(True, stamp())
    answered(FeedbackLink.get(), 5, 5)
    assert "PH16" not in standing(sample).recorded


def test_an_answer_that_counts_takes_a_verdict_off_signature(sample):
    _path, link = invited(sample)
    answered(link, 5)
    round_ = Sample.get().round
    link.count(True, stamp())
    assert Sample.get().round == round_ + 1
    marks = {"quality": 1, "use": 1, "packing": 1, "buys": "no", "text": ""}
    Feedback.give(FeedbackLink.get(), link.codes[1], stamp(), **marks)
    assert Sample.get().round == round_ + 2


def test_a_viewer_makes_no_links(signed_in, cast, sample):
    guo = signed_in(cast.guo)
    answer = guo.post(f"/samples/{sample.id}/outside", data={"batch": batches_of(sample)[0], "people": 3, "days": 7})
    assert answer.status_code == 403
    assert "Make a link" not in guo.get(f"/samples/{sample.id}").text
