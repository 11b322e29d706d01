"""Comparisons of a sample count once they say something."""

from __future__ import annotations

from portal.samples.rules.rivals import Compared, SampleRivalFacts, compared


def test_without_a_comparison_nobody_can_say():
    assert compared([]) is None


def test_one_that_was_begun_and_says_nothing_is_none_yet():
    assert compared([SampleRivalFacts("South Star", measured=False)]) == Compared(0, ())


def test_figures_or_what_somebody_wrote_make_it_count():
    rivals = [
        SampleRivalFacts("South Star", True),
        SampleRivalFacts("Brand X", False, "Smaller"),
        SampleRivalFacts("East Star", False),
    ]
    assert compared(rivals) == Compared(2, ("South Star", "Brand X"))
