"""Who pays the freight."""

from __future__ import annotations

import pytest

from portal.quotes.rules.incoterms import INCOTERMS, seller_pays_freight


@pytest.mark.parametrize("term", ["DAP", "DPU", "DDP"])
def test_terms_to_the_door_hold_all_freight(term):
    assert seller_pays_freight(term)


@pytest.mark.parametrize("term", [*sorted(set(INCOTERMS) - {"DAP", "DPU", "DDP"}), ""])
def test_the_other_terms_leave_some_of_it_to_the_buyer(term):
    assert not seller_pays_freight(term)
