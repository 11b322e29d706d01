"""A tester's own sheet: one cell at a time, photos with their criterion."""

from __future__ import annotations

import pytest

from portal.core.models.attachments import Attachment
from portal.products.models import Product
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch
from portal.samples.rules.sampling import Severity
from tests.cast import NOW, stamp
from tests.products.makers import make_product
from tests.samples.makers import PHYSICAL, bad, batches_of, close, code, fill, good, make_sample, picture
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
MINOR = PHYSICAL.criterion(code(Severity.minor))


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def url(sample, criterion=MINOR):
    return f"/samples/{sample.id}/batches/{batches_of(sample)[0]}/{criterion.code}"


def typed(criterion=MINOR, figure=good, **about):
    return {f"v-{one.key}": figure(one) for one in criterion.measures} | about


def test_a_cell_saves_by_itself_and_shows_where_it_stands(mei, cast, sample):
    answer = mei.htmx(url(sample), data=typed(seen=0))
    assert answer.status_code == 200
    assert f'id="f-{MINOR.code}"' in answer.text and "ask done" in answer.text
    assert "1 of 12 criteria measured" in answer.text
    assert Measurement.get().tester_id == cast.mei.id
    assert trail_tells("sample.measure")


def test_a_cell_beyond_its_limit_says_so(mei, sample):
    assert "ask late" in mei.htmx(url(sample), data=typed(figure=bad, seen=0)).text


def test_without_script_the_same_form_leads_back_to_its_line(mei, sample):
    answer = mei.post(url(sample), data=typed(seen=0))
    assert answer.status_code == 303
    assert answer.location.endswith(f"#{MINOR.code}")


@pytest.mark.parametrize(
    ("text", "words"), [("many", "Enter a number"), ("-1", "outside"), ("1.1234567", "Six decimals")]
)
def test_a_figure_that_cannot_be_kept_stays_in_the_field_with_the_reason(mei, sample, text, words):
    for send in (mei.htmx, mei.post):
        answer = send(url(sample, PHYSICAL.criterion("PH02")), data={"v-deviation": text})
        assert answer.status_code == 422
        assert f'value="{text}"' in answer.text and words in answer.text and 'aria-invalid="true"' in answer.text
    assert not Measurement.select().exists()


def test_figures_are_understood_as_people_paste_them(mei, sample):
    mei.post(url(sample, PHYSICAL.criterion("PH02")), data={"v-deviation": "１．５％"})
    assert Measurement.get().values == {"deviation": "1.5"}


def test_a_line_that_is_left_empty_leaves_nothing(mei, sample):
    assert mei.htmx(url(sample), data={"seen": 0}).status_code == 200
    assert not Measurement.select().exists()


def test_half_a_line_is_kept_and_stays_open(mei, sample):
    answer = mei.htmx(url(sample, PHYSICAL.criterion("PH15")), data={"v-days": "7"})
    assert "ask open" in answer.text and 'value="7"' in answer.text


def test_a_cell_is_saved_first_and_read_once_with_what_was_saved(mei, sample, statements):
    mei.fetch_token()
    with statements() as seen:
        assert "ask done" in mei.htmx(url(sample), data=typed(seen=0)).text
    read = [place for place, sql in enumerate(seen) if '"measurement"' in sql and '"user"' in sql]
    written = [place for place, sql in enumerate(seen) if sql.startswith(("INSERT", "UPDATE"))]
    assert len(read) == 1 and read[0] > max(written)
    assert len(seen) <= 14 + 1, "\n".join(sql[:90] for sql in seen)  # and the session


def test_a_cell_of_another_sample_or_of_a_batch_taken_out_is_not_there(mei, cast, sample):
    other = make_sample(make_supplier("South Star"), make_product("Cable"))
    assert mei.htmx(url(sample).replace(f"/{sample.id}/", f"/{other.id}/"), data=typed(seen=0)).status_code == 404
    Batch.get_by_id(batches_of(sample)[0]).remove(stamp(cast.mei))
    gone = f"/samples/{sample.id}/batches/{Batch.select().order_by(Batch.id).first().id}/{MINOR.code}"
    assert mei.htmx(gone, data=typed(seen=0)).status_code == 404
    assert not Measurement.select().exists()


def test_a_cell_shows_the_tester_s_own_figures_alone(mei, cast, sample, signed_in):
    mei.htmx(url(sample), data=typed(seen=0, note="as Mei sees it"))
    answer = signed_in(cast.lin).htmx(url(sample))
    assert "as Mei sees it" not in answer.text and "ask open" in answer.text
    assert "0 of 12 criteria measured" in answer.text


def test_the_tally_counts_the_one_batch(mei, sample):
    mei.htmx(url(sample), data=typed(seen=0))
    second = f"/samples/{sample.id}/batches/{batches_of(sample)[1]}/{MINOR.code}"
    assert "0 of 12 criteria measured" in mei.htmx(second).text


def test_two_windows_of_one_tester_show_both_and_the_person_decides(mei, sample):
    mei.htmx(url(sample), data=typed(seen=0, note="first"))
    answer = mei.htmx(url(sample), data=typed(figure=bad, seen=0, note="second"))
    assert answer.status_code == 409
    assert "first" in answer.text and "second" in answer.text
    assert mei.htmx(url(sample), data=typed(seen=0, over=1, note="second")).status_code == 200
    assert (Measurement.get().note, Measurement.get().version) == ("second", 2)


