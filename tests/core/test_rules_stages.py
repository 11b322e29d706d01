"""The order of the stages."""

from __future__ import annotations

from portal.core.rules.stages import ORDER, Stage


def test_a_business_grows_from_startup_to_mature():
    assert (Stage.startup, Stage.growth, Stage.mature) == ORDER
    assert [stage.following for stage in ORDER] == [Stage.growth, Stage.mature, None]
