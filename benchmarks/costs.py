"""What two everyday requests cost the demo team: one measurement saved, two suppliers printed side by side.

CPU of the process, and its ratio to that of a page that shows nothing, which a busy or a slow machine does not change.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from benchmarks.desk import Desk, desk
from portal import demo
from portal.core.models.record import Stamp
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.quotes.rules.terms import FEES
from portal.samples.models.samples import Batch
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier

RUNS = 40
PLAIN = "/suppliers/999999"  # nothing is there: session, access and the frame of a page
GOALS = {
    "measurement saved, ratio": 2.5,
    "comparison printed, ratio": 5.5,
    "basket of 10 products and 5 suppliers, comparisons": 3,
}


def measure() -> dict[str, float]:
    with desk() as buyer:
        at = datetime.now(UTC)
        world = demo.load(at.date(), at, Path(mkdtemp()))
        acts = {"measurement saved": saving(buyer, world), "comparison printed": printing(buyer, world)}
        plain = spent(lambda: buyer.get(PLAIN))
        figures = {f"{name}, ms of work": spent(act) for name, act in acts.items()}
        ratios = {f"{name}, ratio": figures[f"{name}, ms of work"] / plain for name in acts}
        baskets = {"basket of 10 products and 5 suppliers, comparisons": basket_in_comparisons(buyer)}
        return figures | ratios | baskets | {f"{name}, calls": calls(act) for name, act in acts.items()}


def saving(buyer: Desk, world: Any) -> Callable[[], None]:
    sample = world.samples["qinghe/shirt"].id
    batch = Batch.select().where(Batch.sample == sample).order_by(Batch.id).get().id
    cell, headers = f"/samples/{sample}/batches/{batch}/PH01", {"HX-Request": "true"}
    seen = 0

    def save() -> None:
        nonlocal seen
        form = {"v-critical": "0", "v-major": str(seen % 2), "v-minor": "1", "seen": str(seen)}
        answer = buyer.client.post(cell, data=form, headers=headers | {"X-CSRFToken": buyer.token})
        seen = int(re.findall(r'name="seen" value="(\d+)"', answer.text)[0])

    return save


def printing(buyer: Desk, world: Any) -> Callable[[], None]:
    sellers = "".join(f"&supplier={world.suppliers[name].id}" for name in ("tuochuan", "wanli"))
    page = f"/comparisons/print?product={world.products['charger'].id}&quantity=600{sellers}"

    def show() -> None:
        assert buyer.get(page).status_code == 200

    return show


def basket_in_comparisons(buyer: Desk) -> float:
    """What a basket costs, in comparisons of as many suppliers for one of its products."""
    goods, suppliers = market()
    asked = "".join(f"&supplier={key}" for key in suppliers)
    basket = f"/baskets/print?business={goods[0].business_id}{asked}"
    basket += "".join(f"&product={product.id}&q{product.id}=200" for product in goods)
    return spent(lambda: shown(buyer, basket)) / spent(
        lambda: shown(buyer, f"/comparisons/print?product={goods[0].id}&quantity=200{asked}")
    )


def shown(buyer: Desk, url: str) -> None:
    assert buyer.get(url).status_code == 200


def market() -> tuple[list[Product], list[int]]:
    """Ten products and five suppliers that quote each of them: what is dear at one is cheap at the next."""
    at = datetime.now(UTC)
    stamp = Stamp(None, at)
    business = Business.select().order_by(Business.id).first()
    goods = [
        Product.create(name=f"Part {number}", kind="physical", currency="CNY", business=business, created_at=at)
        for number in range(10)
    ]
    fees = {f"{name}_state": "zero" for name in FEES} | {"freight_per_order_state": "amount", "tax_basis": "included"}
    about = {"status": "sampling", "kind": "maker", "goods": "physical", "status_at": at, "created_at": at}
    suppliers = []
    for place in range(5):
        supplier = Supplier.create(name=f"Maker {place}", name_key=f"maker {place}", **about)
        suppliers.append(supplier.id)
        for number, product in enumerate(goods):
            terms = {"supplier": supplier.id, "product": product.id, "quoted_on": at.date() - timedelta(days=3)}
            terms |= fees | {"currency": "CNY", "moq": 100, "freight_per_order": Decimal(100 + 7 * place)}
            price = Decimal(20 + (place * 7 + number * 3) % 11)
            Quote.record(stamp, [(1, price), (500, price - 1)], **terms)
    return goods, suppliers


def spent(act: Callable[[], Any]) -> float:
    """Milliseconds of CPU, the median of some; the first ones fill what is kept."""
    runs = []
    for _number in range(RUNS):
        begun = time.process_time()
        act()
        runs.append((time.process_time() - begun) * 1000)
    return statistics.median(runs)


def calls(act: Callable[[], Any]) -> float:
    profile = cProfile.Profile()
    profile.runcall(act)
    return float(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