def test_without_script_the_conflict_is_the_whole_sheet_with_what_was_typed(mei, sample):
    mei.post(url(sample), data=typed(seen=0, note="first"))
    answer = mei.post(url(sample), data=typed(seen=0, note="second"))
    assert answer.status_code == 409
    assert "first" in answer.text and "second" in answer.text and "<h1" in answer.text


def test_what_is_saved_can_be_taken_instead(mei, sample):
    mei.post(url(sample), data=typed(seen=0, note="first"))
    answer = mei.htmx(url(sample))
    assert "first" in answer.text and answer.headers["HX-Reswap"] == "outerHTML"


def test_card_codes_are_not_kept_in_the_note_of_a_cell(mei, sample):
    codes = "\n".join(f"ABCD-{number}234-EFGH-567{number}" for number in range(6))
    answer = mei.htmx(url(sample), data=typed(seen=0, note=codes))
    assert answer.status_code == 422
    assert "card codes" in answer.text and not Measurement.select().exists()


def test_a_criterion_that_does_not_apply_has_no_line(mei, sample):
    assert "PH06" not in mei.get(f"/samples/{sample.id}/test").text
    assert mei.post(f"/samples/{sample.id}/batches/{batches_of(sample)[0]}/PH06").status_code == 404


def test_a_sample_without_batches_says_what_to_do_first(mei):
    bare = make_sample(make_supplier(), make_product(), ())
    assert "Add the first batch" in mei.get(f"/samples/{bare.id}/test").text


def test_a_signed_test_takes_no_more_figures_or_photos(mei, cast, sample):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    assert mei.htmx(url(sample), data=typed(figure=bad, seen=1)).status_code == 423
    assert mei.post(f"/samples/{sample.id}/files", data={"file": (picture(), "a.png")}).status_code == 423
    assert "nothing changes until" in mei.get(f"/samples/{sample.id}/test").text


def test_a_cell_of_a_signed_test_reads_as_it_was_signed(mei, cast, sample):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    powered = PHYSICAL.criterion("PH06")
    Product.update(powered=True).execute()
    answer = mei.htmx(url(sample))
    assert "ask done" in answer.text and "12 of 12 criteria measured" in answer.text and "hx-post" not in answer.text
    assert mei.htmx(url(sample, powered)).status_code == 404


def test_a_photo_is_kept_with_its_criterion(mei, sample):
    data = {"code": MINOR.code, "batch": batches_of(sample)[0], "file": (picture(), "盒角.png")}
    answer = mei.htmx(f"/samples/{sample.id}/files", data=data)
    assert answer.status_code == 200 and "盒角.png" in answer.text
    assert (Attachment.get().slot, Attachment.get().name) == (MINOR.code, "盒角.png")
    assert "盒角.png" in mei.get(f"/samples/{sample.id}").text


def test_a_photo_stays_beside_a_figure_that_is_refused_without_script(mei, sample):
    data = {"code": MINOR.code, "batch": batches_of(sample)[0], "file": (picture(), "盒角.png")}
    mei.post(f"/samples/{sample.id}/files", data=data)
    answer = mei.post(url(sample), data=typed(figure=lambda measure: "many", seen=0))
    assert answer.status_code == 422 and "盒角.png" in answer.text


def test_a_file_that_is_no_picture_is_refused_in_its_place(mei, sample):
    for send in (mei.htmx, mei.post):
        data = {"code": MINOR.code, "batch": batches_of(sample)[0], "file": (picture().__class__(b"hello"), "a.png")}
        answer = send(f"/samples/{sample.id}/files", data=data)
        assert answer.status_code == 422 and f'id="photo-{MINOR.code}-e"' in answer.text


def test_a_photo_taken_away_can_be_brought_back(mei, sample):
    mei.post(f"/samples/{sample.id}/files", data={"file": (picture(), "front.png")})
    answer = mei.htmx(f"/samples/{sample.id}/files/{Attachment.get().id}/remove", data={})
    assert "front.png removed" in answer.text and Attachment.get().deleted_at == NOW
    undo = answer.text.split('action="/undo/')[1].split('"')[0]
    mei.post(f"/undo/{undo}")
    assert Attachment.get().deleted_at is None


def test_a_note_too_long_stays_in_the_field_with_the_reason(mei, sample):
    answer = mei.htmx(url(sample), data=typed(seen=0, note="长" * 1001))
    assert answer.status_code == 422
    assert "长" * 1001 in answer.text and "At most 1000 characters" in answer.text
    assert Measurement.select().count() == 0


def test_a_count_of_bad_units_with_its_number_says_what_it_proves_on_page_and_paper(mei, sample):
    drop = PHYSICAL.criterion("PH07")
    page = mei.htmx(url(sample, drop), data={"v-failed_units": "0", "v-tested": "10", "seen": 0}).text
    assert 'name="v-tested"' in page and 'value="10"' in page
    for more in ("", "/print"):
        shown = mei.get(f"/samples/{sample.id}{more}").text
        assert "0 bad of 10 tested: of the whole lot up to 26% could still be bad. Test more to know better." in shown


def test_fewer_units_than_were_bad_are_refused_with_what_was_typed(mei, sample):
    drop = PHYSICAL.criterion("PH07")
    answer = mei.htmx(url(sample, drop), data={"v-failed_units": "3", "v-tested": "2", "seen": 0})
    assert answer.status_code == 422 and "not fewer than were bad" in answer.text and 'value="2"' in answer.text
    assert not Measurement.select().exists()
