"""The page of a need, which several rooms answer with."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import abort, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.checklists.pages.urls import step_url
from portal.core.forms.base import NO_CHOICE
from portal.market.pages import AlarmNote, alarm_notes
from portal.needs.forms import NewNeedCandidateForm, WayForm
from portal.needs.pages.brief import GapText, basis, gap_text
from portal.needs.pages.list import deadline_tag, state_tag
from portal.needs.queries import brief, candidates, categories, need_row
from portal.needs.rules import JudgedCandidate, RivalSupplier, lines
from portal.path.models.passages import for_need
from portal.path.models.takeovers import TakeOver
from portal.path.queries.standing import behind
from portal.path.rules import Path, PathStep, Spot, at_each
from portal.products.rules import A_BEGINNING
from portal.settings.models.rates import FxRate
from portal.settings.team import team
from portal.suppliers.queries.list import choices_by_name
from portal.web.clock import today
from portal.web.filters import cost_money, days, listed, percent, unit_money
from portal.web.submit_once import new_key
from portal.web.words import WORDS, word


class LandedText(NamedTuple):
    """What a candidate costs landed."""

    text: str
    url: str = ""  # of the quote; empty: not comparable
    exact: bool = False  # no fee is unknown


class CandidateRow(NamedTuple):
    rival: RivalSupplier
    step: str  # where its path stands; empty at the end
    step_url: str
    cost: LandedText
    gap: GapText
    lead_time: str
    clear: bool  # nothing is in the way
    blocks: str
    unknown: str
    alarm: AlarmNote | None  # its price against the others'
    rows_url: str  # of the prices it was held against


def need_or_404(id: int) -> Any:
    return need_row(id) or abort(404)


def need_values(need: Any) -> dict[str, Any]:
    """All that is known of it: what its page shows and its paper prints."""
    named = categories(need.categories)
    rates = FxRate.known()
    ranking = candidates(need, named, rates, today(), team().shelf)
    suppliers = [judged.rival.supplier for judged in ranking.candidates]
    alarms = alarm_notes(ranking.about, ranking.market, order_of(need), need.currency, rates, today())
    passed = behind(for_need(need.id), TakeOver.in_force() & TakeOver.supplier.in_(suppliers))
    paths = {judged.rival.supplier: Path(judged.rival.supplier, need.id, passed) for judged in ranking.candidates}
    compliance = [word(key, "compliance") for key in need.compliance if key in WORDS["compliance"]]
    asked = brief(need)
    return {
        "need": need,
        "state": state_tag(need),
        "deadline": deadline_tag(need, today()),
        "limit": asked.limit,
        "limit_basis": limit_basis(need, asked.limit is None),
        "sale_price": sale_price(need),
        "longest_lead": days(need.longest_lead),
        "categories": listed(name for name, _banned in named) or "—",
        "compliance": listed(compliance) or "—",
        "must": "\n".join(lines(need.must)),
        "nice": "\n".join(lines(need.nice)),
        "basis": basis(asked),
        "ranking": [
            candidate_row(need, judged, paths[judged.rival.supplier], alarms.get(judged.rival.supplier))
            for judged in ranking.candidates
        ],
        "steps": [
            f"{step_title(step)} {number}" for step, number in at_each(path.open_step for path in paths.values())
        ],
        "checklist_url": step_url("show", PathStep.needs, None, need.id),
        "settled": passed.get(Spot(PathStep.needs, None, need.id)),
    }


def limit_basis(need: Any, unknown: bool) -> str:
    """What the highest acceptable cost follows from."""
    if unknown:
        return _("It takes the sale price and the target margin; until both are known nothing can pass.")
    return _(
        "%(price)s × (1 − %(margin)s), selling fees not taken off. The lower end of the price band is used, so that "
        "the margin holds through all of it.",
        price=unit_money(need.price_low, need.currency),
        margin=percent(need.margin),
    )


def sale_price(need: Any) -> str:
    low = unit_money(need.price_low, need.currency)
    return low if need.price_high is None else f"{low} – {unit_money(need.price_high, need.currency)}"


def step_title(step: PathStep | None) -> str:
    return word(step, "step") if step else _("Through")


def order_of(need: Any) -> int:
    """Units at which prices are held against each other: the first order, else what is sold in a month."""
    return int(need.first_order or need.monthly_units or A_BEGINNING)


def candidate_row(need: Any, judged: JudgedCandidate, path: Path, alarm: AlarmNote | None) -> CandidateRow:
    rival, step = judged.rival, path.open_step
    return CandidateRow(
        rival,
        word(step, "step") if step else "",
        step_url("show", step, rival.supplier, need.id) if step else "",
        landed_text(need, judged),
        gap_text(judged.gap, need.currency, judged.rival.offer),
        lead_text(rival),
        judged.clear,
        listed(word(block, "need_block") for block in judged.blocks),
        listed(word(unknown, "need_unknown") for unknown in judged.unknown),
        alarm if rival.offer else None,
        url_for("products.show", id=need.product_id, quantity=order_of(need), _anchor="offers") if alarm else "",
    )


def lead_text(rival: RivalSupplier) -> str:
    """The lead time that counts, and that it was agreed."""
    if rival.lead_days is None:
        return days(None) if rival.offer else "—"
    text = days(int(rival.lead_days))
    return f"{text} · {_('agreed')}" if rival.lead_agreed else text


def landed_text(need: Any, judged: JudgedCandidate) -> LandedText:
    cost, offer = judged.cost, judged.rival.offer
    if cost is None or offer is None:
        return LandedText(_("not comparable"))
    url = url_for("quotes.show", id=offer.id, quantity=need.first_order)
    text = cost_money(cost.at_least, need.currency, [step.unit_price for step in offer.terms.breaks])
    if cost.per_unit is None:
        return LandedText(_("at least %(amount)s", amount=text), url)
    return LandedText(text, url, exact=True)


def need_page(need: Any, add: Any = None, way: Any = None, status: int = 200) -> Any:
    """`add`, `way`: the form of a candidate, or of a settlement, as a person sent it."""
    values = need_values(need)
    looked_at = {row.rival.supplier for row in values["ranking"]}
    others = [(key, name) for key, name in choices_by_name() if key not in looked_at]
    add = add or NewNeedCandidateForm(None, data={"key": new_key(), "need": need.id, "back": "need"})
    add.need.choices = [SelectChoice(str(need.id), need.title)]
    add.supplier.choices = [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in others)]
    body = render_template("needs/show.html", **values, add=add, way=way or WayForm(formdata=None))
    return body, status
