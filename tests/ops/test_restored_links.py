"""A link that lets somebody in does not come alive again by a restore."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.models.users import AccessLink, User
from portal.feedback.models import FeedbackLink
from portal.ops import backup
from portal.ops.restore import restore
from portal.samples.models.samples import Batch
from tests.cast import NOW, stamp
from tests.ops.installation import LATER
from tests.products.makers import make_product
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier


@pytest.mark.parametrize("since", ["ended", "used", "still open", "gone with the machine"])
def test_a_link_that_was_open_at_the_backup_lets_nobody_in_after_a_restore(portal, tmp_path, since):
    cast, week = User.get(User.username == "lin"), timedelta(days=7)
    invitation = AccessLink.issue("invite", week, stamp(cast), name="Zhou", role="buyer")
    sample = make_sample(make_supplier(), make_product())
    tester, link = FeedbackLink.issue(Batch.get(Batch.sample == sample), 3, week, stamp(cast))
    saved = backup.make(portal.config, portal.database, tmp_path / "later", NOW).path
    if since == "ended":
        link.end(stamp(cast)), AccessLink.end(AccessLink.kind == "invite", stamp(cast))
    if since == "used":
        AccessLink.open_for("invite", invitation, NOW).use(NOW)
    if since == "gone with the machine":
        AccessLink.delete().execute(), FeedbackLink.delete().execute()
    portal.database.close_all()
    restore(portal.config, saved, LATER)
    portal.database.connect()
    assert AccessLink.open_for("invite", invitation, NOW) is None
    assert FeedbackLink.open_for(tester, NOW) is None
    assert {row.revoked_at for row in (*AccessLink.select(), *FeedbackLink.select())} == {LATER}
