"""Four people outside tried the shirt; their answers are there to read, and do not count yet."""

from __future__ import annotations

from datetime import timedelta

from portal.core.models.record import Stamp
from portal.demo import World
from portal.feedback.models import Feedback, FeedbackLink
from portal.samples.models.samples import Batch

# Quality, use, packing, buys, what was not good, days ago.
ANSWERS = (
    (5, 4, 4, "yes", "", 5),
    (4, 4, 3, "yes", "袋子容易破，衣服没事。", 4),
    (4, 5, 4, "maybe", "M 码袖子偏长。", 3),
    (3, 4, 4, "maybe", "洗一次后有点起皱。", 2),
)


def load(world: World) -> None:
    sample = world.samples["qinghe/shirt"]
    batch = Batch.get(Batch.sample == sample)
    _token, link = FeedbackLink.issue(batch, 6, timedelta(days=20), world.stamp("hanyu", 6))
    for code, (quality, use, packing, buys, text, ago) in zip(link.codes, ANSWERS, strict=False):
        marks = {"quality": quality, "use": use, "packing": packing}
        Feedback.give(
            link, code, Stamp(None, world.now - timedelta(days=ago)), buys=buys, text=world.say(text), **marks
        )
