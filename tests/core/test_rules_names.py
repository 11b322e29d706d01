"""When two suppliers could be one."""

from __future__ import annotations

import pytest

from portal.core.rules.names import Known, account_key, alike, code_key, name_key, website_host

BEIAN = Known(
    7, "北岸电子", name_key("北岸电子"), name_key("深圳市北岸电子有限公司"), "91440300MA5F0X1234", "beian.example"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市北岸电子有限公司", "深圳市北岸电子"),
        ("深圳市北岸电子有限责任公司", "深圳市北岸电子股份有限公司"),
        ("北岸电子（深圳）有限公司", "北岸电子(深圳)"),
        ("ＢＥＩＡＮ　Ｔｅｃｈ", "beian tech"),
        ("Beian Tech Co., Ltd.", "BEIAN TECH"),
        ("Beian Tech GmbH", "Beian  Tech, Inc."),
        ("北 岸 电 子", "北岸电子"),
    ],
)
def test_legal_form_width_case_and_punctuation_do_not_make_another_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("北岸电子", "南岸电子"), ("North Star", "North Start"), ("深圳北岸", "东莞北岸")]
)
def test_other_names_stay_other(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["有限公司", "Ltd", "Co", "公司", "厂"])
def test_a_name_that_is_only_a_legal_form_keeps_something(name):
    assert name_key(name)


def test_company_codes_are_compared_without_spaces_hyphens_and_case():
    assert code_key(" 9144-0300 ma5f0x1234 ") == code_key("９１４４０３００MA5F0X1234")


@pytest.mark.parametrize(
    ("website", "host"),
    [
        ("https://www.Beian.example/shop", "beian.example"),
        ("http://beian.example:8080", "beian.example"),
        ("https://北岸.example/", "北岸.example"),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_the_host_of_a_website(website, host):
    assert website_host(website) == host


def test_every_reason_is_named():
    [found] = alike("深圳市北岸电子有限公司", "", "91440300ma5f0x1234", "http://www.beian.example/en", [BEIAN])
    assert (found.id, found.reasons) == (7, ("name", "code", "website"))


def test_the_legal_name_of_one_may_be_the_name_of_the_other():
    assert alike("某某", "北岸电子有限公司", "", "", [BEIAN])[0].reasons == ("name",)


@pytest.mark.parametrize("name", ["深圳市北岸电子科技有限公司", "深圳北岸电子"])
def test_a_name_that_holds_the_other_is_similar(name):
    [found] = alike(name, "", "", "", [Known(1, "北岸电子", "北岸电子", "", "", "")])
    assert found.reasons == ("similar",)


def test_two_characters_stand_in_too_many_names_to_warn():
    assert alike("北岸食品", "", "", "", [Known(1, "北岸", "北岸", "", "", "")]) == []


def test_a_shop_on_a_marketplace_shares_its_host_with_strangers():
    shop = Known(1, "A", "a", "", "", "1688.com")
    assert alike("B", "", "", "https://www.1688.com/b", [shop]) == []


def test_nothing_typed_is_like_nobody():
    assert alike("", "", "", "", [Known(1, "", "", "", "", "")]) == []


def test_the_one_with_most_reasons_comes_first():
    other = Known(2, "Beian 2", name_key("北岸电子"), "", "", "")
    found = alike("北岸电子", "", "91440300MA5F0X1234", "", [other, BEIAN])
    assert [one.id for one in found] == [7, 2]


def test_a_sign_in_name_is_the_same_in_any_width_and_case():
    assert account_key(" Ｌｉｎ ") == "lin"
