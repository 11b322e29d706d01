"""Card codes are never kept."""

from __future__ import annotations

import pytest

from portal.core.rules.card_codes import has_code, looks_like_codes, may_be_code


@pytest.mark.parametrize(
    "text",
    [
        "ABCD-EFGH-1234-5678\nABCD-EFGH-1234-5679\nABCD-EFGH-1234-5680",
        "123456789012\n223456789012\n323456789012",
        "card1 9F3K2M8Q7W1Z\ncard2 8F3K2M8Q7W1Z\ncard3 7F3K2M8Q7W1Z",
    ],
)
def test_three_lines_of_codes_are_noticed(text):
    assert looks_like_codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789012\n223456789012",
        "Call 13800138000\nor 021 5555 6666\nor write",
        "The factory moved\nto another street\nlast summer",
        "internationalisation\nresponsibilities\nmisunderstanding",
    ],
)
def test_other_notes_are_left_alone(text):
    assert not looks_like_codes(text)


@pytest.mark.parametrize(("code", "is_one"), [("9F3K2M8Q7W1", False), ("9F3K2M8Q7W1Z", True), ("9F3K-2M8Q-7W1", False)])
def test_a_code_has_twelve_letters_and_digits_at_least_and_dashes_do_not_count(code, is_one):
    assert has_code(f"Card {code}") is is_one
    assert looks_like_codes("\n".join([code] * 3)) is is_one


def test_a_remark_of_eight_letters_and_digits_may_be_a_code_and_a_day_or_a_word_is_none():
    for text in (
        "QWPLMNBV",
        "qx7z93km5",
        "7788 4455",
        "7788-44-55",
        "QX7Z-93KM",
        "QX7Z 93KM",
        "坏码ABCD2345",
        "2026-11-24-778",
    ):
        assert may_be_code(text), text
    for text in (
        "replaced",
        "Delivered late",
        "NOT OK",
        "2026-11-24 3 次",
        "on 2026-1-4 again",
        "72-hour check",
        "补发 2 个",
        "1234567",
    ):
        assert not may_be_code(text), text
