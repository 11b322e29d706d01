"""The path of a supplier as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.checklists.pages.urls import step_url
from portal.path.pages.takeovers import TakeOverText, takeover_text
from portal.path.queries.standing import PathNeed, furthest
from portal.path.rules import Lag, Path, PathStep, disagreement
from portal.suppliers.queries.lines import Labels
from portal.suppliers.rules.pipeline import Status

NO_NEED = 0  # in the address: the path for no need in particular


@dataclass(frozen=True)
class SupplierPath:
    path: Path
    needs: list[PathNeed]  # the open needs it is looked at for
    lag: Lag | None

    @classmethod
    def of(cls, supplier: Any, about: Labels, wanted: int | None) -> SupplierPath:
        """On the path of the need that is wanted (0: for none in particular), else where it came furthest."""
        needs = [PathNeed(need.id, need.title) for need in about.needs if not need.closed]
        _need, path = furthest(supplier.id, needs, about.passed)
        if wanted in (NO_NEED, *(need.id for need in needs)):
            path = Path(supplier.id, wanted or None, about.passed)
        path = replace(path, against=about.against)
        return cls(path, needs, disagreement(Status(supplier.status), path.open_step))

    def list_of(self, step: PathStep) -> str:
        return step_url("show", step, self.path.supplier, self.path.need)

    @property
    def others(self) -> list[tuple[str, str, bool]]:
        """The paths to choose from, where there are several: title, address, whether it is this one."""
        paths = [(need.title, self.on(need.id), need.id == self.path.need) for need in self.needs]
        if Path(self.path.supplier, None, self.path.passed).begun:
            paths.append((_("no need in particular"), self.on(NO_NEED), self.path.need is None))
        return paths if len(paths) > 1 else []

    @property
    def taken(self) -> TakeOverText | None:
        """How it came past the steps that nobody worked through here; None: there are none on this path."""
        taken = [mark.passed for mark in self.path.marks if mark.passed is not None and mark.passed.taken]
        return takeover_text(taken[0]) if taken else None

    def on(self, need: int) -> str:
        """The page of the supplier with its path for another need."""
        return url_for("suppliers.show", id=self.path.supplier, need=need, _anchor="status")
