"""Question sets: an admin decides per category what is asked; inquiries keep what they asked."""

from __future__ import annotations

import pytest

from portal import content
from portal.core.forms.rows import FEW
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.question_sets import QuestionSet
from tests.inquiries.makers import make_inquiry
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
EVERY = [question.key for question in content.questions()]


@pytest.fixture
def lin(signed_in, cast):
    return signed_in(cast.lin)


@pytest.fixture
def category(cast):
    return make_category()


def key_of(category):
    return getattr(category, "id", category)


def save(browser, category, *own, off=(), version=0):
    """Each own question as (key, Chinese, English, way)."""
    data = {"version": version, "asked": [key for key in EVERY if key not in off]}
    for place, line in enumerate(own):
        data |= {f"mine-{place}-{name}": text for name, text in zip(("key", "zh", "en", "way"), line, strict=True)}
    return browser.post(f"/question-sets/{key_of(category)}", data=data)


PLUG = ("", "插头能换吗？", "Can the plug be changed?", "yes_no")
HOURS = ("", "老化几小时？", "", "number:hour")


def test_a_category_leaves_questions_out_and_adds_its_own(lin, category):
    assert save(lin, category, PLUG, HOURS, off=["moq"]).status_code == 303
    stored = QuestionSet.get()
    assert stored.off == ["moq"]
    assert [(question["text"]["zh"], question["type"], question.get("unit")) for question in stored.own] == [
        ("插头能换吗？", "yes_no", None),
        ("老化几小时？", "number", "hour"),
    ]
    assert stored.own[1]["text"]["en"] == "老化几小时？"
    page = lin.get(f"/question-sets/{key_of(category)}").text
    assert 'name="asked" value="moq">' in page
    assert "Can the plug be changed?" in page
    assert '<td class="num" data-l="Own questions">2</td>' in lin.get("/question-sets").text
    assert trail_tells("question_set.put")


def test_of_many_categories_two_characters_of_the_name_are_enough(lin, category):
    save(lin, category, PLUG)
    for number in range(FEW + 1):
        make_category(f"Shelf {number:02}")
    page = lin.get("/inquiries/new").text
    assert 'list="what-category-names"' in page and '<option value="Shelf 07"></option>' in page
    own = QuestionSet.get().own[0]["key"]
    assert f'value="{own}" checked' in lin.get(f"/inquiries/new?category={category.name[1:]}").text


def test_a_new_inquiry_asks_the_questions_of_the_category_and_of_no_other(lin, cast, category):
    save(lin, category, PLUG, off=["moq"])
    supplier = make_supplier(categories=[category])
    page = lin.get(f"/inquiries/new?supplier={supplier.id}").text
    own = QuestionSet.get().own[0]["key"]
    assert f'value="{own}" checked' in page
    assert 'value="moq"' not in page
    assert own not in lin.get(f"/inquiries/new?supplier={supplier.id}&category=").text
    about = {"goods": "physical", "choice": "core", "asked_at": "2026-11-23T10:00", "channel": "chat"}
    sent = about | {"supplier": supplier.id, "category": key_of(category), "questions": [own, "return_days"]}
    assert lin.post("/inquiries", data=sent | {"category": ""}).status_code == 422
    assert lin.post("/inquiries", data=sent).status_code == 303
    asked = Inquiry.get()
    assert [question["key"] for question in asked.questions] == ["return_days", own]
    assert "Can the plug be changed?" in lin.get(f"/inquiries/{asked.id}/replies").text


def test_an_inquiry_keeps_what_it_asked_whatever_becomes_of_the_set(lin, category):
    inquiry = make_inquiry(make_supplier(categories=[category]), "moq")
    save(lin, category, off=["moq"])
    assert "What is the MOQ per spec?" in lin.get(f"/inquiries/{inquiry.id}").text


def test_an_own_question_keeps_its_key_while_it_is_answered_the_same_way(lin, category):
    save(lin, category, PLUG)
    key = QuestionSet.get().own[0]["key"]
    save(lin, category, (key, "插头能换成欧规吗？", "", "yes_no"), version=1)
    assert [question["key"] for question in QuestionSet.get().own] == [key]
    save(lin, category, (key, "插头能换成欧规吗？", "", "number:day"), version=2)
    assert [question["key"] for question in QuestionSet.get().own] != [key]
    save(lin, category, ("own_invented", "问", "", "text"), version=3)
    assert QuestionSet.get().own[0]["key"] != "own_invented"


def test_a_question_that_is_cleared_is_asked_no_more_and_the_trail_still_names_it(lin, category):
    save(lin, category, PLUG)
    key = QuestionSet.get().own[0]["key"]
    sent = {"goods": "physical", "choice": "core", "asked_at": "2026-11-23T10:00", "channel": "chat"}
    sent |= {"supplier": make_supplier().id, "category": key_of(category), "questions": [key]}
    lin.post("/inquiries", data=sent)
    save(lin, category, (key, "", "", "yes_no"), version=1)
    assert QuestionSet.get().own == []
    trail = lin.get("/audit?kind=inquiry").text
    assert "Can the plug be changed?" in trail
    assert key not in trail


def test_the_trail_says_what_was_changed_in_words(lin, category):
    save(lin, category, PLUG, off=["moq"])
    page = lin.get("/audit?kind=question_set").text
    for text in ("changed the questions of a category", "What is the MOQ per spec?", "插头能换吗？"):
        assert text in page


def test_of_two_people_the_second_sees_the_first_and_loses_nothing(signed_in, cast, lin, category):
    lin.get(f"/question-sets/{key_of(category)}")
    save(lin, category, PLUG, off=["moq"])
    answer = save(lin, category, HOURS, version=0)
    assert answer.status_code == 409
    for text in (
        "林悦 saved this",
        "What is the MOQ per spec?",
        "Can the plug be changed?",
        "老化几小时？",
    ):
        assert text in answer.text
    assert [question["type"] for question in QuestionSet.get().own] == ["yes_no"]
    assert save(lin, category, HOURS, version=1).status_code == 303


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (("", "有{什么}", "", "text"), "Write it without { } [ ]."),
        (("", "x" * 201, "", "text"), "200"),
        (("", "多重？", "", "number:stone"), "Nothing here is called so"),
        (("", "a\x00b", "", "text"), "a character that cannot be stored"),
    ],
)
def test_what_cannot_be_a_question_is_refused_with_what_was_typed(lin, category, line, message):
    answer = save(lin, category, PLUG, line)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Can the plug be changed?" in answer.text
    assert not QuestionSet.select().exists()


def test_a_shipped_question_nobody_knows_is_refused(lin, category):
    data = {"version": 0, "asked": ["what"]}
    assert lin.post(f"/question-sets/{key_of(category)}", data=data).status_code == 422
    assert not QuestionSet.select().exists()


def test_only_an_admin_decides_and_everybody_may_look(signed_in, cast, category):
    for person in (cast.mei, cast.guo):
        browser = signed_in(person)
        assert browser.get("/question-sets").status_code == 200
        assert browser.get(f"/question-sets/{key_of(category)}").status_code == 403
        assert save(browser, category, PLUG).status_code == 403
        assert not QuestionSet.select().exists()


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000, "-1", ""])
def test_a_line_whose_number_no_page_writes_is_not_read(lin, category, number):
    answer = lin.post(f"/question-sets/{key_of(category)}", data={"version": 0, f"mine-{number}-zh": "x"})
    assert answer.status_code == 303
    assert not QuestionSet.get().own
