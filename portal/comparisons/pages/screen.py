"""The page of a comparison, as it is opened and as a form on it is answered."""

from __future__ import annotations

from typing import Any

from flask import render_template

from portal.comparisons.forms import ComparisonFilter
from portal.comparisons.pages.comparison import comparison_of
from portal.comparisons.pages.opening import basis_text
from portal.comparisons.pages.sections import facts, screen
from portal.comparisons.pages.weights import weighing
from portal.missing.forms import GoodsFiguresForm
from portal.missing.pages.asking import askable
from portal.missing.pages.goods_figures import figures_form
from portal.web import hx
from portal.web.submit_once import new_key


def comparison_page(
    wanted: ComparisonFilter, status: int = 200, figures: GoodsFiguresForm | None = None, overtaken: str = ""
) -> Any:
    """`figures` as a person sent them, or a sentence why they were not saved."""
    sheet = comparison_of(wanted)
    values = {**screen(sheet), **weighing(wanted, sheet), "key": new_key(), "overtaken": overtaken}
    if sheet:
        values["facts"] = facts(sheet, basis_text(wanted, sheet))
        values |= {"askable": askable(sheet), "figures": figures_form(sheet.goods, figures)}
    template = "comparisons/_answer.html" if hx.wanted() else "comparisons/show.html"
    return render_template(template, **values), status if sheet else 422, {"Vary": "HX-Request"}
