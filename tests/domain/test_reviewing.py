"""What a review can say."""

from __future__ import annotations

import pytest

from portal.domain.reviewing import overall


def test_an_aspect_nobody_judged_is_not_a_zero():
    assert overall({"quality": 4, "price": 5}) == (9, 2)
    assert overall({}) is None


def test_a_score_outside_one_to_five_is_refused():
    with pytest.raises(ValueError, match="1 to 5"):
        overall({"quality": 6})
