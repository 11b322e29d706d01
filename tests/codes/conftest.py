"""A digital sample, the buyer who owns it, and codes that are to be checked again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import TODAY
from tests.codes.makers import batch_of, invented, make_codes, make_digital
from tests.suppliers.makers import make_supplier


@pytest.fixture
def sample(cast):
    return make_digital(make_supplier(), owner=cast.mei)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def code_key(monkeypatch, app):
    """Rows of the makers carry the fingerprints that the pages would make."""
    from portal.codes.keys import code_key

    with app.app_context():
        return code_key()


@pytest.fixture
def old(sample):
    """Ten codes that worked eight days ago."""
    make_codes(batch_of(sample), invented(10), on=TODAY - timedelta(days=8))
    return sample
