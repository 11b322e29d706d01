"""What the records say to the first contact, as a sentence in both languages."""

from __future__ import annotations

import re

import pytest
from flask_babel import refresh

from portal import content
from portal.checklists.pages.sentences import answer_text, basis_text, duration_text
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.core.rules.wording import EMPTY
from portal.facts.answer import duration
from tests.facts.first_contact import BY_RECORDS, CONTACT, ask, charger_needed, whole

CODE = re.compile(r"[a-z]+_[a-z_]+|\b(?:moq|freight|credit)\b|None|[{}\[\]]")


@pytest.fixture
def asked_for(database):
    asked_for = charger_needed()
    whole(asked_for)
    return asked_for


@pytest.fixture
def reading(app):
    """`with reading("zh"):` a page in that language."""
    return lambda language: app.test_request_context(headers={"Cookie": f"language={language}"})


def sentence(asked_for, code):
    return basis_text(CONTACT.item(code), ask(asked_for, code).places)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", [item.code for item in BY_RECORDS])
def test_every_basis_of_the_first_contact_is_whole_and_in_words(asked_for, reading, language, code):
    item, fact = CONTACT.item(code), ask(asked_for, code)
    judgement = judge(item, NOTHING, fact.figure, {}, content.policy().lookup(Stage.startup))
    with reading(language):
        for text in (basis_text(item, fact.places), answer_text(item, judgement.computed.value)):
            assert text
            assert EMPTY not in text
            assert not CODE.search(text), text


def test_the_sentences_read_as_a_buyer_would_say_them(asked_for, reading):
    with reading("zh"):
        assert sentence(asked_for, "K02") == "平时 7 天，上限 14 天，旺季 20 天"
        assert sentence(asked_for, "K03") == "最新报价应填 6 项，已填 5 项，还缺：阶梯价"
        assert sentence(asked_for, "K07") == "2026-11-23 的回答：预付，可退"
        assert sentence(asked_for, "K10") == "2026-11-23 承诺 4 小时"
        assert (
            sentence(asked_for, "K11")
            == "Charger：与其他 2 家中位数相差 -30%，比值 0.7（低于 0.8 提醒，低于 0.7 警戒）"
        )
        assert sentence(asked_for, "K12").endswith("首次回复 1 个工作小时，没答：解决不了找谁")
    with reading("en"):
        refresh()
        assert sentence(asked_for, "K02") == "Normal 7 days, limit 14 days, peak 20 days"
        assert sentence(asked_for, "K03") == "Latest quote: 5 of 6 fields filled; missing: Price by quantity"
        assert sentence(asked_for, "K07") == "Answer of 2026-11-23: Prepaid, refundable"


def test_a_length_of_time_has_its_unit(reading):
    with reading("en"):
        assert duration_text(duration(30, "minute")) == "30 minutes"
