"""Every line that the records answer: what it reads, what it counts, and what leaves it open."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from portal import content
from portal.checklists.rules.items import Item
from portal.core.rules.stages import Stage
from portal.core.rules.wording import places
from portal.facts import Missing, asks
from portal.facts.path import PATH
from tests.facts.asking import ask, ask_path


class Line(NamedTuple):
    reads: str
    counts: str  # the place of its sentence with how many it rests on; empty: one record, which the link shows
    open_while: str


AGREEMENT = "the agreement in force, else the newest that has not ended"
OPEN_AGREEMENT = "none is on file, or it hangs on what nobody said whether a clause is core"
NEED = Line("the need", "", "the need does not say it")
CLAUSES = Line(AGREEMENT, "count", OPEN_AGREEMENT)
ASKED = Line("inquiries to the supplier", "count", "nothing was asked or no reply has come")
LINES = {
    "S04": Line("quotes in force of what is bought, monthly units", "count", "one product lacks either, none too much"),
    "S05": Line("recent quotes of what is bought, rates", "count", "none of them can be compared"),
    "S07": Line("agreements in force", "count", "one of them is silent, none too long"),
    "S08": Line("signed verdicts on samples of what is bought", "count", "nothing is bought"),
    "S11": Line("quotes in force of what is bought, return rates", "count", "nothing is bought"),
    "S13": Line("categories of what is bought, source papers", "count", "one is in no category or a paper has no end"),
    "S14": Line("year, licence and word of mouth of suppliers bought from", "count", "nothing is bought"),
    "G01": Line("active suppliers by main category", "count", "no main category is marked"),
    "G03": Line("roles of active suppliers by main category", "count", "no main category is marked"),
    "G05": Line("agreements in force of suppliers bought from", "count", "none has an agreement"),
    "G08": Line("products by the day they were added", "count", "none was added in that time"),
    "G16": Line("tier and review date of active suppliers", "count", "no supplier is active"),
    "M02": Line("reviews of strategic suppliers and their actions", "count", "one was never reviewed"),
    "M06": Line("actions of reviews, with the day they were done", "count", "no review, or an open action has no day"),
    "M08": Line("signed agreements of active suppliers", "count", "one has no signed agreement with an end"),
    "M09": Line("comparisons kept, by main category", "count", "one category has none"),
    "M12": Line("papers of suppliers bought from, owners, actions", "count", "no paper, or one has no end"),
    "M13": Line("products by the day they were added", "count", "none was added in that time"),
    "M15": Line("rates of the currencies quoted", "count", "no foreign quote, or one currency has no rate"),
    **dict.fromkeys(("N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08"), NEED),
    "N09": Line("owner and deadline of the need", "count", "there is no need"),
    "P01": Line("registration, a licence in date", "", "either is missing"),
    "P03": Line("permits by category", "count", "no paper, no category that needs one, or one has no end"),
    "P05": Line("word of mouth with a link, in date", "notes", "nothing was heard"),
    "P06": Line("serious notes of word of mouth", "count", "none is on file: that shows no search"),
    "P10": Line("authorisation and source evidence", "count", "no paper, or one has no end"),
    "P11": Line("categories and products of the supplier", "count", "one is in no category"),
    "P12": Line("records of visits", "ok", "no paper is on file"),
    "K01": Line("quotes in force, monthly units", "count", "one product lacks either, none too much"),
    "K02": Line("answers on lead times, the newest quote, the need", "", "limit, normal or peak time is not known"),
    "K03": Line("the newest quote", "count", "there is none"),
    **dict.fromkeys(("K04", "K06", "K08", "K12"), ASKED),
    "K05": Line("the answer on capacity, the need", "", "either is missing"),
    "K07": Line("the last answer", "", "it was not asked or not answered"),
    "K10": Line("the last answer", "", "it was not asked or not answered"),
    "K11": Line("recent quotes of all suppliers, rates", "others", "too few others, or own cost is not known"),
    "T01": Line("the request of the newest sample", "count", "there is no sample"),
    "T02": Line("its batches", "found", "no batch has a number"),
    "T03": Line("the days it was promised for and came", "", "either is missing"),
    "T04": Line("its required criteria", "count", "a critical or failed one is left out"),
    "T05": Line("days of use by tester", "testers", "nobody used it"),
    "T06": Line("answers of people outside", "least", "nobody was asked"),
    "T07": Line("samples and products it was held against", "found", "none was named"),
    "T09": Line("the reference sealed last", "", "there is none"),
    "T10": Line("the signed verdict and its signers", "signers", "two people have not signed"),
    "A02": Line(AGREEMENT, "", "no reference is on file"),
    **dict.fromkeys((f"A{place:02}" for place in range(3, 13)), CLAUSES),
    "R07": Line("waits for replies before and after the signature", "n_before", "too few on either side"),
    "U07": Line("tier and review date of the supplier", "count", "it is not active"),
}
OF_STAGE = {item.code: (stage, item) for stage, listed in content.stage_checklists().items() for item in listed.items}
OF_PATH = {item.code: item for listed in content.checklists().values() if listed.step for item in listed.items}
ANSWERED = [code for code, (_stage, item) in OF_STAGE.items() if asks(item)]
ANSWERED += [code for code, item in OF_PATH.items() if asks(item, PATH)]


def item_of(code: str) -> Item:
    return OF_STAGE[code][1] if code in OF_STAGE else OF_PATH[code]


def test_every_line_that_the_records_answer_is_described_here():
    assert sorted(ANSWERED) == sorted(LINES)


@pytest.mark.parametrize("code", LINES)
def test_a_line_says_how_many_it_rests_on(code):
    sentence = item_of(code).basis
    assert all(LINES[code].counts in {*places(text), ""} for text in (sentence.zh, sentence.en))


@pytest.mark.parametrize("code", LINES)
def test_without_records_a_line_is_open_and_says_why(database, code):
    stage = OF_STAGE[code][0] if code in OF_STAGE else None
    answer = ask_path(code) if stage is None else ask(code, Stage(stage).value)
    assert isinstance(answer, Missing)
    unknown = content.facts()[item_of(code).rule.fact].unknown
    assert unknown.zh and unknown.en


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("G05", "top suppliers", "主力"),  # orders are not kept, so nobody knows who they are
        ("G08", "tried", "试过"),
        ("K01", "per spec", "每个规格"),
        ("K10", "process", "流程"),
        ("M06", "risk", "风险"),
        ("M08", "90 days", "90 天"),  # the team says how early
        ("M09", "landed cost", "到岸成本"),  # a comparison is kept, whatever its costs say
        ("M15", "duty", "关税"),
        ("N03", "nice-to-have", "可选"),
        ("P01", "platform", "平台"),
        ("P03", "scope", "经营范围"),
        ("T06", "target", "目标用户"),  # nobody writes down whose users they are
        ("U07", "score", "评分"),
    ],
)
def test_a_line_promises_nothing_that_no_record_holds(code, english, chinese):
    text = item_of(code).text
    assert english not in text.en.lower() and chinese not in text.zh
